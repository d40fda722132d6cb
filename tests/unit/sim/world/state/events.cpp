#include "sim/world/state/events.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sim/world/state/link_value.hpp"
#include "sim/world/state/site_builder.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::events_test {
namespace {

TEST(Events, EveryKindAndCauseHasItsOwnName) {
  std::set<std::string> names;
  for (std::size_t k = 0; k < n_event_kinds; ++k) names.insert(event_name(static_cast<EventKind>(k)));
  EXPECT_EQ(names.size(), n_event_kinds);
  names.clear();
  for (std::size_t c = 0; c < n_event_causes; ++c) names.insert(cause_name(static_cast<EventCause>(c)));
  EXPECT_EQ(names.size(), n_event_causes);
  EXPECT_STREQ(cause_name(EventCause::none), "");
}

TEST(Events, EndedLinksAreSummedByCauseAndReportedOnce) {
  LinkEnds ends;
  LinkEnds more;
  ends.add(EventCause::ban, 10);
  more.add(EventCause::ban, 5, 2);
  more.add(EventCause::same_origin, 7);
  ends += more;
  std::vector<Event> events;
  report_link_ends(4, ends, events);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].cause, EventCause::same_origin);
  EXPECT_EQ(events[0].size, 7.0);
  EXPECT_EQ(events[1].count, 3);
  EXPECT_EQ(events[1].size, 15.0);
  EXPECT_EQ(events[1].step, 4);
  report_link_ends(5, ends, events);
  EXPECT_EQ(events.size(), 2U);
}

// The links that ended are those whose supplier differs from last step's.
TEST(Events, CountEverySlotThatChangedItsSupplier) {
  test::RunSetup setup;
  setup.duty = 0.3;
  test::Run run(setup);
  for (int step = 0; step < 6; ++step) {
    const std::vector<std::uint32_t> before = run.state().slot_supplier;
    const std::size_t rows = run.state().events.size();
    run.step();
    std::int64_t changed = 0;
    for (std::size_t s = 0; s < before.size(); ++s)
      changed += before[s] != run.state().slot_supplier[s] ? 1 : 0;
    std::int64_t counted = 0;
    for (std::size_t e = rows; e < run.state().events.size(); ++e) {
      ASSERT_EQ(run.state().events[e].kind, EventKind::links_ended);
      counted += run.state().events[e].count;
    }
    EXPECT_GT(changed, 0);
    // A slot may be met twice in a step: two links end, or the slot is back where it was.
    EXPECT_GE(counted, changed);
    EXPECT_LE(counted, changed + changed / 100 + 2);
  }
}

TEST(LinkValue, FindsTheNestOfASlot) {
  test::Run run({});
  const World& world = run.world();
  State state(world);
  for (const std::size_t nest : {std::size_t{0}, world.n_nests() / 2, world.n_nests() - 1}) {
    EXPECT_EQ(link_value(world, state, world.nest_first[nest]), slot_base_value(world, nest));
    EXPECT_EQ(link_value(world, state, world.nest_first[nest + 1] - 1), slot_base_value(world, nest));
  }
  prepare_sites(world, state);
  const std::vector<NewSite> plan{{world.group_first[world.table.n_sectors()], 2, 0, 100.0, false}};
  add_sites(world, state, plan, 0.03F, {});
  state.nest_scale[world.firm_nests() + 1] = 1000.0F;
  const std::uint32_t slot = state.sites.nest_first[1];
  state.slot_strength[slot] = 0.5F;
  EXPECT_EQ(link_value(world, state, slot), 500);
  EXPECT_EQ(link_value(world, state, state.sites.nest_first[0]), 0);
}

}  // namespace
}  // namespace entrepot::test::events_test
