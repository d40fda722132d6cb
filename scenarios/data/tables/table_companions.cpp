#include "scenarios/data/tables/table_companions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "scenarios/data/duties/base_duties.hpp"
#include "scenarios/data/tables/sector_kinds.hpp"

namespace entrepot::scenarios {

namespace {

// What is known of one sector: its kind, once it is known, and the sector of world2017 it is like, or "".
struct SectorFacts {
  std::vector<std::string> like;
  std::vector<SectorKind> kind;
  std::vector<bool> known;  // whether the kind is
};

constexpr std::array all_kinds{SectorKind::services, SectorKind::primary, SectorKind::manufacturing};

// sector_list.csv: sector, and where given kind, like. It overrules the codes.
void read_sector_list(const CsvTable& csv, const Labels& sectors, SectorFacts& facts, Faults& faults) {
  const auto sector = csv.require_column("sector", faults);
  const auto kind = csv.find_column("kind");
  const auto like = csv.find_column("like");
  std::set<std::size_t> seen;
  for (std::size_t row = 0; row < csv.rows() && sector; ++row) {
    const auto k = sectors.resolve(csv, row, *sector, faults);
    if (!k) continue;
    if (!seen.insert(*k).second)
      faults.add(csv.place(row, *sector), fmt::format("sector '{}' is given twice", csv.text(row, *sector)));
    if (like && !csv.text(row, *like).empty()) {
      facts.like[*k] = std::string(csv.text(row, *like));
      if (like_sector(facts.like[*k], SectorCodes::own).empty()) {
        faults.add(csv.place(row, *like), fmt::format("'{}' is no sector of world2017", facts.like[*k]),
                   "like names one of its 15 sectors, whose parameters are taken");
        continue;
      }
      facts.kind[*k] = kind_of(facts.like[*k]);
      facts.known[*k] = true;
    }
    if (!kind || csv.text(row, *kind).empty()) continue;
    const std::string name(csv.text(row, *kind));
    const auto* const found = std::find_if(all_kinds.begin(), all_kinds.end(),
                                           [&](SectorKind one) { return name == kind_name(one); });
    if (found == all_kinds.end()) {
      faults.add(csv.place(row, *kind), fmt::format("'{}' is no kind of sector", name), "",
                 suggest(name, {"services", "primary", "manufacturing"}, "kinds"));
      continue;
    }
    facts.kind[*k] = *found;
    facts.known[*k] = true;
  }
}

SectorFacts facts_by_codes(const Labels& sectors, const std::vector<std::vector<std::string>>& sources,
                           std::vector<std::string>& notes) {
  std::vector<std::string> labels;
  for (const auto& of_one : sources) labels.insert(labels.end(), of_one.begin(), of_one.end());
  const SectorCodes codes = codes_of(labels);
  SectorFacts facts;
  facts.like = like_sectors(sectors.names(), sources, codes);
  for (const std::string& like : facts.like) {
    facts.known.push_back(!like.empty());
    facts.kind.push_back(like.empty() ? SectorKind::manufacturing : kind_of(like));
  }
  notes.push_back(fmt::format("estimated: kinds of sectors are told by {}", codes_name(codes)));
  return facts;
}

void note_kinds(const Labels& sectors, const SectorFacts& facts, std::vector<std::string>& notes) {
  for (const SectorKind kind : all_kinds) {
    std::vector<std::string> of_kind;
    for (std::size_t k = 0; k < sectors.size(); ++k)
      if (facts.known[k] && facts.kind[k] == kind) of_kind.push_back(sectors.names()[k]);
    if (of_kind.empty()) continue;
    notes.push_back(fmt::format("sectors: {} {} ({}): {}", of_kind.size(), kind_name(kind),
                                kind == SectorKind::services ? "no duty" : "goods",
                                fmt::join(of_kind, ", ")));
  }
  std::vector<std::string> unknown;
  for (std::size_t k = 0; k < sectors.size(); ++k)
    if (!facts.known[k]) unknown.push_back(sectors.names()[k]);
  if (unknown.empty()) return;
  notes.push_back(
      fmt::format("DOUBT: THE KIND OF {} SECTORS IS NOT KNOWN; they count as manufactured goods, which pay "
                  "duty: {}; say what they are in sector_list.csv beside a world file",
                  unknown.size(), fmt::join(unknown, ", ")));
}

// The file of parameters: beside the world file or the table, else the source's.
std::string parameters_file(const WorldSource& source) {
  const std::string folder = source.plan.folder.empty()
                                 ? std::filesystem::path(source.path).parent_path().string()
                                 : source.plan.folder;
  const std::string beside = (std::filesystem::path(folder) / "sector_parameters.csv").string();
  return std::filesystem::is_regular_file(beside) ? beside : source.parameters;
}

// The list of products of the world whose parameters are lent, "" where there is none.
std::string products_of_parameters(const WorldSource& source) {
  if (source.parameters.empty()) return "";
  const std::filesystem::path file = std::filesystem::path(source.parameters).parent_path() / "products.csv";
  return std::filesystem::is_regular_file(file) ? file.string() : "";
}

// Rows by the sectors' own names, else by what they are like, else the defaults.
void set_parameters(WorldTable& table, const SectorFacts& facts, const std::string& file, Sha256& hash) {
  table.sector_parameters.assign(table.n_sectors(), SectorParameters{});
  std::size_t unmatched = table.n_sectors();
  std::vector<std::string> borrowed;
  if (!file.empty()) {
    Faults faults;
    hash.add(read_bytes(file));
    const CsvTable csv = CsvTable::load(file);
    const Labels rows = read_labels(csv, "sector", "sector", faults);
    std::size_t ignored = 0;
    const std::vector<SectorParameters> given = read_sector_parameters(csv, rows, faults, ignored);
    faults.throw_if_any();
    for (std::size_t k = 0; k < table.n_sectors(); ++k) {
      const auto own = rows.find(table.sectors[k]);
      const auto found = own ? own : rows.find(facts.like[k]);
      if (!found) continue;
      --unmatched;
      table.sector_parameters[k] = given[*found];
      if (!own) borrowed.push_back(fmt::format("{} {}", table.sectors[k], facts.like[k]));
    }
  }
  if (!borrowed.empty()) {
    table.notes.push_back(
        fmt::format("estimated: {} sectors have the parameters of a sector they are like: {}",
                    borrowed.size(), fmt::join(borrowed, ", ")));
  }
  if (unmatched == 0) return;
  table.notes.push_back(
      fmt::format("estimated: {} of {} sectors have no parameters of their own; defaults are used", unmatched,
                  table.n_sectors()));
}

struct Companion {
  const char* file;
  const char* lost;  // where it is absent
};

constexpr Companion companions[] = {
    {"products.csv", "each sector is one product: policies by HS code or list reach nothing"},
    {"distance_km.csv", "all places are alike to new suppliers and plants"},
    {"political_distance.csv", "no policy can choose partners by political distance"},
    {"clubs.csv", "no policy can name a club"},
    {"base_routes.csv", "no goods go by way of others at the base"},
    {"critical_inputs.csv", "no missing input stops production"},
    {"plant_costs.csv", "a plant costs the same everywhere"},
    {"technology_levels.csv", "technology does not diffuse"},
    {"capital_mix.csv", "capital outlays are spent like final demand"},
    {"employment.csv", "employment is an index, not persons"},
    {"owner_shares.csv", "no plant is owned abroad"},
    {"members.csv", "countries inside regions have no names"}};

void note_absent(WorldFolder& folder, std::vector<std::string>& notes) {
  for (const Companion& companion : companions)
    if (!folder.has(companion.file))
      notes.push_back(fmt::format("absent: {}; {}", companion.file, companion.lost));
}

}  // namespace

std::vector<std::string> set_sectors(WorldTable& table, const Labels& sectors,
                                     const std::vector<std::vector<std::string>>& sources,
                                     const WorldSource& source, Sha256& hash) {
  Faults faults;
  SectorFacts facts = facts_by_codes(sectors, sources, table.notes);
  const std::string list = source.plan.folder + "/sector_list.csv";
  if (!source.plan.folder.empty() && std::filesystem::is_regular_file(list))
    read_sector_list(CsvTable::load(list), sectors, facts, faults);
  faults.throw_if_any();
  table.sector_is_goods.clear();
  table.sector_is_manufacturing.clear();
  for (std::size_t k = 0; k < sectors.size(); ++k) {
    table.sector_is_goods.push_back(facts.kind[k] != SectorKind::services);
    table.sector_is_manufacturing.push_back(facts.kind[k] == SectorKind::manufacturing);
    if (facts.known[k] && facts.like[k].empty() && facts.kind[k] != SectorKind::manufacturing)
      facts.like[k] = facts.kind[k] == SectorKind::services ? "SRV" : "AGR";
  }
  note_kinds(sectors, facts, table.notes);
  set_parameters(table, facts, parameters_file(source), hash);
  return facts.like;
}

std::vector<RouteShares> read_companions(WorldTable& table, const std::vector<std::string>& like,
                                         const WorldSource& source, Sha256& hash) {
  Faults faults;
  std::vector<RouteShares> routes;
  if (source.plan.folder.empty()) {
    add_single_products(table);
    table.base_duty.assign(table.n_regions() * table.n_regions() * table.n_products(), 0.0);
    const std::string folder = std::filesystem::path(source.path).parent_path().string();
    for (const std::string& file : read_owners(folder.empty() ? "." : folder, table, faults))
      hash.add(read_bytes(file));
    table.notes.emplace_back(
        "absent: a world file (`entrepot world new`); base duties are 0, so duties of policies "
        "start from free trade; products, distances, clubs and routes are not known");
    faults.throw_if_any();
    return routes;
  }
  WorldFolder folder(source.plan.folder);
  note_absent(folder, table.notes);
  read_products(folder, table, faults);
  faults.throw_if_any();  // duties and routes go by product
  read_base_duties(folder, table, faults, {like, products_of_parameters(source)});
  read_places(folder, table, faults);
  read_critical_inputs(folder, table, faults);
  routes = read_routes(folder, table, faults);
  read_clubs(folder, table, faults);
  read_owners(source.plan.folder, table, faults);
  faults.throw_if_any();
  hash.add(folder.hash());
  if (!source.plan.file.empty()) hash.add(read_bytes(source.plan.file));
  return routes;
}

}  // namespace entrepot::scenarios
