#include "sim/world/firms/withhold.hpp"

#include <fmt/format.h>

#include <map>

namespace entrepot {

namespace {

// A firm's cell, or its group where its product is not said.
std::pair<bool, std::uint32_t> place_of(const FirmRegister& firms, std::uint32_t entry, const Axes& axes) {
  if (!firms.product[entry].valid()) return {true, firms.group[entry].get()};
  return {false, axes.cell(axes.region_of(firms.group[entry]), firms.product[entry]).get()};
}

template <class Column>
void keep_marked(Column& column, const std::vector<bool>& kept) {
  if (column.empty()) return;
  std::size_t out = 0;
  for (std::size_t e = 0; e < kept.size(); ++e)
    if (kept[e] && out++ != e) column[out - 1] = std::move(column[e]);
  column.resize(out);
}

void keep_entries(FirmRegister& firms, const std::vector<bool>& kept) {
  std::vector<std::uint32_t> now(kept.size(), no_entry);
  std::uint32_t count = 0;
  for (std::size_t e = 0; e < kept.size(); ++e)
    if (kept[e]) now[e] = count++;
  std::erase_if(firms.links,
                [&](const RegisterLink& link) { return !kept[link.buyer] || !kept[link.supplier]; });
  for (RegisterLink& link : firms.links) link = {now[link.buyer], now[link.supplier], link.value};
  keep_marked(firms.id, kept);
  keep_marked(firms.group, kept);
  keep_marked(firms.product, kept);
  keep_marked(firms.output, kept);
  keep_marked(firms.owner, kept);
  keep_marked(firms.tags, kept);
}

void forget_rare_owners(FirmRegister& firms) {
  std::map<std::pair<GroupId, RegionId>, std::uint32_t> count;
  for (std::size_t e = 0; e < firms.size(); ++e) ++count[{firms.group[e], firms.owner[e]}];
  for (std::size_t e = 0; e < firms.size(); ++e)
    if (count[{firms.group[e], firms.owner[e]}] < firms.min_firms) firms.owner[e] = RegionId{};
}

}  // namespace

void withhold_small_cells(FirmRegister& firms, const WorldTable& table, std::vector<std::string>& notes) {
  if (firms.min_firms == 0) return;
  const Axes axes = table.axes();
  std::map<std::pair<bool, std::uint32_t>, std::uint32_t> count;
  for (std::uint32_t e = 0; e < firms.size(); ++e) ++count[place_of(firms, e, axes)];
  std::vector<bool> kept(firms.size());
  for (std::uint32_t e = 0; e < firms.size(); ++e)
    kept[e] = count[place_of(firms, e, axes)] >= firms.min_firms;
  keep_entries(firms, kept);
  // Owners of entries that remain: which are rare must not be counted twice, so they are forgotten at once.
  forget_rare_owners(firms);
  notes.push_back(fmt::format(
      "register, privacy: cells of fewer than {} firms are left to synthesis, and links between cells with "
      "fewer on either side; results do not depend on them{}",
      firms.min_firms, firms.hide_ids ? "; ids and tags leave the program nowhere" : ""));
}

}  // namespace entrepot
