#include "outputs/compare/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::compare_test {

using namespace outputs;
namespace {

using test::small_header;
using test::small_result;
using test::TemporaryFolder;
using test::write_small_file;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr auto zero = [](int, std::size_t) { return 0.0; };

CompareOptions options_of(const std::string& metric, const std::string& filters, std::size_t top = 0,
                          Period period = Period::year) {
  return {metric, period, parse_filters(filters), top, {}, false};
}

std::string message_of(const std::vector<std::string>& files, const CompareOptions& options = {}) {
  try {
    static_cast<void>(compare_results(files, options));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Compare, ScenarioAgainstItsOwnBaseline) {
  const TemporaryFolder folder;
  write_small_file(folder.file("a.h5"), 3);  // scenario = baseline + replicate (0, 1, 2)
  const CompareTable table =
      compare_results({folder.file("a.h5")}, options_of("trade", "origin=CHN,sector=AGR"));
  ASSERT_EQ(table.sections.size(), 1U);
  const CompareSection& section = table.sections[0];
  EXPECT_THAT(section.axes, ElementsAre("time", "origin", "destination", "sector"));
  EXPECT_EQ(section.replicates, 3U);
  ASSERT_EQ(section.rows.size(), 6U);
  const CompareRow& row = section.rows[3];
  EXPECT_THAT(row.labels, ElementsAre("2018", "CHN", "USA", "AGR"));
  // baseline: sum over months 12..23 of 18 t + 7 = 18 * 210 + 84; scenario: + 12 per unit of replicate
  EXPECT_DOUBLE_EQ(row.against, 3864.0);
  EXPECT_DOUBLE_EQ(row.difference, 12.0);
  EXPECT_DOUBLE_EQ(row.value, 3876.0);
  EXPECT_NEAR(row.high - row.low, 2.0 * 4.302653 * 12.0 / std::sqrt(3.0), 1e-4);
  EXPECT_DOUBLE_EQ(row.change_percent, 1200.0 / 3864.0);
}

TEST(Compare, OtherAggregationsAndVariablesWithoutTime) {
  const TemporaryFolder folder;
  write_small_file(folder.file("a.h5"), 2);
  const CompareTable table = compare_results({folder.file("a.h5")}, options_of("*", ""));
  ASSERT_EQ(table.sections.size(), 5U);
  EXPECT_DOUBLE_EQ(table.sections[1].rows[0].against, 16.5);  // share: mean of 0, 3, ..., 33
  EXPECT_DOUBLE_EQ(table.sections[3].rows[0].against, 11.0);  // world_output: December
  EXPECT_THAT(table.sections[2].rows[1].labels, ElementsAre("10"));
  EXPECT_TRUE(table.sections[4].rows[0].labels.empty());
}

TEST(Compare, PeriodsAndTimeFilters) {
  const TemporaryFolder folder;
  write_small_file(folder.file("a.h5"), 2, 20);
  const CompareTable quarters =
      compare_results({folder.file("a.h5")}, options_of("world_output", "time=2018", 0, Period::quarter));
  ASSERT_EQ(quarters.sections[0].rows.size(), 3U);
  EXPECT_THAT(quarters.sections[0].rows[2].labels, ElementsAre("2018-Q3"));
  EXPECT_THAT(quarters.notes, ElementsAre("2018-Q3 holds 2 months only"));
  const CompareTable month = compare_results(
      {folder.file("a.h5")}, options_of("world_output", "time=2018-02,time=2017-Q4", 0, Period::month));
  ASSERT_EQ(month.sections[0].rows.size(), 4U);
  EXPECT_DOUBLE_EQ(month.sections[0].rows[3].against, 13.0);
}

TEST(Compare, TopRowsByAbsoluteChange) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(12);
  const auto changed = [](int, std::size_t i) { return i == 0 ? 1.0 : i == 1 ? -5.0 : 0.0; };
  ResultWriter(folder.file("a.h5"), header).append(small_result(header, 0, changed, zero));
  const CompareTable table = compare_results({folder.file("a.h5")}, options_of("firms", "", 1));
  ASSERT_EQ(table.sections[0].rows.size(), 1U);
  EXPECT_EQ(table.sections[0].rows[0].difference, -5.0);
  EXPECT_EQ(table.sections[0].cells, 2U);
  EXPECT_TRUE(std::isnan(table.sections[0].rows[0].low));
  EXPECT_TRUE(std::isnan(table.sections[0].rows[0].change_percent));
  EXPECT_THAT(table.notes, Contains("one replicate: no interval"));
}

TEST(Compare, FilesArePairedByReplicate) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(12);
  const auto plus = [](int r, std::size_t) { return 100.0 * r + 1.0; };
  const auto plain = [](int r, std::size_t) { return 100.0 * r; };
  ResultWriter a(folder.file("a.h5"), header);
  ResultWriter b(folder.file("b.h5"), header);
  for (const int replicate : {0, 1, 2}) a.append(small_result(header, replicate, plus, zero));
  for (const int replicate : {1, 2, 3}) b.append(small_result(header, replicate, plain, zero));
  const CompareTable table = compare_results({folder.file("a.h5"), folder.file("b.h5"), folder.file("a.h5")},
                                             options_of("survival", ""));
  ASSERT_EQ(table.sections.size(), 2U);
  const CompareRow& row = table.sections[0].rows[0];
  EXPECT_EQ(table.sections[0].replicates, 2U);
  EXPECT_DOUBLE_EQ(row.difference, 1.0);
  EXPECT_NEAR(row.high - row.low, 0.0, 1e-12);  // paired: the replicates' own spread is gone
  EXPECT_DOUBLE_EQ(row.against, 150.0);
  EXPECT_EQ(table.sections[1].rows[0].difference, 0.0);
  EXPECT_THAT(table.notes, Contains("2 replicates have no partner and are left out"));
}

