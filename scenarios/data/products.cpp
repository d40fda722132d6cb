// The product axis of a figures folder and how each origin's output of a sector splits into products.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/data/figures.hpp"

namespace entrepot::scenarios {

namespace {

struct ProductRow {
  std::string code, list, hs, name;
};

void add_product(WorldTable& table, std::size_t sector, const ProductRow& row) {
  table.products.push_back(row.code);
  table.product_sector.push_back(SectorId(sector));
  table.product_list.push_back(row.list);
  table.product_hs.push_back(row.hs);
  table.product_name.push_back(row.name);
}

// Products by sector, in the order of their codes.
std::vector<std::vector<ProductRow>> read_product_rows(const CsvTable& csv, const Labels& sectors,
                                                       const WorldTable& table, Faults& faults) {
  std::vector<std::vector<ProductRow>> rows(sectors.size());
  const auto code = csv.require_column("product", faults);
  const auto hs = csv.require_column("hs", faults);
  const auto list = csv.require_column("list", faults);
  const auto name = csv.require_column("name", faults);
  const auto sector = csv.require_column("sector", faults);
  if (!code || !hs || !list || !name || !sector) return rows;
  std::map<std::string, std::size_t> seen;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const std::string product(csv.text(row, *code));
    if (product.empty()) faults.add(csv.place(row, *code), "the product has no code");
    if (!seen.emplace(product, row).second)
      faults.add(csv.place(row, *code), "product " + product + " is given twice");
    const auto k = sectors.resolve(csv, row, *sector, faults);
    if (!k) continue;
    if (!table.sector_is_goods[*k]) {
      faults.add(csv.place(row, *sector), fmt::format("product {} lies in a services sector", product));
    }
    rows[*k].push_back({product, std::string(csv.text(row, *list)), std::string(csv.text(row, *hs)),
                        std::string(csv.text(row, *name))});
  }
  // Codes are text: their order is that of their characters, whatever the order of rows.
  for (std::vector<ProductRow>& of_sector : rows) {
    std::sort(of_sector.begin(), of_sector.end(),
              [](const ProductRow& a, const ProductRow& b) { return a.code < b.code; });
  }
  return rows;
}

// Mix [origin][product] as given in the file; products without a row keep 0.
void read_mix(const CsvTable& csv, WorldTable& table, const Labels& sectors, Faults& faults) {
  Labels products("product");
  for (const std::string& product : table.products) products.add(product);
  const auto code = csv.require_column("product", faults);
  const auto sector = csv.require_column("sector", faults);
  const std::size_t faults_before = faults.count();
  std::vector<std::size_t> columns;
  for (const std::string& region : table.regions) {
    columns.push_back(csv.require_column(region, faults).value_or(0));
  }
  if (faults.count() > faults_before || !code || !sector) return;
  std::vector<bool> seen(table.n_products(), false);
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const auto product = products.resolve(csv, row, *code, faults);
    const auto k = sectors.resolve(csv, row, *sector, faults);
    if (!product || !k) continue;
    if (table.product_sector[*product] != SectorId(*k)) {
      faults.add(csv.place(row, *sector),
                 fmt::format("product {} is in another sector in products.csv", table.products[*product]));
    }
    if (seen[*product])
      faults.add(csv.place(row, *code), fmt::format("product {} is given twice", table.products[*product]));
    seen[*product] = true;
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      table.product_mix[i * table.n_products() + *product] =
          read_number(csv, row, columns[i], {0.0, 1e300, "a share is never negative"}, faults);
    }
  }
}

struct MixReport {
  double largest_error = 0.0;       // of the sum of a mix from 1
  std::vector<std::string> spread;  // "region sector" whose mix is a judgement
};

