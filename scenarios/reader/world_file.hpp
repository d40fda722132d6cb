// World files: a published table as a world (docs/worlds.md).
#pragma once

#include <filesystem>

#include "scenarios/reader/keys.hpp"
#include "scenarios/reader/scenario.hpp"

namespace entrepot::scenarios {

// The keys of a world file.
[[nodiscard]] const Descriptor& world_file_descriptor();

// Fills in the world's table, its plan and its folder; false where there are faults (reported).
bool read_world_file(const std::filesystem::path& file, WorldSpec& world, ReadContext& context);

}  // namespace entrepot::scenarios
