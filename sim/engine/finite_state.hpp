// Where the numbers of a state stop being numbers: for the words of a run that ends for that.
#pragma once

#include <string>

#include "sim/engine/action.hpp"

namespace entrepot {

// "firm_cost of firm 12 (CHN, ELE) is inf; pricing writes it in the phase price": the first column, in the
// order of a state, that holds such a number, its agent and the last action of a step that writes it. Limits
// and costs that may be infinite (a banned flow's) are passed over. Empty when all is finite.
[[nodiscard]] std::string non_finite_text(const World& world, const State& state, const ActionList& actions);

}  // namespace entrepot
