// The use table of a quarter's last month adds up, unit by unit, to what crossed borders, what firms bought
// and what was spent on final use: with rationing, own prices,
// plants abroad and any number of threads.
#include "models/behaviours/orders/use_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "models/behaviours/step.hpp"
#include "sim/world/state/buyers.hpp"
#include "sim/world/state/state_links.hpp"
#include "tests/support/eager_plants.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::use_table_test {

using namespace models;
namespace {

constexpr int with_sites = 5;
constexpr int with_owners = 6;

void open_sites_eagerly(test::RunSetup& setup) {
  setup.duty = 0.4;
  test::open_plants_eagerly(setup.model);
}

bool is_tight(int variant) { return variant == 2 || variant == 3; }

test::RunSetup setup_of(int variant) {
  test::RunSetup setup;
  setup.seed = static_cast<std::uint64_t>(variant + 1);
  setup.duty = 0.25;
  setup.model.pricing.pricing = variant % 2 == 1 ? PriceRule::own : PriceRule::index;
  if (variant == with_sites) open_sites_eagerly(setup);
  setup.owners = variant == with_owners;
  if (variant == 4) setup.model.ordering.short_run_sigma = 1.0;
  if (is_tight(variant))
    setup.model.production.utilisation = 1.0;  // no spare capacity: rationing in every step
  return setup;
}

// What a group with its plants, or a region's final use (after the groups), bought of a group with its
// plants.
std::int64_t sold(const test::Run& run, const State& state, std::size_t use, std::size_t seller) {
  const std::size_t groups = run.world().table.n_groups();
  const std::size_t classes = groups + state.plant_class.size();
  std::vector<std::size_t> users;
  if (use >= groups) users.push_back(classes + use - groups);
  for (std::size_t c = 0; c < classes && use < groups; ++c) {
    if (c == use || (c >= groups && state.plant_class[c - groups].group == use)) users.push_back(c);
  }
  std::int64_t sum = 0;
  for (const std::size_t user : users) {
    for (std::size_t c = 0; c < classes; ++c) {
      if (c == seller || (c >= groups && state.plant_class[c - groups].group == seller))
        sum += state.use_flow[user * classes + c];
    }
  }
  return sum;
}

class UseTables : public ::testing::TestWithParam<int> {};

TEST_P(UseTables, AddUpToWhatCrossedTheBorders) {
  test::Run run(setup_of(GetParam()));
  std::int64_t unmet = 0;
  for (int step = 0; step < 24; ++step) {
    run.step();
    if (step % 3 != 2) continue;
    const WorldTable& table = run.world().table;
    const State& state = run.state();
    for (const RegionAccount& account : state.account) unmet += account.unmet;
    for (std::size_t n = 0; n < table.n_regions(); ++n) {
      std::vector<std::int64_t> crossed(table.n_groups(), 0);
      for (std::size_t cell = 0; cell < run.world().n_cells(); ++cell) {
        const std::size_t sector = table.product_sector[cell % table.n_products()].index();
        crossed[cell / table.n_products() * table.n_sectors() + sector] +=
            state.flow[n * run.world().n_cells() + cell].money;
      }
      for (std::size_t seller = 0; seller < table.n_groups(); ++seller) {
        std::int64_t used = sold(run, state, table.n_groups() + n, seller);
        for (std::size_t j = 0; j < table.n_sectors(); ++j) {
          used += sold(run, state, n * table.n_sectors() + j, seller);
        }
        ASSERT_EQ(used, crossed[seller]) << "step " << step << " to " << n << " of " << seller;
      }
    }
  }
  EXPECT_EQ(unmet > 0, is_tight(GetParam())) << "the tight worlds of this test must ration, the others not";
}

TEST_P(UseTables, AddUpToWhatFirmsAndCountriesBought) {
  test::Run run(setup_of(GetParam()));
  for (int step = 0; step < 24; ++step) run.step();
  const WorldTable& table = run.world().table;
  const State& state = run.state();
  EXPECT_EQ(state.sites.empty(), GetParam() != with_sites);
  std::vector<std::int64_t> used(table.n_groups() + table.n_regions(), 0);
  for (std::size_t use = 0; use < used.size(); ++use) {
    for (std::size_t seller = 0; seller < table.n_groups(); ++seller)
      used[use] += sold(run, state, use, seller);
  }
  for (std::size_t g = 0; g < table.n_groups(); ++g) {
    std::int64_t bought = 0;
    for_each_firm(run.world(), state, g, [&](std::uint32_t f) { bought += state.firm_inputs[f].money; });
    ASSERT_EQ(used[g], bought) << "group " << g;
  }
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    // Final spending holds the duties on final use: those of the region that no firm paid.
    std::int64_t duties = state.account[n].duties;
    for (std::size_t j = 0; j < table.n_sectors(); ++j) {
      for_each_firm(run.world(), state, n * table.n_sectors() + j,
                    [&](std::uint32_t f) { duties -= state.firm_inputs[f].duty; });
    }
    ASSERT_EQ(used[table.n_groups() + n] + duties, state.account[n].final_spending) << "region " << n;
  }
}

// Class of a firm or site, or the place of a region's final use after these.
std::size_t use_of(const test::Run& run, const State& state, std::uint32_t node) {
  const WorldTable& table = run.world().table;
  const std::size_t firms = run.world().n_firms();
  if (node >= firms + state.sites.site.size()) {
    return table.n_groups() + state.plant_class.size() + (node - firms - state.sites.site.size());
  }
  if (node >= firms) {
    const Site& site = state.sites.site[node - firms];
    for (std::size_t c = 0; c < state.plant_class.size(); ++c) {
      if (state.plant_class[c].group == site.group &&
          state.plant_class[c].owner == run.world().firm_cell[site.owner] / table.n_products())
        return table.n_groups() + c;
    }
    return site.group;
  }
  const std::size_t cell = run.world().firm_cell[node];
  return cell / table.n_products() * table.n_sectors() +
         table.product_sector[cell % table.n_products()].index();
}

