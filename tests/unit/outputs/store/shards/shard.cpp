// The log of a shard: complete records only, whatever happened to its end; and the file merged from logs.
#include "outputs/store/shards/shard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "outputs/store/results/results_hash.hpp"
#include "outputs/store/shards/sweep_reader.hpp"
#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::shard_test {

using namespace outputs;
namespace {

namespace fs = std::filesystem;

ShardRun run_of(std::size_t point, int replicate, const std::string& key = "key") {
  const FileHeader header = test::small_header(3);
  ShardRun run;
  run.point = point;
  run.replicate = replicate;
  run.key = key;
  run.seconds = 0.5;
  run.axes = header.axes;
  const auto offset = 100.0 * static_cast<double>(point) + 10.0 * replicate;
  run.result = test::small_result(
      header, replicate, [&](int, std::size_t i) { return offset + static_cast<double>(i); },
      [&](int, std::size_t i) { return -offset - static_cast<double>(i); });
  return run;
}

ShardRun failed(std::size_t point, int replicate) {
  ShardRun run;
  run.point = point;
  run.replicate = replicate;
  run.key = "key";
  run.error = "prices did not converge";
  return run;
}

std::string key_of(std::size_t, int) { return "key"; }

void write_log(const std::string& path, const std::vector<ShardRun>& runs) {
  std::optional<ShardWriter> writer = ShardWriter::open(path);
  ASSERT_TRUE(writer.has_value());
  for (const ShardRun& run : runs) writer->append(run);
}

TEST(Shard, WhatIsAppendedIsReadAgain) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("a.log");
  write_log(path, {run_of(0, 0), failed(1, 0)});
  write_log(path, {run_of(2, 1)});  // opened again: goes on behind the last record
  const ShardReader reader(path);
  ASSERT_EQ(reader.entries().size(), 3U);
  EXPECT_EQ(reader.entries()[1].error, "prices did not converge");
  const ShardRun again = reader.read(reader.entries()[2]);
  const ShardRun expected = run_of(2, 1);
  ASSERT_EQ(again.result.scenario.size(), expected.result.scenario.size());
  for (std::size_t v = 0; v < expected.result.scenario.size(); ++v) {
    EXPECT_EQ(again.result.scenario[v].values, expected.result.scenario[v].values);
    EXPECT_EQ(again.result.baseline[v].values, expected.result.baseline[v].values);
    EXPECT_EQ(again.result.scenario[v].axes, expected.result.scenario[v].axes);
  }
  EXPECT_EQ(again.axes.front().numbers, expected.axes.front().numbers);
}

// A kill can stop the write at any byte: the records before stay, the next one is appended behind them.
TEST(Shard, ATornEndIsCutOffAtAnyByte) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("a.log");
  write_log(path, {run_of(0, 0)});
  const auto one = fs::file_size(path);
  write_log(path, {run_of(1, 0)});
  const auto two = fs::file_size(path);
  for (std::uintmax_t size = one; size < two; size += 97) {
    const std::string torn = folder.file("torn.log");
    fs::copy_file(path, torn, fs::copy_options::overwrite_existing);
    fs::resize_file(torn, size);
    EXPECT_EQ(ShardReader(torn).entries().size(), 1U);
    write_log(torn, {run_of(5, 0)});
    const ShardReader reader(torn);
    ASSERT_EQ(reader.entries().size(), 2U) << "cut at " << size;
    EXPECT_EQ(reader.entries()[1].point, 5U);
  }
}

// The length is there but not the bytes: what a crash of the machine can leave.
TEST(Shard, ALastRecordWithWrongBytesDoesNotCount) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("a.log");
  write_log(path, {run_of(0, 0), run_of(1, 0)});
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-4, std::ios::end);
    file.write("zzzz", 4);
  }
  EXPECT_EQ(ShardReader(path).entries().size(), 1U);
  EXPECT_EQ(ShardReader(path).damaged(), 1U);
}

