// How duties stack, with the numbers of docs/policies.md.
#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/policy_case.hpp"
#include "tools/entrepot/parts/schedule_path.hpp"

namespace entrepot::test::stacking_test {
namespace {

using test::policy_faults;
using test::PolicyCase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The policies' world with one base duty on everything.
WorldTable world_at(double base) {
  WorldTable table = test::policy_world();
  std::fill(table.base_duty.begin(), table.base_duty.end(), base);
  return table;
}

// Duty on A's imports of 84.1 from B, percent.
double percent(const std::vector<std::string>& policies, double base, Month month) {
  return 100.0 * PolicyCase(policies, world_at(base)).flow(&Levers::duty, "B", "A", "84.1", month);
}

const Month later(2026, 1);

TEST(Stacking, AnAllInDealIsAFloorOnTheWholeDuty) {
  const std::string deal = "{type: tariff, importer: A, origin: B, rate: at least 15 %, from: 2025-08-07}";
  EXPECT_NEAR(percent({deal}, 0.2108, later), 21.08, 1e-12);
  EXPECT_NEAR(percent({deal}, 0.05, later), 15.0, 1e-12);
  EXPECT_NEAR(percent({deal}, 0.05, Month(2025, 8)), 5.0 + 10.0 * 25 / 31, 1e-12);
  // Points after it add to what it made, points before it are part of the whole.
  const std::string points = "{type: tariff, importer: A, origin: B, rate: +4 pp, from: 2025-08-07}";
  EXPECT_NEAR(percent({deal, points}, 0.05, later), 19.0, 1e-12);
  EXPECT_NEAR(percent({points, deal}, 0.05, later), 15.0, 1e-12);
}

TEST(Stacking, ACapHoldsFromAbove) {
  const std::string cap = "{type: tariff, importer: A, rate: at most 10 %, from: 2025-01-01}";
  EXPECT_NEAR(percent({cap}, 0.2108, later), 10.0, 1e-12);
  EXPECT_NEAR(percent({cap}, 0.05, later), 5.0, 1e-12);
  EXPECT_NEAR(percent({"{type: tariff, importer: A, rate: +60 pp, from: 2025-01-01}", cap}, 0.05, later),
              10.0, 1e-12);
}

TEST(Stacking, FormulaCutsAreOfTheBase) {
  const std::string added = "{type: tariff, importer: A, rate: +25 pp, from: 2025-01-01}";
  const std::string cut = "{type: tariff, importer: A, cut: 40 %, from: 2025-01-01}";
  EXPECT_NEAR(percent({cut}, 0.10, later), 6.0, 1e-12);
  EXPECT_NEAR(percent({added, cut}, 0.10, later), 31.0, 1e-12);
  const std::string swiss = "{type: tariff, importer: A, swiss: 8, from: 2025-01-01}";
  EXPECT_NEAR(percent({swiss}, 0.08, later), 4.0, 1e-12);
  EXPECT_NEAR(percent({swiss}, 0.24, later), 6.0, 1e-12);
  EXPECT_NEAR(percent({swiss}, 0.0, later), 0.0, 1e-12);
  EXPECT_NEAR(percent({swiss, added}, 0.24, later), 31.0, 1e-12);
}

TEST(Stacking, OfAGroupTheHigherCounts) {
  const std::string first =
      "{type: tariff, importer: A, origin: B, rate: +25 pp, from: 2024-01-01, group: lists, takes: higher}";
  const std::string second =
      "{type: tariff, importer: A, origin: B, product: \"84\", rate: +50 pp, from: 2024-09-27, group: lists, "
      "takes: higher}";
  for (const auto& order : {std::vector{first, second}, std::vector{second, first}}) {
    EXPECT_NEAR(percent(order, 0.0, later), 50.0, 1e-12) << "not 75";
    EXPECT_NEAR(percent(order, 0.0, Month(2024, 8)), 25.0, 1e-12);
    EXPECT_NEAR(percent(order, 0.0, Month(2024, 9)), 25.0 + 25.0 * 4 / 30, 1e-12);
  }
  const PolicyCase both({first, second}, world_at(0.0));
  EXPECT_NEAR(both.flow(&Levers::duty, "B", "A", "02", later), 0.25, 1e-12) << "on goods of one list only";
}

TEST(Stacking, OfAGroupTheLowerCounts) {
  const auto member = [](const std::string& rate) {
    return "{type: tariff, importer: A, rate: " + rate + ", from: 2024-01-01, group: g, takes: lower}";
  };
  EXPECT_NEAR(percent({member("+25 pp"), member("10 %")}, 0.05, later), 10.0, 1e-12);
  EXPECT_NEAR(percent({member("10 %"), member("+25 pp"), member("+3 pp")}, 0.05, later), 8.0, 1e-12);
}

// The metals duty takes the place of the country duty where it acts, from its day on.
TEST(Stacking, ACountryDutyLeavesOffWhereTheMetalsDutyActs) {
  const std::string country =
      "{id: country, type: tariff, importer: A, origin: B, rate: +20 pp, from: 2025-02-04, unless: metals}";
  const std::string metals =
      "{id: metals, type: tariff, importer: A, product: \"84.1\", rate: +25 pp, from: 2025-03-12}";
  EXPECT_NEAR(percent({country, metals}, 0.03, Month(2025, 2)), 3.0 + 20.0 * 25 / 28, 1e-12);
  EXPECT_NEAR(percent({country, metals}, 0.03, Month(2025, 3)), 3.0 + (20.0 * 11 + 25.0 * 20) / 31, 1e-12);
  EXPECT_NEAR(percent({metals, country}, 0.03, Month(2025, 3)), 3.0 + (20.0 * 11 + 25.0 * 20) / 31, 1e-12);
  EXPECT_NEAR(percent({country, metals}, 0.03, later), 28.0, 1e-12);
  const PolicyCase both({country, metals}, world_at(0.03));
  EXPECT_NEAR(both.flow(&Levers::duty, "B", "A", "84.2", later), 0.23, 1e-12) << "not of metal";
  EXPECT_NEAR(both.flow(&Levers::duty, "C", "A", "84.1", later), 0.28, 1e-12) << "not of the country";
}

TEST(Stacking, TheExclusionMayBeginOnADayOfItsOwn) {
  const std::string country =
      "{id: country, type: tariff, importer: A, origin: B, rate: +20 pp, from: 2025-02-04, unless: [metals], "
      "unless_from: 2025-04-29}";
  const std::string metals =
      "{id: metals, type: tariff, importer: A, product: \"84.1\", rate: +25 pp, from: 2025-03-12}";
  EXPECT_NEAR(percent({country, metals}, 0.0, Month(2025, 4)), 45.0 - 20.0 * 2 / 30, 1e-12);
  EXPECT_NEAR(percent({country, metals}, 0.0, later), 25.0, 1e-12);
}

// A quarter of the chapter is of metal: on the rest of it the country duty stays.
TEST(Stacking, WhereAPartIsExcludedTheOtherDutyStaysOnThatPart) {
  const std::string country =
      "{id: country, type: tariff, importer: A, origin: B, rate: +20 pp, from: 2025-02-04, unless: metals}";
  const std::string metals =
      "{id: metals, type: tariff, importer: A, product: \"84.1\", rate: +40 pp, excluded: 0.75, from: "
      "2025-02-04}";
  EXPECT_NEAR(percent({country, metals}, 0.0, later), 0.75 * 20 + 0.25 * 40, 1e-12);
  EXPECT_NEAR(percent({country, metals.substr(0, metals.size() - 1) + ", scale: 0}"}, 0.0, later), 20.0,
              1e-12)
      << "what is switched off does not act";
}

// All dates inside one month: every stretch of days is put together on its own.
TEST(Stacking, CombinesByTheDayAndThenWeighs) {
  const std::string added = "{type: tariff, importer: A, rate: +25 pp, from: 2025-06-11}";
  const std::string set = "{type: tariff, importer: A, rate: 10 %, from: 2025-06-16}";
  EXPECT_NEAR(percent({added, set}, 0.02, Month(2025, 6)), (2.0 * 10 + 27.0 * 5 + 10.0 * 15) / 30, 1e-12);
  const std::string cut = "{type: tariff, importer: A, rate: -30 pp, from: 2025-06-16}";
  EXPECT_NEAR(percent({cut}, 0.02, Month(2025, 6)), 2.0 * 15 / 30, 1e-12) << "a cut cannot be repaid";
  const std::string floor = "{type: tariff, importer: A, rate: at least 15 %, from: 2025-06-21}";
  EXPECT_NEAR(percent({added, floor}, 0.02, Month(2025, 6)), (2.0 * 10 + 27.0 * 20) / 30, 1e-12);
}

// The entry of docs/policies.md: pipes of steel from B, worth 184,320.00: base 2.9 %, +25 pp of the list, +25
// pp of the metals duty.
TEST(Stacking, TheCustomsEntryOfTheManualComesOutToTheCent) {
  const PolicyCase policy({"{type: tariff, importer: A, origin: B, rate: +25 pp, from: 2018-09-24}",
                           "{type: tariff, importer: A, product: \"84.1\", rate: +25 pp, from: 2018-03-23}"},
                          world_at(0.029));
  const Calendar calendar{Month(2019, 1), 1};
  const auto path = tools::flow_path(tools::parse_flow("B->A:84.1", policy.table()), policy.table(),
                                     policy.instruments(), calendar);
  const double value = 184320.00;
  const auto cents = [&](double rate) { return std::lround(value * rate); };  // rate in percent
  ASSERT_EQ(path[0].sources.size(), 2U);
  EXPECT_EQ(cents(path[0].base_duty), 534528);
  EXPECT_EQ(cents(path[0].sources[0].change), 4608000);
  EXPECT_EQ(cents(path[0].sources[1].change), 4608000);
  EXPECT_EQ(cents(path[0].values[0]), 9750528);
}

TEST(Stacking, SaysWhatIsWrong) {
  const std::string tariff = "{type: tariff, importer: A, from: 2020-01-01, ";
  EXPECT_THAT(policy_faults(tariff + "rate: at least 15}"), ElementsAre(HasSubstr("write \"15 %\"")));
  EXPECT_THAT(policy_faults(tariff + "rate: at most 0.1}"), ElementsAre(HasSubstr("write \"10 %\"")));
  EXPECT_THAT(policy_faults(tariff + "rate: 5 %, cut: 40 %}"), ElementsAre(HasSubstr("both rate and cut")));
  EXPECT_THAT(policy_faults(tariff + "rate: 5 %, takes: higher}"), ElementsAre(HasSubstr("without group")));
  EXPECT_THAT(policy_faults(tariff + "rate: 5 %, group: g}"), ElementsAre(HasSubstr("add `takes: higher`")));
  EXPECT_THAT(policy_faults(tariff + "rate: 5 %, unless_from: 2021-01-01}"),
              ElementsAre(HasSubstr("without unless")));
  EXPECT_THAT(
      policy_faults("{type: anti_dumping, importer: A, origin: B, rate: at least 5 %, from: 2020-01-01}"),
      ElementsAre(HasSubstr("is a tariff's")));
}

}  // namespace
}  // namespace entrepot::test::stacking_test
