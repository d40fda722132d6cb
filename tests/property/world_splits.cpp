// Splits of random worlds: parts sum to what they are parts of, tables balance, the order of rows has no say.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenarios/data/splits/split_world.hpp"
#include "sim/core/rng.hpp"
#include "sim/world/balancing.hpp"
#include "tests/support/random_table.hpp"

namespace entrepot::test::world_splits_test {

using namespace scenarios;
namespace {

constexpr const char* header = "axis,from,part,figure,region,sector,product,share\n";

WorldTable split_by(const WorldTable& whole, const std::vector<std::string>& rows,
                    SplitPlan* kept = nullptr) {
  std::string text = header;
  for (const std::string& row : rows) text += row + "\n";
  Faults faults;
  SplitPlan plan = read_split(CsvTable::parse("shares.csv", text), whole, faults);
  faults.throw_if_any();
  WorldTable parts = split_world(whole, plan, "shares.csv");
  if (kept != nullptr) *kept = std::move(plan);
  return parts;
}

std::string number(double value) { return std::to_string(value); }

// S0 into three parts with shares of each region, R1 into two members.
std::vector<std::string> random_rows(std::uint64_t seed, std::size_t regions) {
  Draws draws(Seed{seed}, Stream::test, 0, 2);
  std::vector<std::string> rows{
      "sector,S0,a,product,,,10,",       "sector,S0,b,product,,,11,0.5",
      "sector,S0,c,product,,,*,",        "region,R1,north,output,,,," + number(0.2 + 0.5 * draws.unit()),
      "region,R1,south,output,,S1,,0.4", "region,R1,north,output,,S1,,0.6",
      "region,R1,,home,,,,0.7",          "sector,S0,a,use,,S1,,0.9",
      "sector,S0,b,inputs,,S1,,0.05",    "sector,S0,c,final_use,R2,,,0.1"};
  for (std::size_t n = 0; n < regions; ++n) {
    for (const char* part : {"a", "b"}) {
      const double share = 0.1 + 0.3 * draws.unit();
      const std::string row = std::string("sector,S0,") + part;
      rows.push_back(row + ",output,R" + std::to_string(n) + ",,," + number(share));
      rows.push_back(row + ",exports,R" + std::to_string(n) + ",,," +
                     number(share * (0.9 + 0.2 * draws.unit())));
    }
  }
  return rows;
}

double largest(const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); }

void expect_sums(const WorldTable& whole, const WorldTable& parts, const SplitPlan& plan) {
  std::vector<double> z(whole.intermediate.size(), 0.0);
  std::vector<double> f(whole.final_use.size(), 0.0);
  std::vector<double> added(whole.n_groups(), 0.0);
  for (std::size_t g = 0; g < parts.n_groups(); ++g) {
    const std::size_t row = plan.group_parent(g, whole.n_sectors());
    added[row] += parts.value_added[g];
    for (std::size_t u = 0; u < parts.n_groups(); ++u)
      z[row * whole.n_groups() + plan.group_parent(u, whole.n_sectors())] += parts.z(g, u);
    for (std::size_t n = 0; n < parts.n_regions(); ++n)
      f[row * whole.n_regions() + plan.regions.parent[n]] += parts.f(g, n);
  }
  for (std::size_t i = 0; i < z.size(); ++i)
    ASSERT_NEAR(z[i], whole.intermediate[i], 1e-9 * whole.intermediate[i]);
  for (std::size_t i = 0; i < f.size(); ++i) ASSERT_NEAR(f[i], whole.final_use[i], 1e-9 * whole.final_use[i]);
  for (std::size_t g = 0; g < added.size(); ++g)
    ASSERT_NEAR(added[g], whole.value_added[g], 1e-9 * whole.output[g]);
}

TEST(WorldSplits, PartsSumToTheWholeAndReachTheirShares) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const WorldTable whole = random_table(seed, {4, 3, 2, 0.2, 0.1, 8.0});
    SplitPlan plan;
    const WorldTable parts = split_by(whole, random_rows(seed, 4), &plan);
    ASSERT_EQ(parts.n_groups(), 5U * 5U);
    expect_sums(whole, parts, plan);
    EXPECT_LT(balance_error(parts), 1e-11);
    for (std::size_t g = 0; g < parts.n_groups(); ++g) {
      const std::size_t old = plan.group_parent(g, whole.n_sectors());
      EXPECT_NEAR(parts.output[g], plan.output[g].value * whole.output[old], 1e-9 * whole.output[old]);
      EXPECT_NEAR(parts.value_added[g], plan.value_added[g].value * whole.value_added[old],
                  1e-9 * whole.output[old]);
    }
    for (std::size_t r = 0; r < parts.n_regions(); ++r) {
      std::vector<double> sum(parts.n_sectors(), 0.0);
      for (std::size_t p = 0; p < parts.n_products(); ++p)
        sum[parts.product_sector[p].index()] += parts.product_mix[r * parts.n_products() + p];
      for (const double one : sum) EXPECT_NEAR(one, 1.0, 1e-12);
    }
    EXPECT_LE(largest(parts.base_duty), largest(whole.base_duty));
  }
}

