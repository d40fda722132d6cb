// The numbers of the summary, computed a second way from what the file holds.
#include "outputs/report/summarise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <functional>
#include <stdexcept>

#include "sim/core/error.hpp"
#include "tests/support/report_file.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::summarise_test {

using namespace outputs;
namespace {

using test::report_border;
using test::report_trade;
using test::ReportFileOptions;
using test::write_report_file;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr double near = 1e-9;

const Section& section(const RunSummary& run, const std::string& id) {
  for (const Section& one : run.sections) {
    if (one.id == id) return one;
  }
  throw std::runtime_error("no section " + id);
}

const Chart& chart(const Section& in, const std::string& id) {
  for (const Chart& one : in.charts) {
    if (one.id == id) return one;
  }
  throw std::runtime_error("no chart " + id);
}

const DataTable& table(const Section& in, const std::string& id) {
  for (const DataTable& one : in.tables) {
    if (one.id == id) return one;
  }
  throw std::runtime_error("no table " + id);
}

const std::vector<DataCell>& row(const DataTable& in, const std::string& name) {
  for (const std::vector<DataCell>& one : in.rows) {
    if (one[0].text == name) return one;
  }
  throw std::runtime_error("no row " + name);
}

struct Paired {
  double scenario = 0.0, baseline = 0.0, difference = 0.0, low = 0.0, high = 0.0;
};

// Means and the 95 % interval of three replicates: Student's t with two degrees of freedom is 4.302653.
Paired paired(const std::function<double(bool, int)>& value) {
  double s[3], b[3], d[3];
  for (int r = 0; r < 3; ++r) {
    s[r] = value(true, r);
    b[r] = value(false, r);
    d[r] = s[r] - b[r];
  }
  const auto mean = [](const double* x) { return (x[0] + x[1] + x[2]) / 3.0; };
  double squares = 0.0;
  for (const double one : d) squares += (one - mean(d)) * (one - mean(d));
  const double half = 4.302652729911275 * std::sqrt(squares / 2.0 / 3.0);
  return {mean(s), mean(b), mean(d), mean(d) - half, mean(d) + half};
}

// Share of an origin in the goods imports of the USA in 2018, percent.
double share_2018(const ReportFileOptions& options, bool scenario, int replicate, std::size_t origin) {
  double part = 0.0, whole = 0.0;
  for (int month = 12; month < 24; ++month) {
    for (const std::size_t i : {1UL, 2UL}) {
      const double trade = report_trade(options, scenario, replicate, month, i, 0, 0);
      whole += trade;
      part += i == origin ? trade : 0.0;
    }
  }
  return 100.0 * part / whole;
}

class Summarise : public ::testing::Test {
 protected:
  RunSummary run(const ReportFileOptions& options = {}, const SummaryOptions& asked = {}) {
    write_report_file(file_, options);
    return summarise({{file_, assumed_}}, asked).runs.at(0);
  }
  test::TemporaryFolder folder_;
  std::string file_ = folder_.file("tiny.h5");
  Assumptions assumed_{
      "tiny", "A test.", {{"list", "tariff", "2018-01-01", "rate: +25 pp"}}, {{"seed", "1", ""}}};
};

TEST_F(Summarise, SharesAreThoseOfTheFileWithIntervalsOfThePairedDifference) {
  const ReportFileOptions options;
  const RunSummary summary = run(options);
  EXPECT_EQ(summary.importer, "USA");
  EXPECT_EQ(summary.rival, "CHN");
  const Paired china = paired([&](bool s, int r) { return share_2018(options, s, r, 1); });
  const auto& cells = row(table(section(summary, "shares"), "shares"), "CHN");
  EXPECT_NEAR(cells[2].number, china.scenario, near);
  EXPECT_NEAR(cells[3].number, china.baseline, near);
  EXPECT_NEAR(cells[4].number, china.difference, near);
  EXPECT_NEAR(cells[5].number, china.low, near);
  EXPECT_NEAR(cells[6].number, china.high, near);
  EXPECT_NEAR(cells[7].number, 100.0 * china.difference / china.baseline, near);
  EXPECT_LT(china.high, 0.0);
}

TEST_F(Summarise, FlowsLeaveServicesAndHomeUseOut) {
  const ReportFileOptions options;
  const Chart map = chart(section(run(options), "flows"), "flow-map");
  ASSERT_EQ(map.frames.size(), 2U);
  const Paired flow = paired([&](bool s, int r) {
    double sum = 0.0;
    for (int month = 12; month < 24; ++month) sum += report_trade(options, s, r, month, 1, 0, 0);
    return sum;
  });
  EXPECT_NEAR(map.frames[1].scenario[3], flow.scenario, near);  // CHN to USA
  EXPECT_NEAR(map.frames[1].baseline[3], flow.baseline, near);
  EXPECT_EQ(map.frames[1].scenario[0], 0.0);
  EXPECT_EQ(map.frames[1].scenario[4], 0.0);
}

TEST_F(Summarise, ChainsLeaveTheImportersOwnValueOut) {
  const ReportFileOptions options;
  const Chart chains = chart(section(run(options), "chains"), "chains");
  double mean = 0.0;
  for (int quarter = 4; quarter < 8; ++quarter) {
    for (int r = 0; r < 3; ++r) mean += report_border(options, true, r, quarter, 1, 2, 0) / 12.0;
  }
  EXPECT_NEAR(chains.frames[1].scenario[5], mean, near);  // CHN via VNM
  for (std::size_t border = 0; border < 3; ++border) EXPECT_EQ(chains.frames[1].scenario[border], 0.0);
}

TEST_F(Summarise, DirectAndIndirectLinksHaveBands) {
  const ReportFileOptions options;
  const Section links = section(run(options), "links");
  const auto& table_row = row(table(links, "links"), "indirect");
  const Paired indirect = paired([&](bool s, int r) { return report_border(options, s, r, 7, 1, 2, 0); });
  EXPECT_NEAR(table_row[1].number, indirect.baseline, near);
  EXPECT_NEAR(table_row[2].number, indirect.scenario, near);
  const Chart direct = chart(links, "direct-link");
  ASSERT_EQ(direct.series.size(), 2U);
  EXPECT_EQ(direct.series[0].low.size(), direct.x.size());
  EXPECT_NEAR(direct.series[0].values[7], 20.0 + 0.1 - 14.0, near);
  EXPECT_THAT(links.text, Contains(HasSubstr("highest in 2017-10, at 1.300 times its base")));
  EXPECT_THAT(links.text, Contains(HasSubstr("years later")));
}

TEST_F(Summarise, SectorSharesAreOfTheSectorsImports) {
  const ReportFileOptions options;
  const Chart heat = chart(section(run(options), "sectors"), "sector-shares");
  EXPECT_EQ(heat.rows, std::vector<std::string>{"ELE"});
  EXPECT_EQ(heat.columns, (std::vector<std::string>{"CHN", "VNM"}));
  const Paired china = paired([&](bool s, int r) { return share_2018(options, s, r, 1); });
  EXPECT_NEAR(heat.frames[1].scenario[0], china.scenario, near);
  EXPECT_NEAR(heat.frames[1].baseline[0], china.baseline, near);
}

TEST_F(Summarise, PricesAreWeightedOverGoodsOnly) {
  const Section prices = section(run(), "prices");
  const Chart index = chart(prices, "import-price");
  EXPECT_NEAR(index.series[0].values[0], 1.11, near);  // 1 + 0.1 + mean of 0, 0.01, 0.02
  EXPECT_NEAR(index.series[1].values[0], 1.01, near);
  const Chart duty = chart(prices, "duty-rates");
  EXPECT_NEAR(duty.series[0].values[0], 12.0, near);
  EXPECT_NEAR(duty.series[1].values[0], 2.0, near);
}

TEST_F(Summarise, ThePublicPurseIsSummedByQuarterAndYear) {
  const Section prices = section(run(), "prices");
  const Chart purse = chart(prices, "fiscal");
  EXPECT_EQ(purse.x.front(), "2017-Q1");
  EXPECT_NEAR(purse.series[0].values[0], 3.0 * 3.0 * (1.0 + 1.0 + 1.0),
              near);  // months, origins, mean of replicates
  const auto& duties = row(table(prices, "fiscal"), "duties collected");
  EXPECT_NEAR(duties[3].number, 36.0, near);
  EXPECT_NEAR(row(table(prices, "fiscal"), "subsidies paid")[2].number, 60.0, near);
  const auto& fines = row(table(prices, "fiscal"), "fines on trans-shipments, part of duties");
  EXPECT_NEAR(fines[1].number, 0.0, near);
  EXPECT_NEAR(fines[2].number, 6.0, near);
  ASSERT_EQ(purse.series.size(), 6U);
  EXPECT_NEAR(purse.series[4].values[7], 1.5, near) << "fines of a quarter";
}

TEST_F(Summarise, EmploymentOfASectorIsComparedWithTheBaseline) {
  const Section economy = section(run(), "economy");
  const Chart bars = chart(economy, "employment-USA-change");
  EXPECT_NEAR(bars.series[0].values[0], 10.0, near);
  EXPECT_NEAR(bars.series[0].values[1], -10.0, near);
  const auto& usa = row(table(economy, "regions"), "USA");
  EXPECT_NEAR(usa[1].number, -1.0, near);  // GDP, percent
}

TEST_F(Summarise, RealIncomeIsTheSumOfItsParts) {
  const DataTable parts = table(section(run(), "economy"), "income-parts");
  ASSERT_EQ(parts.columns.size(), 6U);
  EXPECT_EQ(parts.columns[4].heading, "terms of trade");
  EXPECT_NEAR(row(parts, "USA")[1].number, -48.0, near);
  EXPECT_NEAR(row(parts, "USA")[4].number, -12.0, near);
  EXPECT_NEAR(row(parts, "USA")[5].number, -36.0, near);
  EXPECT_NEAR(row(parts, "VNM")[1].number, 0.0, near);
  ReportFileOptions options;
  options.without = {"real_income_parts"};
  EXPECT_THAT(section(run(options), "economy").absent, Contains(HasSubstr("what moved real income")));
}

TEST_F(Summarise, EmploymentAndPricesAreThereByQuarter) {
  const RunSummary summary = run();
  const Section economy = section(summary, "economy");
  const Chart lines = chart(economy, "employment-USA-quarters");
  ASSERT_EQ(lines.series.size(), 2U);
  EXPECT_NEAR(lines.series[0].values[7], 10.0, near);
  EXPECT_EQ(lines.x.size(), 8U);
  const DataTable employment = table(economy, "employment-USA-quarters");
  ASSERT_EQ(employment.rows.size(), 2U * 8U);
  EXPECT_TRUE(employment.is_long);
  EXPECT_EQ(employment.rows[8][0].text, "SRV");
  EXPECT_EQ(employment.rows[8][1].text, "2017-Q1");
  EXPECT_NEAR(employment.rows[8][2].number, 150.0, near);
  EXPECT_NEAR(employment.rows[8][4].number, -15.0, near);
  const Section prices = section(summary, "prices");
  const DataTable consumer = table(prices, "consumer-prices-quarters");
  ASSERT_EQ(consumer.rows.size(), 3U * 8U);
  EXPECT_NEAR(consumer.rows[9][3].number, 1.02, near);
  EXPECT_EQ(table(prices, "import-prices-quarters").rows.size(), 2U * 8U);
}

TEST_F(Summarise, RoutesIntoTheImporterAreShown) {
  const Section links = section(run(), "links");
  const Chart hubs = chart(links, "re-exports");
  ASSERT_EQ(hubs.series.size(), 2U);
  EXPECT_EQ(hubs.series[0].name, "VNM, with the policies");
  EXPECT_NEAR(hubs.series[0].values[0], 9.0, near);
  EXPECT_EQ(hubs.units, "people per quarter");
  const DataTable switched = table(links, "route-events");
  ASSERT_EQ(switched.rows.size(), 2U) << "routes to other importers are left out";
  EXPECT_NEAR(row(switched, "CHN: to the hub VNM")[3].number, 2.0, near);
  EXPECT_NEAR(row(switched, "CHN: to the direct way")[3].number, 0.0, near);
}

TEST_F(Summarise, WithoutRoutesTheReportSaysSo) {
  ReportFileOptions options;
  options.without = {"re_exports", "fines", "subsidies"};
  const RunSummary summary = run(options);
  EXPECT_THAT(section(summary, "links").absent, Contains(HasSubstr("not re-routed in this run")));
  EXPECT_THAT(section(summary, "prices").absent, Contains(HasSubstr("no fines")));
}

TEST_F(Summarise, PlantsAreCountedByHost) {
  const Section sites = section(run(), "sites");
  EXPECT_NEAR(row(table(sites, "hosts"), "VNM")[2].number, 22.0, near);  // mean of months 21, 22, 23
  EXPECT_NEAR(row(table(sites, "owners"), "CHN in VNM")[2].number, 22.0, near);
}

TEST_F(Summarise, EventsAreCountedByKindAndCause) {
  const RunSummary summary = run();
  const DataTable links = table(section(summary, "firms"), "firm-events");
  ASSERT_EQ(links.rows.size(), 2U);
  EXPECT_NEAR(row(links, "links ended: other origin")[3].number, 120.0, near);
  EXPECT_NEAR(row(links, "links ended: same origin")[1].number, 240.0, near);
  EXPECT_NEAR(row(links, "links ended: same origin")[3].number, 0.0, near);
  const auto& opened = row(table(section(summary, "sites"), "plant-events"), "plant opened");
  EXPECT_NEAR(opened[1].number, 0.0, near);
  EXPECT_NEAR(opened[2].number, 1.0, near);
}

TEST_F(Summarise, AFlowOfAYearIsPerYear) {
  EXPECT_EQ(table(section(run(), "economy"), "employment-USA").columns[1].units, "people per year");
}

TEST_F(Summarise, TheHeadlineSaysWhoLostAndGained) {
  const ReportFileOptions options;
  const Section headline = section(run(options), "headline");
  const Paired china = paired([&](bool s, int r) { return share_2018(options, s, r, 1); });
  char expected[64];
  std::snprintf(expected, sizeof expected, "share of CHN in USA goods imports is %.2f points lower",
                -china.difference);
  EXPECT_THAT(headline.text.at(1), HasSubstr(expected));
  EXPECT_THAT(headline.text.at(1), HasSubstr("share of VNM in USA goods imports is"));
  EXPECT_THAT(headline.text.at(1), HasSubstr("consumer prices of USA are 1.00 % higher"));
}

TEST_F(Summarise, TheHeadlineSaysFirstWhatWasDone) {
  assumed_.policies = {
      {"cars", "tariff", "2018-01-01", "importer: USA; origin: CHN; product: [8703]; rate: +25 pp"},
      {"all", "tariff", "2018-02-01 to 2019-12-31", "importer: USA; rate: 10 %"},
      {"answer", "retaliation", "2018-01-01", "importer: CHN; against: USA; share: 1"},
      {"aid", "subsidy", "2018-01-01", "region: USA"}};
  EXPECT_EQ(section(run(), "headline").text.at(0),
            "What was done: USA charges CHN +25 pp on product 8703 from 2018-01-01; USA charges all origins "
            "10 % on all goods from 2018-02-01 to 2019-12-31; CHN answers USA from 2018-01-01; and 1 more, "
            "under what was assumed.");
  assumed_.policies.clear();
  EXPECT_THAT(section(run(), "headline").text.at(0), HasSubstr("In 2018 the share of CHN"));
}

TEST_F(Summarise, TheHeadlineNamesNoWinnerWhoseGainIsNotToldFromZero) {
  ReportFileOptions options;
  options.replicates = 1;
  const Section one = section(run(options), "headline");
  EXPECT_THAT(one.text.at(1), HasSubstr("share of CHN"));
  EXPECT_THAT(one.text.at(1), Not(HasSubstr("share of VNM")));
  options.replicates = 3;
  options.policy = 0.03;  // less than what the replicates differ by
  const Section small = section(run(options), "headline");
  EXPECT_THAT(small.text.at(1), HasSubstr("(not told from zero, 95 % interval -"));
  EXPECT_LT(small.numbers.at(0).low, 0.0);
  EXPECT_GT(small.numbers.at(0).high, 0.0);
  EXPECT_EQ(small.text.at(1).find("share of "), small.text.at(1).rfind("share of "));
}

TEST_F(Summarise, TheAnswerComesFirstWithItsBandsAndItsTrust) {
  const ReportFileOptions options;
  const RunSummary summary = run(options);
  EXPECT_EQ(summary.sections.front().id, "headline");
  const Section& headline = summary.sections.front();
  const Paired china = paired([&](bool s, int r) { return share_2018(options, s, r, 1); });
  ASSERT_GE(headline.numbers.size(), 2U);
  EXPECT_EQ(headline.numbers[0].units, "pp");
  EXPECT_NEAR(headline.numbers[0].difference, china.difference, near);
  EXPECT_LT(headline.numbers[0].low, headline.numbers[0].difference);
  EXPECT_EQ(headline.numbers[1].name, "consumer prices of USA");
  EXPECT_NEAR(headline.numbers[1].difference, 1.0, near);
  EXPECT_EQ(headline.charts.at(0).id, "gains");
  EXPECT_EQ(headline.charts[0].x.at(0), "CHN");
  EXPECT_NEAR(headline.charts[0].series.at(0).values.at(0), china.difference, near);
  EXPECT_THAT(headline.trust, HasSubstr("not held against observed facts"));
  EXPECT_THAT(headline.trust, HasSubstr("1 note of what was estimated"));
  EXPECT_EQ(summary.sections[summary.sections.size() - 2].id, "assumptions");
}

TEST_F(Summarise, OneRunSaysLoudlyThatItHasNoBand) {
  ReportFileOptions options;
  options.replicates = 1;
  const Section headline = run(options).sections.front();
  EXPECT_TRUE(std::isnan(headline.numbers.at(0).low));
  EXPECT_TRUE(headline.charts.at(0).series.at(0).low.empty());
  EXPECT_THAT(headline.trust, HasSubstr("one run, so no band"));
}

TEST_F(Summarise, WithoutAPolicyNobodyLoses) {
  ReportFileOptions options;
  options.policy = 0.0;
  options.replicates = 1;  // the noise of a replicate is in both its sides
  const RunSummary summary = run(options);
  EXPECT_EQ(summary.rival, "");
  EXPECT_THAT(section(summary, "headline").text.at(1), HasSubstr("no origin's share"));
  EXPECT_THAT(section(summary, "links").absent, Contains(HasSubstr("--rival")));
}

TEST_F(Summarise, WhatTheFileLacksIsSaidToBeAbsent) {
  ReportFileOptions options;
  options.without = {"value_added_by_border", "sites", "consumer_price", "events"};
  const RunSummary summary = run(options);
  EXPECT_THAT(section(summary, "chains").absent, Contains(HasSubstr("no value_added_by_border")));
  EXPECT_THAT(section(summary, "sites").absent, Contains(HasSubstr("no sites")));
  EXPECT_THAT(section(summary, "prices").absent, Contains(HasSubstr("no consumer_price")));
  EXPECT_THAT(section(summary, "firms").absent, Contains(HasSubstr("no table of events")));
  EXPECT_THAT(section(summary, "chains").charts, IsEmpty());
}

TEST_F(Summarise, WithoutGoodsNoShareIsGuessed) {
  ReportFileOptions options;
  options.goods = false;
  const RunSummary summary = run(options);
  for (const char* const id : {"shares", "flows", "sectors", "prices"}) {
    EXPECT_THAT(section(summary, id).charts, IsEmpty()) << id;
    EXPECT_THAT(section(summary, id).absent, Contains(HasSubstr("which sectors are goods"))) << id;
  }
}

TEST_F(Summarise, WithoutABaselineThereAreNoDifferences) {
  ReportFileOptions options;
  options.baseline = false;
  const RunSummary summary = run(options);
  EXPECT_THAT(section(summary, "headline").text.at(1), HasSubstr("no baseline"));
  EXPECT_TRUE(std::isnan(row(table(section(summary, "shares"), "shares"), "CHN")[4].number));
  EXPECT_THAT(section(summary, "sectors").charts, IsEmpty());
}

TEST_F(Summarise, OneReplicateHasNoInterval) {
  ReportFileOptions options;
  options.replicates = 1;
  const RunSummary summary = run(options);
  EXPECT_TRUE(std::isnan(row(table(section(summary, "shares"), "shares"), "CHN")[5].number));
  EXPECT_THAT(chart(section(summary, "links"), "direct-link").series[0].low, IsEmpty());
}

TEST_F(Summarise, AssumptionsAreShown) {
  const Section assumed = section(run(), "assumptions");
  EXPECT_EQ(row(table(assumed, "policies"), "list")[3].text, "rate: +25 pp");
  EXPECT_EQ(row(table(assumed, "world_notes"), "one note").size(), 1U);
  EXPECT_THAT(assumed.text, Contains("Sectors: ELE is electronics and more; SRV is services."));
}

TEST_F(Summarise, AnUnknownImporterIsRefusedWithTheNearestName) {
  write_report_file(file_);
  SummaryOptions options;
  options.importer = "VNN";
  try {
    static_cast<void>(summarise({{file_, assumed_}}, options));
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_THAT(error.faults().at(0).suggestion, HasSubstr("VNM"));
  }
}

TEST_F(Summarise, SeveralFilesStandSideBySide) {
  write_report_file(file_);
  const std::string other = folder_.file("double.h5");
  ReportFileOptions options;
  options.policy = 2.0;
  write_report_file(other, options);
  const Summary summary = summarise({{file_, assumed_}, {other, assumed_}}, {});
  ASSERT_EQ(summary.together.size(), 1U);
  const auto& prices = row(table(summary.together[0], "together"), "consumer prices of USA");
  EXPECT_NEAR(prices[2].number, 0.01, near);
  EXPECT_NEAR(prices[3].number, 0.02, near);
}

Fact share_fact(double low, double high) {
  return {"f",          "check",
          "",           "China's share",
          "%",          "test",
          std::nan(""), low,
          high,         {"consumer_price", "region=CHN", "2018", "baseline", "percent"}};
}

TEST_F(Summarise, FactsInsideAndOutsideTheirBandAreToldApart) {
  SummaryOptions options;
  options.facts = {share_fact(1.5, 2.5), share_fact(3.0, 4.0), share_fact(0.0, 1.0), share_fact(1.0, 3.0)};
  options.facts[3].measure.metric = "no_such_metric";
  const DataTable facts = table(section(run({}, options), "facts"), "facts");
  ASSERT_EQ(facts.rows.size(), 3U);  // misses first
  EXPECT_EQ(facts.rows[0][6].text, "MISS: below the band");
  EXPECT_EQ(facts.rows[1][6].text, "MISS: above the band");
  EXPECT_NEAR(facts.rows[2][2].number, 2.0, near);
  EXPECT_EQ(facts.rows[2][6].text, "in the band");
  const DataTable others = table(section(run({}, options), "facts"), "facts-unmeasured");
  EXPECT_TRUE(others.is_long);
  EXPECT_THAT(others.rows.at(0)[6].text, HasSubstr("not measured: no no_such_metric"));
  const RunSummary summary = run({}, options);
  EXPECT_EQ(summary.sections.at(1).id, "facts");
  EXPECT_THAT(summary.sections.at(0).trust, HasSubstr("1 of 3 measured facts of"));
}

TEST_F(Summarise, AFactOutsideTheCalendarIsNotMeasured) {
  SummaryOptions options;
  options.facts = {share_fact(1.5, 2.5)};
  options.facts[0].measure.time = "2030";
  EXPECT_THAT(run({}, options).sections.front().trust, HasSubstr("can be measured in this run"));
  const DataTable facts = table(section(run({}, options), "facts"), "facts-unmeasured");
  EXPECT_THAT(facts.rows[0][6].text, HasSubstr("not measured"));
  EXPECT_TRUE(std::isnan(facts.rows[0][2].number));
}

}  // namespace
}  // namespace entrepot::test::summarise_test
