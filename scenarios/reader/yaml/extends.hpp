// Reads a scenario file with everything it extends, as one tree whose nodes know their file.
#pragma once

#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

// `whole` in the context becomes false when a base could not be read. Returns false if the file itself has no
// tree.
bool read_with_bases(const std::string& path, ReadContext& context, Node& root);

}  // namespace entrepot::scenarios
