// Caliendo-Parro equilibrium in exact hats (docs: model.md 4): the limit the frictionless agents converge to.
#pragma once

#include "models/theory/equilibrium_types.hpp"

namespace entrepot::theory {

// Throws InputError (all faults at once: shapes, shares, zero cells, buyers without any supplier left) or
// NoEquilibrium.
[[nodiscard]] EquilibriumSolution solve_equilibrium(EquilibriumInput input,
                                                    const EquilibriumOptions& options = {});

}  // namespace entrepot::theory
