// What is left after a kill or on a full disk.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "outputs/store/results/result_reader.hpp"
#include "outputs/store/results/results_hash.hpp"
#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::crash_test {

using namespace outputs;
namespace {

using test::small_header;
using test::small_result;
using test::TemporaryFolder;

// Values that hardly compress, so that every replicate makes the file larger by about 15 kB.
double cell(int replicate, std::size_t i) {
  const std::uint64_t mixed = (static_cast<std::uint64_t>(replicate) * 7919U + i) * 0x9E3779B97F4A7C15U;
  return static_cast<double>(mixed >> 11U) / 3.0;
}

// Every replicate of the file holds exactly what was appended.
void expect_complete(const std::string& path) {
  const ResultReader reader(path);
  for (const char* group : {"scenario", "baseline"}) {
    const std::vector<int> replicates = reader.replicates(group);
    for (std::size_t r = 0; r < replicates.size(); ++r) {
      ASSERT_EQ(replicates[r], static_cast<int>(r));
      for (const std::string& metric : reader.metrics(group)) {
        const std::vector<double> values = reader.read(group, metric, r);
        for (std::size_t i = 0; i < values.size(); ++i) ASSERT_EQ(values[i], cell(static_cast<int>(r), i));
      }
    }
  }
}

pid_t start_writing(const std::string& path) {
  const pid_t child = fork();
  if (child == 0) {
    const FileHeader header = small_header(60);
    ResultWriter writer(path, header);
    for (int r = 0; r < 100000; ++r) writer.append(small_result(header, r, cell, cell));
    _exit(0);
  }
  return child;
}

// However busy the machine is, until the first replicate is in.
void wait_for(const std::string& path) {
  for (int tenth = 0; tenth < 1200 && !std::filesystem::exists(path); ++tenth)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
}

// Early kills fall before the first replicate is in or while it is written, later ones among the next.
TEST(Kill, FinishedReplicatesStayReadable) {
  const TemporaryFolder folder;
  int with_replicates = 0;
  for (int round = 0; round < 12; ++round) {
    const std::string path = folder.file(fmt::format("{}.h5", round));
    const pid_t child = start_writing(path);
    ASSERT_GT(child, 0);
    if (round >= 4) wait_for(path);
    std::this_thread::sleep_for(std::chrono::microseconds(3000 + 17171 * round));
    ASSERT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    if (!std::filesystem::exists(path)) continue;  // killed before the first replicate was in
    ++with_replicates;
    expect_complete(path);
  }
  EXPECT_GT(with_replicates, 3);
}

// HDF5 1.10 cannot free the cache of a file that it failed to flush; the leak checker is told so, here only.
#ifdef __SANITIZE_ADDRESS__
using KnownLeak = __lsan::ScopedDisabler;
#else
struct KnownLeak {
  KnownLeak() {}  // not trivial: a variable of this type is no unused one
};
#endif

std::size_t open_descriptors() {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
}

// A limit on the size of files makes writes fail as a full disk does.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    old_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old_limit_);
    const rlimit limit{bytes, old_limit_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &old_limit_);
    std::signal(SIGXFSZ, old_handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  void (*old_handler_)(int) = nullptr;
  rlimit old_limit_{};
};

TEST(FullDisk, IsARunErrorAndKeepsTheOldFile) {
  const KnownLeak leak;
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  const FileHeader header = small_header(60);
  ResultWriter writer(path, header);
  writer.append(small_result(header, 0, cell, cell));
  const auto size = std::filesystem::file_size(path);
  const std::string hash = results_hash(path);
  // Fails while copying, then while HDF5 writes, at several places.
  for (const int room : {-4000, 0, 100, 3000, 9000}) {
    const FileSizeLimit limit(size + static_cast<rlim_t>(room));
    EXPECT_THROW(writer.append(small_result(header, 1, cell, cell)), RunError);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);  // and its lock
    EXPECT_EQ(results_hash(path), hash);
  }
  writer.append(small_result(header, 1, cell, cell));  // the disk has room again
  expect_complete(path);
  EXPECT_EQ(ResultReader(path).replicates("scenario").size(), 2U);
}

TEST(FullDisk, OnTheFirstReplicateLeavesNothing) {
  const KnownLeak leak;
  const std::size_t before = open_descriptors();
  const TemporaryFolder folder;
  const FileHeader header = small_header(60);
  for (const rlim_t bytes : {0U, 1000U, 5000U, 20000U}) {
    {
      ResultWriter writer(folder.file("a.h5"), header);
      const FileSizeLimit limit(bytes);
      EXPECT_THROW(writer.append(small_result(header, 0, cell, cell)), RunError);
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  }
  EXPECT_EQ(open_descriptors(), before);  // the space of the removed parts is free again
}

}  // namespace
}  // namespace entrepot::test::crash_test
