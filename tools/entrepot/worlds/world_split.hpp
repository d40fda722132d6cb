// `entrepot world split`: a world whose sectors or regions are split by shares.
#pragma once

#include <CLI/CLI.hpp>

namespace entrepot::tools {

void add_world_split(CLI::App& world);

}  // namespace entrepot::tools