TEST(Compare, RefusesWhatDoesNotMatch) {
  const TemporaryFolder folder;
  const auto write = [&](const std::string& name, const FileHeader& header, int replicate = 0) {
    ResultWriter(folder.file(name), header).append(small_result(header, replicate, zero, zero));
  };
  write("a.h5", small_header(12));
  write("b.h5", small_header(14));
  EXPECT_THAT(message_of({folder.file("a.h5"), folder.file("b.h5")}),
              HasSubstr("b.h5: the calendars differ (2017-01 to 2017-12 against 2017-01 to 2018-02)"));
  FileHeader other = small_header(12);
  other.axes[1].labels[1] = "MEX";
  other.provenance[0].text = test::world_text("2");
  write("c.h5", other);
  const std::string both = message_of({folder.file("a.h5"), folder.file("c.h5")});
  EXPECT_THAT(both, HasSubstr("the axis origin differs (position 2: 'CHN' against 'MEX')"));
  EXPECT_THAT(both, HasSubstr("the worlds differ (seed: 1 against 2)"));
  write("d.h5", small_header(12), 5);
  EXPECT_THAT(message_of({folder.file("a.h5"), folder.file("d.h5")}), HasSubstr("no replicate is in both"));
}

TEST(Compare, NamesUnknownMetricsAndLabels) {
  const TemporaryFolder folder;
  write_small_file(folder.file("a.h5"), 1);
  const std::vector<std::string> files{folder.file("a.h5")};
  EXPECT_THAT(message_of(files, options_of("trad", "")), HasSubstr("did you mean trade?"));
  EXPECT_THAT(message_of(files, options_of("trade", "origin=CHM")), HasSubstr("did you mean CHN?"));
  EXPECT_THAT(message_of(files, options_of("trade", "time=2030")), HasSubstr("no '2030' on the axis time"));
  EXPECT_THAT(message_of(files, options_of("share", "sector=AGR")), HasSubstr("no metric has all axes"));
  EXPECT_THAT(compare_results(files, options_of("*", "sector=AGR")).notes,
              Contains("share lacks an axis of the filter: left out"));
}

TEST(Compare, OneFileNeedsABaseline) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(2);
  ReplicateResult result = small_result(header, 0, zero, zero);
  result.baseline.clear();
  ResultWriter(folder.file("a.h5"), header).append(result);
  EXPECT_THAT(message_of({folder.file("a.h5")}), HasSubstr("no baseline"));
  EXPECT_THROW(static_cast<void>(compare_results({}, {})), UsageError);
}

TEST(Compare, ParsesOptions) {
  const std::vector<AxisFilter> filters = parse_filters("origin=CHN,time=2022-Q1");
  ASSERT_EQ(filters.size(), 2U);
  EXPECT_EQ(filters[1].axis, "time");
  EXPECT_EQ(filters[1].label, "2022-Q1");
  EXPECT_TRUE(parse_filters("").empty());
  const std::vector<AxisFilter> list = parse_filters("origin=CHN,MEX,destination=USA");
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[1].axis, "origin");
  EXPECT_EQ(list[1].label, "MEX");
  EXPECT_EQ(list[2].axis, "destination");
  for (const char* bad :
       {"origin", "=CHN", "origin=CHN,", "CHN,origin=MEX", "origin=CHN,=MEX", "origin=CHN,,MEX"}) {
    EXPECT_THROW(static_cast<void>(parse_filters(bad)), UsageError) << bad;
  }
  EXPECT_EQ(parse_period("quarter"), Period::quarter);
  EXPECT_THROW(static_cast<void>(parse_period("week")), UsageError);
}

