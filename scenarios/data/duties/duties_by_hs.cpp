#include "scenarios/data/duties/duties_by_hs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "scenarios/data/duties/hs_cells.hpp"
#include "scenarios/data/duties/panel_rates.hpp"

namespace entrepot::scenarios {

namespace {

constexpr const char* duties_file = "base_duties.csv";
constexpr const char* weights_file = "base_duties_weights.csv";
constexpr const char* sectors_file = "hs_sectors.csv";
constexpr double most_percent = 1000.0;

// Where rows of importer `all` are kept.
std::size_t all_importers(const WorldTable& table) { return table.n_regions(); }

class DutyCells {
 public:
  DutyCells(const CsvTable& csv, const WorldTable& table, const std::vector<MemberCountry>& members,
            Faults& faults)
      : csv_(csv), table_(table), members_(members), faults_(faults), cells_(csv, faults) {}

  std::string code(std::size_t row, std::size_t column) { return cells_.code(row, column); }
  PanelOrigin origin(std::size_t row, std::size_t column) {
    return cells_.origin(row, column, table_.regions, members_,
                         [&](const std::string& name) { return suggest(name, table_.regions, "known"); });
  }
  // The index of a region, all_importers, or nothing (reported).
  std::optional<std::size_t> importer(std::size_t row, std::size_t column) {
    const std::size_t before = faults_.count();
    const PanelOrigin at = origin(row, column);
    if (at.kind == PanelOrigin::Kind::all) return all_importers(table_);
    if (at.kind == PanelOrigin::Kind::country) {
      faults_.add(csv_.place(row, column), fmt::format("importer {} is inside a region", in_quotes(at.name)),
                  "duties are those of whole regions",
                  fmt::format("average them and write {}", find_country(at.code, members_)->region));
    }
    if (faults_.count() != before) return std::nullopt;
    return static_cast<std::size_t>(std::find(table_.regions.begin(), table_.regions.end(), at.code) -
                                    table_.regions.begin());
  }
  double number(std::size_t row, std::size_t column, double most, const std::string& why) {
    const std::optional<double> value = csv_.number(row, column);
    if (value && *value >= 0.0 && *value <= most) return *value;
    if (!value && cells_.habit_of_number(row, column)) return 0.0;
    faults_.add(csv_.place(row, column),
                fmt::format("{} is {}", csv_.header(column), in_quotes(std::string(csv_.text(row, column)))),
                why);
    return 0.0;
  }
  void finish() { cells_.finish(); }

