// Entity lists on random worlds: what listed firms may not buy or sell stops at once, others keep their
// links, and the accounts hold.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/error.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::entity_lists_test {

using namespace models;
namespace {

constexpr int first_step = 4;
constexpr std::size_t home = 1;    // region of the listed firms
constexpr std::size_t source = 0;  // region of the goods they may not buy

// Firms of all sectors of `home`, the largest ones.
FirmSet largest(const WorldTable& table, std::size_t top) {
  FirmSet firms;
  for (std::size_t k = 0; k < table.n_sectors(); ++k)
    firms.groups.push_back(static_cast<std::uint32_t>(home * table.n_sectors() + k));
  firms.top = top;
  return firms;
}

struct Lists {
  double inputs = 0.0;  // share of the listed firms' links with `source`
  double peers = 0.0;   // share of their peers' links with `source`
  double sales = 0.0;   // share of links of buyers in `source` with listed firms
  std::size_t top = 40;
};

class Case {
 public:
  explicit Case(int seed, const Lists& lists, int threads = 2) {
    setup_.seed = static_cast<std::uint64_t>(seed);
    setup_.shape.regions = 4;
    setup_.firms = 3000;
    setup_.threads = threads;
    setup_.terms = [this, lists](const WorldTable& table, Month month, Levers& levers) {
      if (firms_.groups.empty()) firms_ = largest(table, lists.top);
      levers.firms.push_back({&firms_, FirmPart::named, FirmSide::inputs, {}});
      if (month < Month(2017, 1) + first_step) return;
      const auto add = [&](FirmPart part, FirmSide side, double share, std::size_t size, std::size_t first,
                           std::size_t end) {
        if (!(share > 0.0)) return;
        std::vector<double> ban(size, 0.0);
        for (std::size_t at = first; at < end; ++at) ban[at] = share;
        levers.firms.push_back({&firms_, part, side, std::move(ban)});
      };
      const std::size_t products = table.n_products();
      const std::size_t cells = table.n_regions() * products;
      add(FirmPart::named, FirmSide::inputs, lists.inputs, cells, source * products, (source + 1) * products);
      add(FirmPart::peers, FirmSide::inputs, lists.peers, cells, source * products, (source + 1) * products);
      add(FirmPart::named, FirmSide::sales, lists.sales, table.n_regions(), source, source + 1);
    };
    run_ = std::make_unique<test::Run>(setup_);
  }
  [[nodiscard]] test::Run& run() { return *run_; }
  [[nodiscard]] const World& world() const { return run_->world(); }
  [[nodiscard]] FirmStatus status(std::uint32_t firm) { return run_->state().firm_status[firm]; }
  void steps(int count) {
    for (int s = 0; s < count; ++s) run_->step();
  }

  // Visits every link of firms in `region`: visit(slot, buyer).
  template <class Visit>
  void each_link(std::size_t region, const Visit& visit) const {
    const World& world = run_->world();
    for (const Block& block : world.blocks) {
      if (block.group / world.table.n_sectors() != region) continue;
      const std::size_t last = block.first_nest + block.firm_count * world.table.n_sectors();
      for (std::uint32_t s = world.nest_first[block.first_nest]; s < world.nest_first[last]; ++s)
        visit(s, block.first_firm + world.slot_buyer[s]);
    }
  }
  // Links of firms of one status with `source`.
  std::size_t links_with_source(FirmStatus wanted) {
    std::size_t count = 0;
    each_link(home, [&](std::uint32_t slot, std::uint32_t buyer) {
      if (status(buyer) == wanted && run_->state().slot_cell[slot] / world().table.n_products() == source)
        ++count;
    });
    return count;
  }
  // Links of buyers in `region` with suppliers of one status.
  std::size_t customers(std::size_t region, FirmStatus wanted) {
    std::size_t count = 0;
    each_link(region, [&](std::uint32_t slot, std::uint32_t) {
      if (status(run_->state().slot_supplier[slot]) == wanted) ++count;
    });
    return count;
  }

