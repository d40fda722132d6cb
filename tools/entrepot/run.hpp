// What verbs that make runs say of them.
#pragma once

#include <string>
#include <vector>

namespace entrepot::tools {

// The command line that makes this run.
[[nodiscard]] std::string run_command(const std::string& scenario, const std::vector<std::string>& overrides);

}  // namespace entrepot::tools
