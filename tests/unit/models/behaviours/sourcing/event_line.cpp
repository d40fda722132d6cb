#include "models/behaviours/sourcing/event_line.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "sim/core/math.hpp"
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

// Threshold of a slot: an exponential draw, another after each of its events.
float threshold(std::uint32_t slot, std::uint32_t number, int step) {
  return exponential32(random_words(Seed{1, 1}, Stream::event_extra, slot,
                                    number == 0 ? 0U : static_cast<std::uint32_t>(step) + 1U, 0)[0]);
}

// [step] slots of the first segment that `hazard` opens.
std::vector<ReopenEvents> open_by(const World& world, const LineSegment& segment, float hazard, int steps) {
  State state(world);
  state.gap.left.assign(state.slot_supplier.size(), 0.0F);
  std::vector<ReopenEvents> out(static_cast<std::size_t>(steps));
  for (int step = 0; step < steps; ++step) {
    EventLine::add_extra(
        segment, state, [&](std::uint16_t, unsigned) { return hazard; },
        [&](std::uint32_t slot, std::uint32_t number) { return threshold(slot, number, step); },
        out[static_cast<std::size_t>(step)]);
  }
  return out;
}

TEST_F(EventLineTest, MoreExtraHazardOpensNoSlotLater) {
  const auto segments = line_.segments(world_.blocks.front());
  std::map<std::uint32_t, std::size_t> first_of_more;
  const auto more = open_by(world_, segments.front(), 2.5F, 200);
  for (std::size_t step = 0; step < more.size(); ++step) {
    for (const ReopenEvent& event : more[step]) first_of_more.emplace(event.slot, step);
  }
  std::set<std::uint32_t> seen;
  const auto less = open_by(world_, segments.front(), 0.7F, 200);
  for (std::size_t step = 0; step < less.size(); ++step) {
    for (const ReopenEvent& event : less[step]) {
      EXPECT_EQ(event.what, Reopen::origin);
      if (!seen.insert(event.slot).second) continue;
      ASSERT_TRUE(first_of_more.contains(event.slot));
      EXPECT_LE(first_of_more[event.slot], step);
    }
  }
  EXPECT_GT(seen.size(), 0U);
}

// The law: a slot of base rate r and extra hazard h is opened with probability 1 - exp(-r h) a step.
TEST_F(EventLineTest, ExtraHazardOpensSlotsAtItsRate) {
  const auto segments = line_.segments(world_.blocks.front());
  const LineSegment& segment = segments.front();
  const int steps = 4000;
  const float hazard = 3.0F;
  std::vector<double> met(segment.nests, 0.0);
  for (const ReopenEvents& events : open_by(world_, segment, hazard, steps)) {
    for (const ReopenEvent& event : events) {
      ++met[event.nest - segment.first_nest];
      EXPECT_LE(world_.nest_first[event.nest], event.slot);
      EXPECT_LT(event.slot, world_.nest_first[event.nest + 1]);
    }
  }
  for (std::size_t f = 0; f < met.size(); ++f) {
    const double before = f == 0 ? 0.0 : static_cast<double>(rates_.line[segment.first_nest + f - 1]);
    const double all = static_cast<double>(rates_.line[segment.first_nest + f]) - before;
    const double slots =
        world_.nest_first[segment.first_nest + f + 1] - world_.nest_first[segment.first_nest + f];
    const double expected = steps * slots * -std::expm1(-static_cast<double>(hazard) * all / slots);
    EXPECT_NEAR(met[f], expected, 5.0 * std::sqrt(expected) + 1.0) << "nest " << f;
  }
}

}  // namespace
}  // namespace entrepot::test::event_line_test
