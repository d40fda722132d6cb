// Groups of firms, recomputed from single links of the base.
#include "outputs/metrics/parts/firm_groups.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "outputs/metrics/recorder.hpp"
#include "sim/world/state/tails.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::firm_groups_test {

using namespace outputs;
namespace {

class FirmGroupsTest : public ::testing::Test {
 protected:
  FirmGroupsTest() : run_(setup()) {
    for (int step = 0; step < 3; ++step) run_.step();
    // Firms 0, 40, 80, ... are named on a list.
    run_.state().firm_status.assign(run_.world().n_firms(), FirmStatus::other);
    for (std::size_t f = 0; f < run_.world().n_firms(); f += 40)
      run_.state().firm_status[f] = FirmStatus::listed;
    ThreadPool pool(2);
    Recorder recorder(run_.world(), {Month(2017, 4), 1}, pool);
    recorder.record({run_.world(), run_.state(), run_.levers()}, 0);
    for (std::size_t m = 0; m < all_metrics().size(); ++m) {
      if (all_metrics()[m].record != nullptr) values_[all_metrics()[m].name] = recorder.values(m);
    }
  }
  static test::RunSetup setup() {
    test::RunSetup setup;
    setup.duty = 0.25;
    setup.owners = true;
    return setup;
  }
  [[nodiscard]] const World& world() const { return run_.world(); }
  [[nodiscard]] std::size_t region_of(std::size_t firm) const {
    return world().axes().region_of(CellId(world().firm_cell[firm])).index();
  }
  [[nodiscard]] bool goods(std::size_t firm) const {
    return world().table.sector_is_goods[world().axes().sector_of(CellId(world().firm_cell[firm])).index()];
  }
  // [firm][region] what it sells by its links of the base; and whether a listed firm buys.
  void read_links() {
    sales_.assign(world().n_firms(), std::vector<double>(world().table.n_regions(), 0.0));
    serves_listed_.assign(world().n_firms(), false);
    const std::vector<std::uint32_t> buyer = nest_buyers(world());
    for (std::size_t nest = 0; nest < world().n_nests(); ++nest) {
      const bool firm = buyer[nest] < world().n_firms();
      const std::size_t region = firm ? region_of(buyer[nest]) : buyer[nest] - world().n_firms();
      for (std::uint32_t slot = world().nest_first[nest]; slot < world().nest_first[nest + 1]; ++slot) {
        const double slots = world().nest_first[nest + 1] - world().nest_first[nest];
        sales_[world().slot_supplier[slot]][region] +=
            static_cast<double>(world().nest_value[nest]) * slots * world().slot_weight[slot];
        if (firm && buyer[nest] % 40 == 0) serves_listed_[world().slot_supplier[slot]] = true;
      }
    }
  }
  [[nodiscard]] double value(const std::string& metric, const std::string& label, std::size_t region) const {
    const std::vector<std::string> labels = axis_labels(world().table, "firm_group");
    const auto at = static_cast<std::size_t>(std::ranges::find(labels, label) - labels.begin());
    EXPECT_LT(at, labels.size()) << label;
    return values_.at(metric)[at * world().table.n_regions() + region];
  }

