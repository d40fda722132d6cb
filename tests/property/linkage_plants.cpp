// The linkage measures keep plants abroad apart: on random worlds against the firms' own links, exact where
// every class is one firm.
#include <gtest/gtest.h>

#include <algorithm>

#include "outputs/metrics/parts/linkage.hpp"
#include "sim/world/state/use_classes.hpp"
#include "tests/support/eager_plants.hpp"
#include "tests/support/engine.hpp"
#include "tests/support/firm_leontief.hpp"

namespace entrepot::test::linkage_plants_test {

using namespace theory;
using namespace outputs;
namespace {

using Index = Eigen::Index;

// Plants come early and many, from origin 1, whose goods pay a duty at destination 0.
test::RunSetup setup_with_plants(int seed, std::int64_t firms) {
  test::RunSetup setup;
  setup.seed = static_cast<std::uint64_t>(seed);
  setup.firms = firms;
  setup.shape.regions = 5;
  setup.shape.products_per_sector = 1;
  setup.shape.input_size = 6.0;
  setup.duty = 0.4;
  test::open_plants_eagerly(setup.model);
  setup.steps = 24;
  return setup;
}

// Distances of firms' contents from that of their class, over all origins: the largest, and the mean weighted
// by sales.
struct Distance {
  double largest = 0.0;
  double mean = 0.0;
};

Distance distance(const test::Run& run, const State& state, const Linkage& linkage,
                  const test::FirmLeontief& firms) {
  const World& world = run.world();
  const std::vector<std::uint32_t> site_class = class_of_sites(world, state);
  Distance out;
  double sales = 0.0;
  for (std::size_t origin = 0; origin < world.table.n_regions(); ++origin) {
    const std::vector<double> content = firms.content(origin);
    for (std::size_t f = 0; f < content.size(); ++f) {
      const std::size_t one = f < world.n_firms() ? world.axes().group_of(CellId(world.firm_cell[f])).index()
                                                  : site_class[f - world.n_firms()];
      const auto sold = static_cast<double>(state.firm_sales[f].money);
      if (!(sold > 0.0)) continue;
      const double gap =
          std::abs(content[f] - linkage.content(static_cast<Index>(origin), static_cast<Index>(one)));
      out.largest = std::max(out.largest, gap);
      out.mean += sold * gap;
      sales += sold;
    }
  }
  out.mean /= sales;
  return out;
}

class LinkageWithPlants : public ::testing::TestWithParam<int> {};

TEST_P(LinkageWithPlants, IsTheFirmsOwnWhereEveryClassIsOneFirm) {
  test::RunSetup setup = setup_with_plants(GetParam(), 15);  // one in every group
  std::vector<std::int64_t> money;
  setup.record_links = &money;
  test::Run run(setup);
  run.finish();
  const State& state = run.state();
  ASSERT_FALSE(state.plant_class.empty());
  const Linkage linkage(state_flows(run.world(), state), run.world().table);
  ASSERT_TRUE(linkage.system.productive());
  const test::FirmLeontief firms(run.world(), state, money);
  EXPECT_LT(distance(run, state, linkage, firms).largest, 1e-9);
}

// Many firms in a class: its content is a mean. How far single firms stand from it is printed.
TEST_P(LinkageWithPlants, ExportsHoldWhatTheirFirmsHold) {
  test::RunSetup setup = setup_with_plants(GetParam(), 3000);
  setup.slots_per_firm = 30;
  setup.shape.input_size = 3.0;
  setup.model.investment.weighing_rate = 1.0;
  std::vector<std::int64_t> money;
  setup.record_links = &money;
  test::Run run(setup);
  run.finish();
  const State& state = run.state();
  ASSERT_FALSE(state.plant_class.empty());
  const Linkage linkage(state_flows(run.world(), state), run.world().table);
  const test::FirmLeontief firms(run.world(), state, money);
  RecordProperty("mean distance of a firm", std::to_string(distance(run, state, linkage, firms).mean));
  const std::vector<bool>& goods = run.world().table.sector_is_goods;
  const auto inside = value_added_in_exports(linkage.system, linkage.content, goods);
  const Eigen::MatrixXd exports = gross_exports(linkage.system, goods);
  const std::vector<double> content = firms.content(1);
  for (std::size_t hub = 2; hub < 5; ++hub) {
    const double own = firms.exports(content, {hub}, 0).per_dollar();
    const double measured = inside[hub](1, 0) / exports(static_cast<Index>(hub), 0);
    RecordProperty("hub " + std::to_string(hub), std::to_string(measured) + " of " + std::to_string(own));
    EXPECT_NEAR(measured, own, 0.1 * own);
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, LinkageWithPlants, ::testing::Range(1, 7));

}  // namespace
}  // namespace entrepot::test::linkage_plants_test
