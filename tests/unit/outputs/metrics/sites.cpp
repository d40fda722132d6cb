#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "outputs/metrics/metric.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::sites_test {

using namespace outputs;
namespace {

// A run in which a duty makes firms of region 1 build elsewhere.
class SiteMetrics : public testing::Test {
 protected:
  SiteMetrics() {
    setup_.duty = 0.4;
    setup_.steps = 48;
    setup_.model.investment.sites = true;
    setup_.model.investment.weighing_rate = 4.0;
    setup_.model.investment.fixed_cost = 0.0;
    setup_.model.investment.sunk_share = 0.02;
    setup_.model.investment.hub_growth = 5.0;
    run_ = std::make_unique<test::Run>(setup_);
    run_->finish();
  }
  [[nodiscard]] std::vector<double> values(const std::string& name) const {
    const auto& all = all_metrics();
    const auto metric = std::find_if(all.begin(), all.end(), [&](const Metric& m) { return m.name == name; });
    std::vector<double> out(metric_size(*metric, run_->world().table), -1.0);
    metric->record({run_->world(), run_->state(), run_->levers()}, out);
    return out;
  }

  test::RunSetup setup_;
  std::unique_ptr<test::Run> run_;
};

TEST_F(SiteMetrics, CountEveryOpenPlantOnce) {
  const auto& sites = run_->state().sites.site;
  const auto open = std::count_if(sites.begin(), sites.end(),
                                  [](const Site& site) { return site.closed < 0 && site.ready > 0.0; });
  const std::vector<double> counted = values("sites");
  EXPECT_GT(open, 0);
  EXPECT_EQ(std::accumulate(counted.begin(), counted.end(), 0.0), static_cast<double>(open));
  const std::size_t regions = run_->world().table.n_regions();
  for (std::size_t n = 0; n < regions; ++n) EXPECT_EQ(counted[n * regions + n], 0.0);
}

TEST_F(SiteMetrics, SalesAreThoseOfThePlants) {
  double expected = 0.0;
  for (std::size_t f = run_->world().n_firms(); f < run_->state().firm_sales.size(); ++f) {
    expected += to_musd(run_->world(), run_->state().firm_sales[f].money);
  }
  const std::vector<double> sales = values("site_sales");
  EXPECT_GT(expected, 0.0);
  EXPECT_NEAR(std::accumulate(sales.begin(), sales.end(), 0.0), expected, 1e-9 * expected);
}

TEST_F(SiteMetrics, NationalIncomeMovesProfitsBetweenRegionsOnly) {
  const std::vector<double> gdp = values("gdp");
  const std::vector<double> gni = values("gni");
  EXPECT_GT(gni[1], gdp[1]) << "the owners' region earns abroad";
  const double domestic = std::accumulate(gdp.begin(), gdp.end(), 0.0);
  EXPECT_NEAR(std::accumulate(gni.begin(), gni.end(), 0.0), domestic, 1e-12 * domestic);
}

TEST_F(SiteMetrics, OutlaysAreWhatHostsSpend) {
  const std::vector<double> outlays = values("capital_outlays");
  double spending = 0.0;
  for (const double money : run_->state().capital_spending) spending += money * run_->world().unit_musd;
  EXPECT_NEAR(std::accumulate(outlays.begin(), outlays.end(), 0.0), spending, 1e-9 * (spending + 1.0));
}

}  // namespace
}  // namespace entrepot::test::sites_test
