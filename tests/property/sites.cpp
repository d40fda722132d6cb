// Plants abroad on random worlds: money, goods and bounds hold while firms are added; nothing opens without
// a border; results do not depend on threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/behaviours/plants/site_choice.hpp"
#include "sim/world/state/buyers.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::sites_test {

using namespace models;
namespace {

test::RunSetup eager(std::uint64_t seed) {
  test::RunSetup setup;
  setup.seed = seed;
  setup.steps = 48;
  setup.duty = 0.4;
  setup.model.investment.sites = true;
  setup.model.investment.weighing_rate = 4.0;
  setup.model.investment.fixed_cost = 0.0;
  setup.model.investment.sunk_share = 0.02;
  setup.model.investment.time_to_build_scale = 0.3;
  setup.model.investment.hub_growth = 5.0;
  return setup;
}

class Sites : public testing::TestWithParam<int> {};

TEST_P(Sites, AccountsHoldWhileFirmsAreAdded) {
  test::Run run(eager(static_cast<std::uint64_t>(GetParam())));
  const World& world = run.world();
  for (int step = 0; step < 48; ++step) {
    run.step();
    const State& state = run.state();
    std::int64_t sold = 0;
    for (const Sales& sales : state.firm_sales) {
      ASSERT_GE(sales.money, 0);
      ASSERT_GE(sales.goods, 0);
      sold += sales.money;
    }
    std::int64_t shipped = 0;
    for (const Flow& flow : state.flow) shipped += flow.money;
    ASSERT_EQ(sold, shipped);  // nothing is lost on the way to plants
    std::int64_t received = 0;
    std::int64_t paid = 0;
    for (const RegionAccount& account : state.account) {
      received += account.profits_received;
      paid += account.profits_paid;
    }
    ASSERT_EQ(received, paid);
    for (std::size_t s = 0; s < state.slot_supplier.size(); ++s) {
      const std::uint32_t supplier = state.slot_supplier[s];
      const std::uint16_t cell = supplier < world.n_firms()
                                     ? world.firm_cell[supplier]
                                     : state.sites.site[supplier - world.n_firms()].cell;
      ASSERT_EQ(state.slot_cell[s], cell);
    }
  }
  EXPECT_FALSE(run.state().sites.empty()) << "a duty of 40 % must move some plant";
}

TEST_P(Sites, NothingOpensWithoutABorder) {
  test::RunSetup setup = eager(static_cast<std::uint64_t>(GetParam()));
  setup.duty = 0.0;
  test::Run run(setup);
  for (int step = 0; step < setup.steps; ++step) run.step();
  EXPECT_TRUE(run.state().sites.empty());
}

TEST_P(Sites, ThreadsDoNotMatter) {
  test::RunSetup setup = eager(static_cast<std::uint64_t>(GetParam()));
  setup.threads = 1;
  test::Run one(setup);
  setup.threads = 3;
  test::Run three(setup);
  for (int step = 0; step < setup.steps; ++step) {
    one.step();
    three.step();
  }
  const State& a = one.state();
  const State& b = three.state();
  ASSERT_EQ(a.slot_supplier, b.slot_supplier);
  ASSERT_EQ(a.slot_strength, b.slot_strength);
  ASSERT_EQ(a.group_price, b.group_price);
}

// Lower duties on what a firm's home market imports are no reason to make abroad what it sells there.
TEST_P(Sites, CheaperImportsAtHomeSendNoPlantAbroad) {
  test::RunSetup setup = eager(static_cast<std::uint64_t>(GetParam()));
  setup.duty = 0.0;
  setup.model.investment.follow = false;
  setup.terms = [](const WorldTable& table, Month, Levers& levers) {
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      for (std::size_t g = 0; g < table.n_products(); ++g) levers.duty[table.duty_index(1, i, g)] = 0.0;
    }
  };
  test::Run run(setup);
  for (int step = 0; step < 24; ++step) run.step();
  for (const Site& site : run.state().sites.site) {
    EXPECT_NE(run.world().firm_cell[site.owner] / run.world().table.n_products(), 1U);
  }
}

// Customers choose between plants one by one, at about the rate of re-sourcing: a plant that still delivers
// more cheaply where it was meant to is not closed in the year after its ramp for want of those who have not
// chosen yet.
TEST_P(Sites, PlantsAreNotClosedBeforeTheirCustomersHaveChosen) {
  test::RunSetup setup = eager(static_cast<std::uint64_t>(GetParam()));
  const double patience = setup.model.investment.ramp_months + 12.0;
  test::Run run(setup);
  const World& world = run.world();
  for (int step = 0; step < setup.steps; ++step) {
    run.step();
    const State& state = run.state();
    for (const Site& site : state.sites.site) {
      if (site.closed != step || site.closed - site.opens >= patience) continue;
      const double* const cost = &state.log_cost[site.market * world.n_cells()];
      const std::size_t home = world.firm_cell[site.owner] / world.table.n_products();
      const double premium =
          log_plant_premium(setup.model.investment, world.table, RegionId(home), RegionId(site.host));
      EXPECT_GE(cost[site.cell] + premium - cost[world.firm_cell[site.owner]], 0.0);
    }
  }
}

