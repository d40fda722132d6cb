// Ten faults drawn from the corpus must all be reported; damaged bytes must never do more than raise
// InputError.
#include <gtest/gtest.h>

#include <set>

#include "scenarios/reader/yaml/yaml.hpp"
#include "sim/core/rng.hpp"
#include "tests/support/fault_cases.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::reader_test {

using namespace scenarios;
namespace {

// Ten cases on different lines, none of which hides others.
std::vector<support::FaultCase> draw_ten(std::uint64_t seed) {
  const std::vector<support::FaultCase>& all = support::fault_cases();
  Draws draws(Seed{seed}, Stream::test, 0, 0);
  std::vector<support::FaultCase> chosen;
  std::set<std::string> lines;
  while (chosen.size() < 10) {
    const support::FaultCase& one = all[draws.word() % all.size()];
    const bool free = lines.count(one.line) == 0 && lines.count(one.elsewhere) == 0;
    if (one.hides || !free) continue;
    lines.insert(one.line);
    if (!one.elsewhere.empty()) lines.insert(one.elsewhere);
    chosen.push_back(one);
  }
  return chosen;
}

TEST(ReaderFuzz, TheCorpusIsLargeEnough) { EXPECT_GE(support::fault_cases().size(), 25U); }

TEST(ReaderFuzz, HundredDrawsOfTenFaultsReportAllTen) {
  const support::TemporaryFolder folder;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const support::BrokenScenario broken = support::plant(draw_ten(seed));
    ASSERT_EQ(broken.expected.size(), 10U);
    const std::string file = folder.write("broken.yaml", broken.text);
    const std::vector<Fault> faults = support::faults_of(file);
    std::string all;
    for (const Fault& fault : faults) all += format_fault(fault) + "\n";
    for (const support::ExpectedFault& expected : broken.expected) {
      EXPECT_TRUE(support::reported(expected, faults, file))
          << "draw " << seed << ": " << expected.name << " at line " << expected.line << "\n"
          << all;
    }
    EXPECT_EQ(faults.size(), 10U) << "draw " << seed << "\n" << all;
  }
}

// Replaces, inserts, deletes or repeats a few pieces of `text`.
std::string damage(std::string text, Draws& draws) {
  static const std::string likely = "{}[]:,-#&*!|>'\"%@`~?<= \n\t0x\x00\xff\xc3";
  const std::size_t times = 1 + draws.word() % 6;
  for (std::size_t i = 0; i < times && !text.empty(); ++i) {
    const std::size_t at = draws.word() % text.size();
    const char byte =
        draws.word() % 4 == 0 ? static_cast<char>(draws.word()) : likely[draws.word() % likely.size()];
    switch (draws.word() % 4) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1 + draws.word() % 3, byte);
        break;
      case 2:
        text.erase(at, 1 + draws.word() % 20);
        break;
      default:
        text.insert(at, text.substr(draws.word() % text.size(), 1 + draws.word() % 200));
        break;
    }
  }
  return text;
}

TEST(ReaderFuzz, DamagedBytesRaiseInputErrorOrNothing) {
  const support::TemporaryFolder folder;
  std::size_t rejected = 0;
  for (std::uint32_t round = 0; round < 3000; ++round) {
    Draws draws(Seed{5}, Stream::test, round, 1);
    const std::string file = folder.write("damaged.yaml", damage(support::good_scenario(), draws));
    rejected += support::faults_of(file).empty() ? 0U : 1U;  // any other exception fails the test
  }
  EXPECT_GT(rejected, 2000U);
}

TEST(ReaderFuzz, DamagedSchedulesRaiseInputErrorOrNothing) {
  const support::TemporaryFolder folder;
  const std::string csv = "date,CHN,VNM,MEX\n2018-01-01,1,2,3\n2018-02-01,3.5,4,0\n2018-03-01,-1,0.5,12\n";
  const std::string scenario = folder.write(
      "a.yaml",
      "schema: 1\nname: a\nseed: 1\nworld: {name: world2017}\ncalendar: {start: 2017-01, end: 2018-12}\n"
      "policies: [{id: a, type: tariff, importer: USA, schedule: {file: s.csv, values: levels}}]\n");
  std::size_t rejected = 0;
  for (std::uint32_t round = 0; round < 2000; ++round) {
    Draws draws(Seed{6}, Stream::test, round, 2);
    folder.write("s.csv", damage(csv, draws));
    rejected += support::faults_of(scenario).empty() ? 0U : 1U;
  }
  EXPECT_GT(rejected, 1000U);
}

TEST(ReaderFuzz, DamagedOverridesRaiseInputErrorOrNothing) {
  std::size_t rejected = 0;
  for (std::uint32_t round = 0; round < 2000; ++round) {
    Draws draws(Seed{7}, Stream::test, round, 3);
    rejected += support::faults_of("trade-war-2018", {damage("policies[list-1].rate=+25 pp", draws)}).empty()
                    ? 0U
                    : 1U;
  }
  EXPECT_GT(rejected, 1000U);
}

TEST(ReaderFuzz, DeepOpenersStopEarly) {
  for (const std::string piece : {"[", "{", "- ", "a: [", "? ", "&a [", "!t [", "[{"}) {
    std::string text;
    while (text.size() < 200000) text += piece;
    Faults faults;
    Node root;
    EXPECT_FALSE(parse_yaml(make_source("deep", {}, text), text, root, faults)) << piece;
    EXPECT_GE(faults.count(), 1U) << piece;
  }
}

}  // namespace
}  // namespace entrepot::test::reader_test