 private:
  const CsvTable& csv_;
  const WorldTable& table_;
  const std::vector<MemberCountry>& members_;
  Faults& faults_;
  HsCells cells_;
};

// [importer, all at the end] the rows as panels without dates.
std::vector<Panel> read_rows(const CsvTable& csv, const WorldTable& table,
                             const std::vector<MemberCountry>& members, Faults& faults) {
  std::vector<Panel> panels(table.n_regions() + 1);
  const auto importer = csv.require_column("importer", faults);
  const auto origin = csv.require_column("origin", faults);
  const auto hs = csv.require_column("hs", faults);
  const auto rate = csv.require_column("rate", faults);
  if (!importer || !origin || !hs || !rate) return panels;
  DutyCells cells(csv, table, members, faults);
  std::vector<std::map<std::string, std::uint32_t>> origins(panels.size());
  std::set<std::tuple<std::size_t, std::uint32_t, std::string>> seen;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const PanelOrigin from = cells.origin(row, *origin);
    const std::optional<std::size_t> to = cells.importer(row, *importer);
    PanelRow out;
    out.code = cells.code(row, *hs);
    out.from = Month(1900, 1).first_day();
    out.until = Date::max();
    out.rate = cells.number(row, *rate, most_percent, "a duty is between 0 and 1000, in %") / 100.0;
    if (!to) continue;
    if (from.kind == PanelOrigin::Kind::region && *to < table.n_regions() &&
        table.regions[*to] == from.code) {
      faults.add(csv.place(row, *origin), "domestic sales pay no duty");
      continue;
    }
    Panel& panel = panels[*to];
    if (panel.authorities.empty()) panel.authorities.emplace_back();
    const auto [it, is_new] =
        origins[*to].emplace(from.name, static_cast<std::uint32_t>(panel.origins.size()));
    if (is_new) panel.origins.push_back(from);
    out.origin = it->second;
    if (!seen.insert({*to, out.origin, out.code}).second)
      faults.add(csv.place(row, *hs), fmt::format("the duty on {} is given twice", out.code),
                 "one row for an importer, an origin and a code");
    panel.rows.push_back(std::move(out));
  }
  cells.finish();
  return panels;
}

// [importer, all at the end] trade by which codes are averaged.
std::vector<std::vector<PanelWeight>> read_weights_of(const CsvTable& csv, const WorldTable& table,
                                                      const std::vector<MemberCountry>& members,
                                                      Faults& faults) {
  std::vector<std::vector<PanelWeight>> weights(table.n_regions() + 1);
  const auto hs = csv.require_column("hs", faults);
  const auto value = csv.require_column("value", faults);
  const auto importer = csv.find_column("importer");
  const auto origin = csv.find_column("origin");
  if (!hs || !value) return weights;
  DutyCells cells(csv, table, members, faults);
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const auto to = importer ? cells.importer(row, *importer) : all_importers(table);
    PanelWeight weight{cells.code(row, *hs), "", "", cells.number(row, *value, 1e300, "trade is 0 or more")};
    if (origin) {
      const PanelOrigin at = cells.origin(row, *origin);
      const bool country = at.kind == PanelOrigin::Kind::country;
      weight.country = country ? at.code : "";
      weight.region = country ? find_country(at.code, members)->region : at.code;
    }
    if (to) weights[*to].push_back(std::move(weight));
  }
  cells.finish();
  for (auto& of_importer : weights) sort_weights(of_importer);
  return weights;
}

// Goods sectors that are one product: HS codes reach them by a concordance.
std::vector<std::size_t> lone_products(const WorldTable& table) {
  std::vector<std::size_t> lone;
  for (std::size_t p = 0; p < table.n_products(); ++p) {
    const std::size_t k = table.product_sector[p].index();
    if (table.sector_is_goods[k] && table.product_hs[p].empty()) lone.push_back(p);
  }
  return lone;
}

void add_given(const CsvTable& csv, const std::vector<std::size_t>& lone, const WorldTable& table,
               HsCodes& codes, Faults& faults) {
  const Labels sectors = labels_of("sector", table.sectors);
  const auto hs = csv.require_column("hs", faults);
  const auto sector = csv.require_column("sector", faults);
  if (!hs || !sector) return;
  HsCells cells(csv, faults);
  std::set<std::string> seen;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const std::string code = cells.code(row, *hs);
    const auto k = sectors.resolve(csv, row, *sector, faults);
    if (!k) continue;
    if (!seen.insert(code).second)
      faults.add(csv.place(row, *hs), fmt::format("hs {} is given twice", code), "a code is of one sector");
    const auto p = std::find_if(lone.begin(), lone.end(),
                                [&](auto one) { return table.product_sector[one].index() == *k; });
    if (p == lone.end()) {
      faults.add(csv.place(row, *sector),
                 fmt::format("{} is no goods sector without products", table.sectors[*k]),
                 "codes of products are known from products.csv, services pay no duty");
      continue;
    }
    codes.add(code, *p);
  }
  cells.finish();
}

void add_by_likeness(const SectorLikeness& likeness, const std::vector<std::size_t>& lone, HsCodes& codes,
                     WorldTable& table, Faults& faults) {
  const CsvTable csv = CsvTable::load(likeness.products);
  const auto hs = csv.require_column("hs", faults);
  const auto sector = csv.require_column("sector", faults);
  if (!hs || !sector) return;
  std::set<std::pair<std::string, std::size_t>> added;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    for (const std::size_t p : lone) {
      if (likeness.like[table.product_sector[p].index()] != csv.text(row, *sector)) continue;
      const std::string code(csv.text(row, *hs));
      if (added.insert({code, p}).second) codes.add(code, p);
    }
  }
  table.notes.push_back(
      fmt::format("estimated: HS codes of {} belong to sectors by what these are like; give {} (hs, sector) "
                  "where that is too coarse",
                  duties_file, sectors_file));
}

