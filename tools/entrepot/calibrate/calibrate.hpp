// The verb `entrepot calibrate`.
#pragma once

#include <CLI/CLI.hpp>

#include "tools/entrepot/parts/common_options.hpp"

namespace entrepot::tools {

void add_calibrate(CLI::App& app, CommonOptions& common);

}  // namespace entrepot::tools
