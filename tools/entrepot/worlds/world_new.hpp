// `entrepot world new`: a world file for a published table.
#pragma once

#include <CLI/CLI.hpp>

namespace entrepot::tools {

void add_world_new(CLI::App& world);

}  // namespace entrepot::tools