HsCodes codes_of_world(WorldFolder& folder, const SectorLikeness& likeness, WorldTable& table,
                       Faults& faults) {
  HsCodes codes = HsCodes::of_products(table.products, table.product_hs);
  const std::vector<std::size_t> lone = lone_products(table);
  if (lone.empty()) return codes;
  if (folder.has(sectors_file)) {
    add_given(folder.load(sectors_file), lone, table, codes, faults);
  } else if (!likeness.like.empty() && !likeness.products.empty()) {
    add_by_likeness(likeness, lone, codes, table, faults);
  }
  return codes;
}

// Duties of one importer; returns the pairs of origin and product that no row reaches.
std::size_t lay_duties(std::size_t importer, PanelRates& rates, const PanelUnits& units, const HsCodes& codes,
                       WorldTable& table) {
  std::size_t missed = 0;
  std::vector<double> sum(table.n_products()), weight(table.n_products());
  for (std::size_t origin = 0; origin < table.n_regions(); ++origin) {
    if (origin == importer) continue;
    std::fill(sum.begin(), sum.end(), 0.0);
    std::fill(weight.begin(), weight.end(), 0.0);
    for (const auto& [hs, products] : codes.by_hs()) {
      const PanelMean mean = rates.mean(units.of(hs, table.regions[origin]), table.regions[origin]);
      if (mean.matched == 0.0) continue;
      for (const std::size_t p : products) {
        sum[p] += mean.total * mean.rate.front();
        weight[p] += mean.total;
      }
    }
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      if (!table.sector_is_goods[table.product_sector[p].index()]) continue;
      if (weight[p] == 0.0) ++missed;
      if (weight[p] > 0.0) table.base_duty[table.duty_index(importer, origin, p)] = sum[p] / weight[p];
    }
  }
  return missed;
}

}  // namespace

void read_duties_by_hs(WorldFolder& folder, const SectorLikeness& likeness, WorldTable& table,
                       Faults& faults) {
  const auto csv = load_hs_table(folder.path(duties_file), faults, table.notes);
  if (!csv) return;
  const std::size_t before = faults.count();
  const std::vector<MemberCountry> members = read_members(folder.path(""));
  const std::vector<Panel> panels = read_rows(*csv, table, members, faults);
  std::vector<std::vector<PanelWeight>> weights(table.n_regions() + 1);
  if (folder.has(weights_file)) {
    if (const auto by = load_hs_table(folder.path(weights_file), faults, table.notes))
      weights = read_weights_of(*by, table, members, faults);
  }
  const HsCodes codes = codes_of_world(folder, likeness, table, faults);
  if (faults.count() != before) return;
  const std::string advice = fmt::format("give {} (hs, value)", weights_file);
  const std::size_t all = all_importers(table);
  std::size_t missed = 0;
  std::set<std::string> said;  // of importers that share rows, once
  std::vector<std::string> with_rows;
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    const Panel& panel = panels[panels[n].rows.empty() ? all : n];
    if (panel.rows.empty()) continue;
    const auto& by = weights[weights[n].empty() ? all : n];
    std::vector<std::string> notes;
    note_unmatched(panel, by, codes, duties_file, notes);
    const PanelUnits units(panel, by, codes, duties_file, advice, notes);
    for (const std::string& note : notes)
      if (said.insert(note).second) table.notes.push_back(note);
    PanelRates rates(panel, Authorities::add);
    missed += lay_duties(n, rates, units, codes, table);
    with_rows.push_back(table.regions[n]);
  }
  table.notes.push_back(
      fmt::format("base duties of {} are by HS code, from {}", fmt::join(with_rows, ", "), duties_file));
  if (missed > 0)
    table.notes.push_back(fmt::format(
        "absent: {} duties of an origin and product in {}, their sector's rules", missed, duties_file));
}

}  // namespace entrepot::scenarios
