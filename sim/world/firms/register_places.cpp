#include "sim/world/firms/register_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entrepot {

namespace {

// Below this share of a cell's output no firm is drawn for what the register lacks: it is scaled instead.
constexpr double worth_a_firm = 1e-6;

class Placement {
 public:
  explicit Placement(const WorldTable& table)
      : table_(table),
        axes_(table.axes()),
        firms_(*table.firm_register),
        cell_(firms_.size(), CellId{}),
        made_(axes_.n_cells(), 0.0) {}

  // [entry] its cell; invalid: left out.
  const std::vector<CellId>& choose() {
    std::vector<std::vector<std::uint32_t>> open(axes_.n_groups());  // entries without a product
    for (std::uint32_t e = 0; e < firms_.size(); ++e) {
      if (firms_.product[e].valid()) {
        put(e, axes_.cell(axes_.region_of(firms_.group[e]), firms_.product[e]));
      } else {
        open[firms_.group[e].index()].push_back(e);
      }
    }
    for (std::size_t g = 0; g < open.size(); ++g) {
      if (open[g].empty()) continue;
      firms_.min_firms > 0 ? by_turns(GroupId(g), open[g]) : by_room(GroupId(g), open[g]);
    }
    return cell_;
  }

  [[nodiscard]] double total(CellId cell) const {
    return table_.output[axes_.group_of(cell).index()] * table_.product_mix[cell.index()];
  }
  // Output of the entries in a cell, as the register has it.
  [[nodiscard]] double made(std::size_t cell) const { return made_[cell]; }

 private:
  void put(std::uint32_t entry, CellId cell) {
    if (!(total(cell) > 0.0)) return;
    cell_[entry] = cell;
    made_[cell.index()] += firms_.output[entry];
  }

  void by_room(GroupId group, std::vector<std::uint32_t>& entries) {
    std::ranges::stable_sort(entries, {}, [&](std::uint32_t e) { return -firms_.output[e]; });
    for (const std::uint32_t e : entries) {
      CellId best = axes_.cells_of(group).front();
      for (const CellId cell : axes_.cells_of(group)) {
        if (total(cell) - made_[cell.index()] > total(best) - made_[best.index()]) best = cell;
      }
      put(e, best);
    }
  }

  void by_turns(GroupId group, const std::vector<std::uint32_t>& entries) {
    std::vector<CellId> cells;
    for (const CellId cell : axes_.cells_of(group))
      if (total(cell) > 0.0) cells.push_back(cell);
    if (cells.empty()) return;
    std::ranges::stable_sort(cells, {}, [&](CellId cell) { return -total(cell); });
    cells.resize(std::clamp<std::size_t>(entries.size() / firms_.min_firms, 1, cells.size()));
    for (std::size_t i = 0; i < entries.size(); ++i) put(entries[i], cells[i % cells.size()]);
  }

  const WorldTable& table_;
  Axes axes_;
  const FirmRegister& firms_;
  std::vector<CellId> cell_;  // [entry]
  std::vector<double> made_;  // [cell]
};

RegisterPlaces sorted_by_cell(const std::vector<CellId>& cell_of, const FirmRegister& firms,
                              std::size_t cells) {
  RegisterPlaces places;
  places.first.assign(cells + 1, 0);
  for (const CellId cell : cell_of)
    if (cell.valid()) ++places.first[cell.index() + 1];
  std::partial_sum(places.first.begin(), places.first.end(), places.first.begin());
  places.entry.resize(places.first.back());
  std::vector<std::uint32_t> next(places.first.begin(), places.first.end() - 1);
  for (std::uint32_t e = 0; e < cell_of.size(); ++e)
    if (cell_of[e].valid()) places.entry[next[cell_of[e].index()]++] = e;
  for (std::size_t c = 0; c < cells; ++c) {
    std::stable_sort(places.entry.begin() + places.first[c], places.entry.begin() + places.first[c + 1],
                     [&](std::uint32_t a, std::uint32_t b) { return firms.output[a] > firms.output[b]; });
  }
  return places;
}

// What cells come to, and where outputs were rescaled; million USD.
struct Tally {
  double placed = 0.0, whole = 0.0;
  std::size_t scaled_cells = 0;
  double least = 1e300, most = 0.0;  // factors
  double before = 0.0, after = 0.0;  // of rescaled cells

  void add(double made, double total, double factor) {
    placed += factor * made;
    whole += total;
    if (std::abs(factor - 1.0) <= worth_a_firm) return;
    ++scaled_cells;
    least = std::min(least, factor);
    most = std::max(most, factor);
    before += made;
    after += factor * made;
  }
};

void note_places(const FirmRegister& firms, const RegisterPlaces& places, const Tally& tally,
                 std::vector<std::string>& notes) {
  notes.push_back(fmt::format(
      "register: {} firms, {:.6g} musd of output, stand in for drawn ones in cells whose output is {:.6g} "
      "musd ({:.2f} % covered)",
      places.entry.size(), tally.placed, tally.whole,
      tally.whole > 0.0 ? 100.0 * tally.placed / tally.whole : 0.0));
  if (tally.scaled_cells > 0) {
    notes.push_back(
        fmt::format("register, rescaled: in {} cells outputs of its firms are multiplied by {:.4g} to {:.4g} "
                    "to fit the table, {:.6g} musd become {:.6g}",
                    tally.scaled_cells, tally.least, tally.most, tally.before, tally.after));
  }
  if (places.entry.size() < firms.size()) {
    notes.push_back(
        fmt::format("register, left out: {} firms are in cells in which the table has no output (or which "
                    "this number of firms does not keep)",
                    firms.size() - places.entry.size()));
  }
}

}  // namespace

RegisterPlaces place_register(const WorldTable& table, std::vector<std::uint32_t>& counts,
                              std::vector<std::string>& notes) {
  const FirmRegister& firms = *table.firm_register;
  Placement placement(table);
  RegisterPlaces places = sorted_by_cell(placement.choose(), firms, counts.size());
  places.factor.assign(counts.size(), 1.0);
  places.left.assign(counts.size(), 1.0);
  Tally tally;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (places.count(c) == 0) continue;
    const double total = placement.total(CellId(c));
    const double made = placement.made(c);
    const bool fills = firms.remainder == Remainder::none || made >= (1.0 - worth_a_firm) * total;
    places.factor[c] = fills ? total / made : 1.0;
    places.left[c] = fills ? 0.0 : 1.0 - made / total;
    const auto drawn = static_cast<std::uint32_t>(counts[c] * places.left[c] + 0.5);
    counts[c] = places.count(c) + (fills ? 0U : std::max(1U, drawn));
    tally.add(made, total, places.factor[c]);
  }
  note_places(firms, places, tally, notes);
  return places;
}

std::vector<PlacedFirm> firms_of_cell(const RegisterPlaces& places, const FirmRegister& firm_register,
                                      CellId cell, const std::vector<double>& drawn, double cell_output) {
  std::vector<PlacedFirm> firms;
  const std::size_t c = cell.index();
  for (std::uint32_t i = places.first[c]; i < places.first[c + 1]; ++i)
    firms.push_back({firm_register.output[places.entry[i]] * places.factor[c], places.entry[i]});
  for (const double size : drawn) firms.push_back({size * places.left[c] * cell_output, no_entry});
  std::ranges::stable_sort(firms, {}, [](const PlacedFirm& firm) { return -firm.output; });
  return firms;
}

}  // namespace entrepot
