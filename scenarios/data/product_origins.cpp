#include "scenarios/data/product_origins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "scenarios/data/figures.hpp"
#include "sim/world/product_origins.hpp"

namespace entrepot::scenarios {

namespace {

std::vector<OriginShare> read_shares(const CsvTable& csv, const WorldTable& table, Faults& faults) {
  const Labels regions = labels_of("region", table.regions);
  const Labels products = labels_of("product", table.products);
  const auto destination = csv.require_column("destination", faults);
  const auto product = csv.require_column("product", faults);
  const auto origin = csv.require_column("origin", faults);
  const auto share = csv.require_column("share", faults);
  std::vector<OriginShare> shares;
  if (!destination || !product || !origin || !share) return shares;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const auto n = regions.resolve(csv, row, *destination, faults);
    const auto p = products.resolve(csv, row, *product, faults);
    const auto i = regions.resolve(csv, row, *origin, faults);
    const double value = read_number(csv, row, *share, {0.0, 1.0, "a share is between 0 and 1"}, faults);
    if (!n || !p || !i) continue;
    if (*n == *i) {
      faults.add(csv.place(row, *origin), "origin and destination are the same", "shares are of imports",
                 "leave the row out");
      continue;
    }
    shares.push_back({*n, *p, *i, value});
  }
  std::sort(shares.begin(), shares.end(), [](const OriginShare& a, const OriginShare& b) {
    return std::tie(a.destination, a.product, a.origin) < std::tie(b.destination, b.product, b.origin);
  });
  return shares;
}

}  // namespace

void load_product_origins(const std::string& folder_path, WorldTable& table) {
  WorldFolder folder(folder_path);
  const std::string file = "product_origins.csv";
  if (!folder.has(file)) {
    throw InputError(Fault{{},
                           "the world has no " + file,
                           "world.product_origins asks for it",
                           "leave the key out, or add the file to the world's folder"});
  }
  const CsvTable csv = folder.load(file);
  Faults faults;
  const std::vector<OriginShare> shares = read_shares(csv, table, faults);
  std::map<std::pair<std::size_t, std::size_t>, double> sum;
  for (const OriginShare& given : shares) sum[{given.destination, given.product}] += given.share;
  for (const auto& [pair, total] : sum) {
    if (std::abs(total - 1.0) < 1e-6) continue;
    faults.add({csv.file(), 0, 0, ""},
               fmt::format("shares of {} in product {} sum to {:.6g}", table.regions[pair.first],
                           table.products[pair.second], total),
               "they must sum to 1", "");
  }
  faults.throw_if_any();
  set_product_origins(table, shares);
  table.notes.push_back(
      fmt::format("overridden: the origins of {} products' imports ({})", sum.size(), file));
}

}  // namespace entrepot::scenarios
