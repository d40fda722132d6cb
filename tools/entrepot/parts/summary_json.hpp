// Summaries as JSON text for scripts.
#pragma once

#include <string>

#include "outputs/report/sections/share_table.hpp"

namespace entrepot::tools {

using namespace outputs;

[[nodiscard]] std::string share_table_json(const ShareTable& table);

}  // namespace entrepot::tools