// The ramp limit of a host's sector holds for new plants, for those that had to start smaller, and for those
// that outgrow their size, taken together.
TEST_P(Sites, AHostsSectorGrowsByItsLimitAtMost) {
  test::RunSetup setup = eager(static_cast<std::uint64_t>(GetParam()));
  setup.model.investment.hub_growth = 0.33;
  test::Run run(setup);
  const World& world = run.world();
  std::vector<double> base(world.table.n_groups(), 0.0);
  for (std::size_t g = 0; g < base.size(); ++g) {
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      base[g] += world.firm_output[f] / 12.0 / world.unit_musd;
    }
  }
  std::vector<double> before(base.size(), 0.0);
  double largest = 0.0;  // part of the limit that was used
  for (int step = 0; step < setup.steps; ++step) {
    run.step();
    std::vector<double> now(base.size(), 0.0);
    for (const Site& site : run.state().sites.site) {
      if (site.closed < 0) now[site.group] += site.target;
    }
    for (std::size_t g = 0; g < base.size(); ++g) {
      const double limit = (base[g] + before[g]) * setup.model.investment.hub_growth / 4.0;
      ASSERT_LE(now[g] - before[g], limit * (1.0 + 1e-9));
      if (limit > 0.0) largest = std::max(largest, (now[g] - before[g]) / limit);
    }
    before = now;
  }
  EXPECT_GT(largest, 0.0);
}

// Everything about firms and plants at once: entry and exit, expansion, attraction, subsidies and screening.
class PlantTerms : public Instrument {
 public:
  PlantTerms(const test::TableShape& shape, double barred, double wedge)
      : shape_(shape), barred_(barred), wedge_(wedge) {}
  void apply(Month, Levers& levers) const override {
    const std::size_t size = shape_.regions * shape_.regions * shape_.sectors;
    if (barred_ > 0.0) Levers::use(levers.host_barred, size, barred_);
    if (wedge_ != 0.0) Levers::use(levers.plant_wedge, size, wedge_);
  }

 private:
  test::TableShape shape_;
  double barred_, wedge_;
};

test::RunSetup everything(std::uint64_t seed, const Instrument& terms) {
  test::RunSetup setup = eager(seed);
  setup.model.investment.expansion = true;
  setup.model.investment.sites_attract = true;
  setup.model.investment.uncertainty_weight = 1.0;
  setup.model.entry_exit.active = true;
  setup.model.entry_exit.exit_below = 0.99;
  setup.model.entry_exit.rate = 4.0;
  setup.instruments = {&terms};
  return setup;
}

std::int64_t count(const State& state, EventKind kind) {
  return std::count_if(state.events.begin(), state.events.end(),
                       [&](const Event& event) { return event.kind == kind; });
}

TEST_P(Sites, AccountsHoldWithEverythingOn) {
  const PlantTerms terms(test::TableShape{}, 0.3, -0.5);
  test::Run run(everything(static_cast<std::uint64_t>(GetParam()), terms));
  const World& world = run.world();
  const State& state = run.state();
  std::int64_t subsidies = 0;
  for (int step = 0; step < 48; ++step) {
    const std::vector<std::uint32_t> before = state.slot_supplier;
    const std::size_t rows = state.events.size();
    run.step();
    std::int64_t sold = 0;
    std::int64_t shipped = 0;
    for (const Sales& sales : state.firm_sales) sold += sales.money;
    for (const Flow& flow : state.flow) shipped += flow.money;
    ASSERT_EQ(sold, shipped);
    std::int64_t paid = 0;
    std::int64_t received = 0;
    for (const RegionAccount& account : state.account) {
      paid += account.plant_subsidies_paid;
      received += account.plant_subsidies_received;
    }
    ASSERT_EQ(paid, received);
    subsidies += paid;
    for (std::size_t s = 0; s < state.slot_supplier.size(); ++s) {
      const std::uint32_t supplier = state.slot_supplier[s];
      if (supplier >= world.n_firms()) continue;
      ASSERT_EQ(state.slot_cell[s], world.firm_cell[supplier]);
      ASSERT_TRUE(state.firm_idle.empty() || state.firm_idle[supplier] == 0) << "a firm that gave up sells";
    }
    for (std::size_t f = 0; f < world.n_firms() && !state.firm_idle.empty(); ++f) {
      if (state.firm_idle[f] != 0) {
        ASSERT_EQ(state.firm_capacity[f], 0.0);
      }
    }
    // Every slot whose supplier changed is a link that ended, once or more.
    std::int64_t changed = 0;
    for (std::size_t s = 0; s < before.size(); ++s) changed += before[s] != state.slot_supplier[s] ? 1 : 0;
    std::int64_t ended = 0;
    for (std::size_t e = rows; e < state.events.size(); ++e) {
      if (state.events[e].kind == EventKind::links_ended) ended += state.events[e].count;
    }
    ASSERT_GE(ended, changed);
  }
  EXPECT_GT(subsidies, 0);
  EXPECT_GT(count(state, EventKind::plant_decided), 0);
  EXPECT_GT(count(state, EventKind::plant_barred), 0);
  EXPECT_EQ(count(state, EventKind::plant_decided), static_cast<std::int64_t>(state.sites.site.size()));
}