TEST(WorldSplits, TheOrderOfRowsHasNoSay) {
  const WorldTable whole = random_table(3, {4, 3, 2, 0.2, 0.1, 8.0});
  std::vector<std::string> rows = random_rows(3, 4);
  const WorldTable before = split_by(whole, rows);
  Draws draws(Seed{7}, Stream::test, 0, 3);
  for (int again = 0; again < 3; ++again) {
    for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[draws.word() % i]);
    const WorldTable after = split_by(whole, rows);
    EXPECT_EQ(before.regions, after.regions);
    EXPECT_EQ(before.sectors, after.sectors);
    EXPECT_EQ(before.products, after.products);
    EXPECT_EQ(before.intermediate, after.intermediate);
    EXPECT_EQ(before.final_use, after.final_use);
    EXPECT_EQ(before.product_mix, after.product_mix);
    EXPECT_EQ(before.base_duty, after.base_duty);
  }
}

TEST(WorldSplits, OnePartIsTheWorldItself) {
  const WorldTable whole = random_table(4);
  const WorldTable parts = split_by(whole, {"sector,S0,S0,output,,,,1", "region,R1,R1,output,,,,1"});
  EXPECT_EQ(parts.regions, whole.regions);
  EXPECT_EQ(parts.products, whole.products);
  EXPECT_EQ(parts.intermediate, whole.intermediate);
  EXPECT_EQ(parts.final_use, whole.final_use);
  EXPECT_EQ(parts.output, whole.output);
  EXPECT_EQ(parts.value_added, whole.value_added);
  EXPECT_EQ(parts.product_mix, whole.product_mix);
  EXPECT_EQ(parts.base_duty, whole.base_duty);
}

// A part with share 0 in a region makes and buys nothing there; the other is the whole.
TEST(WorldSplits, SharesOfZeroAndOne) {
  const WorldTable whole = random_table(5);
  const WorldTable parts = split_by(whole, {"sector,S0,a,product,,,*,", "sector,S0,b,output,R0,,,0",
                                            "sector,S0,b,output,R1,,,1", "sector,S0,b,output,,,,0.25"});
  const auto output = [&](std::size_t region, std::size_t sector) {
    return parts.output[region * parts.n_sectors() + sector];
  };
  EXPECT_NEAR(output(0, 0), whole.output[0], 1e-9 * whole.output[0]);
  EXPECT_EQ(output(0, 1), 0.0);
  EXPECT_EQ(output(1, 0), 0.0);
  EXPECT_LT(balance_error(parts), 1e-11);
}

TEST(WorldSplits, ContradictionsAreNamed) {
  const WorldTable whole = random_table(6);
  const auto refused = [&](const std::vector<std::string>& rows) -> std::string {
    try {
      static_cast<void>(split_by(whole, rows));
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  const std::string all = "sector,S0,b,product,,,*,";
  const auto has = [](const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  };
  has(refused({"region,R1,a,output,,,,0.25"}), "R1 has one part, \"a\", with a share of 0.25");
  has(refused({"sector,S9,a,output,,,,0.5"}), "S9");
  has(refused({all, "sector,S0,a,output,R7,,,0.5"}), "R7");
  has(refused({all, "sector,S0,a,output,,,,0.5", "sector,S0,b,output,,,,0.6"}), "sum to 1.1");
  has(refused({all, "sector,S0,a,output,R0,,,0.5"}), "no share of output of S0 in R1");
  has(refused({all, "sector,S0,a,output,,,,0.1", "sector,S0,a,exports,,,,1"}), "would export");
  has(refused({all, "sector,S0,a,output,,,,0.1", "sector,S0,a,value_added,,,,0"}), "would have value added");
  has(refused({"sector,S0,a,output,,,,0.1", "sector,S0,b,output,,,,0.9"}), "go to no part: 10, 11");
  has(refused({all, "sector,S0,a,product,,,20,"}), "product 20 is one of S1");
  has(refused({all, "sector,S0,S1,output,,,,0.1"}), "another sector has this name");
  has(refused({all, "sector,S0,a,output,,,,1.5"}), "between 0 and 1");
  has(refused({all, "sector,S0,a,output,,,,0.5", "sector,S0,a,use,,S0,,0", "sector,S0,a,use,,S1,,0",
               "sector,S0,a,use,,S2,,0", "sector,S0,a,final_use,,,,0"}),
      "its shares say");
}

}  // namespace
}  // namespace entrepot::test::world_splits_test