CompareTable tiny_table() {
  CompareSection section;
  section.metric = "share";
  section.long_name = "share of imports";
  section.units = "1";
  section.value_name = "scenario";
  section.against_name = "a \"b\", c";
  section.has_time = true;
  section.axes = {"time", "origin"};
  section.replicates = 1;
  section.cells = 7;
  section.rows = {{{"2022", "CHN"}, 0.15, 0.2, -0.05, std::nan(""), std::nan(""), -25.0}};
  return {"title", {section}, {"one replicate: no interval"}};
}

TEST(Compare, SeveralFilesAgainstTheirBaselines) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(12);
  const auto one = [](int, std::size_t i) { return i == 0 ? 9.0 : 1.0; };
  const auto two = [](int, std::size_t i) { return i == 1 ? 30.0 : 2.0; };
  ResultWriter(folder.file("a.h5"), header).append(small_result(header, 0, one, zero));
  ResultWriter(folder.file("b.h5"), header).append(small_result(header, 0, two, zero));
  CompareOptions options = options_of("firms", "", 1);
  options.against_baseline = true;
  const CompareTable table = compare_results({folder.file("a.h5"), folder.file("b.h5")}, options);
  ASSERT_EQ(table.sections.size(), 2U);
  EXPECT_EQ(table.sections[0].rows[0].labels, table.sections[1].rows[0].labels);  // the largest of any file
  EXPECT_EQ(table.sections[0].rows[0].difference, 1.0);
  EXPECT_EQ(table.sections[1].rows[0].difference, 30.0);
  ResultWriter(folder.file("c.h5"), small_header(14)).append(small_result(small_header(14), 0, two, zero));
  options.metric = "share";
  try {
    static_cast<void>(compare_results({folder.file("a.h5"), folder.file("c.h5")}, options));
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("the calendars differ"));
  }
}

TEST(Render, Text) {
  EXPECT_EQ(to_text(tiny_table()),
            "title\n\n"
            "share: share of imports [1], mean per year, 1 replicate, largest 1 of 7 changes\n"
            "time  origin  scenario  a \"b\", c  difference  95 % low  95 % high  change %\n"
            "----  ------  --------  --------  ----------  --------  ---------  --------\n"
            "2022  CHN      0.15000   0.20000   -0.050000         -          -   -25.000\n"
            "\nnote: one replicate: no interval\n");
}

TEST(Render, SeveralPairsStandSideBySide) {
  CompareTable table = tiny_table();
  table.sections[0].value_name = "out/base.h5";
  table.sections[0].against_name = "out/a.h5";
  table.sections.push_back(table.sections[0]);
  CompareSection& second = table.sections[1];
  second.against_name = "b.h5";
  second.replicates = 2;
  second.rows[0].against = 0.1;
  second.rows[0].difference = 0.05;
  second.rows[0].low = 0.04;
  second.rows[0].high = 0.06;
  EXPECT_EQ(to_text(table),
            "title\n\n"
            "share: share of imports [1], mean per year, 1 replicate, largest 1 of 7 changes\n"
            "time  origin     base        a   base - a        b   base - b   +- 95 %\n"
            "----  ------  -------  -------  ---------  -------  ---------  --------\n"
            "2022  CHN     0.15000  0.20000  -0.050000  0.10000  +0.050000  0.010000\n"
            "\nnote: one replicate: no interval\n");
}

TEST(Render, JsonHasEveryNumber) {
  const std::string text = to_json(tiny_table());
  EXPECT_THAT(text, HasSubstr("\"metric\": \"share\""));
  EXPECT_THAT(text, HasSubstr("\"against\": \"a \\\"b\\\", c\""));
  EXPECT_THAT(text, HasSubstr("\"origin\": \"CHN\""));
  EXPECT_THAT(text, HasSubstr("\"difference\": -0.05"));
  EXPECT_THAT(text, HasSubstr("\"low_95\": null"));
}

TEST(Render, CsvQuotesByRfc4180) {
  EXPECT_EQ(
      to_csv(tiny_table()),
      "metric,units,value_of,against,time,origin,replicates,value,against_value,difference,low_95,high_95,"
      "change_percent\r\n"
      "share,1,scenario,\"a \"\"b\"\", c\",2022,CHN,1,0.15,0.2,-0.05,,,-25\r\n");
}

}  // namespace
}  // namespace entrepot::test::compare_test
