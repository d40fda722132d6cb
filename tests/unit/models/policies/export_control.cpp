#include <gmock/gmock.h>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::export_control_test {
namespace {

using test::PolicyCase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string control =
    "{type: export_control, exporter: A, destination: D, sector: MAC, from: 2022-10-07";

double ban(const PolicyCase& policy, const std::string& origin, const std::string& destination,
           const std::string& product, Month month) {
  return policy.flow(&Levers::ban, origin, destination, product, month);
}

TEST(ExportControl, StopsTheChosenExportsFromItsDayOnAndNothingElse) {
  const PolicyCase policy({control + "}"});
  EXPECT_TRUE(policy.touched(Month(2022, 9)).empty());
  EXPECT_THAT(policy.touched(Month(2022, 10)), ElementsAre("ban"));
  EXPECT_DOUBLE_EQ(ban(policy, "A", "D", "84.1", Month(2022, 10)), 25.0 / 31);
  EXPECT_DOUBLE_EQ(ban(policy, "A", "D", "84.2", Month(2022, 11)), 1.0);
  EXPECT_EQ(policy.moved(&Levers::ban, Month(2022, 11)), 2U);
}

TEST(ExportControl, LicencesAndScopeLetTradePass) {
  const PolicyCase policy({control + ", covered: 0.4, licence_rate: 0.25}"});
  EXPECT_DOUBLE_EQ(ban(policy, "A", "D", "84.1", Month(2023, 1)), 0.4 * 0.75);
  const PolicyCase weaker({control + ", covered: 0.4, licence_rate: 0.25, scale: 0.5}"});
  EXPECT_DOUBLE_EQ(ban(weaker, "A", "D", "84.1", Month(2023, 1)), 0.5 * 0.4 * 0.75);
}

TEST(ExportControl, TwoControlsOverlapInAnyOrder) {
  const std::string narrow = control + ", covered: 0.4}";
  const std::string wide = control + ", covered: 0.5}";
  const double both = 1.0 - 0.6 * 0.5;
  EXPECT_DOUBLE_EQ(ban(PolicyCase({narrow, wide}), "A", "D", "84.1", Month(2023, 1)), both);
  EXPECT_DOUBLE_EQ(ban(PolicyCase({wide, narrow}), "A", "D", "84.1", Month(2023, 1)), both);
}

TEST(ExportControl, AlliesFollowOnTheirDays) {
  const PolicyCase policy({control + ", allies: {B: 2023-07-23, C: 2023-09-01}}"});
  EXPECT_DOUBLE_EQ(ban(policy, "B", "D", "84.1", Month(2023, 6)), 0.0);
  EXPECT_DOUBLE_EQ(ban(policy, "B", "D", "84.1", Month(2023, 7)), 9.0 / 31);
  EXPECT_DOUBLE_EQ(ban(policy, "C", "D", "84.1", Month(2023, 8)), 0.0);
  EXPECT_DOUBLE_EQ(ban(policy, "C", "D", "84.1", Month(2023, 9)), 1.0);
  EXPECT_EQ(policy.moved(&Levers::ban, Month(2023, 9)), 6U);
}

TEST(ExportControl, ClubMembersControlFromTheDayTheyJoin) {
  const PolicyCase policy(
      {"{type: export_control, exporter: ABC, destination: D, product: \"02\", from: 2019-01-01}"});
  EXPECT_DOUBLE_EQ(ban(policy, "A", "D", "02", Month(2019, 6)), 1.0);
  EXPECT_DOUBLE_EQ(ban(policy, "C", "D", "02", Month(2019, 12)), 0.0);
  EXPECT_DOUBLE_EQ(ban(policy, "C", "D", "02", Month(2020, 1)), 1.0);
  EXPECT_EQ(policy.moved(&Levers::ban, Month(2020, 1)), 3U);
}

// Each sector buys 10 from each of 12 sectors and makes 520: inputs from A's MAC are 10 / 520 = 1.9 %.
TEST(ExportControl, ReachesGoodsThatAreMadeWithControlledInputs) {
  const PolicyCase reached({control + ", de_minimis: 0.01}"});
  EXPECT_EQ(reached.moved(&Levers::ban, Month(2023, 1)), 6U);  // from A, B and C
  EXPECT_DOUBLE_EQ(ban(reached, "B", "D", "84.1", Month(2023, 1)), 1.0);
  const PolicyCase below({control + ", de_minimis: 0.02}"});
  EXPECT_EQ(below.moved(&Levers::ban, Month(2023, 1)), 2U);
}

TEST(ExportControl, RampsOnAStraightLine) {
  const PolicyCase policy(
      {"{type: export_control, exporter: A, destination: D, product: \"02\", "
       "from: 2021-01-01, full_from: 2022-01-01}"});
  EXPECT_DOUBLE_EQ(ban(policy, "A", "D", "02", Month(2021, 1)), 15.5 / 365);
  EXPECT_DOUBLE_EQ(ban(policy, "A", "D", "02", Month(2021, 12)), (365 - 15.5) / 365);
  EXPECT_DOUBLE_EQ(ban(policy, "A", "D", "02", Month(2022, 1)), 1.0);
}

TEST(ExportControl, ServicesOnlyWhereNamed) {
  const std::string all = "{type: export_control, exporter: A, destination: D, from: 2021-01-01";
  EXPECT_EQ(PolicyCase({all + "}"}).moved(&Levers::ban, Month(2022, 1)), 3U);
  EXPECT_EQ(PolicyCase({all + ", sector: SRV}"}).moved(&Levers::ban, Month(2022, 1)), 1U);
}

TEST(ExportControl, IsExpectedOnceAnnounced) {
  const PolicyCase policy({control + ", announced: 2022-09-01}"});
  const Outlook outlook(policy.table(), policy.instruments());
  EXPECT_TRUE(outlook.expected(Month(2023, 1), Month(2022, 8)).ban.empty());
  EXPECT_FALSE(outlook.expected(Month(2023, 1), Month(2022, 9)).ban.empty());
}

TEST(ExportControl, FaultsAreNamed) {
  EXPECT_THAT(test::policy_faults(control + ", licence_rate: 1.5}"),
              ElementsAre(HasSubstr("allowed: 0 to 1")));
  EXPECT_THAT(test::policy_faults(control + ", list: none}"),
              ElementsAre(HasSubstr("no product is selected")));
  EXPECT_THAT(test::policy_faults(control + ", allies: {E: 2023-01-01}}"),
              ElementsAre(HasSubstr("is not in the world")));
  EXPECT_THAT(test::policy_faults(control + ", allies: {B: 2023-02-30}}"),
              ElementsAre(HasSubstr("no date of the calendar")));
  EXPECT_THAT(test::policy_faults(control + ", allies: [B]}"), ElementsAre(HasSubstr("a map of keys")));
  EXPECT_THAT(test::policy_faults(control + ", until: 2022-01-01}"),
              ElementsAre(HasSubstr("is not after from")));
  EXPECT_THAT(test::policy_faults("{type: export_control, exporter: A, destination: A, from: 2022-01-01}"),
              ElementsAre(HasSubstr("the same region")));
}

}  // namespace
}  // namespace entrepot::test::export_control_test