TEST_P(Sites, ThreadsDoNotMatterWithEverythingOn) {
  const PlantTerms terms(test::TableShape{}, 0.3, -0.5);
  test::RunSetup setup = everything(static_cast<std::uint64_t>(GetParam()), terms);
  setup.threads = 1;
  test::Run one(setup);
  setup.threads = 3;
  test::Run three(setup);
  for (int step = 0; step < setup.steps; ++step) {
    one.step();
    three.step();
  }
  ASSERT_EQ(one.state().slot_supplier, three.state().slot_supplier);
  ASSERT_EQ(one.state().slot_strength, three.state().slot_strength);
  ASSERT_EQ(one.state().firm_idle, three.state().firm_idle);
  ASSERT_EQ(one.state().firm_capacity, three.state().firm_capacity);
  ASSERT_EQ(one.state().events.size(), three.state().events.size());
}

TEST_P(Sites, WithoutPolicyNothingHappensWithEverythingOn) {
  const PlantTerms none(test::TableShape{}, 0.0, 0.0);
  test::RunSetup setup = everything(static_cast<std::uint64_t>(GetParam()), none);
  setup.duty = 0.0;
  setup.model.entry_exit.exit_below = 0.95;
  test::Run run(setup);
  for (int step = 0; step < setup.steps; ++step) run.step();
  for (const Event& event : run.state().events) EXPECT_EQ(event.kind, EventKind::links_ended);
  for (const double ratio : run.state().group_capacity_ratio) EXPECT_EQ(ratio, 1.0);
}

// The host pays its part of what plants cost, the owner's region its part of the rest: nobody pays for
// others.
TEST_P(Sites, SubsidiesArePaidByTheTreasuryThatGrantsThem) {
  test::RunSetup setup = eager(static_cast<std::uint64_t>(GetParam()));
  setup.terms = [](const WorldTable& table, Month, Levers& levers) {
    const std::size_t size = table.n_regions() * table.n_groups();
    for (double& part : Levers::use(levers.plant_wedge, size)) part = std::log(0.7);
    for (double& part : Levers::use(levers.plant_support, size)) part = std::log(0.8);
  };
  test::Run run(setup);
  double paid = 0.0;
  for (int step = 0; step < setup.steps; ++step) {
    run.step();
    const State& state = run.state();
    std::vector<double> expected(state.account.size(), 0.0);
    std::vector<double> received(state.account.size(), 0.0);
    for (const PlantProject& project : state.investment.projects) {
      expected[project.host] += 0.3 * project.per_month;
      expected[project.owner_region] += 0.7 * 0.2 * project.per_month;
      received[project.owner_region] += 0.44 * project.per_month;
    }
    const auto rounding = static_cast<double>(state.investment.projects.size()) + 1.0;
    for (std::size_t n = 0; n < expected.size(); ++n) {
      ASSERT_NEAR(static_cast<double>(state.account[n].plant_subsidies_paid), expected[n], rounding);
      ASSERT_NEAR(static_cast<double>(state.account[n].plant_subsidies_received), received[n], rounding);
      paid += expected[n];
    }
  }
  EXPECT_GT(paid, 0.0);
}

TEST_P(Sites, BarredEverywhereNobodyOpens) {
  const PlantTerms terms(test::TableShape{}, 1.0, 0.0);
  test::Run run(everything(static_cast<std::uint64_t>(GetParam()), terms));
  for (int step = 0; step < 24; ++step) run.step();
  EXPECT_TRUE(run.state().sites.empty());
  EXPECT_GT(count(run.state(), EventKind::plant_barred), 0);
}

INSTANTIATE_TEST_SUITE_P(Worlds, Sites, testing::Range(1, 6));

}  // namespace
}  // namespace entrepot::test::sites_test