// Goods by (owner, host, destination) from single links, as State::owner_flow; empty without owners abroad.
std::vector<std::int64_t> sold_by_owner(const test::Run& run, const State& state,
                                        const ProductionLinks& links,
                                        const std::vector<std::int64_t>& money) {
  const WorldTable& table = run.world().table;
  const Axes axes = table.axes();
  const std::size_t firms = run.world().n_firms();
  const std::size_t regions = table.n_regions();
  if (!run.world().ownership.any() && state.sites.site.empty()) return {};
  std::vector<std::int64_t> out(regions * regions * regions, 0);
  const auto group = [&](std::uint32_t node) {
    return node < firms ? axes.group_of(CellId(run.world().firm_cell[node]))
                        : GroupId(state.sites.site[node - firms].group);
  };
  const std::size_t nodes = firms + state.sites.site.size();
  const auto place = [&](std::uint32_t node) {
    return node < nodes ? axes.region_of(group(node)).index() : node - nodes;
  };
  for (std::size_t nest = 0; nest + 1 < links.nest_first.size(); ++nest) {
    for (std::uint32_t s = links.nest_first[nest]; s < links.nest_first[nest + 1]; ++s) {
      const std::uint32_t seller = links.slot_supplier[s];
      if (!table.sector_is_goods[axes.sector_of(group(seller)).index()]) continue;
      const std::size_t owner =
          run.world().owner_of(seller < firms ? seller : state.sites.site[seller - firms].owner).index();
      out[(owner * regions + place(seller)) * regions + place(links.nest_buyer[nest])] += money[s];
    }
  }
  return out;
}

TEST_P(UseTables, AreTheSumsOfRecordedLinks) {
  const test::RunSetup setup = setup_of(GetParam());
  const test::Run run(setup);  // for its world
  const test::FlatDuty duty(run.world().table, 0, 1, setup.duty);
  ThreadPool pool(setup.threads);
  std::vector<std::int64_t> money;
  ActionList actions = make_actions(run.world(), setup.model);
  use_table_of(actions).record_links(23, money);
  Simulation simulation(run.world(), std::move(actions), {&duty}, Calendar{Month(2017, 1), 24},
                        Seed{setup.seed, setup.replicate}, pool);
  while (!simulation.done()) {
    EXPECT_TRUE(money.empty());
    simulation.step();
  }
  const State& state = simulation.state();
  const StateLinks graph(run.world(), state);
  const ProductionLinks links = graph.view();
  ASSERT_LE(money.size(), links.slot_supplier.size());
  money.resize(links.slot_supplier.size());  // links of plants decided on in this step
  const std::size_t classes = run.world().table.n_groups() + state.plant_class.size();
  EXPECT_EQ(state.plant_class.empty(), GetParam() != with_sites);
  // Plants that closed after the trade of this step have handed their customers home: then sums by buyer
  // only.
  const bool handed_over = std::any_of(state.events.begin(), state.events.end(), [](const Event& event) {
    return event.step == 23 && event.kind == EventKind::plant_closed;
  });
  std::vector<std::int64_t> sums(state.use_flow.size(), 0);
  for (std::size_t nest = 0; nest + 1 < links.nest_first.size(); ++nest) {
    const std::size_t use = use_of(run, state, links.nest_buyer[nest]);
    for (std::uint32_t s = links.nest_first[nest]; s < links.nest_first[nest + 1]; ++s) {
      sums[use * classes + use_of(run, state, links.slot_supplier[s])] += money[s];
    }
  }
  if (!handed_over) {
    EXPECT_EQ(sums, state.use_flow);
    EXPECT_EQ(sold_by_owner(run, state, links, money), state.owner_flow);
    return;
  }
  for (std::size_t use = 0; use < sums.size() / classes; ++use) {
    const auto total = [&](const std::vector<std::int64_t>& flow) {
      return std::accumulate(flow.begin() + static_cast<std::ptrdiff_t>(use * classes),
                             flow.begin() + static_cast<std::ptrdiff_t>((use + 1) * classes),
                             std::int64_t{0});
    };
    EXPECT_EQ(total(sums), total(state.use_flow));
  }
}

TEST_P(UseTables, AreTheSameAtAnyNumberOfThreads) {
  std::vector<std::vector<std::int64_t>> tables;
  for (const int threads : {1, 2, 3, 8}) {
    test::RunSetup setup = setup_of(GetParam());
    setup.threads = threads;
    test::Run run(setup);
    for (int step = 0; step < 24; ++step) run.step();
    tables.push_back(run.state().use_flow);
    const std::vector<std::int64_t>& owners = run.state().owner_flow;
    tables.back().insert(tables.back().end(), owners.begin(), owners.end());
    EXPECT_EQ(tables.back(), tables.front()) << threads << " threads";
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, UseTables, ::testing::Range(0, with_owners + 1));

TEST(UseTable, IsMadeAtQuarterEndsOnly) {
  test::Run run(test::RunSetup{});
  run.step();
  run.step();
  EXPECT_TRUE(run.state().use_flow.empty());  // January and February
  run.step();
  const std::vector<std::int64_t> march = run.state().use_flow;
  EXPECT_FALSE(march.empty());
  run.step();
  run.step();
  EXPECT_EQ(run.state().use_flow, march);
  run.step();
  EXPECT_NE(run.state().use_flow, march);
}

}  // namespace
}  // namespace entrepot::test::use_table_test
