// Entity lists as authorities publish them: entities by name, place and date, mapped to firms of a world by a
// rule (docs/decisions/0080-entity-lists-as-published.md).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/day_span.hpp"
#include "sim/core/descriptor.hpp"
#include "sim/world/levers/levers.hpp"

namespace entrepot::models {

// The key under which the reader leaves the entities of the file that `entity_list` names.
inline constexpr const char* entities_key = "entities";

struct ListedEntity {
  std::string name;
  std::string region, sector;  // labels of the world
  std::string product;         // a label of the world, or "": the whole sector
  DaySpan days;
  std::optional<double> licence;  // part of its links that gets a licence; none = the policy's
  std::int64_t rank = 0;          // by size in its sector or product, from 1; 0 = by chance
  std::string firm;               // id of a real firm of the world; "": looked for by rank or by chance
};
// One line of text, and back: what a value of a scenario can hold.
[[nodiscard]] std::string entity_text(const ListedEntity& entity);
[[nodiscard]] ListedEntity entity_of(const std::string& text);

[[nodiscard]] std::vector<KeySpec> entity_list_keys();

// Entities of the policy's list in the regions it names, in the order in which they get their ranks by
// chance: by date, then by name.
[[nodiscard]] std::vector<ListedEntity> listed_entities(const Values& values, const WorldTable& table);
// [as given] the firm that each of them is.
[[nodiscard]] std::vector<RankedFirm> places_of(const std::vector<ListedEntity>& entities,
                                                std::size_t entities_per_firm, const WorldTable& table);

// Ascending, each once.
template <class List>
void sort_once(List& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

// Entities that are listed on the same days with the same part of links licensed.
struct EntityBatch {
  FirmSet firms;
  DaySpan days;
  std::optional<double> licence;
};
// Batches by their first day.
[[nodiscard]] std::vector<EntityBatch> entity_batches(const Values& values, const WorldTable& table);

}  // namespace entrepot::models
