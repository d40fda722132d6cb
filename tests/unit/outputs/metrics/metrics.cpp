// Every metric against the state it measures, and against the other metrics.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "outputs/metrics/metric.hpp"
#include "outputs/metrics/recorder.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::metrics_test {

using namespace outputs;
namespace {

// All metrics of one step of a taxed random world, by name.
class Metrics : public ::testing::Test {
 protected:
  Metrics() : run_(setup()) {
    for (int step = 0; step < 12; ++step) run_.step();  // December: all that is recorded at all
    ThreadPool pool(2);
    Recorder recorder(run_.world(), {Month(2017, 12), 1}, pool);
    recorder.record({run_.world(), run_.state(), run_.levers()}, 0);
    for (std::size_t m = 0; m < all_metrics().size(); ++m) {
      if (all_metrics()[m].record != nullptr) values_[all_metrics()[m].name] = recorder.values(m);
    }
  }
  static test::RunSetup setup() {
    test::RunSetup setup;
    setup.duty = 0.25;
    return setup;
  }
  double sum(const std::string& name) const {
    const std::vector<double>& v = values_.at(name);
    return std::accumulate(v.begin(), v.end(), 0.0);
  }

  test::Run run_;
  std::map<std::string, std::vector<double>> values_;
};

TEST_F(Metrics, WagesAreTheCostOfLabourAndTheGap) {
  const std::vector<double>& wages = values_.at("wages");
  const std::size_t sectors = values_.at("employment").size() / wages.size();
  for (std::size_t n = 0; n < wages.size(); ++n) {
    double bill = 0.0;
    for (std::size_t g = n * sectors; g < (n + 1) * sectors; ++g)
      bill += values_.at("labour_cost")[g] + values_.at("wage_gap")[g];
    EXPECT_NEAR(bill / wages[n], 1.0, 1e-9);
  }
}

// From single flows and prices, and within the bounds that the definitions give.
TEST_F(Metrics, ConcentrationAndRetailPricesByHand) {
  const WorldTable& table = run_.world().table;
  const std::size_t regions = table.n_regions();
  const std::size_t sectors = table.n_sectors();
  const std::vector<double>& trade = values_.at("customs_trade");
  const std::vector<double>& price = run_.state().nest_price_final;
  for (std::size_t n = 0; n < regions; ++n) {
    for (std::size_t k = 0; k < sectors; ++k) {
      double all = 0.0;
      for (std::size_t i = 0; i < regions; ++i) all += i == n ? 0.0 : trade[(i * regions + n) * sectors + k];
      double index = 0.0;
      for (std::size_t i = 0; i < regions; ++i)
        index += i == n ? 0.0 : std::pow(trade[(i * regions + n) * sectors + k] / all, 2);
      EXPECT_NEAR(values_.at("import_concentration")[n * sectors + k], index, 1e-12);
      EXPECT_GE(index, 1.0 / static_cast<double>(regions - 1) - 1e-12);
      const double services = price[n * sectors + sectors - 1];  // the last one is services
      const double retail = values_.at("retail_price")[n * sectors + k];
      EXPECT_NEAR(retail, k + 1 == sectors ? services : 0.5 * (price[n * sectors + k] + services), 1e-12);
    }
  }
  EXPECT_GT(values_.at("retail_price")[0], 1.001) << "the taxed goods are dearer in shops too";
  EXPECT_LT(values_.at("retail_price")[0], price[0]);
}

TEST_F(Metrics, NamesAreUniqueAndEveryValueIsANumber) {
  std::set<std::string> names;
  for (const Metric& metric : all_metrics()) EXPECT_TRUE(names.insert(metric.name).second) << metric.name;
  for (const auto& [name, values] : values_) {
    EXPECT_FALSE(values.empty()) << name;
    if (name.starts_with("real_income")) continue;  // none under fixed wages
    if (name == "re_exports" || name == "true_origin_trade" || name == "handling_income") {
      for (const double v : values) EXPECT_TRUE(std::isnan(v)) << name << " without routes";
      continue;
    }
    if (name.starts_with("listed_")) {
      for (const double v : values) EXPECT_TRUE(std::isnan(v)) << name << " without entity lists";
      continue;
    }
    if (name == "employed_persons") {
      for (const double v : values) EXPECT_TRUE(std::isnan(v)) << "without base employment";
      continue;
    }
    if (name == "trade_by_owner") {
      for (const double v : values) EXPECT_TRUE(std::isnan(v)) << "without owners abroad";
      continue;
    }
    if (name == "technology_gap") {
      for (const double v : values) EXPECT_TRUE(std::isnan(v)) << "without levels of technology";
      continue;
    }
    // A ratio is missing where nothing is bought directly, and a region does not export to itself.
    const bool may_miss = name.find("hidden_exposure") != std::string::npos || name == "export_content" ||
                          name == "effective_duty_rate" || name == "import_concentration" ||
                          name == "import_unit_value";
    for (const double v : values) EXPECT_TRUE(std::isfinite(v) || (may_miss && std::isnan(v))) << name;
  }
}

TEST_F(Metrics, WhatIsTradedIsSoldAndWhatIsEarnedIsSpent) {
  EXPECT_NEAR(sum("customs_trade") / sum("output"), 1.0, 1e-9);
  EXPECT_NEAR(sum("income") / sum("final_spending"), 1.0, 1e-9);
  EXPECT_NEAR((sum("wages") + sum("profits")) / sum("value_added"), 1.0, 1e-9);
  EXPECT_NEAR((sum("wages") + sum("profits") + sum("duties")) / sum("income"), 1.0, 1e-9);
  EXPECT_EQ(sum("unmet_orders"), 0.0);
}

TEST_F(Metrics, ImportSharesSumToOneWithoutHomeUse) {
  const std::size_t regions = run_.world().table.n_regions();
  const std::vector<double>& share = values_.at("import_share");
  for (std::size_t n = 0; n < regions; ++n) {
    double total = 0.0;
    for (std::size_t i = 0; i < regions; ++i) total += share[i * regions + n];
    EXPECT_NEAR(total, 1.0, 1e-12);
    EXPECT_EQ(share[n * regions + n], 0.0);
  }
}

TEST_F(Metrics, DutyRatesAreTheScheduleAndExplainTheDuties) {
  const WorldTable& table = run_.world().table;
  const std::size_t sectors = table.n_sectors();
  const std::size_t taxed = (1 * table.n_regions() + 0) * sectors;  // origin 1, destination 0, first sector
  const std::size_t other = (2 * table.n_regions() + 0) * sectors;
  const std::vector<double>& rate = values_.at("duty_rate");
  EXPECT_GE(rate[taxed], 0.25);
  EXPECT_LE(rate[taxed], 0.25 + 0.2);
  EXPECT_LE(rate[other], 0.2);
  EXPECT_EQ(rate[taxed + sectors - 1], 0.0);  // services
  EXPECT_NEAR(values_.at("duties")[taxed] / values_.at("customs_trade")[taxed], rate[taxed], 0.02);
}

TEST_F(Metrics, ProductFlowsAddUpToTheReportersTrade) {
  const WorldTable& table = run_.world().table;
  const std::vector<double>& trade = values_.at("customs_trade");
  double imports = 0.0;
  double exports = 0.0;
  for (std::size_t m = 0; m < table.n_regions(); ++m) {
    for (std::size_t k = 0; k < table.n_sectors(); ++k) {
      imports += trade[(m * table.n_regions() + 0) * table.n_sectors() + k];
      exports += trade[(0 * table.n_regions() + m) * table.n_sectors() + k];
    }
  }
  EXPECT_NEAR(sum("product_imports") / imports, 1.0, 1e-9);  // the reporter is region 0
  EXPECT_NEAR(sum("product_exports") / exports, 1.0, 1e-9);
}

TEST_F(Metrics, PricesAndVolumesReadTheState) {
  const State& state = run_.state();
  for (std::size_t g = 0; g < run_.world().table.n_groups(); ++g) {
    EXPECT_EQ(values_.at("producer_price")[g], state.group_price[g]);
    EXPECT_EQ(values_.at("utilisation")[g], state.group_utilisation[g]);
  }
  double goods = 0.0;
  for (const Sales& sales : state.firm_sales) goods += to_musd(run_.world(), sales.goods);
  EXPECT_NEAR(sum("output_volume") / goods, 1.0, 1e-9);
  EXPECT_GT(values_.at("import_price")[0], 1.01);  // the taxing region
  EXPECT_GT(values_.at("consumer_price")[0], 1.0);
  EXPECT_NEAR(values_.at("import_price")[run_.world().table.n_sectors()], 1.0, 0.01);
}

TEST_F(Metrics, SurvivalFallsFromOne) {
  for (const char* name : {"link_survival", "value_survival"}) {
    EXPECT_LT(values_.at(name)[0], 1.0);
    EXPECT_GT(values_.at(name)[0], 0.3);
  }
  EXPECT_GT(values_.at("value_survival")[0], values_.at("link_survival")[0]);
  std::int64_t negative = 0;
  for (const RegionAccount& account : run_.state().account) negative += account.negative_wages;
  EXPECT_EQ(sum("negative_wage_firms"), static_cast<double>(negative));
}

}  // namespace
}  // namespace entrepot::test::metrics_test
