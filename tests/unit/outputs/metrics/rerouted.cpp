// Metrics of trans-shipment against the state, and customs metrics that count both legs.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "outputs/metrics/metric.hpp"
#include "tests/support/routed_run.hpp"

namespace entrepot {
namespace {

class ReroutedMetrics : public testing::Test {
 protected:
  ReroutedMetrics() : run_(test::routed_setup()) { run_.finish(); }
  std::vector<double> values(const std::string& name) {
    const auto& all = all_metrics();
    const auto metric = std::find_if(all.begin(), all.end(), [&](const Metric& m) { return m.name == name; });
    std::vector<double> out(metric_size(*metric, run_.world().table), 0.0);
    metric->record({run_.world(), run_.state(), run_.levers()}, out);
    return out;
  }
  double total(const std::string& name) {
    const std::vector<double> all = values(name);
    return std::accumulate(all.begin(), all.end(), 0.0);
  }
  test::Run run_;
};

TEST_F(ReroutedMetrics, ReExportsAreTheSecondLegsWithHandling) {
  const std::vector<double> found = values("re_exports");
  const std::size_t products = run_.world().table.n_products();
  double all = 0.0;
  for (std::size_t route = 0; route < 2; ++route) {
    double expected = 0.0;
    for (std::size_t g = 0; g < products; ++g) {
      const auto money = static_cast<double>(run_.state().reroute[route * products + g].money);
      expected += 1.05 * money * run_.world().unit_musd;
    }
    EXPECT_GT(expected, 0.0);
    EXPECT_NEAR(found[(4 + 2 + route) * 4], expected, 1e-9 * expected);  // origin 1, hub, destination 0
    all += expected;
  }
  EXPECT_NEAR(total("re_exports"), all, 1e-9 * all);
}

TEST_F(ReroutedMetrics, CustomsAreTrueOriginAndTheSecondLegs) {
  EXPECT_NEAR(total("customs_trade"), total("true_origin_trade") + total("re_exports"),
              1e-9 * total("customs_trade"));
  const std::vector<double> customs = values("customs_trade");
  const std::vector<double> made = values("true_origin_trade");
  const std::vector<double> second = values("re_exports");
  const std::size_t sectors = run_.world().table.n_sectors();
  const auto flow = [&](const std::vector<double>& trade, std::size_t from, std::size_t to) {
    double sum = 0.0;
    for (std::size_t k = 0; k < sectors; ++k) sum += trade[(from * 4 + to) * sectors + k];
    return sum;
  };
  const double legs = second[(4 + 2) * 4] + second[(4 + 3) * 4];
  EXPECT_NEAR(flow(customs, 1, 0), flow(made, 1, 0) - legs / 1.05, 1e-9 * legs);
  EXPECT_NEAR(flow(customs, 1, 2), flow(made, 1, 2) + second[(4 + 2) * 4] / 1.05, 1e-9 * legs);
  EXPECT_NEAR(flow(customs, 2, 0), flow(made, 2, 0) + second[(4 + 2) * 4], 1e-9 * legs);
  EXPECT_NEAR(flow(customs, 0, 1), flow(made, 0, 1), 1e-12 * legs);
}

TEST_F(ReroutedMetrics, SharesAndIncomeKnowThem) {
  EXPECT_NEAR(total("income"), total("final_spending"), 1e-9 * total("income"));
  EXPECT_NEAR(total("gdp"), total("wages") + total("profits") + total("duties") + total("handling_income"),
              1e-9 * total("gdp"));
  EXPECT_GT(values("handling_income")[2], 0.0);
  EXPECT_EQ(values("handling_income")[0], 0.0);
  const std::vector<double> share = values("import_share");
  const std::vector<double> customs = values("customs_trade");
  double goods = 0.0;
  double hub = 0.0;
  const WorldTable& table = run_.world().table;
  for (std::size_t origin = 1; origin < 4; ++origin) {
    for (std::size_t k = 0; k < table.n_sectors(); ++k) {
      if (!table.sector_is_goods[k]) continue;
      goods += customs[origin * 4 * table.n_sectors() + k];
      if (origin == 2) hub += customs[origin * 4 * table.n_sectors() + k];
    }
  }
  EXPECT_NEAR(share[2 * 4], hub / goods, 1e-9);
}

}  // namespace
}  // namespace entrepot
