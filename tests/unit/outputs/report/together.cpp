// Several runs in one set of charts: the numbers a second way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "outputs/report/summarise.hpp"
#include "tests/support/report_file.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::together_test {

using namespace outputs;
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr double near = 1e-9;

Assumptions named(const std::string& name) { return {name, "", {}, {}}; }

class Together : public ::testing::Test {
 protected:
  // Two runs; the second's policy is twice that of the first.
  Section together(ReportFileOptions first = {}, ReportFileOptions second = {}) {
    second.policy = 2.0;
    write_report_file(folder_.file("one.h5"), first);
    write_report_file(folder_.file("two.h5"), second);
    return summarise({{folder_.file("one.h5"), named("one")}, {folder_.file("two.h5"), named("two")}}, {})
        .together.at(0);
  }

  TemporaryFolder folder_;
};

const Chart& chart(const Section& in, const std::string& id) {
  for (const Chart& one : in.charts) {
    if (one.id == id) return one;
  }
  throw std::runtime_error("no chart " + id);
}

const std::vector<DataCell>& row(const Section& in, const std::string& measure, const std::string& scenario) {
  for (const std::vector<DataCell>& one : in.tables.at(2).rows) {
    if (one[0].text == measure && one[1].text == scenario) return one;
  }
  throw std::runtime_error("no row " + measure + " of " + scenario);
}

TEST_F(Together, EveryRunIsALineWithItsBand) {
  const Section section = together();
  const Chart prices = chart(section, "overlay-consumer-prices");
  ASSERT_EQ(prices.series.size(), 2U);
  EXPECT_EQ(prices.series[0].name, "one");
  EXPECT_EQ(prices.series[1].low.size(), prices.x.size());
  EXPECT_EQ(prices.units, "%");
  EXPECT_NEAR(prices.series[0].values.back(), 1.0, near);
  EXPECT_NEAR(prices.series[1].values.back(), 2.0, near);
}

TEST_F(Together, TheAnswerOfEachRunComesFirstWithItsBand) {
  const Section section = together();
  EXPECT_THAT(section.text.at(0), HasSubstr("Against no policies: one changes the share of CHN in USA goods "
                                            "imports by -"));
  EXPECT_THAT(section.text.at(0), HasSubstr("; two changes the share of CHN in USA goods imports by -"));
  const DataTable& answers = section.tables.at(0);
  ASSERT_EQ(answers.id, "answers");
  ASSERT_EQ(answers.rows.at(0).at(0).text, "one");
  EXPECT_NEAR(answers.rows[0][3].number, chart(section, "overlay-share").series[0].values.back(), near);
  EXPECT_LT(answers.rows[0][4].number, answers.rows[0][3].number);
  EXPECT_GT(answers.rows[0][5].number, answers.rows[0][3].number);
  ReportFileOptions single;
  single.replicates = 1;
  EXPECT_THAT(together(single, single).text.at(0), HasSubstr("(one run, so no band)"));
}

TEST_F(Together, GainsAreBarsByOriginAndRun) {
  const Chart gains = chart(together(), "overlay-gains");
  EXPECT_EQ(gains.kind, ChartKind::bars);
  ASSERT_EQ(gains.series.size(), 2U);
  EXPECT_EQ(gains.x, (std::vector<std::string>{"CHN", "VNM"}));
  EXPECT_LT(gains.series[1].values[0], gains.series[0].values[0]) << "twice the policy, more lost";
  EXPECT_NEAR(gains.series[0].values[0], chart(together(), "overlay-share").series[0].values.back(), near);
}

TEST_F(Together, RunsArePairedWithTheFirstByReplicate) {
  const Section section = together();
  const auto& one = row(section, "consumer prices of USA", "one");
  const auto& two = row(section, "consumer prices of USA", "two");
  EXPECT_EQ(two[2].text, "2018-Q4");
  EXPECT_NEAR(one[4].number, 1.0, near);
  EXPECT_TRUE(std::isnan(one[7].number)) << "the first against itself";
  EXPECT_NEAR(two[7].number, 1.0, near);
  EXPECT_NEAR(two[8].number, two[7].number, near) << "the draws are the same in both: no spread";
}

TEST_F(Together, ReplicatesOfOneNumberArePaired) {
  ReportFileOptions fewer;
  fewer.replicates = 2;
  const auto two = row(together({}, fewer), "consumer prices of USA", "two");
  EXPECT_NEAR(two[7].number, 1.0, near);
}

TEST_F(Together, WhatSomeLackIsSaidAndWhatAllLackIsLeftOut) {
  ReportFileOptions lacking;
  lacking.without = {"duties"};
  const Section section = together({}, lacking);
  EXPECT_THAT(section.absent, Contains(HasSubstr("duties collected by USA: not in two")));
  EXPECT_EQ(chart(section, "overlay-duties").series.size(), 1U);
  const Section neither = together(lacking, lacking);
  EXPECT_THAT(neither.absent, Not(Contains(HasSubstr("duties collected"))));
}

TEST_F(Together, RunsOfOneNameAreToldApartByTheirFiles) {
  write_report_file(folder_.file("a.h5"));
  write_report_file(folder_.file("b.h5"));
  const Summary summary =
      summarise({{folder_.file("a.h5"), named("same")}, {folder_.file("b.h5"), named("same")}}, {});
  EXPECT_THAT(chart(summary.together.at(0), "overlay-duties").series.at(1).name, HasSubstr("b.h5"));
}

TEST_F(Together, OneReplicateHasNoBands) {
  ReportFileOptions single;
  single.replicates = 1;
  const Section section = together(single, single);
  EXPECT_THAT(chart(section, "overlay-consumer-prices").series.at(0).low, IsEmpty());
  EXPECT_THAT(chart(section, "overlay-consumer-prices").source, HasSubstr("one replicate: no intervals"));
}

}  // namespace
}  // namespace entrepot::test::together_test
