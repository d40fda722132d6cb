// Base duties: one rate per pair and sector, replaced by rates by HS code where base_duties.csv has them, and
// by product rates for the pairs that product_duties.csv names.
#include "scenarios/data/duties/base_duties.hpp"

#include <fmt/format.h>

#include <set>

namespace entrepot::scenarios {

namespace {

struct PairRates {
  std::size_t absent = 0;          // pairs and goods sectors without a row
  std::vector<std::string> names;  // the first few of them
  std::size_t ignored = 0;         // domestic or services rows with a rate
};

void read_sector_rates(const CsvTable& csv, WorldTable& table, Faults& faults, PairRates& report) {
  const Labels regions = labels_of("region", table.regions);
  const Labels sectors = labels_of("sector", table.sectors);
  const NumberRange fraction{0.0, 10.0, "a duty is a fraction between 0 and 10"};
  const LongTable rates =
      read_long(csv, {{"origin", &regions}, {"destination", &regions}, {"sector", &sectors}}, {"tariff"},
                fraction, faults);
  const std::size_t n_regions = regions.size();
  const std::size_t n_sectors = sectors.size();
  for (std::size_t key = 0; key < rates.row.size(); ++key) {
    const std::size_t origin = key / n_sectors / n_regions;
    const std::size_t destination = key / n_sectors % n_regions;
    const std::size_t sector = key % n_sectors;
    if (origin == destination || !table.sector_is_goods[sector]) {
      if (rates.values[0][key] > 0.0) ++report.ignored;
      continue;
    }
    if (rates.row[key] == LongTable::none) {
      ++report.absent;
      if (report.names.size() < 5) {
        report.names.push_back(fmt::format("{}->{} {}", table.regions[origin], table.regions[destination],
                                           table.sectors[sector]));
      }
    }
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      if (table.product_sector[p].index() != sector) continue;
      table.base_duty[table.duty_index(destination, origin, p)] = rates.values[0][key];
    }
  }
}

// Rates in % of one pair, by product; a goods product without a row keeps its sector's rate and is counted.
void read_pair(const CsvTable& csv, const std::string& column, std::size_t importer, std::size_t origin,
               WorldTable& table, Faults& faults) {
  const Labels products = labels_of("product", table.products);
  const NumberRange percent{0.0, 1000.0, "a duty is between 0 and 1000 %"};
  const LongTable rates = read_long(csv, {{"product", &products}}, {column}, percent, faults);
  std::size_t absent = 0;
  for (std::size_t p = 0; p < table.n_products(); ++p) {
    if (!table.sector_is_goods[table.product_sector[p].index()]) continue;
    if (rates.row[p] == LongTable::none) {
      ++absent;
      continue;
    }
    table.base_duty[table.duty_index(importer, origin, p)] = rates.values[0][p] / 100.0;
  }
  if (absent == 0) return;
  table.notes.push_back(
      fmt::format("absent: {} products of {}->{} have no duty of their own, their sector's rules", absent,
                  table.regions[origin], table.regions[importer]));
}

void read_product_rates(WorldFolder& folder, const CsvTable& csv, WorldTable& table, Faults& faults) {
  const Labels regions = labels_of("region", table.regions);
  const auto importer = csv.require_column("importer", faults);
  const auto origin = csv.require_column("origin", faults);
  const auto file = csv.require_column("file", faults);
  const auto column = csv.require_column("column", faults);
  if (!importer || !origin || !file || !column) return;
  std::set<std::pair<std::size_t, std::size_t>> seen;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const auto n = regions.resolve(csv, row, *importer, faults);
    const auto i = regions.resolve(csv, row, *origin, faults);
    const std::string name(csv.text(row, *file));
    if (!folder.has(name)) {
      faults.add(csv.place(row, *file), fmt::format("no file '{}' in the world's folder", name));
      continue;
    }
    if (!n || !i) continue;
    if (!seen.insert({*n, *i}).second) {
      faults.add(csv.place(row, *importer), "this pair is given twice", "one file rules for a pair");
      continue;
    }
    if (*n == *i) {
      faults.add(csv.place(row, *origin), "domestic sales pay no duty");
      continue;
    }
    read_pair(folder.load(name), std::string(csv.text(row, *column)), *n, *i, table, faults);
    table.notes.push_back(fmt::format("base duties of {}->{} are by product, from {}", table.regions[*i],
                                      table.regions[*n], name));
  }
}

}  // namespace

void read_base_duties(WorldFolder& folder, WorldTable& table, Faults& faults,
                      const SectorLikeness& likeness) {
  table.base_duty.assign(table.n_regions() * table.n_regions() * table.n_products(), 0.0);
  const bool by_hs = folder.has("base_duties.csv");
  if (!folder.has("base_tariffs.csv")) {
    if (!by_hs) {
      table.notes.emplace_back(
          "absent: base_tariffs.csv, base_duties.csv; base duties are 0 unless given by product: duties of "
          "policies start from free trade");
    }
  } else {
    PairRates report;
    read_sector_rates(folder.load("base_tariffs.csv"), table, faults, report);
    if (report.absent > 0) {
      table.notes.push_back(fmt::format("absent: {} base duties, taken as 0: {}{}", report.absent,
                                        fmt::join(report.names, ", "),
                                        report.absent > report.names.size() ? ", ..." : ""));
    }
    if (report.ignored > 0) {
      table.notes.push_back(
          fmt::format("skipped: {} base duties on domestic sales or services", report.ignored));
    }
  }
  if (by_hs) read_duties_by_hs(folder, likeness, table, faults);
  if (folder.has("product_duties.csv"))
    read_product_rates(folder, folder.load("product_duties.csv"), table, faults);
}

}  // namespace entrepot::scenarios
