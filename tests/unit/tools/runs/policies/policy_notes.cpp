#include "tools/runs/policies/policy_notes.hpp"

#include <gmock/gmock.h>

#include <cstdio>

#include "scenarios/data/load_world.hpp"
#include "scenarios/reader/load.hpp"
#include "tests/support/scenario_files.hpp"
#include "tests/support/source_dir.hpp"
#include "tools/runs/policies/moved_pair.hpp"
#include "tools/runs/policies/tariff_coverage.hpp"

namespace entrepot::test::policy_notes_test {

using namespace scenarios;
using namespace tools;
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const WorldTable& table() {
  static const WorldTable world = load_world({test::source_dir() + "/scenarios/worlds/world2017"});
  return world;
}

Scenario load(const std::string& policies) {
  const support::TemporaryFolder folder;
  const std::string file = folder.write("s.yaml",
                                        "schema: 1\nname: s\nseed: 1\nworld: {name: world2017, firms: 1000}\n"
                                        "calendar: {start: 2018-01, end: 2020-12}\npolicies:\n" +
                                            policies);
  return load_scenario(file, {}, support::source_paths(),
                       [](const WorldSpec&) { return world_names(table()); });
}

std::vector<std::string> notes(const std::string& policies) {
  Scenario scenario = load(policies);
  scenario.notes.clear();
  add_policy_notes(scenario, table());
  return scenario.notes;
}

const std::string on_china =
    "  - {id: china, type: tariff, importer: USA, origin: CHN, rate: 60 %, from: 2018-02-01}\n";
const std::string on_all = "  - {id: all, type: tariff, importer: USA, rate: 10 %, from: 2018-02-01}\n";

TEST(PolicyNotes, ARateThatWipesEarlierDutiesIsTold) {
  EXPECT_THAT(
      notes(on_china + on_all),
      ElementsAre(::testing::AllOf(HasSubstr("policy all sets the duty and wipes 48.82 pp"),
                                   HasSubstr("(china)"), HasSubstr("bn USD of base trade in 2018-02"))));
  EXPECT_THAT(notes(on_all + on_china), IsEmpty());
}

TEST(PolicyNotes, APolicyThatIsNeverInForceIsTold) {
  const std::string tariff = "  - {id: p, type: tariff, importer: USA, origin: CHN, rate: +5 pp, ";
  EXPECT_THAT(notes(tariff + "from: 2022-01-01}\n"),
              ElementsAre(HasSubstr("never in force: it starts on 2022-01-01")));
  EXPECT_THAT(notes(tariff + "from: 2016-01-01, until: 2017-01-01}\n"),
              ElementsAre(HasSubstr("it ends on 2017-01-01")));
  EXPECT_THAT(notes(tariff + "from: 2019-01-01, suspended_from: 2019-01-01}\n"),
              ElementsAre(HasSubstr("it is suspended from 2019-01-01, its first day")));
  EXPECT_THAT(
      notes("  - {id: r, type: retaliation, importer: CHN, against: USA, from: 2018-01-01}\n" + on_all),
      ElementsAre(HasSubstr("policy r is never in force: no policy that stands before it")));
  EXPECT_THAT(notes(tariff + "from: 2016-01-01}\n"),
              ElementsAre(HasSubstr("policy p is in force from 2016-01-01, before the calendar starts")));
}

TEST(PolicyNotes, IdleExceptionsAreTold) {
  const std::string tariff = "  - {id: p, type: tariff, importer: USA, rate: +5 pp, from: 2019-01-01, ";
  EXPECT_THAT(
      notes(tariff + "product: \"72\", except: \"8542\"}\n"),
      ElementsAre(HasSubstr("except 8542 leaves out nothing"), HasSubstr("the policies reach 0.74 %")));
  EXPECT_THAT(notes(tariff + "origin: CHN, exempt: [MEX]}\n"),
              ElementsAre(HasSubstr("exempt MEX takes out nothing")));
  EXPECT_THAT(notes(tariff + "product: \"85\", except: \"8542\", exempt: [MEX]}\n"), IsEmpty());
}

TEST(PolicyNotes, CoverageIsByTheTradeOfTheBase) {
  const Scenario all = load(on_china);
  const Coverage whole = tariff_coverage(all.policies[0], table());
  EXPECT_GT(whole.reach, 1e5);
  EXPECT_DOUBLE_EQ(whole.covered, whole.reach);
  const Scenario chips = load(
      "  - {id: p, type: tariff, importer: USA, origin: CHN, product: \"8542\", rate: +5 pp, from: "
      "2019-01-01}\n");
  const Coverage part = tariff_coverage(chips.policies[0], table());
  EXPECT_DOUBLE_EQ(part.reach, whole.reach);
  EXPECT_LT(part.covered, 0.1 * part.reach);
  EXPECT_GT(part.covered, 0.0);
}

TEST(MovedPair, StaysThatOfWhoBeganWhenTheOtherAnswers) {
  const MovedPair begun{"CHN", "EUK"};
  const std::string duty =
      "  - {id: p, type: tariff, importer: EUK, origin: CHN, product: \"8703\", rate: +35 pp, from: "
      "2019-01-01}\n";
  EXPECT_EQ(most_moved_pair(load(duty), table()), begun);
  EXPECT_EQ(most_moved_pair(load(duty + "  - {id: a, type: retaliation, importer: CHN, against: EUK, rule: "
                                        "proportional, share: 5, from: 2019-01-01}\n"),
                            table()),
            begun);
  const MovedPair reverse{"EUK", "CHN"};
  EXPECT_EQ(most_moved_pair(load("  - {id: a, type: tariff, importer: CHN, origin: EUK, rate: +35 pp, from: "
                                 "2019-04-01}\n"),
                            table()),
            reverse);
}

TEST(MovedPair, IsWhereThePoliciesAct) {
  const MovedPair cars{"CHN", "EUK"};
  EXPECT_EQ(
      most_moved_pair(load("  - {id: p, type: tariff, importer: EUK, origin: CHN, product: \"8703\", rate: "
                           "+35 pp, from: 2019-01-01}\n"),
                      table()),
      cars);
  const MovedPair chips{"USA", "CHN"};
  EXPECT_EQ(
      most_moved_pair(load("  - {id: p, type: export_control, exporter: USA, destination: CHN, product: "
                           "\"8542\", from: 2019-01-01}\n"),
                      table()),
      chips);
  EXPECT_FALSE(most_moved_pair(
      load("  - {id: p, type: demand_expansion, region: CHN, rise: 0.1, from: 2019-01-01}\n"), table()));
  EXPECT_EQ(largest_importer(table()), "USA");
}

// Summed a second way, by the trade of the pair.
TEST(PolicyNotes, PoliciesThatReachLittleTradeSaySo) {
  const std::string chips =
      "  - {id: p, type: tariff, importer: USA, origin: MEX, product: \"8542\", rate: +5 pp, from: "
      "2019-01-01}\n";
  const Scenario scenario = load(chips);
  const Scenario all = load("  - {id: p, type: tariff, importer: USA, rate: +5 pp, from: 2019-01-01}\n");
  const double percent = 100.0 * tariff_coverage(scenario.policies[0], table()).covered /
                         tariff_coverage(all.policies[0], table()).reach;
  ASSERT_LT(percent, 1.0);
  char expected[64];
  std::snprintf(expected, sizeof expected, "the policies reach %.2g %% of the goods imports of USA", percent);
  EXPECT_THAT(notes(chips), ElementsAre(HasSubstr(expected)));
  EXPECT_THAT(notes(on_china), IsEmpty());
}

}  // namespace
}  // namespace entrepot::test::policy_notes_test
