// The order of a step as text: phases, actions, what each reads and writes.
#pragma once

#include <string>

namespace entrepot::tools {

// One line per action of the model with every mechanism on, in the order in which a step runs them.
[[nodiscard]] std::string describe_step();

}  // namespace entrepot::tools