std::string bytes_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_bytes(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

// Damage costs the records it lies in; what stands before and behind counts, and the log goes on.
TEST(Shard, ADamagedRecordIsCountedAndNoOtherLost) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("a.log");
  write_log(path, {run_of(0, 0), run_of(1, 0), run_of(2, 0)});
  const std::string sound = bytes_of(path);
  const ShardReader before(path);
  const LedgerEntry& middle = before.entries()[1];
  for (std::uint64_t at = middle.offset; at < middle.offset + middle.bytes; at += 37) {
    std::string bytes = sound;
    bytes[at] = static_cast<char>(bytes[at] ^ 16);
    write_bytes(path, bytes);
    const ShardReader reader(path);
    ASSERT_EQ(reader.entries().size(), 2U) << "byte " << at;
    EXPECT_EQ(reader.entries()[1].point, 2U);
    EXPECT_EQ(reader.damaged(), 1U);
    write_log(path, {run_of(1, 0)});
    const ShardReader mended(path);
    ASSERT_EQ(mended.entries().size(), 3U) << "byte " << at;
    EXPECT_EQ(mended.read(mended.entries()[2]).result.scenario[0].values,
              run_of(1, 0).result.scenario[0].values);
  }
}

// Without its schema a record cannot be read; the next one to be written brings it again.
TEST(Shard, ADamagedSchemaIsWrittenAgain) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("a.log");
  write_log(path, {run_of(0, 0), run_of(1, 0)});
  std::string bytes = bytes_of(path);
  bytes[0] = 'X';
  write_bytes(path, bytes);
  EXPECT_TRUE(ShardReader(path).entries().empty());
  EXPECT_EQ(ShardReader(path).damaged(), 3U);
  write_log(path, {run_of(2, 0)});
  EXPECT_EQ(ShardReader(path).entries().size(), 3U);
  EXPECT_EQ(ShardReader(path).damaged(), 1U);
}

TEST(Shard, OneWriterAtATime) {
  const test::TemporaryFolder folder;
  const std::optional<ShardWriter> first = ShardWriter::open(folder.file("a.log"));
  EXPECT_FALSE(ShardWriter::open(folder.file("a.log")).has_value());
}

SweepLayout layout_of(std::size_t points, int replicates) {
  SweepLayout layout;
  layout.header = test::small_header(3);
  layout.points = points;
  layout.replicates = replicates;
  SweepColumn column{"a", "model.a", {}, {}};
  for (std::size_t p = 0; p < points; ++p) {
    column.numbers.push_back(0.5 * static_cast<double>(p));
    column.texts.push_back(std::to_string(p));
  }
  layout.columns.push_back(column);
  return layout;
}

std::string merged(const test::TemporaryFolder& folder, std::size_t points, int replicates) {
  const std::string target = folder.file("merged.h5");
  write_sweep_file(layout_of(points, replicates), read_ledger(folder.path(), key_of),
                   OutputClaim(target, Existing::replace));
  return target;
}

// However runs are spread over shards and in whatever order they finish, the merged results are the same
// bits.
TEST(SweepFile, DoesNotDependOnTheShards) {
  const test::TemporaryFolder one;
  const test::TemporaryFolder two;
  std::vector<ShardRun> all;
  for (std::size_t p = 0; p < 5; ++p) {
    for (int r = 0; r < 3; ++r) all.push_back(run_of(p, r));
  }
  write_log(one.file("shard-0000.log"), all);
  std::vector<ShardRun> odd;
  std::vector<ShardRun> even;
  for (std::size_t i = all.size(); i-- > 0;) (i % 4 == 1 ? odd : even).push_back(all[i]);
  write_log(two.file("shard-0000.log"), odd);
  write_log(two.file("shard-0001.log"), even);
  EXPECT_EQ(results_hash(merged(one, 5, 3)), results_hash(merged(two, 5, 3)));
}

// A merge that was killed after the shards and before the merged file leaves the earlier merged file whole.
TEST(SweepFile, MergingAgainLaterLeavesTheSameBytes) {
  const test::TemporaryFolder folder;
  write_log(folder.file("shard-0000.log"), {run_of(0, 0), run_of(1, 0)});
  const auto bytes = [](const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  };
  const std::string target = merged(folder, 2, 1);
  const std::string shard = bytes(folder.file("shard-0000.h5"));
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // times in files count seconds
  EXPECT_EQ(merged(folder, 2, 1), target);
  EXPECT_FALSE(shard.empty());
  EXPECT_TRUE(bytes(folder.file("shard-0000.h5")) == shard);
}

