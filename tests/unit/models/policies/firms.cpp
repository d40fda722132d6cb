#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::firms_test {
namespace {

using test::PolicyCase;
using ::testing::Contains;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pointwise;

const std::string listing =
    "{type: entity_listing, exporter: A, listed: D, listed_sector: MAC, top: 20, sector: MAC, from: "
    "2019-05-16";
const std::string alone = ", customers_leave: 0 per year, over_compliance: 0 per year";

// The terms in force that stop something.
std::vector<FirmTerms> terms(const PolicyCase& policy, Month month) {
  std::vector<FirmTerms> all = policy.levers(month).firms;
  std::erase_if(all, [](const FirmTerms& at) { return at.ban.empty(); });
  return all;
}

TEST(EntityListing, NamesFirmsAndStopsTheirInputsAlone) {
  const PolicyCase policy({listing + alone + "}"});
  EXPECT_THAT(policy.touched(Month(2019, 4)), IsEmpty());
  EXPECT_EQ(policy.levers(Month(2019, 4)).firms.size(), 1U) << "the firms are watched from the start";
  EXPECT_THAT(policy.touched(Month(2019, 6)), ElementsAre("firms"));
  const std::vector<FirmTerms> now = terms(policy, Month(2019, 6));
  ASSERT_EQ(now.size(), 1U);
  EXPECT_THAT(now[0].firms->groups, ElementsAre(3U * 3U));
  EXPECT_EQ(now[0].firms->top, 20U);
  EXPECT_EQ(now[0].part, FirmPart::named);
  EXPECT_EQ(now[0].side, FirmSide::inputs);
  EXPECT_THAT(now[0].ban, ElementsAre(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST(EntityListing, LicencesAndTheFirstMonthLetLinksPass) {
  const PolicyCase policy({listing + alone + ", licence_rate: 0.25}"});
  EXPECT_DOUBLE_EQ(terms(policy, Month(2019, 6))[0].ban[0], 0.75);
  EXPECT_DOUBLE_EQ(terms(policy, Month(2019, 5))[0].ban[0], 0.75 * 16 / 31);
}

TEST(EntityListing, CustomersAreBarredOrLeaveByAHazard) {
  const PolicyCase policy(
      {listing + ", customers_leave: 0.4 per year, over_compliance: 0 per year, customer: B}"});
  const std::vector<FirmTerms> now = terms(policy, Month(2020, 4));
  ASSERT_EQ(now.size(), 3U);
  EXPECT_EQ(now[1].side, FirmSide::sales);
  EXPECT_THAT(now[1].ban, ElementsAre(0, 1, 0, 0));
  const double left = 0.5 * (1.0 - std::exp(-0.4 * 351 / 365.25));
  EXPECT_THAT(now[2].ban, Pointwise(DoubleNear(1e-12), std::vector<double>{left, left, left, 0}))
      << "buyers at home stay";
}

TEST(EntityListing, PeersAreShunnedUpToALimit) {
  const PolicyCase policy({listing + ", customers_leave: 0 per year, over_compliance: 0.2 per year, "
                                     "over_compliance_limit: 0.5}"});
  const std::vector<FirmTerms> now = terms(policy, Month(2019, 12));
  ASSERT_EQ(now.size(), 2U);
  EXPECT_EQ(now[1].part, FirmPart::peers);
  EXPECT_DOUBLE_EQ(now[1].ban[0], 0.5 * (1.0 - std::exp(-0.2 * 230 / 365.25)));
  EXPECT_NEAR(terms(policy, Month(2119, 12))[1].ban[0], 0.5, 1e-6);
}

// Each sector buys 10 from each of 12 sectors and makes 520: inputs from A's MAC are 1.9 % of output.
TEST(EntityListing, ReachesGoodsThatAreMadeWithTheExportersInputs) {
  const PolicyCase reached({listing + alone + ", de_minimis: 0.01}"});
  const std::vector<FirmTerms> now = terms(reached, Month(2019, 6));
  ASSERT_EQ(now.size(), 2U);
  EXPECT_THAT(now[1].ban, ElementsAre(0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0));
  EXPECT_EQ(terms(PolicyCase({listing + alone + ", de_minimis: 0.02}"}), Month(2019, 6)).size(), 1U);
}

TEST(EntityListing, ABaselineWatchesTheSameFirmsAndChangesNothing) {
  const PolicyCase policy({listing + "}"});
  const std::unique_ptr<Instrument> watcher = policy.instruments()[0]->watcher();
  ASSERT_NE(watcher, nullptr);
  const Levers watched = resolve_levers(policy.table(), {watcher.get()}, Month(2030, 1));
  ASSERT_EQ(watched.firms.size(), 1U);
  EXPECT_TRUE(watched.firms[0].ban.empty());
  EXPECT_EQ(watched.firms[0].firms->top, 20U);
  EXPECT_EQ(PolicyCase({"{type: tariff, importer: A, origin: B, rate: 5 %, from: 2019-01-01}"})
                .instruments()[0]
                ->watcher(),
            nullptr);
}

TEST(EntityListing, FaultsAreNamed) {
  EXPECT_THAT(test::policy_faults(listing + ", top_share: 0.1}"),
              Contains(HasSubstr("both choose the firms")));
  EXPECT_THAT(test::policy_faults("{type: entity_listing, exporter: A, listed: A, from: 2019-01-01}"),
              Contains(HasSubstr("the same region")));
  EXPECT_THAT(test::policy_faults(listing + ", customers_leave: 9 per year}"),
              Contains(HasSubstr("allowed: 0 per year to 2 per year")));
  EXPECT_THAT(test::policy_faults("{type: entity_listing, exporter: A, listed: D, random_share: 0, "
                                  "from: 2019-01-01}"),
              Contains(HasSubstr("no firm would be named")));
}

TEST(OverCompliance, ShunsPeersOnly) {
  const std::string text =
      "{type: over_compliance, exporter: [A, B], listed: D, top_share: 0.2, product: \"02\", from: "
      "2020-01-01, "
      "over_compliance: 0.1 per year";
  const PolicyCase policy({text + "}"});
  const std::vector<FirmTerms> now = terms(policy, Month(2020, 12));
  ASSERT_EQ(now.size(), 1U);
  EXPECT_EQ(now[0].part, FirmPart::peers);
  const double left = 0.3 * (1.0 - std::exp(-0.1 * 366 / 365.25));
  EXPECT_THAT(now[0].ban, Pointwise(DoubleNear(1e-12), std::vector<double>{0, 0, left, 0, 0, 0, left, 0, 0, 0,
                                                                           0, 0, 0, 0, 0, 0}));
  EXPECT_THAT(test::policy_faults("{type: over_compliance, exporter: A, listed: D, from: 2020-01-01}"),
              Contains(HasSubstr("all firms are listed")));
}

TEST(PartnerFine, EndsPartnersLinksByTheExpectedFine) {
  const PolicyCase policy(
      {"{type: partner_fine, partner: B, listed: D, listed_sector: MAC, top: 3, sector: MAC, fine: 2, "
       "detection: 0.2 per year, response: 0.5, from: 2020-01-01}"});
  EXPECT_THAT(policy.touched(Month(2019, 12)), IsEmpty());
  EXPECT_THAT(policy.touched(Month(2020, 1)), ElementsAre("firms"));
  const std::vector<FirmTerms> now = terms(policy, Month(2020, 12));
  ASSERT_EQ(now.size(), 1U);
  const double left = 1.0 - std::exp(-0.2 * 366 / 365.25);
  EXPECT_THAT(now[0].ban, Pointwise(DoubleNear(1e-12), std::vector<double>{0, 0, 0, 0, left, left, 0, 0, 0, 0,
                                                                           0, 0, 0, 0, 0, 0}));
}

TEST(Quota, CountsTheTradeOfTheBaseYear) {
  const PolicyCase policy(
      {"{type: quota, importer: A, origin: B, product: \"02\", volume: 0.7, from: 2018-05-01, until: "
       "2020-01-10}"});
  const std::vector<QuotaTerms> now = policy.levers(Month(2018, 5)).quotas;
  ASSERT_EQ(now.size(), 1U);
  EXPECT_EQ(now[0].flows.size(), 1U);
  // B's FOO sells 10 to each of A's three sectors and 100 to its final use.
  EXPECT_DOUBLE_EQ(now[0].volume, 0.7 * 130.0 / 12.0);
  EXPECT_LT(now[0].over_duty, 0.0);
  EXPECT_TRUE(std::isinf(policy.levers(Month(2018, 4)).quotas[0].volume));
  EXPECT_TRUE(std::isinf(policy.levers(Month(2020, 1)).quotas[0].volume));
}

TEST(Quota, AVolumeOfNothingStopsTheTradeOfItsDays) {
  const PolicyCase policy(
      {"{type: quota, importer: A, origin: B, product: \"02\", volume: 0, from: 2018-06-16}"});
  const Levers half = policy.levers(Month(2018, 6));
  EXPECT_DOUBLE_EQ(Levers::value(half.ban, policy.table().duty_index(0, 1, 2)), 0.5);
  EXPECT_TRUE(std::isinf(half.quotas[0].volume)) << "the ban is all of it";
  EXPECT_EQ(policy.levers(Month(2018, 7)).quotas[0].volume, 0.0);
  EXPECT_TRUE(policy.levers(Month(2018, 7)).ban.empty());
}

TEST(Quota, TheVolumeHasAUnit) {
  const std::string quota =
      "{type: quota, importer: A, origin: B, product: \"02\", from: 2018-05-01, volume: ";
  const auto monthly = [&](const std::string& keys) {
    return PolicyCase({quota + keys + "}"}).levers(Month(2018, 5)).quotas[0].volume;
  };
  EXPECT_DOUBLE_EQ(monthly("24, unit: musd"), 2.0);
  EXPECT_DOUBLE_EQ(monthly("30000, unit: tonnes, unit_value: 800"), 2.0);
  EXPECT_THAT(test::policy_faults(quota + "5, unit: tonnes}"),
              ElementsAre(HasSubstr("add `unit_value: 800`")));
  EXPECT_THAT(test::policy_faults(quota + "5, unit_value: 3}"), ElementsAre(HasSubstr("without tonnes")));
  EXPECT_THAT(test::policy_faults(quota + "500}"), ElementsAre(HasSubstr("add `unit: musd`")));
}

TEST(Quota, ATariffRateQuotaHasADutyBeyondIt) {
  const PolicyCase policy(
      {"{type: quota, importer: A, origin: [B, C], over_quota: +25 pp, from: 2018-05-01}"});
  const std::vector<QuotaTerms> now = policy.levers(Month(2019, 5)).quotas;
  EXPECT_EQ(now[0].flows.size(), 6U);
  EXPECT_DOUBLE_EQ(now[0].over_duty, 0.25);
  EXPECT_THAT(
      test::policy_faults("{type: quota, importer: A, origin: B, over_quota: 25 %, from: 2018-05-01}"),
      Contains(HasSubstr("the rate sets the duty")));
}

}  // namespace
}  // namespace entrepot::test::firms_test
