// Reads a scenario file with everything it extends, as one tree whose nodes know their file.
#pragma once

#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

// `whole` in the context becomes false when a base could not be read. Returns false if the file itself has no
// tree.
bool read_with_bases(const std::string& path, ReadContext& context, Node& root);

// Puts a value in the place of a base's. `replicates: 8` over a block of replicates changes its count only.
void replace_value(Node& old, const std::string& key, const Node& value);

}  // namespace entrepot::scenarios
