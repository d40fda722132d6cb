// Identities of the linkage measures on random worlds, at the base and after a year of duties; the same bits
// at any number of threads.
#include "outputs/metrics/parts/linkage.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "outputs/metrics/recorder.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::linkage_test {

using namespace models;
using namespace theory;
using namespace outputs;
namespace {

using Index = Eigen::Index;

test::RunSetup setup_of(int seed) {
  test::RunSetup setup;
  setup.seed = static_cast<std::uint64_t>(seed);
  setup.shape.regions = 3 + static_cast<std::size_t>(seed % 5);
  setup.shape.sectors = 2 + static_cast<std::size_t>(seed % 4);
  setup.duty = 0.1 * (seed % 6);
  setup.model.pricing.pricing = seed % 3 == 0 ? PriceRule::own : PriceRule::index;
  if (seed % 4 == 1) setup.model.production.utilisation = 1.0;  // rationing in every step
  return setup;
}

void check_identities(const Linkage& linkage, const std::vector<bool>& goods) {
  const Leontief& system = linkage.system;
  const InterCountryFlows& flows = system.flows();
  const auto regions = static_cast<Index>(flows.regions);
  ASSERT_TRUE(system.productive());
  // A unit of output is value added of somebody.
  EXPECT_TRUE(linkage.content.colwise().sum().isOnes(1e-12));
  // L solves the system: output is what final use needs.
  const Eigen::MatrixXd needed =
      system.times_inverse(Eigen::MatrixXd::Identity(flows.intermediate.rows(), flows.intermediate.rows())) *
      flows.final_use;
  EXPECT_TRUE(needed.rowwise().sum().isApprox(system.output(), 1e-12));
  // Exposures: nonnegative, and looking through never shows less.
  EXPECT_GE(linkage.exposure.face_value.minCoeff(), 0.0);
  EXPECT_GE((linkage.exposure.look_through - linkage.exposure.face_value).minCoeff(), -1e-14);
  // Value added in final use is final use at basic prices, whichever way it came.
  const auto stages = value_added_by_stages(system, linkage.content, 6);
  for (Index n = 0; n < regions; ++n) {
    const Eigen::MatrixXd& border = linkage.by_border[static_cast<std::size_t>(n)];
    const double used = flows.final_use.col(n).sum();
    EXPECT_NEAR(border.sum(), used, 1e-12 * used);
    Eigen::VectorXd by_origin = Eigen::VectorXd::Zero(regions);
    for (const Eigen::MatrixXd& stage : stages) by_origin += stage.col(n);
    EXPECT_LT((by_origin - border.rowwise().sum()).cwiseAbs().maxCoeff(), 1e-12 * used);
  }
  // Exports hold their makers' value added and nothing else.
  const Eigen::MatrixXd exports = gross_exports(system, goods);
  const auto inside = value_added_in_exports(system, linkage.content, goods);
  for (Index h = 0; h < regions; ++h) {
    const Eigen::RowVectorXd sum = inside[static_cast<std::size_t>(h)].colwise().sum();
    EXPECT_LT((sum - exports.row(h)).cwiseAbs().maxCoeff(), 1e-12 * exports.sum());
  }
}

class LinkageIdentities : public ::testing::TestWithParam<int> {};

TEST_P(LinkageIdentities, HoldAtTheBaseAndInMotion) {
  test::Run run(setup_of(GetParam()));
  const WorldTable& table = run.world().table;
  check_identities(Linkage(table_flows(table), table), table.sector_is_goods);
  for (int step = 0; step < 12; ++step) run.step();
  check_identities(Linkage(state_flows(run.world(), run.state()), table), table.sector_is_goods);
}

// With nothing taxed and nobody re-sourcing the flows of the agents are the table's.
TEST_P(LinkageIdentities, WithoutPolicyTheFirstQuarterIsTheTable) {
  test::RunSetup setup = setup_of(GetParam());
  setup.duty = 0.0;
  setup.model.production.utilisation = 0.82;
  setup.model.sourcing.resourcing = false;
  test::Run run(setup);
  for (int step = 0; step < 3; ++step) run.step();
  const WorldTable& table = run.world().table;
  const InterCountryFlows base = table_flows(table);
  const InterCountryFlows now = state_flows(run.world(), run.state());
  const double scale = base.intermediate.maxCoeff();
  EXPECT_LT((12.0 * now.intermediate - base.intermediate).cwiseAbs().maxCoeff(), 1e-6 * scale);
  EXPECT_LT((12.0 * now.final_use - base.final_use).cwiseAbs().maxCoeff(), 1e-6 * scale);
}

TEST_P(LinkageIdentities, MetricsAreTheSameBitsAtAnyNumberOfThreads) {
  std::vector<std::vector<double>> first;
  for (const int threads : {1, 2, 8}) {
    test::RunSetup setup = setup_of(GetParam());
    setup.threads = threads;
    test::Run run(setup);
    ThreadPool pool(threads);
    Recorder recorder(run.world(), {Month(2017, 1), 12}, pool);
    for (int step = 0; step < 12; ++step) {
      run.step();
      recorder.record({run.world(), run.state(), run.levers()}, step);
    }
    for (std::size_t m = 0; m < all_metrics().size(); ++m) {
      const std::vector<double>& values = recorder.values(m);
      if (threads == 1) {
        first.push_back(values);
        continue;
      }
      ASSERT_EQ(values.size(), first[m].size());
      EXPECT_EQ(std::memcmp(values.data(), first[m].data(), values.size() * sizeof(double)), 0)
          << all_metrics()[m].name << ", " << threads << " threads";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(RandomWorlds, LinkageIdentities, ::testing::Range(1, 13));

}  // namespace
}  // namespace entrepot::test::linkage_test
