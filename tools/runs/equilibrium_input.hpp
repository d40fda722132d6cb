// From a world's table and a scenario's settings to the input of the equilibrium solver (model.md section 4).
#pragma once

#include "models/behaviours/model.hpp"
#include "models/theory/equilibrium.hpp"
#include "sim/world/accounts.hpp"
#include "sim/world/levers/levers.hpp"

namespace entrepot::tools {

using namespace models;
using namespace theory;

// The world of `table` under the terms of `levers`: one market per region (all its users buy by the region's
// base shares, as agents do when they choose an origin), every product with its own duties. `accounts` are
// those of the same table; money is million USD per year. Elasticities, tiers and the income response are
// those of `settings`; utilisation, capacity and dispersion have no place in an equilibrium.
[[nodiscard]] EquilibriumInput equilibrium_input(const WorldTable& table, const BaseAccounts& accounts,
                                                 const Levers& levers, const ModelSettings& settings,
                                                 Closure closure = Closure::fixed);

}  // namespace entrepot::tools
