// A world with some of its sectors or regions split.
#pragma once

#include <string>

#include "scenarios/data/splits/split_plan.hpp"

namespace entrepot::scenarios {

// The balanced table of the parts. Everything else that the world has is carried over: parts have the
// parameters, duties, routes, owners and levels of what they are parts of, members its distances and clubs;
// employment goes by value added, outlays on capital by final use. InputError as for balance_split.
[[nodiscard]] WorldTable split_world(const WorldTable& whole, const SplitPlan& plan, const std::string& file);

}  // namespace entrepot::scenarios
