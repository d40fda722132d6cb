// Divestment and guardrails on random worlds: who is told to leave leaves, and who takes a subsidy keeps out
// of the hosts that its guardrail names, for as long as it says, while others build there.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/support/engine.hpp"

namespace entrepot::test::site_terms_test {
namespace {

constexpr int months = 48;

test::RunSetup eager(int seed) {
  test::RunSetup setup;
  setup.seed = static_cast<std::uint64_t>(seed);
  setup.steps = months;
  setup.duty = 0.4;
  setup.model.investment.sites = true;
  setup.model.investment.weighing_rate = 4.0;
  setup.model.investment.fixed_cost = 0.0;
  setup.model.investment.sunk_share = 0.02;
  setup.model.investment.time_to_build_scale = 0.3;
  setup.model.investment.hub_growth = 5.0;
  return setup;
}

// A duty on host 2 at destination 0 from 2018 on that nobody sees coming.
class LateDuty final : public Instrument {
 public:
  explicit LateDuty(std::size_t regions) : regions_(regions) {}
  void apply(Month month, Levers& levers) const override {
    const std::size_t cells = levers.duty.size() / regions_;
    const std::size_t products = cells / regions_;
    for (std::size_t p = 0; p < products && month >= Month(2018, 1); ++p)
      levers.duty[2 * products + p] += 0.4;
  }
  [[nodiscard]] Date announced() const override { return Month(2018, 1).first_day(); }

 private:
  std::size_t regions_;
};

class SiteTerms : public ::testing::TestWithParam<int> {};

TEST_P(SiteTerms, WhoIsToldToLeaveLeaves) {
  test::RunSetup setup = eager(GetParam());
  const auto told = [](Month month) { return month >= Month(2020, 1); };
  setup.terms = [&](const WorldTable& table, Month month, Levers& levers) {
    if (!told(month)) return;
    std::vector<double>& divested = Levers::use(levers.divested, table.n_regions() * table.n_groups());
    std::fill(divested.begin(), divested.end(), 0.5);
  };
  test::Run run(setup);
  for (int step = 0; step < 36; ++step) run.step();
  const auto open = [&] {
    return std::count_if(run.state().sites.site.begin(), run.state().sites.site.end(),
                         [](const Site& site) { return site.closed < 0; });
  };
  const auto before = static_cast<double>(open());
  ASSERT_GT(before, 10);
  for (int step = 36; step < 40; ++step) run.step();
  int ordered = 0;
  for (const Event& event : run.state().events)
    ordered += event.kind == EventKind::plant_closed && event.cause == EventCause::divestment ? 1 : 0;
  EXPECT_NEAR(ordered, 0.5 * before, 4.0 * std::sqrt(0.25 * before) + 1.0);
  for (const std::uint32_t supplier : run.state().slot_supplier) {
    if (supplier < run.world().n_firms()) continue;
    ASSERT_LT(run.state().sites.site[supplier - run.world().n_firms()].closed, 0)
        << "nobody buys from a closed plant";
  }
}

// Host 2 pays; who takes it may not build in host 3 for 24 months. A duty on host 2 makes them look for
// another.
TEST_P(SiteTerms, AGuardrailBindsThoseWhoTakeTheSubsidy) {
  test::RunSetup setup = eager(GetParam());
  setup.shape.regions = 5;
  const LateDuty late(setup.shape.regions);
  setup.instruments = {&late};
  setup.terms = [](const WorldTable& table, Month, Levers& levers) {
    const std::size_t size = table.n_regions() * table.n_groups();
    for (std::size_t owner = 0; owner < table.n_regions(); ++owner) {
      for (std::size_t k = 0; k < table.n_sectors(); ++k)
        Levers::use(levers.plant_wedge, size)[(owner * table.n_regions() + 2) * table.n_sectors() + k] = -1.0;
    }
    for (std::size_t k = 0; k < table.n_sectors(); ++k)
      Levers::use(levers.guardrail, size)[(2 * table.n_regions() + 3) * table.n_sectors() + k] = 24.0;
  };
  test::Run run(setup);
  run.finish();
  std::map<std::uint32_t, int> taken;  // firm -> step of its first subsidised plant
  int bound = 0;
  int free = 0;
  int refused = 0;
  for (const Event& event : run.state().events) {
    if (event.kind == EventKind::plant_decided && event.region == 2)
      taken.try_emplace(event.firm, event.step);
    const auto took = taken.find(event.firm);
    const bool is_bound = took != taken.end() && event.step < took->second + 24;
    if (event.region != 3) continue;
    if (event.kind == EventKind::plant_decided) (event.step > 0 && is_bound ? bound : free) += 1;
    if (event.kind == EventKind::plant_barred) {
      EXPECT_EQ(event.cause, EventCause::guardrail);
      EXPECT_TRUE(is_bound);
      ++refused;
    }
  }
  EXPECT_FALSE(taken.empty());
  EXPECT_EQ(bound, 0);
  EXPECT_GT(free, 0) << "firms without the subsidy still build in host 3";
  EXPECT_GT(refused, 0);
}

INSTANTIATE_TEST_SUITE_P(Worlds, SiteTerms, ::testing::Range(1, 4));

}  // namespace
}  // namespace entrepot::test::site_terms_test