TEST(SweepFile, HoldsEveryRunAtItsPlace) {
  const test::TemporaryFolder folder;
  write_log(folder.file("shard-0000.log"), {run_of(2, 0), run_of(0, 1), run_of(0, 0), failed(1, 0)});
  const SweepReader reader(merged(folder, 3, 2));
  EXPECT_EQ(reader.points(), 3U);
  EXPECT_EQ(reader.replicates(), 2U);
  ASSERT_EQ(reader.columns().size(), 1U);
  EXPECT_EQ(reader.columns()[0].numbers, (std::vector<double>{0.0, 0.5, 1.0}));
  EXPECT_EQ(reader.columns()[0].path, "model.a");
  const SweepValues share = reader.read("scenario", "share");
  const auto first = [&](std::size_t point, std::size_t replicate) {
    return share.values.at((point * 2 + replicate) * share.cells);
  };
  EXPECT_EQ(share.info.axes, run_of(0, 0).result.scenario[1].axes);
  EXPECT_EQ(first(0, 1) - first(0, 0), 10.0);
  EXPECT_EQ(first(2, 0) - first(0, 0), 200.0);
  EXPECT_TRUE(std::isnan(first(1, 0)));  // failed
  EXPECT_TRUE(std::isnan(first(2, 1)));  // missing
}

// A run that was repeated, or is of another program, counts once or not at all.
TEST(SweepFile, CountsOneRecordPerRun) {
  const test::TemporaryFolder folder;
  write_log(folder.file("shard-0000.log"), {failed(0, 0), run_of(0, 0), run_of(0, 0)});
  write_log(folder.file("shard-0001.log"), {run_of(1, 0, "another key")});
  const Ledger ledger = read_ledger(folder.path(), key_of);
  EXPECT_EQ(ledger.finished.size(), 1U);
  EXPECT_TRUE(ledger.failed.empty());
  EXPECT_EQ(ledger.other_keys, 1U);
}

// In every reader, for HDF5 would give missing values.
TEST(SweepFile, LostAndChangedShardsAreAFault) {
  const test::TemporaryFolder folder;
  write_log(folder.file("shard-0000.log"), {run_of(0, 0)});
  const std::string file = merged(folder, 2, 1);
  const std::string shard = folder.file("shard-0000.h5");
  const std::string bytes = bytes_of(shard);
  EXPECT_EQ(results_hash(file).size(), 64U);
  const auto refused = [&](const char* how) {
    EXPECT_THROW(SweepReader{file}, InputError) << how;
    EXPECT_THROW(ResultReader{file}, InputError) << how;
    EXPECT_THROW(static_cast<void>(results_hash(file)), InputError) << how;
  };
  fs::remove(shard);
  refused("removed");
  write_bytes(shard, bytes.substr(0, bytes.size() / 2));
  refused("cut");
  std::string flipped = bytes;
  flipped[bytes.size() / 3] = static_cast<char>(flipped[bytes.size() / 3] ^ 1);
  write_bytes(shard, flipped);
  refused("flipped");
  write_bytes(shard, bytes);
  EXPECT_EQ(results_hash(file).size(), 64U);
  fs::copy_file(file, folder.file("older.h5"));
  write_log(folder.file("shard-0000.log"), {run_of(1, 0)});
  fs::remove(file);
  static_cast<void>(merged(folder, 2, 1));
  EXPECT_THROW(SweepReader{folder.file("older.h5")}, InputError) << "of an older merge";
}

// It is whole, and not what the reader of runs reads: it says which verb does.
TEST(SweepFile, ReadersOfRunsSayWhatItIs) {
  const test::TemporaryFolder folder;
  write_log(folder.file("shard-0000.log"), {run_of(0, 0)});
  const std::string file = merged(folder, 1, 1);
  try {
    const ResultReader reader(file);
    FAIL() << "no fault";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), ::testing::AllOf(::testing::HasSubstr("the merged file of a sweep"),
                                               ::testing::HasSubstr("entrepot sweep analyse")));
  }
}

// A metric that some runs do not have is missing there.
TEST(SweepFile, VariablesOfOnlySomeRuns) {
  const test::TemporaryFolder folder;
  ShardRun small = run_of(1, 0);
  small.result.scenario.pop_back();
  write_log(folder.file("shard-0000.log"), {run_of(0, 0), small});
  const SweepReader reader(merged(folder, 2, 1));
  const SweepValues stock = reader.read("scenario", run_of(0, 0).result.scenario.back().name);
  EXPECT_FALSE(std::isnan(stock.values.front()));
  EXPECT_TRUE(std::isnan(stock.values.back()));
}

TEST(SweepFile, OtherAxesAreRefused) {
  const test::TemporaryFolder folder;
  ShardRun other = run_of(1, 0);
  other.axes.front().numbers.back() += 1.0;
  write_log(folder.file("shard-0000.log"), {run_of(0, 0), other});
  EXPECT_THROW(static_cast<void>(merged(folder, 2, 1)), InputError);
}

}  // namespace
}  // namespace entrepot::test::shard_test
