// A state as bytes, column by column: what a checkpoint would hold.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "sim/world/state/state.hpp"

namespace entrepot::test {

using SavedState = std::map<std::string, std::vector<std::byte>>;  // by name of the column

[[nodiscard]] SavedState save(const State& state);

// A state with the saved columns; others are as at the base.
[[nodiscard]] State load(const World& world, const SavedState& saved);

// Names of the columns that are not the same, bit for bit where they are numbers.
[[nodiscard]] std::vector<std::string> differing_columns(const State& a, const State& b);

}  // namespace entrepot::test
