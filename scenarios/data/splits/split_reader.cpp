// A world file that splits another world (base, split), with what stands beside it about the parts.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "scenarios/data/figures.hpp"
#include "scenarios/data/load_world.hpp"
#include "scenarios/data/splits/split_world.hpp"

namespace entrepot::scenarios {

namespace {

// Parameters by the rows of sector_parameters.csv; sectors without a row keep what they have.
void override_parameters(WorldFolder& folder, WorldTable& table, Faults& faults) {
  const CsvTable csv = folder.load("sector_parameters.csv");
  const Labels sectors = labels_of("sector", table.sectors);
  std::size_t unmatched = 0;
  const std::vector<SectorParameters> given = read_sector_parameters(csv, sectors, faults, unmatched);
  const auto sector = csv.require_column("sector", faults);
  std::vector<std::string> named;
  for (std::size_t row = 0; row < csv.rows() && sector; ++row) {
    const auto k = sectors.resolve(csv, row, *sector, faults);
    if (!k) continue;
    table.sector_parameters[*k] = given[*k];
    named.push_back(table.sectors[*k]);
  }
  table.notes.push_back(
      fmt::format("sector_parameters.csv rules for {}; other parts have the parameters of their sector",
                  fmt::join(named, ", ")));
}

// Owners of the cells (host, sector) that the files name; other parts have the owners of their sector.
void override_owners(const std::string& folder, WorldTable& table, Faults& faults) {
  WorldTable given;
  given.regions = table.regions;
  given.sectors = table.sectors;
  read_owners(folder, given, faults);
  std::set<std::pair<std::size_t, std::size_t>> cells;
  const auto cell = [](const auto& share) { return std::pair(share.host.index(), share.sector.index()); };
  for (const OwnerShare& share : given.owner_shares) cells.insert(cell(share));
  const auto replaced = [&](const auto& share) { return cells.count(cell(share)) != 0; };
  std::erase_if(table.owner_shares, replaced);
  std::erase_if(table.owner_flow_shares, replaced);
  table.owner_shares.insert(table.owner_shares.end(), given.owner_shares.begin(), given.owner_shares.end());
  table.owner_flow_shares.insert(table.owner_flow_shares.end(), given.owner_flow_shares.begin(),
                                 given.owner_flow_shares.end());
  const auto order = [](const auto& share) { return std::tuple(share.host, share.sector, share.owner); };
  std::sort(table.owner_shares.begin(), table.owner_shares.end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });
  std::sort(table.owner_flow_shares.begin(), table.owner_flow_shares.end(),
            [&](const auto& a, const auto& b) {
              return std::tuple(order(a), a.destination) < std::tuple(order(b), b.destination);
            });
  table.notes.push_back(
      fmt::format("owner_shares.csv rules for {} hosts and sectors; other parts have the owners of their "
                  "sector",
                  cells.size()));
}

void override_parts(WorldFolder& folder, WorldTable& table) {
  Faults faults;
  if (folder.has("sector_parameters.csv")) override_parameters(folder, table, faults);
  if (folder.has("owner_shares.csv")) override_owners(folder.path(""), table, faults);
  if (folder.has("critical_inputs.csv")) {
    table.critical_input.clear();
    read_critical_inputs(folder, table, faults);
    table.notes.emplace_back("critical_inputs.csv beside the world file rules in place of that of the base");
  }
  faults.throw_if_any();
}

void note_inherited(WorldFolder& folder, WorldTable& table) {
  if (!folder.has("sector_parameters.csv"))
    table.notes.emplace_back(
        "estimated: parts have the parameters of what they are parts of (sector_parameters.csv)");
  if (!folder.has("owner_shares.csv") && !table.owner_shares.empty())
    table.notes.emplace_back("estimated: parts have the owners of what they are parts of (owner_shares.csv)");
  if (!folder.has("critical_inputs.csv") && !table.critical_input.empty())
    table.notes.emplace_back(
        "estimated: each part of a critical input is critical, to each part of its user "
        "(critical_inputs.csv)");
  table.notes.emplace_back(
      "estimated: parts pay the duties of their products, else those of what they are parts of; levels of "
      "technology, distances, clubs and routes are inherited too");
}

WorldTable read_split_world(const WorldSource& source) {
  WorldSource whole = source;
  whole.plan = source.plan.whole != nullptr ? *source.plan.whole : TablePlan{};
  const WorldTable before = load_world(whole);
  Faults faults;
  if (before.firm_register != nullptr)
    faults.add({source.plan.file, 0, 0, ""}, "the base has firms of its own",
               "they would have to be split, too", "name the firms in the world file that splits");
  const SplitPlan plan = read_split(CsvTable::load(source.plan.split), before, faults);
  faults.throw_if_any();
  WorldTable table = split_world(before, plan, source.plan.split);
  Sha256 hash;
  hash.add(before.data_hash);
  hash.add(read_bytes(source.plan.split));
  if (!source.plan.folder.empty()) {
    WorldFolder folder(source.plan.folder);
    note_inherited(folder, table);
    override_parts(folder, table);
    hash.add(folder.hash());
  }
  table.data_hash = hash.finish();
  return table;
}

}  // namespace

ReaderDescriptor split_reader() {
  return {"split", "a world file that splits sectors or regions of another world (base, split)",
          [](const WorldSource& source) { return !source.plan.split.empty(); }, read_split_world};
}

}  // namespace entrepot::scenarios