  test::Run run_;
  std::map<std::string, std::vector<double>> values_;
  std::vector<std::vector<double>> sales_;
  std::vector<bool> serves_listed_;
};

TEST_F(FirmGroupsTest, EveryDivisionHoldsEveryGoodsFirmOnce) {
  const std::vector<std::vector<std::string>> divisions = {{"listed", "supplier_of_listed", "other"},
                                                           {"large", "small"},
                                                           {"exporter", "non_exporter"},
                                                           {"foreign_owned", "home_owned"}};
  std::vector<std::string> markets = {"home_market"};
  for (const std::string& region : world().table.regions) markets.push_back("sells_to_" + region);
  for (std::size_t n = 0; n < world().table.n_regions(); ++n) {
    const auto total = [&](const std::vector<std::string>& labels, const std::string& metric) {
      return std::accumulate(labels.begin(), labels.end(), 0.0, [&](double sum, const std::string& label) {
        return sum + value(metric, label, n);
      });
    };
    double sold = 0.0;
    double added = 0.0;
    double shipped = 0.0;
    for (std::size_t k = 0; k < world().table.n_sectors(); ++k) {
      if (!world().table.sector_is_goods[k]) continue;
      const std::size_t group = n * world().table.n_sectors() + k;
      sold += values_.at("output")[group];
      added += values_.at("value_added")[group];
      shipped += values_.at("output_volume")[group];
    }
    for (const std::vector<std::string>& division : divisions) {
      EXPECT_NEAR(total(division, "firm_group_sales") / sold, 1.0, 1e-9);
      EXPECT_NEAR(total(division, "firm_group_value_added") / added, 1.0, 1e-9);
      EXPECT_NEAR(total(division, "firm_group_volume") / shipped, 1.0, 1e-9);
      EXPECT_EQ(total(division, "firm_group_count"), total(markets, "firm_group_count"));
    }
    EXPECT_NEAR(total(markets, "firm_group_sales") / sold, 1.0, 1e-9);
    EXPECT_EQ(value("firm_group_count", "sells_to_" + world().table.regions[n], n), 0.0)
        << "home is no market";
  }
}

TEST_F(FirmGroupsTest, AreThoseOfTheLinks) {
  read_links();
  std::map<std::pair<std::string, std::size_t>, double> sold;
  for (std::size_t f = 0; f < world().n_firms(); ++f) {
    if (!goods(f)) continue;
    const std::size_t home = region_of(f);
    const double money = to_musd(world(), run_.state().firm_sales[f].money);
    std::size_t best = home == 0 ? 1 : 0;
    double all = 0.0;
    for (std::size_t n = 0; n < sales_[f].size(); ++n) {
      all += sales_[f][n];
      if (n != home && sales_[f][n] > sales_[f][best]) best = n;
    }
    sold[{f % 40 == 0 ? "listed" : serves_listed_[f] ? "supplier_of_listed" : "other", home}] += money;
    sold[{sales_[f][best] > 0.0 ? "exporter" : "non_exporter", home}] += money;
    sold[{world().owner_of(f).index() != home ? "foreign_owned" : "home_owned", home}] += money;
    const bool exposed = sales_[f][best] >= 0.1 * all && sales_[f][best] > 0.0;
    sold[{exposed ? "sells_to_" + world().table.regions[best] : "home_market", home}] += money;
  }
  for (const auto& [key, money] : sold)
    EXPECT_NEAR(value("firm_group_sales", key.first, key.second), money, 1e-6 * money) << key.first;
  EXPECT_GE(sold.size(), 12U);
}

// Half of the output is made by fewer firms than the other half, and those are the larger ones.
TEST_F(FirmGroupsTest, LargeFirmsMakeHalfOfTheOutput) {
  for (std::size_t n = 0; n < world().table.n_regions(); ++n) {
    const double large = value("firm_group_sales", "large", n);
    const double small = value("firm_group_sales", "small", n);
    EXPECT_GT(large / (large + small), 0.45);
    EXPECT_LT(value("firm_group_count", "large", n), value("firm_group_count", "small", n));
  }
}

TEST_F(FirmGroupsTest, UnitValueOfImportsIsTheirMeanPriceAtTheBorder) {
  const WorldTable& table = world().table;
  const Axes axes = table.axes();
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t k = 0; k < table.n_sectors(); ++k) {
      double money = 0.0;
      double goods = 0.0;
      for (std::size_t i = 0; i < table.n_regions(); ++i) {
        if (i == n) continue;
        double sold = 0.0;
        double shipped = 0.0;
        for (std::uint32_t f = world().group_first[i * table.n_sectors() + k];
             f < world().group_first[i * table.n_sectors() + k + 1]; ++f) {
          sold += static_cast<double>(run_.state().firm_sales[f].money);
          shipped += static_cast<double>(run_.state().firm_sales[f].goods);
        }
        const double trade =
            values_.at("customs_trade")[axes.at(RegionId(i), GroupId(n * table.n_sectors() + k))];
        money += trade;
        goods += trade * shipped / sold;
      }
      EXPECT_NEAR(values_.at("import_unit_value")[n * table.n_sectors() + k], money / goods, 1e-9);
    }
  }
}

}  // namespace
}  // namespace entrepot::test::firm_groups_test
