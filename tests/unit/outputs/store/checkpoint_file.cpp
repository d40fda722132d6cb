// A checkpoint is read whole and unharmed, or refused.
#include "outputs/store/checkpoint_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::checkpoint_file_test {

using namespace outputs;
namespace {

using ::testing::HasSubstr;

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::string refusal(const std::string& path) {
  try {
    const CheckpointReader reader(path);
    return "";
  } catch (const InputError& error) {
    return error.what();
  }
}

class CheckpointFile : public ::testing::Test {
 protected:
  CheckpointFile() {
    CheckpointWriter writer(path_);
    writer.add("numbers", std::span<const double>(numbers_));
    writer.add("text", "two\nlines");
    writer.add("none", std::span<const double>());
    writer.commit();
  }
  const test::TemporaryFolder folder_;
  const std::string path_ = folder_.file("a.checkpoint");
  const std::vector<double> numbers_ = {1.5, -0.0, 1e300};
};

TEST_F(CheckpointFile, GivesBackWhatWasWritten) {
  const CheckpointReader reader(path_);
  EXPECT_EQ(reader.numbers("numbers"), numbers_);
  EXPECT_EQ(reader.text("text"), "two\nlines");
  EXPECT_TRUE(reader.numbers("none").empty());
  EXPECT_EQ(reader.names("n"), (std::vector<std::string>{"none", "numbers"}));
  EXPECT_FALSE(reader.has("other"));
  EXPECT_FALSE(std::filesystem::exists(path_ + ".part"));
}

TEST_F(CheckpointFile, EveryFlippedBitIsRefused) {
  const std::string good = read(path_);
  std::mt19937 draw(1);
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ (1 << draw() % 8));
    write(path_, bad);
    ASSERT_NE(refusal(path_), "") << "byte " << at;
  }
}

TEST_F(CheckpointFile, EveryTruncationIsRefused) {
  const std::string good = read(path_);
  for (std::size_t size = 0; size < good.size(); ++size) {
    write(path_, good.substr(0, size));
    ASSERT_NE(refusal(path_), "") << size << " bytes";
  }
  write(path_, good.substr(0, good.size() - 1));
  EXPECT_THAT(refusal(path_), HasSubstr("truncated"));
  write(path_, good + "x");
  EXPECT_THAT(refusal(path_), HasSubstr("too long"));
}

TEST_F(CheckpointFile, SaysWhatIsWrong) {
  std::string other = read(path_);
  other[other.find(' ') + 1] = '9';
  write(path_, other);
  EXPECT_THAT(refusal(path_), HasSubstr("unknown version 9"));
  write(path_, "schema: 1\n");
  EXPECT_THAT(refusal(path_), HasSubstr("not a checkpoint"));
  EXPECT_THAT(refusal(folder_.file("none")), HasSubstr("no such checkpoint"));
  EXPECT_THAT(refusal(folder_.path()), HasSubstr("no such checkpoint"));
}

TEST_F(CheckpointFile, ValuesOfAnotherSizeAreRefused) {
  const CheckpointReader reader(path_);
  EXPECT_THROW(static_cast<void>(reader.bytes("numbers", 4)), InputError);
  EXPECT_THROW(static_cast<void>(reader.bytes("other", 8)), InputError);
}

// The old one stays until the new one is whole.
TEST_F(CheckpointFile, AnUnfinishedWriteChangesNothing) {
  const std::string good = read(path_);
  {
    CheckpointWriter writer(path_);
    writer.add("text", "more");
  }
  EXPECT_EQ(read(path_), good);
  EXPECT_THROW(CheckpointWriter(folder_.file("no/folder")), RunError);
}

}  // namespace
}  // namespace entrepot::test::checkpoint_file_test
