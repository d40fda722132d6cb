#include "outputs/store/results/result_file.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "outputs/store/results/result_reader.hpp"
#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::result_file_test {

using namespace outputs;
namespace {

using test::small_header;
using test::small_result;
using test::TemporaryFolder;
using test::write_small_file;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr auto zero = [](int, std::size_t) { return 0.0; };

TEST(ResultFile, RoundTrip) {
  const TemporaryFolder folder;
  write_small_file(folder.file("a.h5"), 3);
  const ResultReader reader(folder.file("a.h5"));
  EXPECT_THAT(reader.groups(), ElementsAre("scenario", "baseline"));
  EXPECT_THAT(reader.metrics("scenario"), ElementsAre("trade", "share", "firms", "world_output", "survival"));
  EXPECT_THAT(reader.replicates("scenario"), ElementsAre(0, 1, 2));
  const VariableInfo info = reader.info("scenario", "trade");
  EXPECT_THAT(info.axes, ElementsAre("time", "origin", "destination", "sector"));
  EXPECT_THAT(info.sizes, ElementsAre(24U, 3U, 3U, 2U));
  EXPECT_EQ(info.units, "musd");
  EXPECT_EQ(info.aggregation, Aggregation::sum);
  const std::vector<double> values = reader.read("scenario", "trade", 2);
  ASSERT_EQ(values.size(), 24U * 18U);
  for (std::size_t i = 0; i < values.size(); ++i) ASSERT_EQ(values[i], static_cast<double>(i) + 2.0);
  EXPECT_THAT(reader.read("baseline", "firms", 2), ElementsAre(0.0, 1.0));
  EXPECT_THAT(reader.read("scenario", "survival", 1), ElementsAre(1.0));
}

TEST(ResultFile, AxesAndTexts) {
  const TemporaryFolder folder;
  write_small_file(folder.file("a.h5"), 1);
  const ResultReader reader(folder.file("a.h5"));
  EXPECT_THAT(reader.axis("scenario", "origin").labels, ElementsAre("USA", "CHN", "VNM"));
  const Axis time = reader.axis("baseline", "time");
  EXPECT_TRUE(time.is_time);
  EXPECT_EQ(time.units, "days since 2017-01-01");
  EXPECT_EQ(time.numbers[1], 31.0);
  EXPECT_EQ(time.numbers[12], 365.0);
  EXPECT_THAT(reader.axis("scenario", "size_class").numbers, ElementsAre(0.0, 10.0));
  EXPECT_EQ(reader.root_attribute("title"), "A small test: \u00e9t\u00e9");
  EXPECT_EQ(reader.text("scenario").size(), 100000U);
  EXPECT_EQ(reader.text("run/threads"), "3");  // finish() replaces
  EXPECT_EQ(reader.text("run/host"), "");
  EXPECT_THAT(reader.texts(),
              ElementsAre("world", "settings", "scenario", "run/host", "run/wall_time", "run/threads"));
  EXPECT_FALSE(reader.has_text("nothing"));
}

TEST(ResultFile, ReadsPartsOfAVariable) {
  const TemporaryFolder folder;
  write_small_file(folder.file("a.h5"), 2);
  const ResultReader reader(folder.file("a.h5"));
  const std::vector<double> part =
      reader.read("scenario", "trade", 1, {{"time", {3, 5}}, {"origin", {1}}, {"sector", {1}}});
  // index = ((time * 3 + origin) * 3 + destination) * 2 + sector, plus the replicate's 1
  EXPECT_THAT(part, ElementsAre(62.0, 64.0, 66.0, 98.0, 100.0, 102.0));
}

TEST(ResultFile, EveryAppendLeavesACompleteFile) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(2);
  ResultWriter writer(folder.file("a.h5"), header);
  EXPECT_FALSE(std::filesystem::exists(folder.file("a.h5")));
  for (const int replicate : {0, 4, 7}) {
    writer.append(small_result(header, replicate, zero, zero));
    EXPECT_EQ(ResultReader(folder.file("a.h5")).replicates("baseline").back(), replicate);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);  // and its lock
  }
}

