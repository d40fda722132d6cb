// How often checkpoints are written.
#include "tools/runs/checkpoints/pace.hpp"

#include <gtest/gtest.h>

#include "sim/core/error.hpp"

namespace entrepot::test::pace_test {

using namespace tools;
namespace {

TEST(CheckpointPace, ReadsTimesAndMonths) {
  EXPECT_EQ(parse_pace("90 s").seconds, 90.0);
  EXPECT_EQ(parse_pace("5 min").seconds, 300.0);
  EXPECT_EQ(parse_pace("1.5h").seconds, 5400.0);
  EXPECT_EQ(parse_pace("12 months").months, 12);
  EXPECT_EQ(parse_pace("12 months").seconds, 0.0);
  EXPECT_EQ(parse_pace("1 month").months, 1);
  EXPECT_TRUE(parse_pace("off").off());
  EXPECT_FALSE(CheckpointPace().off());
}

TEST(CheckpointPace, RefusesAllElse) {
  for (const char* text :
       {"", "5", "min", "0 min", "-1 s", "nan s", "inf s", "1.5 months", "5 years", "5 min 3 s"})
    EXPECT_THROW(static_cast<void>(parse_pace(text)), UsageError) << text;
}

TEST(CheckpointClock, CountsMonths) {
  CheckpointClock clock({0.0, 3});
  std::string asked;
  for (int month = 0; month < 7; ++month) asked += clock.due() ? 'x' : '.';
  EXPECT_EQ(asked, "..x..x.");
  CheckpointClock never({0.0, 0});
  EXPECT_FALSE(never.due());
  CheckpointClock late({3600.0, 0});
  EXPECT_FALSE(late.due());
  CheckpointClock at_once({1e-9, 0});
  EXPECT_TRUE(at_once.due());
}

}  // namespace
}  // namespace entrepot::test::pace_test
