#include "outputs/store/digest/file_digest.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "outputs/store/results/result_reader.hpp"
#include "outputs/store/results/results_hash.hpp"
#include "sim/core/error.hpp"
#include "sim/core/sha256.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::file_digest_test {

using namespace outputs;
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

std::string text_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write(const std::string& file, const std::string& text) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

TEST(FileDigest, IsALineThatOtherProgramsCanCheck) {
  const TemporaryFolder folder;
  write(folder.file("a"), "abc");
  append_digest(folder.file("a"));
  const std::string text = text_of(folder.file("a"));
  Sha256 hash;
  hash.add("abc");
  const std::string digest = hash.finish();
  EXPECT_EQ(text.size(), 3U + 128U);
  EXPECT_EQ(text.substr(3, 102), "\nentrepot-digest sha256 " + digest + " of 3 bytes   ");
  EXPECT_EQ(stored_digest(folder.file("a")), digest);
  EXPECT_EQ(soundness(folder.file("a")), Soundness::sound);
}

// Any bit of it, its own line too: damaged, or without a digest where the line is no longer one.
TEST(FileDigest, EveryFlippedBitShows) {
  const TemporaryFolder folder;
  write(folder.file("a"), "some bytes");
  append_digest(folder.file("a"));
  const std::string text = text_of(folder.file("a"));
  for (std::size_t bit = 0; bit < 8 * text.size(); ++bit) {
    std::string flipped = text;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ static_cast<char>(1U << (bit % 8)));
    const std::string file = folder.file(std::to_string(bit));
    write(file, flipped);
    const bool in_mark = bit / 8 >= 10 && bit / 8 < 10 + 24;
    EXPECT_EQ(soundness(file), in_mark ? Soundness::no_digest : Soundness::damaged) << "bit " << bit;
  }
}

TEST(FileDigest, EveryCutShows) {
  const TemporaryFolder folder;
  write(folder.file("a"), "some bytes");
  append_digest(folder.file("a"));
  const std::string text = text_of(folder.file("a"));
  for (std::size_t size = 0; size < text.size(); ++size) {
    const std::string file = folder.file(std::to_string(size));
    write(file, text.substr(0, size));
    EXPECT_EQ(soundness(file), Soundness::no_digest) << size;
  }
}

TEST(FileDigest, AFinishedResultFileHasOneAndAnUnfinishedOneNot) {
  const TemporaryFolder folder;
  const FileHeader header = test::small_header(2);
  const auto zero = [](int, std::size_t) { return 0.0; };
  ResultWriter writer(folder.file("a.h5"), header);
  writer.append(test::small_result(header, 0, zero, zero));
  EXPECT_EQ(soundness(folder.file("a.h5")), Soundness::no_digest);
  const std::string hash = results_hash(folder.file("a.h5"));
  writer.finish({{"wall_time", "1 s"}});
  EXPECT_EQ(soundness(folder.file("a.h5")), Soundness::sound);
  EXPECT_EQ(results_hash(folder.file("a.h5")), hash);
}

TEST(FileDigest, ADamagedResultFileIsNotOpened) {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  test::write_small_file(file, 1, 2);
  std::string text = text_of(file);
  text[text.size() / 2] = static_cast<char>(text[text.size() / 2] ^ 4);
  write(file, text);
  EXPECT_THROW(ResultReader{file}, InputError);
  EXPECT_THROW(static_cast<void>(results_hash(file)), InputError);
}

}  // namespace
}  // namespace entrepot::test::file_digest_test
