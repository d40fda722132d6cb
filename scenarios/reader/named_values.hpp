// Values that are names: of regions, sectors, products, lists, policies.
#pragma once

#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

// One name or a list of names; those of the world are replaced by what they stand for there.
std::optional<Value> read_names(const Node& node, const KeySpec& key, ReadContext& context);

// Adds the names of the world that one name stands for; false (reported) if there is none.
bool add_names(const Node& node, const KeySpec& key, Names& out, ReadContext& context);

// A single value is expected; false (reported) for anything else.
bool expect_scalar(const Node& node, const KeySpec& key, Faults& faults);

}  // namespace entrepot::scenarios
