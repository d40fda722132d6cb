// Entity lists as published, from a CSV file.
#pragma once

#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

// Where a policy has the key `entity_list`, reads the file into values["entities"], one text per entity
// (models/policies/parts/listed_entities.hpp). Entities with one name or alias are one, listed from their
// first date. Every fault is reported with its place; what is left out or taken for something is a note.
void read_entity_list(const Node& policy, Values& values, ReadContext& context);

}  // namespace entrepot::scenarios