TEST(ResultFile, WithoutABaselineThereIsNoGroup) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(2);
  ReplicateResult result = small_result(header, 0, zero, zero);
  result.baseline.clear();
  ResultWriter(folder.file("a.h5"), header).append(result);
  const ResultReader reader(folder.file("a.h5"));
  EXPECT_THAT(reader.groups(), ElementsAre("scenario"));
  EXPECT_FALSE(reader.has_group("baseline"));
}

Table small_table(const std::vector<std::string>& kinds) {
  Table table{"events", "event", "what happened", {}};
  table.columns.push_back(Column{"month", "first day of the month", "", false, true});
  table.columns.push_back(Column{"kind", "what", "", true});
  for (const std::string& kind : kinds) {
    table.columns[0].numbers.push_back(static_cast<double>(kind.size()));
    table.columns[1].texts.push_back(kind);
  }
  return table;
}

TEST(ResultFile, TablesKeepTheRowsOfAllReplicates) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(2);
  ResultWriter writer(folder.file("a.h5"), header);
  for (const auto& [replicate, kinds] : std::vector<std::pair<int, std::vector<std::string>>>{
           {0, {"opened", "\u00e9t\u00e9"}}, {1, {}}, {5, {""}}}) {
    ReplicateResult result = small_result(header, replicate, zero, zero);
    result.scenario_tables.push_back(small_table(kinds));
    result.baseline_tables.push_back(small_table({}));
    writer.append(result);
  }
  const ResultReader reader(folder.file("a.h5"));
  EXPECT_THAT(reader.tables("scenario"), ElementsAre("events"));
  EXPECT_THAT(reader.metrics("scenario"), testing::Not(testing::Contains("events")));
  const Table table = reader.table("scenario", "events");
  EXPECT_EQ(table.row, "event");
  EXPECT_EQ(table.source, "what happened");
  ASSERT_EQ(table.columns.size(), 3U);
  EXPECT_THAT(table.columns[0].numbers, ElementsAre(0.0, 0.0, 5.0));
  EXPECT_TRUE(table.columns[1].is_date);
  EXPECT_EQ(table.columns[1].units, "days since 2017-01-01");
  EXPECT_THAT(table.columns[2].texts, ElementsAre("opened", "\u00e9t\u00e9", ""));
  EXPECT_EQ(reader.table("baseline", "events").rows(), 0U);
}

TEST(ResultFile, RefusesCrookedTables) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(2);
  ResultWriter writer(folder.file("a.h5"), header);
  ReplicateResult result = small_result(header, 0, zero, zero);
  result.scenario_tables.push_back(small_table({"opened"}));
  result.scenario_tables[0].columns[1].texts.clear();
  EXPECT_THROW(writer.append(result), BugError);
  result.scenario_tables[0] = small_table({"opened"});
  result.scenario_tables[0].columns[1].name = "month";
  EXPECT_THROW(writer.append(result), BugError);
  result.scenario_tables[0] = small_table({"opened"});
  writer.append(result);
  EXPECT_THROW(writer.append(small_result(header, 1, zero, zero)), BugError) << "the table is missing";
}

TEST(ResultFile, MissingValuesStayMissing) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(2);
  const auto gap = [](int, std::size_t i) { return i == 1 ? std::nan("") : 5.0; };
  ResultWriter(folder.file("a.h5"), header).append(small_result(header, 0, gap, zero));
  const std::vector<double> values = ResultReader(folder.file("a.h5")).read("scenario", "firms", 0);
  EXPECT_EQ(values[0], 5.0);
  EXPECT_TRUE(std::isnan(values[1]));
}

TEST(ResultFile, BadBytesInTextsAreReplacedAndCounted) {
  const TemporaryFolder folder;
  FileHeader header = small_header(2);
  header.provenance.push_back({"source_diff", std::string("a\xFFz\0\xC3\xA9", 6)});
  ResultWriter(folder.file("a.h5"), header).append(small_result(header, 0, zero, zero));
  EXPECT_EQ(ResultReader(folder.file("a.h5")).text("source_diff"), "a\uFFFDz\uFFFD\u00e9");
}

