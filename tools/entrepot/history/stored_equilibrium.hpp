// The static equilibrium of the scenario that a result file holds: a rival of the run.
#pragma once

#include <memory>
#include <string>

#include "outputs/report/facts/fact_view.hpp"

namespace entrepot::tools {

using namespace outputs;

// Solved month by month as it is asked, under fixed wages unless the scenario's clear. `world` must outlive
// it. InputError when the scenario or its world cannot be read.
[[nodiscard]] std::unique_ptr<FactView> static_rival(const std::string& file, const FactWorld& world,
                                                     int last_year);

}  // namespace entrepot::tools
