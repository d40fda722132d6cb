// What the privacy of a world's real firms keeps out of files.
#pragma once

#include <string>

#include "sim/core/error.hpp"
#include "sim/world/firms/firm_register.hpp"
#include "sim/world/world.hpp"

namespace entrepot::tools {

// Whether ids and tags of firms may be written at all.
[[nodiscard]] inline bool shows_ids(const WorldTable& table) {
  return table.firm_register != nullptr && !table.firm_register->hide_ids &&
         table.firm_register->min_firms == 0;
}

// Whether figures of single firms may be written.
[[nodiscard]] inline bool shows_single_firms(const WorldTable& table) {
  return table.firm_register == nullptr || table.firm_register->min_firms == 0;
}

// InputError where they may not; `what` would be written.
inline void require_single_firms(const WorldTable& table, const std::string& what) {
  if (shows_single_firms(table)) return;
  throw InputError(Fault{
      {},
      what + " would tell of single firms",
      "the world file says privacy: {min_firms: " + std::to_string(table.firm_register->min_firms) + "}",
      "take results by region and sector (`entrepot run`)"});
}

// A firm's id, or "" where it is no real firm or ids are hidden.
[[nodiscard]] inline std::string firm_id(const World& world, std::size_t firm) {
  if (!shows_ids(world.table) || firm >= world.firm_entry.size() || world.firm_entry[firm] == no_entry)
    return "";
  return world.table.firm_register->id[world.firm_entry[firm]];
}

// Its tags, alike.
[[nodiscard]] inline std::string firm_tags(const World& world, std::size_t firm) {
  if (firm_id(world, firm).empty() || world.table.firm_register->tags.empty()) return "";
  return world.table.firm_register->tags[world.firm_entry[firm]];
}

}  // namespace entrepot::tools
