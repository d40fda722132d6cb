// Contributions from made-up numbers of variants, and how they are printed.
#include "outputs/decompose/decomposition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace entrepot::test::decomposition_test {

using namespace outputs;
namespace {

using ::testing::HasSubstr;

const double gap = std::nan("");
const Mechanisms table = {{.name = "a", .key = "a", .plural = "", .block = "x"},
                          {.name = "b", .key = "b", .plural = "", .needs = "a", .block = "x"}};

// Variants: all, none, all but a (= none), a only, all but b (= a only), a and b only (= all).
DecompositionPlan small_plan() { return plan_decomposition(table, {true, true}, {}); }

Decomposition decomposed(const VariantNumbers& numbers, std::size_t replicates) {
  Decomposition out;
  out.scenario = "war";
  out.metric = "share";
  out.long_name = "Share of origins, of all";
  out.units = "1";
  out.summary = "value";
  out.axes = {"origin"};
  out.replicates = replicates;
  out.cells = decompose_cells(table, small_plan(), numbers, {{"CHN"}});
  keep_largest(out, 0);
  return out;
}

TEST(Decomposition, EstimatesHaveStudentIntervalsAndPassOverGaps) {
  const Estimate three = estimate({1.0, 2.0, 3.0});
  EXPECT_EQ(three.mean, 2.0);
  EXPECT_NEAR(three.half_width, 4.302652730 / std::sqrt(3.0), 1e-8);
  const Estimate two = estimate({1.0, gap, 3.0});
  EXPECT_EQ(two.values, 2U);
  EXPECT_EQ(two.mean, 2.0);
  EXPECT_TRUE(std::isnan(estimate({5.0}).half_width));
  EXPECT_TRUE(std::isnan(estimate({gap}).mean));
}

TEST(Decomposition, ContributionsAreDifferencesOfPairedReplicates) {
  ASSERT_EQ(small_plan().names.size(), 3U);
  // all, none, a only; two replicates whose levels differ far more than their differences
  const Decomposition got = decomposed({{{10.0}, {20.0}}, {{1.0}, {11.0}}, {{7.0}, {16.0}}}, 2);
  const DecomposedCell& cell = got.cells.front();
  EXPECT_EQ(cell.all.mean, 15.0);
  EXPECT_EQ(cell.together.mean, 9.0);
  EXPECT_EQ(cell.together.half_width, 0.0);
  EXPECT_EQ(cell.rows[0].alone.mean, 5.5);     // 7 - 1, 16 - 11
  EXPECT_EQ(cell.rows[0].left_out.mean, 9.0);  // without a there is no b
  EXPECT_EQ(cell.rows[1].alone.mean, 3.5);     // 10 - 7, 20 - 16
  EXPECT_EQ(cell.rows[1].left_out.mean, 3.5);
}

TEST(Decomposition, TextIsAligned) {
  const std::string text = to_text(decomposed({{{10.0}, {20.0}}, {{1.0}, {11.0}}, {{7.0}, {16.0}}}, 2));
  EXPECT_THAT(text, HasSubstr("origin=CHN\nwith all: 15.000 +- 63.531; with none: 6.0000 +- 63.531\n"));
  // Columns line up: every row of the table has the width of its rule.
  const std::size_t rule = text.find("------------");
  const std::size_t width = text.find('\n', rule) - rule;
  std::size_t rows = 0;
  for (std::size_t at = text.find('\n', rule) + 1; at < text.size() && text[at] != '\n'; ++rows) {
    EXPECT_EQ(text.find('\n', at) - at, width) << text.substr(at, text.find('\n', at) - at);
    at = text.find('\n', at) + 1;
  }
  EXPECT_EQ(rows, 3U);
}

TEST(Decomposition, CountsAreShownWhereReplicatesHaveNoValue) {
  const Decomposition got = decomposed({{{10.0}, {20.0}}, {{1.0}, {gap}}, {{7.0}, {16.0}}}, 2);
  EXPECT_THAT(to_text(got), HasSubstr("values alone  values left out\n"));
  EXPECT_EQ(got.cells.front().rows[0].alone.values, 1U);
  EXPECT_EQ(got.cells.front().rows[1].alone.values, 2U);
}

TEST(Decomposition, JsonAndCsvHoldTheSameNumbers) {
  const Decomposition got = decomposed({{{10.0}}, {{1.0}}, {{7.0}}}, 1);
  const auto json = nlohmann::json::parse(to_json(got));
  EXPECT_EQ(json["cells"][0]["mechanisms"][0]["alone"]["mean"], 6.0);
  EXPECT_TRUE(json["cells"][0]["mechanisms"][0]["alone"]["half_width_95"].is_null());
  EXPECT_THAT(to_csv(got), HasSubstr("\r\nshare,value,1,CHN,a,6,,1,9,,1\r\n"));
  EXPECT_THAT(to_csv(got), HasSubstr("all together,9,,1,9,,1\r\n"));
}

TEST(Decomposition, LargestCellsFirst) {
  Decomposition out;
  for (const double size : {1.0, -3.0, 2.0}) {
    DecomposedCell cell;
    cell.together.mean = size;
    out.cells.push_back(cell);
  }
  keep_largest(out, 2);
  EXPECT_EQ(out.cells_found, 3U);
  ASSERT_EQ(out.cells.size(), 2U);
  EXPECT_EQ(out.cells[0].together.mean, -3.0);
  EXPECT_EQ(out.cells[1].together.mean, 2.0);
}

}  // namespace
}  // namespace entrepot::test::decomposition_test
