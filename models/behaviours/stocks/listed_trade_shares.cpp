#include "models/behaviours/stocks/listed_trade_shares.hpp"

#include <algorithm>

namespace entrepot::models {

void ListedTradeShares::add(const std::vector<FirmTerms>& terms, std::vector<float>& hit) {
  for (const FirmTerms& at : terms) {
    const std::vector<double>& made = made_by(*at.firms);
    for (const std::uint32_t group : at.firms->groups) {
      const double part = at.part == FirmPart::named ? made[group] : 1.0 - made[group];
      if (!(part > 0.0)) continue;
      at.side == FirmSide::inputs ? add_inputs(at, GroupId(group), part, hit)
                                  : add_sales(at, GroupId(group), part, hit);
    }
  }
}

void ListedTradeShares::add_inputs(const FirmTerms& terms, GroupId user, double part,
                                   std::vector<float>& hit) const {
  const Axes axes = world_.axes();
  for (const CellId cell : axes.cells()) {
    const double ban = terms.ban[cell.index()];
    if (!(ban > 0.0)) continue;
    float& at = hit[axes.flow(axes.region_of(user), cell).index()];
    at = std::min(1.0F, at + static_cast<float>(ban * part * used_by(user, axes.group_of(cell))));
  }
}

void ListedTradeShares::add_sales(const FirmTerms& terms, GroupId seller, double part,
                                  std::vector<float>& hit) const {
  const Axes axes = world_.axes();
  for (const RegionId destination : axes.regions()) {
    const double ban = terms.ban[destination.index()];
    if (!(ban > 0.0)) continue;
    for (const CellId cell : axes.cells_of(seller)) {
      float& at = hit[axes.flow(destination, cell).index()];
      at = std::min(1.0F, at + static_cast<float>(ban * part));
    }
  }
}

// Of what the user's region buys of a (region, sector).
double ListedTradeShares::used_by(GroupId user, GroupId seller) const {
  const WorldTable& table = world_.table;
  const Axes axes = world_.axes();
  const RegionId region = axes.region_of(user);
  double all = table.f(seller.index(), region.index());
  for (const GroupId other : axes.groups_of(region)) all += table.z(seller.index(), other.index());
  return all > 0.0 ? table.z(seller.index(), user.index()) / all : 0.0;
}

// The named firms by number; by size at the base, ties go to the firm that stands first.
std::vector<std::uint32_t> ListedTradeShares::members(const FirmSet& firms) const {
  if (!firms.numbers.empty()) return firms.numbers;
  std::vector<std::uint32_t> all;
  double output = 0.0;
  for (const std::uint32_t group : firms.groups) {
    for (std::uint32_t f = world_.group_first[group]; f < world_.group_first[group + 1]; ++f) {
      all.push_back(f);
      output += world_.firm_output[f];
    }
  }
  if (firms.everyone() || firms.random_share > 0.0) return all;
  std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
    return world_.firm_output[a] > world_.firm_output[b];
  });
  std::size_t count = std::min(firms.top, all.size());
  for (double left = firms.top_share * output; left > 0.0 && count < all.size(); ++count)
    left -= world_.firm_output[all[count]];
  all.resize(count);
  return all;
}

const std::vector<double>& ListedTradeShares::made_by(const FirmSet& firms) {
  const auto [found, is_new] = made_.try_emplace(&firms);
  std::vector<double>& made = found->second;
  if (!is_new) return made;
  const Axes axes = world_.axes();
  std::vector<double> output(axes.n_groups(), 0.0);
  for (std::size_t f = 0; f < world_.n_firms(); ++f)
    output[axes.group_of(CellId(world_.firm_cell[f])).index()] += world_.firm_output[f];
  made.assign(axes.n_groups(), 0.0);
  const double chance = firms.random_share > 0.0 ? firms.random_share : 1.0;
  for (const std::uint32_t f : members(firms)) {
    if (f >= world_.n_firms()) continue;  // refused by name where links are ended
    const std::size_t group = axes.group_of(CellId(world_.firm_cell[f])).index();
    if (output[group] > 0.0) made[group] += chance * world_.firm_output[f] / output[group];
  }
  return made;
}

}  // namespace entrepot::models
