// Comparisons in which a file is a static equilibrium.
#include "outputs/compare/static_month.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "outputs/compare/compare.hpp"
#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::static_month_test {

using namespace outputs;
namespace {

using test::small_header;
using test::small_result;
using test::TemporaryFolder;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr double march = 59.0;  // days from 2017-01-01

// Twelve months and two replicates: a cell is 1000 * replicate + its position.
void write_run(const std::string& path, const std::string& hash = "abc") {
  FileHeader header = small_header(12);
  header.provenance[0].text.replace(0, 14, "data_hash: " + hash);
  std::filesystem::remove(path);
  ResultWriter writer(path, header);
  for (const int replicate : {0, 1}) {
    const auto value = [](int r, std::size_t i) { return 1000.0 * r + static_cast<double>(i); };
    writer.append(small_result(header, replicate, value, value));
  }
}

// One month, the table of that world, every cell 1 and 0 in the baseline.
void write_equilibrium(const std::string& path, double day = march) {
  FileHeader header = small_header(1);
  header.axes[0].numbers = {day};
  header.provenance[0].text = "data_hash: abc; world.product_origins: false; model.pricing.markup: 1.1";
  header.provenance.push_back({"equilibrium", "2017-03 fixed\n"});
  std::filesystem::remove(path);
  ResultWriter(path, header)
      .append(small_result(
          header, 0, [](int, std::size_t) { return 1.0; }, [](int, std::size_t) { return 0.0; }));
}

CompareOptions options_of(const std::string& metric, const std::string& filters) {
  CompareOptions options;
  options.metric = metric;
  options.filters = parse_filters(filters);
  options.top = 0;
  return options;
}

std::string message_of(const std::vector<std::string>& files, const CompareOptions& options = {}) {
  try {
    static_cast<void>(compare_results(files, options));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

class StaticMonth : public ::testing::Test {
 protected:
  StaticMonth() {
    write_run(run);
    write_equilibrium(equilibrium);
  }
  const TemporaryFolder folder;
  const std::string run = folder.file("run.h5");
  const std::string equilibrium = folder.file("equilibrium.h5");
};

TEST_F(StaticMonth, ARunIsComparedInTheMonthOfTheEquilibriumAndEveryReplicateIsPaired) {
  const CompareTable table = compare_results({run, equilibrium}, options_of("share", ""));
  const CompareSection& section = table.sections.at(0);
  EXPECT_EQ(section.period, Period::month);
  EXPECT_EQ(section.replicates, 2U);
  ASSERT_EQ(section.rows.size(), 3U);
  EXPECT_THAT(section.rows[1].labels, ElementsAre("2017-03", "CHN"));
  EXPECT_EQ(section.rows[1].value, 500.0 + 7.0);  // mean of the replicates, third month, second origin
  EXPECT_EQ(section.rows[1].against, 1.0);
  EXPECT_THAT(table.notes,
              Contains(HasSubstr("equilibrium.h5 is an equilibrium: compared in its month, 2017-03")));
  const CompareTable turned = compare_results({equilibrium, run}, options_of("share", ""));
  EXPECT_EQ(turned.sections.at(0).rows.at(1).difference, -section.rows[1].difference);
  EXPECT_THAT(to_text(turned), HasSubstr("mean per month, 2 replicates"));
}

TEST_F(StaticMonth, AnEquilibriumIsComparedWithItsOwnBaseline) {
  const CompareTable table = compare_results({equilibrium}, options_of("trade", "origin=CHN,time=2017"));
  EXPECT_EQ(table.sections.at(0).rows.size(), 6U);
  EXPECT_EQ(table.sections[0].rows[0].difference, 1.0);
  EXPECT_EQ(table.sections[0].rows[0].labels[0], "2017-03");
}

TEST_F(StaticMonth, AFilterMayHoldTheMonthAndNotLeaveItOut) {
  for (const char* filter : {"time=2017", "time=2017-Q1", "time=2017-03,time=2017-05"}) {
    const CompareTable table = compare_results({run, equilibrium}, options_of("share", filter));
    ASSERT_EQ(table.sections.at(0).rows.size(), 3U) << filter;
    EXPECT_EQ(table.sections[0].rows[0].labels[0], "2017-03");
  }
  EXPECT_THAT(message_of({run, equilibrium}, options_of("share", "time=2017-05")),
              AllOf(HasSubstr("no 2017-05 on the axis time"), HasSubstr("holds one month, 2017-03")));
}

TEST_F(StaticMonth, SaysWhatDoesNotMatch) {
  write_equilibrium(folder.file("late.h5"), 800.0);
  EXPECT_THAT(message_of({run, folder.file("late.h5")}),
              AllOf(HasSubstr("run.h5: cannot be compared with"), HasSubstr("late.h5: the month 2019-03"),
                    HasSubstr("it covers 2017-01 to 2017-12"), HasSubstr("--at")));
  EXPECT_THAT(message_of({equilibrium, folder.file("late.h5")}), HasSubstr("the calendars differ"));
  write_run(folder.file("other.h5"), "xyz");
  EXPECT_THAT(message_of({folder.file("other.h5"), equilibrium}),
              HasSubstr("the worlds differ (the world's files (data_hash): xyz against abc)"));
}

TEST_F(StaticMonth, RunsAreComparedAsTheyWere) {
  const CompareTable table = compare_results({run, run, equilibrium}, options_of("share", ""));
  EXPECT_EQ(table.sections.at(0).period, Period::year);
  EXPECT_EQ(table.sections.at(0).rows.at(0).labels[0], "2017");
  EXPECT_EQ(table.sections.at(1).period, Period::month);
}

}  // namespace
}  // namespace entrepot::test::static_month_test
