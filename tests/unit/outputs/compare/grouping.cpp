// Groups of labels: amounts add up, shares and prices are weighted means, what has no meaning is refused.
#include "outputs/compare/grouping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "outputs/compare/compare.hpp"
#include "outputs/compare/label_groups.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::grouping_test {

using namespace outputs;
namespace {

using test::TemporaryFolder;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Trade by customs value of a month, [origin][destination][sector]; regions USA, CHN, VNM; sectors ELE, SRV.
std::vector<double> trade_of_month(double shift) {
  std::vector<double> trade(18);
  for (std::size_t i = 0; i < trade.size(); ++i) trade[i] = 10.0 + shift + static_cast<double>(i * i % 7);
  return trade;
}

// Goods imports of a destination from one origin, home trade left out.
double goods(const std::vector<double>& trade, std::size_t origin, std::size_t destination) {
  return origin == destination ? 0.0 : trade[(origin * 3 + destination) * 2];
}

double imports(const std::vector<double>& trade, std::size_t destination) {
  return goods(trade, 0, destination) + goods(trade, 1, destination) + goods(trade, 2, destination);
}

std::vector<Variable> variables(double shift) {
  Variable trade{
      "customs_trade", "trade", "million USD per month", "", {"time", "origin", "destination", "sector"}, {},
      Aggregation::sum};
  Variable share{"import_share", "share", "1", "", {"time", "origin", "destination"}, {}, Aggregation::mean};
  Variable price{"import_price", "price", "1", "", {"time", "destination", "sector"}, {}, Aggregation::mean};
  Variable index{"indirect_link_index", "index", "1", "", {"time", "origin", "destination"}, {},
                 Aggregation::mean};
  for (const double month : {0.0, 3.0}) {
    const std::vector<double> flows = trade_of_month(shift + month);
    trade.values.insert(trade.values.end(), flows.begin(), flows.end());
    for (std::size_t i = 0; i < 9; ++i) {
      share.values.push_back(goods(flows, i / 3, i % 3) / imports(flows, i % 3));
      index.values.push_back(1.0);
    }
    for (std::size_t i = 0; i < 6; ++i) price.values.push_back(1.0 + shift + 0.1 * static_cast<double>(i));
  }
  return {trade, share, price, index};
}

std::string write_file(const TemporaryFolder& folder, bool with_goods = true) {
  FileHeader header = test::small_header(2);
  header.axes[3].labels = {"ELE", "SRV"};
  if (with_goods) header.provenance.push_back({"goods", "ELE"});
  header.provenance.push_back({"clubs", "ASIA CHN VNM\nNAFTA USA\n"});
  const std::string file = folder.file(with_goods ? "a.h5" : "no-goods.h5");
  ResultWriter(file, header).append({0, variables(1.0), variables(0.0)});
  return file;
}

CompareOptions options_of(const std::string& metric, const std::string& filters,
                          const std::vector<std::string>& groups) {
  CompareOptions options{metric, Period::month, parse_filters(filters), 0, {}, false};
  for (const std::string& group : groups) options.groups.push_back(parse_group(group));
  return options;
}

std::string message_of(const std::string& file, const CompareOptions& options) {
  try {
    static_cast<void>(compare_results({file}, options));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Grouping, AmountsAddUp) {
  const TemporaryFolder folder;
  const CompareTable table = compare_results(
      {write_file(folder)},
      options_of("customs_trade", "time=2017-01,destination=USA,sector=ELE", {"ASIA", "ALL=USA+CHN+VNM"}));
  const CompareSection& section = table.sections.at(0);
  ASSERT_EQ(section.rows.size(), 2U);
  EXPECT_THAT(section.rows[0].labels, ElementsAre("2017-01", "ASIA", "USA", "ELE"));
  const std::vector<double> flows = trade_of_month(1.0);
  EXPECT_DOUBLE_EQ(section.rows[0].value, flows[6] + flows[12]);
  EXPECT_DOUBLE_EQ(section.rows[1].value, flows[0] + flows[6] + flows[12]);
  EXPECT_DOUBLE_EQ(section.rows[1].difference, 3.0);
}

TEST(Grouping, AnHsCodeThatIsThereInPartsOnlyIsTheirSum) {
  const TemporaryFolder folder;
  FileHeader header = test::small_header(2);
  header.axes[3] = Axis{"product", "product", "", {"72.3", "72.4A"}, {}, false};
  Variable imports{"product_imports",   "imports", "million USD per month", "",
                   {"time", "product"}, {},        Aggregation::sum};
  imports.values = {1.0, 2.0, 4.0, 8.0};
  ResultWriter(folder.file("p.h5"), header).append({0, {imports}, {imports}});
  const CompareTable table =
      compare_results({folder.file("p.h5")}, options_of("product_imports", "time=2017-02,product=72", {}));
  ASSERT_EQ(table.sections.at(0).rows.size(), 1U);
  EXPECT_THAT(table.sections[0].rows[0].labels, ElementsAre("2017-02", "72"));
  EXPECT_DOUBLE_EQ(table.sections[0].rows[0].value, 12.0);
  EXPECT_THAT(message_of(folder.file("p.h5"), options_of("product_imports", "product=73", {})),
              HasSubstr("no '73' on the axis product"));
  EXPECT_TRUE(hs_groups({"72", "72.3"}, {"72", "7"}).empty());
}

TEST(Grouping, SharesAddOverOriginsAndAreMeansOverDestinations) {
  const TemporaryFolder folder;
  const CompareTable table = compare_results(
      {write_file(folder)},
      options_of("import_share", "time=2017-02,origin=ASIA,destination=BOTH", {"ASIA", "BOTH=USA+VNM"}));
  ASSERT_EQ(table.sections.at(0).rows.size(), 1U);
  const std::vector<double> flows = trade_of_month(4.0);
  const double from_asia = goods(flows, 1, 0) + goods(flows, 2, 0) + goods(flows, 1, 2);
  EXPECT_NEAR(table.sections[0].rows[0].value, from_asia / (imports(flows, 0) + imports(flows, 2)), 1e-15);
  EXPECT_THAT(table.notes, Contains("import_share: groups are means weighted by customs_trade"));
}

TEST(Grouping, SharesOfAYearAreSumOverSum) {
  const TemporaryFolder folder;
  CompareOptions options = options_of("import_share", "origin=CHN,destination=USA", {});
  options.period = Period::year;
  const CompareTable table = compare_results({write_file(folder)}, options);
  const std::vector<double> first = trade_of_month(1.0);
  const std::vector<double> second = trade_of_month(4.0);
  EXPECT_NEAR(table.sections.at(0).rows.at(0).value,
              (goods(first, 1, 0) + goods(second, 1, 0)) / (imports(first, 0) + imports(second, 0)), 1e-15);
  EXPECT_THAT(to_text(table), HasSubstr("sum over sum per year"));
  const CompareTable plain = compare_results({write_file(folder, false)}, options);
  EXPECT_NEAR(plain.sections.at(0).rows.at(0).value,
              0.5 * (goods(first, 1, 0) / imports(first, 0) + goods(second, 1, 0) / imports(second, 0)),
              1e-15);
  EXPECT_THAT(plain.notes, Contains(HasSubstr("import_share: periods are plain means of months")));
}

TEST(Grouping, FiltersOfNoAxisAreRefusedWithTheNearestOne) {
  const TemporaryFolder folder;
  const std::string file = write_file(folder);
  EXPECT_THAT(message_of(file, options_of("import_share", "dest=USA", {})),
              HasSubstr("did you mean destination?"));
  EXPECT_THAT(message_of(file, options_of("import_share", "dest=", {})),
              HasSubstr("did you mean destination?"));
  EXPECT_THAT(message_of(file, options_of("import_share", "origin=", {})),
              HasSubstr("no label after 'origin='"));
}

TEST(Grouping, PricesAreMeansWithTheWeightsOfTheBaseline) {
  const TemporaryFolder folder;
  const CompareTable table = compare_results(
      {write_file(folder)}, options_of("import_price", "time=2017-01,sector=SRV", {"BOTH=USA+VNM"}));
  const std::vector<double> flows = trade_of_month(0.0);
  const auto weight = [&](std::size_t n) {
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) sum += i == n ? 0.0 : flows[(i * 3 + n) * 2 + 1];
    return sum;
  };
  const CompareRow& row = table.sections.at(0).rows.at(0);
  EXPECT_THAT(row.labels, ElementsAre("2017-01", "BOTH", "SRV"));
  EXPECT_NEAR(row.against, (1.1 * weight(0) + 1.5 * weight(2)) / (weight(0) + weight(2)), 1e-15);
  EXPECT_NEAR(row.difference, 1.0, 1e-12);  // the same weights on both sides
}

TEST(Grouping, GroupsAndLabelsMayStandInOneFilter) {
  const TemporaryFolder folder;
  const CompareTable table = compare_results(
      {write_file(folder)},
      options_of("customs_trade", "time=2017-01,sector=goods,origin=USA,origin=ASIA,destination=CHN",
                 {"ASIA", "goods"}));
  ASSERT_EQ(table.sections.at(0).rows.size(), 2U);
  EXPECT_THAT(table.sections[0].rows[0].labels, ElementsAre("2017-01", "ASIA", "CHN", "goods"));
  EXPECT_THAT(table.sections[0].rows[1].labels, ElementsAre("2017-01", "USA", "CHN", "goods"));
  EXPECT_DOUBLE_EQ(table.sections[0].rows[1].against, trade_of_month(0.0)[2]);
}

TEST(Grouping, RefusesWhatHasNoMeaning) {
  const TemporaryFolder folder;
  const std::string file = write_file(folder);
  EXPECT_THAT(message_of(file, options_of("indirect_link_index", "", {"ASIA"})),
              HasSubstr("indirect_link_index cannot be grouped over origin"));
  const CompareTable all = compare_results({file}, options_of("*", "", {"ASIA"}));
  EXPECT_EQ(all.sections.size(), 3U);
  EXPECT_THAT(all.notes, Contains(HasSubstr("indirect_link_index: left out, it cannot be grouped")));
  EXPECT_THAT(message_of(file, options_of("*", "", {"ASAI"})), HasSubstr("did you mean ASIA?"));
  EXPECT_THAT(message_of(file, options_of("*", "", {"X=USA+CHM"})), HasSubstr("no axis has a label 'CHM'"));
  EXPECT_THAT(message_of(file, options_of("*", "", {"X=USA+ELE"})), HasSubstr("different axes"));
  EXPECT_THAT(message_of(write_file(folder, false), options_of("import_share", "", {"BOTH=USA+VNM"})),
              HasSubstr("does not say which sectors are goods"));
}

TEST(Grouping, ParsesGroups) {
  EXPECT_THAT(parse_group("G7=USA+JPN").members, ElementsAre("USA", "JPN"));
  EXPECT_TRUE(parse_group("G7").members.empty());
  // North America would be lost to every reader of the table.
  for (const char* bad : {"", "=USA", "A=", "A=USA+", "A=+USA", "NA=USA+CAN", "nan=USA"}) {
    EXPECT_THROW(static_cast<void>(parse_group(bad)), UsageError) << bad;
  }
}

}  // namespace
}  // namespace entrepot::test::grouping_test
