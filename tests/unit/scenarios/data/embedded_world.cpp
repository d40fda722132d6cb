// The embedded world: its own accounts, and its distance from the table whose figures it summarises.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>

#include "scenarios/data/load_world.hpp"
#include "sim/world/accounts.hpp"
#include "sim/world/balancing.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::embedded_world_test {

using namespace scenarios;
namespace {

WorldTable embedded() { return load_world({test::source_dir() + "/scenarios/worlds/world2017"}); }

std::size_t index_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

TEST(EmbeddedWorld, IsBalancedAndComplete) {
  const WorldTable table = embedded();
  EXPECT_EQ(table.n_regions(), 15U);
  EXPECT_EQ(table.n_sectors(), 15U);
  EXPECT_EQ(table.n_products(), 206U);  // 205 and services
  EXPECT_LT(balance_error(table), 1e-9);
  EXPECT_EQ(table.product_sector.back(), SectorId(index_of(table.sectors, "SRV")));
  EXPECT_TRUE(std::is_sorted(table.product_sector.begin(), table.product_sector.end()));
  for (std::size_t i = 0; i < table.n_regions(); ++i) {
    std::vector<double> sum(table.n_sectors(), 0.0);
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      sum[table.product_sector[p].index()] += table.product_mix[i * table.n_products() + p];
    }
    for (const double total : sum) EXPECT_NEAR(total, 1.0, 1e-12);
  }
}

TEST(EmbeddedWorld, BaseDutiesFollowTheRules) {
  const WorldTable table = embedded();
  const std::size_t usa = index_of(table.regions, "USA");
  const std::size_t chn = index_of(table.regions, "CHN");
  const std::size_t vnm = index_of(table.regions, "VNM");
  const std::size_t meat = index_of(table.products, "02");
  EXPECT_DOUBLE_EQ(table.base_duty[table.duty_index(usa, chn, meat)], 0.064);   // products.csv: 6.4 %
  EXPECT_DOUBLE_EQ(table.base_duty[table.duty_index(chn, usa, meat)], 0.1204);  // chn_mfn_duty_by_product.csv
  // Other pairs: one rate for all products of a sector.
  for (std::size_t p = 1; p < table.n_products(); ++p) {
    if (table.product_sector[p] != table.product_sector[p - 1]) continue;
    EXPECT_DOUBLE_EQ(table.base_duty[table.duty_index(usa, vnm, p)],
                     table.base_duty[table.duty_index(usa, vnm, p - 1)]);
  }
  EXPECT_THAT(table.notes, testing::Contains(testing::HasSubstr("absent: 2 base duties, taken as 0")));
}

TEST(EmbeddedWorld, InputDutiesNearTheKnownTotal) {
  const BaseAccounts accounts = base_accounts(embedded(), 1.1);
  double duties = 0.0;
  for (const double duty : accounts.input_duties) duties += duty;
  EXPECT_NEAR(duties, 155e3, 10e3);  // data README: 155 bn musd in the world
}

struct Distance {
  double median_relative_error = 0.0;
  double log_correlation = 0.0;
  std::size_t cells = 0;
};

// Over cells of the reference above 100 musd, Z and F together.
Distance distance_of(const WorldTable& world, const WorldTable& reference) {
  std::vector<double> errors;
  double n = 0.0, sx = 0.0, sy = 0.0, sxx = 0.0, syy = 0.0, sxy = 0.0;
  const auto compare = [&](const std::vector<double>& a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (b[i] <= 100.0) continue;
      errors.push_back(std::abs(a[i] / b[i] - 1.0));
      const double x = std::log(std::max(a[i], 1e-3));
      const double y = std::log(b[i]);
      n += 1.0, sx += x, sy += y, sxx += x * x, syy += y * y, sxy += x * y;
    }
  };
  compare(world.intermediate, reference.intermediate);
  compare(world.final_use, reference.final_use);
  Distance distance;
  distance.cells = errors.size();
  std::nth_element(errors.begin(), errors.begin() + static_cast<std::ptrdiff_t>(errors.size() / 2),
                   errors.end());
  distance.median_relative_error = errors[errors.size() / 2];
  distance.log_correlation = (n * sxy - sx * sy) / std::sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
  return distance;
}

// The table with its groups in the order of the world's: a table's own axes are in the order of names.
WorldTable in_order_of(const WorldTable& world, const WorldTable& table) {
  const auto place = [](const std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    EXPECT_NE(found, names.end()) << name;
    return static_cast<std::size_t>(found - names.begin());
  };
  std::vector<std::size_t> region;
  std::vector<std::size_t> group;
  for (const std::string& n : world.regions) {
    region.push_back(place(table.regions, n));
    for (const std::string& k : world.sectors)
      group.push_back(region.back() * table.n_sectors() + place(table.sectors, k));
  }
  WorldTable out = table;
  out.regions = world.regions;
  out.sectors = world.sectors;
  for (std::size_t i = 0; i < group.size(); ++i) {
    for (std::size_t j = 0; j < group.size(); ++j) out.z(i, j) = table.z(group[i], group[j]);
    for (std::size_t n = 0; n < region.size(); ++n) out.f(i, n) = table.f(group[i], region[n]);
  }
  return out;
}

TEST(EmbeddedWorld, LiesNearTheTableBehindIt) {
  const std::string path = test::source_dir() + "/../shared/data/tables/mrio15x15_2017_musd.csv.gz";
  if (!std::filesystem::exists(path)) {
    std::cout << "skipped: " << path << " is absent\n";
    GTEST_SKIP() << path << " is absent";
  }
  const WorldTable world = embedded();
  const WorldTable reference = in_order_of(world, load_world({path}));
  const Distance distance = distance_of(world, reference);
  std::cout << "distance from the table: median relative error " << distance.median_relative_error
            << ", log correlation " << distance.log_correlation << " over " << distance.cells << " cells\n";
  EXPECT_GT(distance.cells, 5000U);
  EXPECT_LT(distance.median_relative_error, 0.05);
  EXPECT_GT(distance.log_correlation, 0.98);
}

}  // namespace
}  // namespace entrepot::test::embedded_world_test
