#include "tools/runs/memory_need.hpp"

#include <gmock/gmock.h>

#include "scenarios/reader/load.hpp"
#include "sim/core/error.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::test::memory_need_test {

using namespace scenarios;
using namespace tools;
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// A year only: the results of many would hide what grows with the world.
Scenario with(std::vector<std::string> changes) {
  changes.push_back("calendar.end=2017-12");
  return read_scenario("trade-war-2018", changes);
}

std::string refusal(const Scenario& scenario, double limit) {
  try {
    require_memory(scenario, read_world(scenario.world), limit);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(MemoryNeed, GrowsWithFirmsAndSlotsAndWithWhatIsSwitchedOn) {
  const Scenario small = with({"world.firms=100000"});
  const WorldTable table = read_world(small.world);
  const double need = memory_need(small, table);
  EXPECT_GT(memory_need(with({"world.firms=1000000"}), table), 8.0 * need);
  EXPECT_GT(memory_need(with({"world.firms=100000", "world.slots_per_firm=80"}), table), 1.5 * need);
  EXPECT_LT(memory_need(with({"world.firms=100000", "model.preset=contracts"}), table), 0.9 * need);
}

TEST(MemoryNeed, RefusesWhatDoesNotFitAndSaysWhatWould) {
  const Scenario huge = with({"world.firms=5000000", "world.slots_per_firm=500"});
  const std::string text = refusal(huge, 24e9);
  EXPECT_THAT(text, AllOf(HasSubstr("trade-war-2018"), HasSubstr("GB of memory"),
                          HasSubstr("there are 24.0 GB"), HasSubstr("5000000 firms with 500 slots"),
                          HasSubstr("world.firms up to"), HasSubstr("world.slots_per_firm up to")));
  EXPECT_EQ(refusal(huge, 1e12), "");
}

TEST(MemoryNeed, WhatItSaysWouldFitDoes) {
  const Scenario huge = with({"world.firms=5000000", "world.slots_per_firm=200"});
  for (const double limit : {2e9, 8e9, 24e9}) {
    const std::string text = refusal(huge, limit);
    const std::size_t firms = text.find("world.firms up to ");
    ASSERT_NE(firms, std::string::npos) << text;
    const std::string most = std::to_string(std::stol(text.substr(firms + 18)));
    EXPECT_EQ(refusal(with({"world.firms=" + most, "world.slots_per_firm=200"}), limit), "") << most;
    const std::size_t slots = text.find("slots_per_firm up to ");
    if (slots == std::string::npos) continue;
    const std::string each = std::to_string(std::stol(text.substr(slots + 21)));
    EXPECT_EQ(refusal(with({"world.firms=5000000", "world.slots_per_firm=" + each}), limit), "") << each;
  }
}

TEST(MemoryLimit, TakesAmountsWithUnits) {
  EXPECT_DOUBLE_EQ(memory_limit("16 GB"), 16e9);
  EXPECT_DOUBLE_EQ(memory_limit("800MB"), 800e6);
  EXPECT_DOUBLE_EQ(memory_limit("1e9"), 1e9);
  EXPECT_GT(memory_limit(""), 1e8);
  for (const char* wrong : {"much", "-1 GB", "0", "3 parsecs", "inf"})
    EXPECT_THROW(static_cast<void>(memory_limit(wrong)), UsageError) << wrong;
}

TEST(BytesText, PicksTheUnit) {
  EXPECT_EQ(bytes_text(2.4e9), "2.4 GB");
  EXPECT_EQ(bytes_text(35e6), "35 MB");
  EXPECT_EQ(bytes_text(900.0), "1 kB");
}

}  // namespace
}  // namespace entrepot::test::memory_need_test
