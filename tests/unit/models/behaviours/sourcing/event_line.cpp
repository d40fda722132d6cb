#include "models/behaviours/sourcing/event_line.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::event_line_test {

using namespace models;
namespace {

class EventLineTest : public testing::Test {
 protected:
  test::RunSetup setup_;
  test::Run run_{setup_};
  const World& world_ = run_.world();
  SourcingSettings settings_;
  BaseRates rates_ = base_rates(world_, settings_);
  EventLine line_{world_, rates_};
};

TEST_F(EventLineTest, EventsLieInTheSlotsOfTheirNestsInOrder) {
  const Block& block = world_.blocks.front();
  ReopenEvents events;
  for (int step = 0; step < 50; ++step) {
    events.clear();
    line_.add_base(line_.segments(block), Seed{1, 1}, step, 0, events);
    std::uint32_t last = 0;
    for (const ReopenEvent& event : events) {
      EXPECT_LE(world_.nest_first[event.nest], event.slot);
      EXPECT_LT(event.slot, world_.nest_first[event.nest + 1]);
      EXPECT_EQ((event.nest - block.first_nest) / block.firm_count, event.input);
      EXPECT_GE(event.slot, last);
      EXPECT_LT(event.level, 0.0);
      last = event.slot;
    }
  }
}

TEST_F(EventLineTest, ASlotIsMetInProportionToItsRate) {
  const Block& block = world_.blocks.front();
  const auto segments = line_.segments(block);
  const LineSegment& segment = segments.front();
  const double wanted = rates_.cross_share[0] + rates_.within_share[0];
  const int steps = 40000;
  std::vector<double> met(block.firm_count, 0.0);
  ReopenEvents events;
  for (int step = 0; step < steps; ++step) {
    events.clear();
    line_.add_base({segment}, Seed{1, 1}, step, 0, events);
    for (const ReopenEvent& event : events) ++met[event.nest - segment.first_nest];
  }
  for (std::size_t f = 0; f < met.size(); ++f) {
    const double before = f == 0 ? 0.0 : static_cast<double>(rates_.line[segment.first_nest + f - 1]);
    const double expected =
        steps * wanted * (static_cast<double>(rates_.line[segment.first_nest + f]) - before);
    EXPECT_NEAR(met[f], expected, 5.0 * std::sqrt(expected) + 1.0) << "nest " << f;
  }
}

TEST_F(EventLineTest, MoreExtraHazardKeepsTheEventsOfLess) {
  const auto segments = line_.segments(world_.blocks.front());
  std::size_t seen = 0;
  for (int step = 0; step < 200; ++step) {
    ReopenEvents few;
    ReopenEvents many;
    line_.add_extra(segments.front(), 0.7, Seed{1, 1}, step, 0, few);
    line_.add_extra(segments.front(), 2.5, Seed{1, 1}, step, 0, many);
    std::erase_if(many, [](const ReopenEvent& event) { return event.level >= 0.7; });
    ASSERT_EQ(few.size(), many.size());
    for (std::size_t i = 0; i < few.size(); ++i) {
      EXPECT_EQ(few[i].slot, many[i].slot);
      EXPECT_EQ(few[i].level, many[i].level);
      EXPECT_EQ(few[i].what, Reopen::origin);
    }
    seen += few.size();
  }
  EXPECT_GT(seen, 0U);
}

}  // namespace
}  // namespace entrepot::test::event_line_test
