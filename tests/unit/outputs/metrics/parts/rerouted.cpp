// Metrics of trans-shipment against the state, and customs metrics that count both legs.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "outputs/metrics/metric.hpp"
#include "tests/support/routed_run.hpp"

namespace entrepot::test::rerouted_test {

using namespace outputs;
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

TEST_F(ReroutedMetrics, FinesAreDetectionTimesFineOverTheBaseYears) {
  const std::size_t products = run_.world().table.n_products();
  double expected = 0.0;
  double duties = 0.0;
  for (std::size_t route = 0; route < 2; ++route) {
    const double base_share = route == 0 ? 0.02 : 0.01;
    for (std::size_t g = 0; g < products; ++g) {
      const Reroute& way = run_.state().reroute[route * products + g];
      const double gate = way.share > 0.0 ? static_cast<double>(way.money) / way.share : 0.0;
      expected += 0.05 * 0.2 * 1.05 * (way.share - base_share) * gate * run_.world().unit_musd;
      duties += static_cast<double>(way.duty) * run_.world().unit_musd;
      EXPECT_LE(way.fine, way.duty);
    }
  }
  const std::vector<double> fines = values("fines");
  EXPECT_GT(expected, 0.0);
  EXPECT_NEAR(fines[0], expected, 1e-6 * expected) << "the treasury of the destination";
  EXPECT_LT(fines[0], duties);
  for (const std::size_t n : {1U, 2U, 3U}) EXPECT_EQ(fines[n], 0.0);
}

TEST(Fines, GrowWithEnforcementAndAreNoneWithoutRoutes) {
  const auto& all = all_metrics();
  const auto metric = std::find_if(all.begin(), all.end(), [](const Metric& m) { return m.name == "fines"; });
  const auto fines = [&](const test::RunSetup& setup) {
    test::Run run(setup);
    run.finish();
    std::vector<double> out(4, -1.0);
    metric->record({run.world(), run.state(), run.levers()}, out);
    return out[0];
  };
  test::RunSetup setup = test::routed_setup();
  setup.steps = 2;  // before shippers have given the hubs up
  const double mild = fines(setup);
  const test::Enforcement hard(4, 0.2, 0.4, 0.0);
  setup.instruments = {&hard};
  EXPECT_GT(fines(setup), 3.0 * mild);
  setup.instruments.clear();
  setup.duty = 0.0;
  EXPECT_EQ(fines(setup), 0.0) << "the base year's fines are in its duties";
  setup.model.routing.routes = false;
  EXPECT_EQ(fines(setup), 0.0);
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
}  // namespace entrepot::test::rerouted_test
