// A scenario's equilibrium in one month: which month, which closure, which variables.
#include "tools/runs/equilibrium_job.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "sim/core/error.hpp"
#include "tools/entrepot/app.hpp"

namespace entrepot::test::equilibrium_job_test {

using namespace theory;
using namespace scenarios;
using namespace outputs;
using namespace tools;
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

const Calendar calendar{Month(2017, 1), 168};

std::string usage_of(const std::string& month) {
  try {
    static_cast<void>(month_of_calendar(month, calendar));
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(EquilibriumMonth, IsTheLastOfTheCalendarUnlessAskedFor) {
  EXPECT_EQ(month_of_calendar("", calendar), Month(2030, 12));
  EXPECT_EQ(month_of_calendar("2020-02", calendar), Month(2020, 2));
  EXPECT_EQ(month_of_calendar("2017-01", calendar), Month(2017, 1));
  EXPECT_EQ(month_of_calendar("2030-12", calendar), Month(2030, 12));
}

TEST(EquilibriumMonth, IsRefusedOutsideTheCalendarWithItsRange) {
  for (const char* outside : {"2016-12", "2031-01"})
    EXPECT_THAT(usage_of(outside), AllOf(HasSubstr(outside), HasSubstr("2017-01 to 2030-12")));
  EXPECT_THAT(usage_of("2020-02-14"), HasSubstr("write the month, 2020-02"));
  for (const char* none : {"2020-13", "202002", "soon"})
    EXPECT_THAT(usage_of(none), HasSubstr("is no month"));
}

EquilibriumJob job_of(const std::vector<std::string>& overrides, Month month, Closure closure) {
  Scenario scenario = read_scenario("trade-war-2018", overrides);
  WorldTable table = read_world(scenario.world);
  return {std::move(scenario), std::move(table), month, closure};
}

const std::vector<double>& values_of(const std::vector<Variable>& variables, const std::string& name) {
  for (const Variable& variable : variables) {
    if (variable.name == name) return variable.values;
  }
  throw std::out_of_range(name);
}

TEST(EquilibriumJob, TheClosureIsTheScenariosUnlessAskedFor) {
  const Scenario scenario = read_scenario("no-policy", {});
  EXPECT_EQ(closure_of("", scenario), Closure::fixed);
  EXPECT_EQ(closure_of("clearing", scenario), Closure::clearing);
  EXPECT_THROW(static_cast<void>(closure_of("phillips", scenario)), UsageError);
  EXPECT_EQ(closure_of("", read_scenario("no-policy", {"model.settlement.closure=clearing"})),
            Closure::clearing);
  const Scenario phillips = read_scenario("no-policy", {"model.settlement.closure=phillips"});
  EXPECT_EQ(closure_of("", phillips), Closure::fixed);
  EXPECT_EQ(closure_of("clearing", phillips), Closure::clearing);
  EXPECT_THAT(job_of({}, Month(2018, 3), Closure::fixed).scenario().notes,
              Contains(HasSubstr("no settled state of their own")));
}

TEST(EquilibriumJob, TheBaselineHasNoPoliciesAndTheScenarioThoseOfTheMonth) {
  const EquilibriumJob before = job_of({}, Month(2018, 3), Closure::fixed);
  const EquilibriumJob after = job_of({}, Month(2019, 10), Closure::fixed);
  EXPECT_EQ(after.solve(false).input.duty, after.table().base_duty);
  EXPECT_EQ(before.solve(false).solution.trade, after.solve(false).solution.trade);
  const std::size_t at = after.table().duty_index(0, 1, 0);
  EXPECT_EQ(before.solve(true).input.duty[at], after.table().base_duty[at]);  // before the first list
  const double later = values_of(after.variables(after.solve(true)), "import_share")[1 * 15];
  const double earlier = values_of(before.variables(before.solve(true)), "import_share")[1 * 15];
  EXPECT_LT(later, earlier - 0.02);
}

TEST(EquilibriumJob, FlowsCarryTheDemandTrendOfTheMonth) {
  const EquilibriumJob start = job_of({"policies[*].scale=0"}, Month(2017, 1), Closure::fixed);
  const EquilibriumJob end = job_of({"policies[*].scale=0"}, Month(2022, 12), Closure::fixed);
  EXPECT_EQ(start.trend(), 1.0);
  EXPECT_EQ(end.trend(), 1.39);
  const double first = values_of(start.variables(start.solve(true)), "output")[0];
  EXPECT_NEAR(values_of(end.variables(end.solve(true)), "output")[0] / first, 1.39, 1e-14);
}

std::vector<std::string> names_of(const EquilibriumJob& job) {
  std::vector<std::string> names;
  for (const Variable& variable : job.variables(job.solve(true))) {
    names.push_back(variable.name);
    EXPECT_EQ(variable.axes.front(), "time");
  }
  return names;
}

TEST(EquilibriumJob, LeavesOutWhatHasNoMeaning) {
  EXPECT_THAT(names_of(job_of({}, Month(2019, 10), Closure::fixed)), Not(Contains("real_income")));
  EXPECT_THAT(
      names_of(job_of({}, Month(2019, 10), Closure::clearing)),
      UnorderedElementsAre("customs_trade", "duties", "duty_rate", "effective_duty_rate", "import_share",
                           "import_concentration", "product_imports", "product_exports", "producer_price",
                           "import_price", "consumer_price", "output", "output_volume", "value_added",
                           "income", "wages", "profits", "final_spending", "real_income", "real_income_parts",
                           "gdp", "gni", "wage_rate"));
}

}  // namespace
}  // namespace entrepot::test::equilibrium_job_test
