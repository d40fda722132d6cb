#include "outputs/compare/linkage/series.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "outputs/compare/compare.hpp"
#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::series_test {

using namespace outputs;
namespace {

using ::testing::ElementsAre;

TEST(SeriesSummary, OfAPath) {
  const std::vector<double> years{2017.5, 2018.5, 2019.5, 2020.5, 2021.5};
  const std::vector<double> path{0.0, 2.0, 4.0, 3.0, 1.0};
  EXPECT_EQ(summarise(SeriesSummary::end, years, path), 1.0);
  EXPECT_EQ(summarise(SeriesSummary::peak, years, path), 4.0);
  EXPECT_NEAR(summarise(SeriesSummary::peak_date, years, path), 2019.5, 1e-9);
  EXPECT_EQ(summarise(SeriesSummary::fall, years, path), 3.0);
  EXPECT_NEAR(summarise(SeriesSummary::half_life, years, path), 1.5, 1e-9);
  EXPECT_EQ(summarise(SeriesSummary::change, years, path, {2018.4, 2020.6}), 1.0);
}

TEST(SeriesSummary, APathThatNeverRisesHasNoPeakAndNoFall) {
  const std::vector<double> years{2017.5, 2018.5, 2019.5};
  const std::vector<double> path{0.0, -1.0, -2.0};
  EXPECT_EQ(summarise(SeriesSummary::peak, years, path), 0.0);
  EXPECT_EQ(summarise(SeriesSummary::fall, years, path), 0.0);
  EXPECT_TRUE(std::isnan(summarise(SeriesSummary::peak_date, years, path)));
  EXPECT_TRUE(std::isnan(summarise(SeriesSummary::half_life, years, path)));
}

TEST(SeriesSummary, NamesReadBack) {
  for (const SeriesSummary each :
       {SeriesSummary::value, SeriesSummary::end, SeriesSummary::peak, SeriesSummary::peak_date,
        SeriesSummary::fall, SeriesSummary::half_life, SeriesSummary::change})
    EXPECT_EQ(parse_summary(summary_name(each)), each);
  EXPECT_THROW(static_cast<void>(parse_summary("top")), UsageError);
  EXPECT_EQ(summary_units(SeriesSummary::half_life, "1"), "years");
  EXPECT_EQ(summary_units(SeriesSummary::fall, "1"), "1");
}

class SeriesTest : public testing::Test {
 protected:
  SeriesTest() { test::write_small_file(folder_.file("small.h5"), 2); }
  [[nodiscard]] static CompareOptions only(const std::string& filters) {
    CompareOptions options;
    options.filters = parse_filters(filters);
    return options;
  }
  test::TemporaryFolder folder_;
};

// trade [time, origin, destination, sector] holds index + replicate; 3 x 3 x 2 cells a month.
TEST_F(SeriesTest, SplitsCellsByAllAxesButTime) {
  const ResultReader reader(folder_.file("small.h5"));
  const SeriesReader series(reader, "scenario", "trade", only("origin=CHN"), Pool::none);
  EXPECT_THAT(series.axes(), ElementsAre("origin", "destination", "sector"));
  ASSERT_EQ(series.size(), 6U);
  EXPECT_THAT(series.labels(0), ElementsAre("CHN", "USA", "ELE"));
  EXPECT_THAT(series.labels(3), ElementsAre("CHN", "CHN", "AGR"));
  EXPECT_THAT(series.years(), ElementsAre(2017.5, 2018.5));
  const auto values = series.read(1);
  double expected = 0.0;  // year 2017 of (CHN, CHN, AGR), a sum of months, replicate 1
  for (int month = 0; month < 12; ++month) expected += month * 18 + 6 + 3 + 1;
  EXPECT_EQ(values[3][0], expected);
  EXPECT_EQ(values[3][1], expected + 12 * 12 * 18);
}

TEST_F(SeriesTest, PoolsCells) {
  const ResultReader reader(folder_.file("small.h5"));
  const SeriesReader all(reader, "scenario", "share", only("origin=CHN,origin=VNM"), Pool::none);
  const SeriesReader sum(reader, "scenario", "share", only("origin=CHN,origin=VNM"), Pool::sum);
  const SeriesReader mean(reader, "scenario", "share", only("origin=CHN,origin=VNM"), Pool::mean);
  const auto values = all.read(0);
  EXPECT_EQ(sum.size(), 1U);
  EXPECT_THAT(sum.labels(0), ElementsAre("sum of 2"));
  EXPECT_EQ(sum.read(0)[0][1], values[0][1] + values[1][1]);
  EXPECT_EQ(mean.read(0)[0][1], (values[0][1] + values[1][1]) / 2.0);
}

TEST_F(SeriesTest, SaysWhatIsWrong) {
  const ResultReader reader(folder_.file("small.h5"));
  EXPECT_THROW(SeriesReader(reader, "scenario", "trades", {}, Pool::none), InputError);
  EXPECT_THROW(SeriesReader(reader, "scenario", "survival", {}, Pool::none), InputError);  // no time
  EXPECT_THROW(SeriesReader(reader, "scenario", "share", only("sector=ELE"), Pool::none), InputError);
  EXPECT_THROW(SeriesReader(reader, "scenario", "share", {}, Pool::exports), UsageError);
}

}  // namespace
}  // namespace entrepot::test::series_test