// Mean mix of the other origins, weighted by output; equal shares where nobody has one.
std::vector<double> mean_mix(const WorldTable& table, std::size_t sector, std::size_t begin,
                             std::size_t end) {
  std::vector<double> mean(end - begin, 0.0);
  for (std::size_t i = 0; i < table.n_regions(); ++i) {
    const double weight = table.output[i * table.n_sectors() + sector];
    for (std::size_t p = begin; p < end; ++p)
      mean[p - begin] += weight * table.product_mix[i * table.n_products() + p];
  }
  double sum = 0.0;
  for (const double share : mean) sum += share;
  for (double& share : mean) share = sum > 0.0 ? share / sum : 1.0 / static_cast<double>(mean.size());
  return mean;
}

void normalise_sector(WorldTable& table, std::size_t sector, std::size_t begin, std::size_t end,
                      MixReport& report) {
  const std::vector<double> mean = mean_mix(table, sector, begin, end);
  for (std::size_t i = 0; i < table.n_regions(); ++i) {
    double* const mix = &table.product_mix[i * table.n_products()];
    double sum = 0.0;
    for (std::size_t p = begin; p < end; ++p) sum += mix[p];
    if (sum > 0.0) report.largest_error = std::max(report.largest_error, std::abs(sum - 1.0));
    if (sum <= 0.0 && table.output[i * table.n_sectors() + sector] > 0.0) {
      report.spread.push_back(table.regions[i] + " " + table.sectors[sector]);
    }
    for (std::size_t p = begin; p < end; ++p) mix[p] = sum > 0.0 ? mix[p] / sum : mean[p - begin];
  }
}

void normalise_mix(WorldTable& table) {
  MixReport report;
  std::size_t begin = 0;
  while (begin < table.n_products()) {
    const SectorId sector = table.product_sector[begin];
    std::size_t end = begin;
    while (end < table.n_products() && table.product_sector[end] == sector) ++end;
    if (end - begin == 1) {
      for (std::size_t i = 0; i < table.n_regions(); ++i)
        table.product_mix[i * table.n_products() + begin] = 1.0;
    } else {
      normalise_sector(table, sector.index(), begin, end, report);
    }
    begin = end;
  }
  if (report.largest_error > 0.0) {
    table.notes.push_back(
        fmt::format("moved: product mixes rescaled to sum to 1, at most by {:.2g}", report.largest_error));
  }
  if (report.spread.empty()) return;
  table.notes.push_back(
      fmt::format("estimated: {} origins have output but no product mix; they get the mean mix: {}",
                  report.spread.size(), fmt::join(report.spread, ", ")));
}

}  // namespace

void read_products(WorldFolder& folder, WorldTable& table, Faults& faults) {
  Labels sectors("sector");
  for (const std::string& sector : table.sectors) sectors.add(sector);
  std::vector<std::vector<ProductRow>> rows(table.n_sectors());
  const bool detailed = folder.has("products.csv");
  if (detailed) rows = read_product_rows(folder.load("products.csv"), sectors, table, faults);
  std::vector<std::string> single;
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    for (const ProductRow& row : rows[k]) add_product(table, k, row);
    if (!rows[k].empty()) continue;
    add_product(table, k, {table.sectors[k], "none", "", table.sectors[k]});
    if (table.sector_is_goods[k]) single.push_back(table.sectors[k]);
  }
  table.product_mix.assign(table.n_regions() * table.n_products(), 0.0);
  if (!single.empty()) {
    table.notes.push_back(
        fmt::format("absent: goods sectors without products get one each: {}", fmt::join(single, ", ")));
  }
  if (detailed && folder.has("product_mix_by_origin.csv")) {
    read_mix(folder.load("product_mix_by_origin.csv"), table, sectors, faults);
  }
  if (faults.empty()) normalise_mix(table);
}

void add_single_products(WorldTable& table) {
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    add_product(table, k, {table.sectors[k], "none", "", table.sectors[k]});
  }
  table.product_mix.assign(table.n_regions() * table.n_products(), 1.0);
}

}  // namespace entrepot::scenarios
