#include "scenarios/data/firms/read_register.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "scenarios/data/csv.hpp"
#include "scenarios/data/firms/firm_rows.hpp"
#include "sim/world/firms/withhold.hpp"

namespace entrepot::scenarios {

namespace {

// Part of each (host, sector)'s output that the register says foreigners own, [group][owner].
std::map<GroupId, std::map<RegionId, double>> owned_shares(const FirmRegister& firms,
                                                           const WorldTable& table) {
  std::map<GroupId, std::map<RegionId, double>> owned;
  std::vector<double> made(table.n_groups(), 0.0);
  for (std::size_t e = 0; e < firms.size(); ++e) {
    made[firms.group[e].index()] += firms.output[e];
    const RegionId owner = firms.owner[e];
    if (owner.valid() && owner != table.axes().region_of(firms.group[e]))
      owned[firms.group[e]][owner] += firms.output[e];
  }
  for (auto& [group, of] : owned) {
    const double output = table.output[group.index()];
    const bool rescaled = firms.remainder == Remainder::none || made[group.index()] > output;
    for (auto& [owner, share] : of) share /= rescaled ? made[group.index()] : output;
  }
  return owned;
}

// Shares of one host and sector that hold what the register says of owners and add up to 1 at most.
void raise_shares(std::vector<OwnerShare>& shares, const std::map<RegionId, double>& owned,
                  double OwnerShare::*part) {
  const auto known = [&](const OwnerShare& share) {
    const auto at = owned.find(share.owner);
    return at == owned.end() ? 0.0 : at->second;
  };
  double sum = 0.0;
  double least = 0.0;
  for (OwnerShare& share : shares) {
    share.*part = std::max(share.*part, known(share));
    least += known(share);
    sum += share.*part;
  }
  if (sum <= 1.0) return;
  for (OwnerShare& share : shares)
    share.*part = known(share) + (share.*part - known(share)) * (1.0 - least) / (sum - least);
}

// The register's owners among the table's, so that accounts and firms say the same.
void add_owners(const FirmRegister& firms, WorldTable& table) {
  const auto owned = owned_shares(firms, table);
  const Axes axes = table.axes();
  for (const auto& [group, of] : owned) {
    std::vector<OwnerShare> shares;
    const auto here = [&, at = group](const OwnerShare& share) {
      return axes.group(share.host, share.sector) == at;
    };
    std::copy_if(table.owner_shares.begin(), table.owner_shares.end(), std::back_inserter(shares), here);
    std::erase_if(table.owner_shares, here);
    for (const auto& [owner, share] : of) {
      const auto same = [at = owner](const OwnerShare& known) { return known.owner == at; };
      if (std::none_of(shares.begin(), shares.end(), same))
        shares.push_back({axes.region_of(group), axes.sector_of(group), owner, 0.0, 0.0});
    }
    raise_shares(shares, of, &OwnerShare::output);
    raise_shares(shares, of, &OwnerShare::exports);
    table.owner_shares.insert(table.owner_shares.end(), shares.begin(), shares.end());
  }
  std::sort(table.owner_shares.begin(), table.owner_shares.end(),
            [](const OwnerShare& a, const OwnerShare& b) {
              return std::tie(a.host, a.sector, a.owner) < std::tie(b.host, b.sector, b.owner);
            });
  if (!owned.empty())
    table.notes.push_back(
        fmt::format("register: owners of firms raise the shares of owners in {} hosts and sectors; where no "
                    "file says what they export, they export as they make",
                    owned.size()));
}

std::string hash_of(const FirmPlan& plan, const std::string& world) {
  Sha256 hash;
  hash.add(world);
  if (!plan.world_file.empty()) hash.add(read_bytes(plan.world_file));
  for (const std::string* file : {&plan.table, &plan.transactions, &plan.regions, &plan.sectors})
    if (!file->empty()) add_unpacked(*file, hash);
  return hash.finish();
}

}  // namespace

void read_register(const FirmPlan& plan, const std::string& members, WorldTable& table) {
  Faults faults;
  auto firms = std::make_shared<FirmRegister>(read_firms(plan, members, table, faults));
  firms->remainder = plan.whole ? Remainder::none : Remainder::drawn;
  firms->hide_ids = plan.hide_ids;
  firms->min_firms = plan.min_firms;
  if (firms->size() == 0 && faults.empty())
    faults.add({plan.table, 0, 0, ""}, "no firm has any output", "", "is the column `output` the right one?");
  // Ids of firms with faults are missing, and so would be those of their transactions: these first.
  faults.throw_if_any();
  if (!plan.transactions.empty()) firms->links = read_transactions(plan, *firms, table.notes, faults);
  faults.throw_if_any();
  withhold_small_cells(*firms, table, table.notes);
  add_owners(*firms, table);
  table.data_hash = hash_of(plan, table.data_hash);
  table.firm_register = std::move(firms);
}

}  // namespace entrepot::scenarios