 private:
  test::RunSetup setup_;
  FirmSet firms_;
  std::unique_ptr<test::Run> run_;
};

// Firms by number are those, the others of their regions and sectors are their peers, and one of elsewhere is
// a fault.
TEST(FirmNumbers, NameTheFirms) {
  test::RunSetup setup;
  setup.shape.regions = 4;
  FirmSet firms;
  setup.terms = [&firms](const WorldTable&, Month, Levers& levers) {
    levers.firms.push_back({&firms, FirmPart::named, FirmSide::inputs, {}});
  };
  test::Run run(setup);
  const World& world = run.world();
  firms = largest(world.table, 0);
  const std::uint32_t first = world.group_first[home * world.table.n_sectors()];
  const std::uint32_t end = world.group_first[(home + 1) * world.table.n_sectors()];
  firms.numbers = {first + 1, end - 1};
  run.step();
  for (std::uint32_t f = 0; f < world.n_firms(); ++f) {
    const bool inside = f >= first && f < end;
    const bool named = f == first + 1 || f == end - 1;
    EXPECT_EQ(run.state().firm_status[f], named    ? FirmStatus::listed
                                          : inside ? FirmStatus::peer
                                                   : FirmStatus::other);
  }
  test::Run wrong(setup);
  firms.numbers = {end};
  EXPECT_THROW(wrong.step(), InputError);
}

class EntityLists : public ::testing::TestWithParam<int> {};

TEST_P(EntityLists, InputsFallToTheLicensedShareAtOnce) {
  Case listed(GetParam(), {.inputs = 0.75});
  listed.steps(first_step);
  const auto before = static_cast<double>(listed.links_with_source(FirmStatus::listed));
  const auto peers_before = static_cast<double>(listed.links_with_source(FirmStatus::peer));
  ASSERT_GT(before, 100.0);
  listed.steps(1);
  const double kept = static_cast<double>(listed.links_with_source(FirmStatus::listed)) / before;
  EXPECT_NEAR(kept, 0.25, 4.0 * std::sqrt(0.1875 / before) + 0.03);
  EXPECT_NEAR(static_cast<double>(listed.links_with_source(FirmStatus::peer)) / peers_before, 1.0, 0.05);
  listed.steps(1);
  EXPECT_EQ(listed.run().state().denied_links, 0) << "a list that does not move finds no link again";
}

TEST_P(EntityLists, PeersLoseLinksByOverCompliance) {
  Case feared(GetParam(), {.peers = 0.5});
  feared.steps(first_step);
  const auto before = static_cast<double>(feared.links_with_source(FirmStatus::peer));
  const std::size_t listed_before = feared.links_with_source(FirmStatus::listed);
  ASSERT_GT(before, 100.0);
  feared.steps(1);
  EXPECT_NEAR(static_cast<double>(feared.links_with_source(FirmStatus::peer)) / before, 0.5,
              4.0 * std::sqrt(0.25 / before) + 0.03);
  EXPECT_NEAR(static_cast<double>(feared.links_with_source(FirmStatus::listed)),
              static_cast<double>(listed_before), 0.06 * static_cast<double>(listed_before) + 3.0);
}

TEST_P(EntityLists, CustomersLeaveAndPeersGainThem) {
  Case shunned(GetParam(), {.sales = 1.0});
  shunned.steps(first_step);
  const std::size_t peers_before = shunned.customers(source, FirmStatus::peer);
  const std::size_t elsewhere_before = shunned.customers(2, FirmStatus::listed);
  ASSERT_GT(shunned.customers(source, FirmStatus::listed), 10U);
  shunned.steps(1);
  EXPECT_EQ(shunned.customers(source, FirmStatus::listed), 0U);
  EXPECT_GT(shunned.customers(source, FirmStatus::peer), peers_before);
  EXPECT_NEAR(static_cast<double>(shunned.customers(2, FirmStatus::listed)),
              static_cast<double>(elsewhere_before), 0.05 * static_cast<double>(elsewhere_before) + 3.0);
  shunned.steps(20);
  EXPECT_EQ(shunned.customers(source, FirmStatus::listed), 0U) << "no later event signs with a listed firm";
}

// All firms of the region listed: nobody is left to sell, so the customers buy from other origins.
TEST_P(EntityLists, WhereAllFirmsAreListedTheFlowStops) {
  Case shunned(GetParam(), {.sales = 1.0, .top = 1000000});
  shunned.steps(first_step + 1);
  EXPECT_EQ(shunned.customers(source, FirmStatus::listed), 0U);
  const WorldTable& table = shunned.world().table;
  std::int64_t bought = 0;
  for (std::size_t p = 0; p < table.n_products(); ++p)
    bought += shunned.run().state().flow[table.duty_index(source, home, p)].money;
  EXPECT_EQ(bought, 0);
}

TEST_P(EntityLists, AccountsHoldAndThreadsDoNotMatter) {
  const Lists all{.inputs = 0.6, .peers = 0.2, .sales = 0.5};
  Case two(GetParam(), all, 2);
  Case one(GetParam(), all, 1);
  for (int step = 0; step < 18; ++step) {
    two.steps(1);
    one.steps(1);
    const State& state = two.run().state();
    std::int64_t sales = 0;
    std::int64_t crossed = 0;
    std::int64_t balance = 0;
    for (const Sales& firm : state.firm_sales) sales += firm.money;
    for (const Flow& flow : state.flow) crossed += flow.money;
    for (const RegionAccount& a : state.account) balance += a.final_spending - a.wages - a.profits - a.duties;
    ASSERT_EQ(sales, crossed);
    ASSERT_EQ(balance, 0);
    ASSERT_EQ(state.slot_supplier, one.run().state().slot_supplier);
    ASSERT_EQ(state.listed.size(), one.run().state().listed.size());
    for (std::size_t at = 0; at < state.listed.size(); ++at) {
      ASSERT_EQ(state.listed[at].inputs, one.run().state().listed[at].inputs);
      ASSERT_EQ(state.listed[at].sales, one.run().state().listed[at].sales);
      ASSERT_EQ(state.listed[at].customers, one.run().state().listed[at].customers);
    }
  }
}

// Naming firms without terms lets a baseline watch them and changes no bit.
TEST_P(EntityLists, WatchingChangesNothing) {
  Case watched(GetParam(), {});
  test::RunSetup plain;
  plain.seed = static_cast<std::uint64_t>(GetParam());
  plain.shape.regions = 4;
  plain.firms = 3000;
  test::Run alone(plain);
  for (int step = 0; step < 12; ++step) {
    watched.steps(1);
    alone.step();
    ASSERT_EQ(watched.run().state().slot_supplier, alone.state().slot_supplier);
    ASSERT_EQ(watched.run().state().slot_strength, alone.state().slot_strength);
  }
  EXPECT_FALSE(watched.run().state().listed.empty());
  EXPECT_TRUE(alone.state().listed.empty());
}

INSTANTIATE_TEST_SUITE_P(Worlds, EntityLists, ::testing::Range(1, 4));

}  // namespace
}  // namespace entrepot::test::entity_lists_test