TEST(ResultFile, LargeVariablesKeepTheirOrder) {
  const TemporaryFolder folder;
  FileHeader header = small_header(100);
  std::vector<std::string> names;
  for (int i = 0; i < 60; ++i) names.push_back(fmt::format("R{}", i));
  header.axes[1].labels = names;
  header.axes[2].labels = names;
  Variable trade{"trade", "", "musd", "", {"time", "origin", "destination"}, {}, Aggregation::sum};
  for (int i = 0; i < 100 * 3600; ++i) trade.values.push_back(i * 0.5);  // 2.9 MB: several chunks
  ResultWriter(folder.file("a.h5"), header).append({0, {trade}, {}});
  EXPECT_EQ(ResultReader(folder.file("a.h5")).read("scenario", "trade", 0), trade.values);
}

TEST(ResultFile, RefusesWhatDoesNotFitTogether) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(2);
  ResultWriter writer(folder.file("a.h5"), header);
  const ReplicateResult good = small_result(header, 3, zero, zero);
  EXPECT_THROW(writer.finish({}), BugError);
  ReplicateResult bad = good;
  bad.scenario[0].values.pop_back();
  EXPECT_THROW(writer.append(bad), BugError);
  bad = good;
  bad.scenario[0].axes[1] = "destination";
  EXPECT_THROW(writer.append(bad), BugError);
  bad = good;
  bad.baseline[0].axes[1] = "nowhere";
  EXPECT_THROW(writer.append(bad), BugError);
  writer.append(good);
  EXPECT_THROW(writer.append(good), BugError);  // not ascending
  bad = small_result(header, 4, zero, zero);
  bad.scenario.pop_back();
  EXPECT_THROW(writer.append(bad), BugError);
  FileHeader twice = header;
  twice.axes.push_back(twice.axes[0]);
  EXPECT_THROW(ResultWriter(folder.file("b.h5"), twice), BugError);
}

TEST(ResultFile, RefusesPlacesItCannotWriteTo) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("plain")) << "x";
  const FileHeader header = small_header(2);
  EXPECT_THROW(ResultWriter(folder.file("absent/a.h5"), header), InputError);
  EXPECT_THROW(ResultWriter(folder.file("plain/a.h5"), header), InputError);
  EXPECT_THROW(ResultWriter(folder.path(), header), InputError);
  EXPECT_THROW(ResultWriter("/dev/null", header), InputError);
  EXPECT_THROW(ResultWriter("", header), InputError);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

// Not even where it leads nowhere yet.
TEST(ResultFile, RefusesSymbolicLinks) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("far"));
  std::filesystem::create_symlink(folder.file("far/real.h5"), folder.file("link.h5"));
  EXPECT_THROW(ResultWriter(folder.file("link.h5"), small_header(2)), InputError);
  EXPECT_TRUE(std::filesystem::is_empty(folder.file("far")));
}

std::string message_of(const std::string& path) {
  try {
    const ResultReader reader(path);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(ResultReader, NamesWhatIsWrongWithAFile) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("text")) << "this is no HDF5 file";
  EXPECT_THAT(message_of(folder.file("absent")), HasSubstr("absent: no such file"));
  EXPECT_THAT(message_of(folder.path()), HasSubstr("not a file"));
  EXPECT_THAT(message_of(folder.file("text")), HasSubstr("not an HDF5 file"));
  write_small_file(folder.file("a.h5"), 2, 2);
  std::filesystem::resize_file(folder.file("a.h5"), std::filesystem::file_size(folder.file("a.h5")) / 2);
  EXPECT_THAT(message_of(folder.file("a.h5")), HasSubstr("cannot open the results"));
}

TEST(ResultReader, UnknownNamesAreInputErrors) {
  const TemporaryFolder folder;
  write_small_file(folder.file("a.h5"), 1, 2);
  const ResultReader reader(folder.file("a.h5"));
  EXPECT_THROW(static_cast<void>(reader.read("scenario", "trades", 0)), InputError);
  EXPECT_THROW(static_cast<void>(reader.metrics("other")), InputError);
  EXPECT_THROW(static_cast<void>(reader.text("absent")), InputError);
  EXPECT_THROW(static_cast<void>(reader.read("scenario", "trade", 1)), InputError);
}

}  // namespace
}  // namespace entrepot::test::result_file_test
