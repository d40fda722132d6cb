#include "outputs/compare/periods.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/result_files.hpp"

namespace entrepot::test::periods_test {

using namespace outputs;
namespace {

using ::testing::ElementsAre;

TEST(Periods, GroupsRealMonths) {
  const std::vector<double> days = test::small_header(14).axes[0].numbers;
  EXPECT_EQ(month_of(days[13]).text(), "2018-02");
  const std::vector<PeriodGroup> years = group_months(days, Period::year);
  ASSERT_EQ(years.size(), 2U);
  EXPECT_EQ(years[0].name, "2017");
  EXPECT_TRUE(years[0].complete);
  EXPECT_THAT(years[1].positions, ElementsAre(12U, 13U));
  EXPECT_FALSE(years[1].complete);
  const std::vector<PeriodGroup> quarters = group_months(days, Period::quarter);
  EXPECT_EQ(quarters[3].name, "2017-Q4");
  EXPECT_EQ(quarters.size(), 5U);
  EXPECT_EQ(group_months(days, Period::month)[11].name, "2017-12");
}

TEST(Periods, QuarterlyValuesMakeYearsAndNoMonths) {
  const std::vector<double> quarters{90, 181, 273, 365, 455};  // 2017-Q2 to 2018-Q2
  const std::vector<PeriodGroup> years = group_months(quarters, Period::year, Period::quarter);
  ASSERT_EQ(years.size(), 2U);
  EXPECT_THAT(years[0].positions, ElementsAre(0U, 1U, 2U));
  EXPECT_EQ(years[0].months, 9U);
  EXPECT_FALSE(years[0].complete);
  const std::vector<PeriodGroup> asked_for_months = group_months(quarters, Period::month, Period::quarter);
  ASSERT_EQ(asked_for_months.size(), 5U);
  EXPECT_EQ(asked_for_months[0].name, "2017-Q2");
  EXPECT_TRUE(asked_for_months[0].complete);
  EXPECT_EQ(group_months({0, 365}, Period::month, Period::year)[1].name, "2018");
}

TEST(Periods, AFilterOnTimeSpeaksOfEveryTimeAxis) {
  EXPECT_TRUE(filters_axis({"time", "2018"}, "quarter"));
  EXPECT_TRUE(filters_axis({"time", "2018"}, "time"));
  EXPECT_TRUE(filters_axis({"quarter", "2018"}, "quarter"));
  EXPECT_FALSE(filters_axis({"quarter", "2018"}, "time"));
  EXPECT_FALSE(filters_axis({"time", "2018"}, "origin"));
}

TEST(Periods, SumsMeansAndLastValues) {
  const std::vector<PeriodGroup> groups{{"a", {0, 1}, 2, true, Month{}}, {"b", {2}, 1, true, Month{}}};
  const TimeLayout layout{2, 2};
  // [outer][time][inner]
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  std::size_t missing = 0;
  EXPECT_THAT(aggregate({values, {}}, layout, groups, Aggregation::sum, missing),
              ElementsAre(4, 6, 5, 6, 16, 18, 11, 12));
  EXPECT_THAT(aggregate({values, {}}, layout, groups, Aggregation::mean, missing),
              ElementsAre(2, 3, 5, 6, 8, 9, 11, 12));
  EXPECT_THAT(aggregate({values, {}}, layout, groups, Aggregation::last, missing),
              ElementsAre(3, 4, 5, 6, 9, 10, 11, 12));
  EXPECT_EQ(missing, 0U);
}

TEST(Periods, MonthsOfARatioWeighAsItsDenominatorDoes) {
  const std::vector<PeriodGroup> groups{{"a", {0, 1}, 2, true, Month{}}, {"b", {2}, 1, true, Month{}}};
  const std::vector<double> share{0.5, 0.2, std::nan("")};
  const std::vector<double> imports{10.0, 30.0, 0.0};
  std::size_t missing = 0;
  const std::vector<double> out = aggregate({share, imports}, {}, groups, Aggregation::mean, missing);
  EXPECT_DOUBLE_EQ(out[0], (5.0 + 6.0) / 40.0);
  EXPECT_TRUE(std::isnan(out[1]));
  EXPECT_EQ(missing, 1U);
}

TEST(Periods, SumsOfMonthsAreFlowsOfTheirPeriod) {
  const std::string flow = "million USD per month";
  EXPECT_EQ(units_over(flow, Aggregation::sum, Period::year), "million USD per year");
  EXPECT_EQ(units_over(flow, Aggregation::sum, Period::quarter), "million USD per quarter");
  EXPECT_EQ(units_over(flow, Aggregation::sum, Period::month), flow);
  EXPECT_EQ(units_over(flow, Aggregation::mean, Period::year), flow);
  EXPECT_EQ(units_over("million USD of the base year per month", Aggregation::sum, Period::year),
            "million USD of the base year per year");
  EXPECT_EQ(units_over("1", Aggregation::sum, Period::year), "1");
}

TEST(Periods, RangesIncludeBothEnds) {
  EXPECT_TRUE(is_in_period(Month(2018, 1), "2018..2019"));
  EXPECT_TRUE(is_in_period(Month(2019, 12), "2018..2019"));
  EXPECT_FALSE(is_in_period(Month(2020, 1), "2018..2019"));
  EXPECT_FALSE(is_in_period(Month(2017, 12), "2018..2019"));
  EXPECT_TRUE(is_in_period(Month(2018, 4), "2018-Q2..2018-05"));
  EXPECT_TRUE(is_in_period(Month(2018, 6), "2018-03..2018-Q2"));
  EXPECT_FALSE(is_in_period(Month(2018, 7), "2018-03..2018-Q2"));
  EXPECT_TRUE(is_in_period(Month(2030, 1), "2018.."));
  EXPECT_TRUE(is_in_period(Month(2018, 1), "..2018-01"));
  for (const char* none :
       {"..", "2019..2018", "2018..x", "2018-Q5..2019", "2018-13..2019", "18..2019", "2018...2019"})
    EXPECT_FALSE(is_in_period(Month(2018, 6), none)) << none;
}

TEST(Periods, LeavesMissingMonthsOutAndCountsThem) {
  const double gap = std::nan("");
  const std::vector<double> values{gap, 4.0, gap, gap};
  const std::vector<PeriodGroup> groups{{"a", {0, 1, 2}, 3, true, Month{}}, {"b", {3}, 1, true, Month{}}};
  for (const Aggregation aggregation : {Aggregation::sum, Aggregation::mean, Aggregation::last}) {
    std::size_t missing = 0;
    const std::vector<double> out = aggregate({values, {}}, {}, groups, aggregation, missing);
    EXPECT_EQ(out[0], 4.0);
    EXPECT_TRUE(std::isnan(out[1]));
    EXPECT_EQ(missing, 3U);
  }
}

}  // namespace
}  // namespace entrepot::test::periods_test
