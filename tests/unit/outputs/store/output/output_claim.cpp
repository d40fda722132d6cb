#include "outputs/store/output/output_claim.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "outputs/store/output/whole_file.hpp"
#include "sim/core/error.hpp"
#include "sim/core/input_files.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::output_claim_test {

using namespace outputs;
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using ::testing::HasSubstr;

std::string text_of(const std::string& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string refusal(const std::string& path, Existing existing) {
  try {
    const OutputClaim claim(path, existing);
  } catch (const InputError& error) {
    return error.what();
  }
  return "none";
}

TEST(OutputClaim, OneAtATimeAndTheLockGoesWithIt) {
  const TemporaryFolder folder;
  {
    const OutputClaim first(folder.file("a"), Existing::refuse);
    EXPECT_THAT(text_of(folder.file("a.lock")), HasSubstr("process " + std::to_string(getpid()) + " on "));
    EXPECT_THAT(refusal(folder.file("a"), Existing::replace),
                HasSubstr("process " + std::to_string(getpid()) + " on "));
    EXPECT_EQ(refusal(folder.file("b"), Existing::refuse), "none");
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(OutputClaim, ALockThatNobodyHoldsIsTakenOver) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("a.lock")) << "process 1 on elsewhere\n";
  std::ofstream(folder.file("a.17.3.part")) << "left behind";
  std::ofstream(folder.file("a.notes.part")) << "of the user";
  OutputClaim claim(folder.file("a"), Existing::refuse);
  write_whole(claim, "new");
  EXPECT_EQ(text_of(folder.file("a")), "new");
  EXPECT_FALSE(fs::exists(folder.file("a.17.3.part")));
  EXPECT_TRUE(fs::exists(folder.file("a.notes.part")));
}

TEST(OutputClaim, AFileThatAppearsMeanwhileStays) {
  const TemporaryFolder folder;
  OutputClaim claim(folder.file("a"), Existing::refuse);
  std::ofstream(folder.file("a")) << "mine";
  EXPECT_THROW(write_whole(claim, "new"), InputError);
  EXPECT_EQ(text_of(folder.file("a")), "mine");
}

TEST(OutputClaim, ReplacesOnlyWhatItPutThere) {
  const TemporaryFolder folder;
  OutputClaim claim(folder.file("a"), Existing::refuse);
  write_whole(claim, "first");
  write_whole(claim, "second");
  EXPECT_EQ(text_of(folder.file("a")), "second");
  fs::rename(folder.file("a"), folder.file("b"));
  std::ofstream(folder.file("a")) << "mine";
  EXPECT_THROW(write_whole(claim, "third"), RunError);
  EXPECT_EQ(text_of(folder.file("a")), "mine");
}

TEST(OutputClaim, AnInputUnderAnyNameIsNoOutput) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("in")) << "mine";
  fs::create_hard_link(folder.file("in"), folder.file("other"));
  EXPECT_FALSE(is_input(folder.file("other")));
  note_input(folder.file("in"));
  EXPECT_TRUE(is_input(folder.file("other")));
  EXPECT_THAT(refusal(folder.file("other"), Existing::replace), HasSubstr("an input"));
}

TEST(OutputClaim, AnInputReadAfterTheClaimStaysToo) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("in")) << "mine";
  OutputClaim claim(folder.file("in"), Existing::replace);
  note_input(folder.file("in"));
  EXPECT_THROW(write_whole(claim, "new"), InputError);
  EXPECT_EQ(text_of(folder.file("in")), "mine");
}

TEST(OutputClaim, RefusesLinksAndFolders) {
  const TemporaryFolder folder;
  fs::create_symlink(folder.file("nowhere"), folder.file("link"));
  EXPECT_THAT(refusal(folder.file("link"), Existing::replace), HasSubstr("symbolic link"));
  EXPECT_THAT(refusal(folder.path(), Existing::replace), HasSubstr("not a plain file"));
  EXPECT_THAT(refusal("", Existing::replace), HasSubstr("the name is empty"));
  EXPECT_THAT(refusal(folder.file("no/a"), Existing::replace), HasSubstr("make the folder first"));
}

TEST(OutputClaim, ADeviceIsWrittenToAndStays) {
  OutputClaim claim("/dev/null", Existing::refuse);
  EXPECT_TRUE(claim.is_stream());
  write_whole(claim, "text");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_THROW(claim.expect_file(), InputError);
  OutputClaim full("/dev/full", Existing::refuse);
  EXPECT_THROW(write_whole(full, "text"), RunError);
}

}  // namespace
}  // namespace entrepot::test::output_claim_test
