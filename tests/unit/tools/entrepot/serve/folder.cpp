// What is read and written in the user's folder, and what is not.
#include "tools/entrepot/serve/folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::folder_test {

using namespace tools;
namespace fs = std::filesystem;

namespace {

class WorkFolderTest : public ::testing::Test {
 protected:
  template <class Work>
  [[nodiscard]] static int status_of(const Work& work) {
    try {
      work();
    } catch (const FolderError& error) {
      return error.status();
    }
    return 0;
  }
  const TemporaryFolder place_;
  const WorkFolder folder_{place_.file("bench")};
};

TEST_F(WorkFolderTest, WritesOnlyOverTheTextThatWasRead) {
  const std::string first = folder_.write("mine", "name: a\ndescription: \"Of two\"\n", "");
  EXPECT_EQ(folder_.read("mine").version, first);
  EXPECT_EQ(folder_.scenarios().at(0).description, "Of two");
  const std::string second = folder_.write("mine", "name: b\n", first);
  EXPECT_EQ(status_of([&] { return folder_.write("mine", "name: c\n", first); }), 409);
  EXPECT_EQ(status_of([&] { return folder_.write("mine", "name: c\n", ""); }), 409);
  EXPECT_EQ(folder_.read("mine").text, "name: b\n");
  fs::remove(folder_.absolute("mine.yaml"));
  EXPECT_EQ(status_of([&] { return folder_.write("mine", "name: c\n", second); }), 409);
}

TEST_F(WorkFolderTest, RefusesNamesThatAreNone) {
  for (const std::string name : {"", "..", "../a", "a/b", "-o", ".a", "a\nb", "a\\b", " a", "\xff\xfe"})
    EXPECT_EQ(status_of([&] { return folder_.scenario_file(name); }), 400) << name;
  EXPECT_EQ(folder_.scenario_file("稀土 <b>'"), "稀土 <b>'.yaml");
  EXPECT_EQ(folder_.result_file("a", ".h5"), "results/a.h5");
}

TEST_F(WorkFolderTest, KnowsAllFilesOfARunAndNoneOfAnother) {
  for (const char* const name :
       {"a.h5", "a.log", "a.gdp.csv", "a-2.h5", "a.b.h5", "a.b.gdp.csv", "a+a-2.html"})
    std::ofstream(folder_.absolute("results/" + std::string(name))) << "x";
  fs::create_symlink(place_.file("secret"), folder_.absolute("results/a.html"));
  EXPECT_EQ(folder_.files_of_result("a"),
            (std::vector<std::string>{"results/a.h5", "results/a.log", "results/a.gdp.csv"}));
  EXPECT_EQ(status_of([&] { return folder_.files_of_result("none"); }), 404);
  EXPECT_EQ(status_of([&] { return folder_.files_of_scenario("none"); }), 404);
  EXPECT_EQ(status_of([&] { return folder_.files_of_scenario("../secret"); }), 400);
}

TEST_F(WorkFolderTest, FollowsNoLink) {
  std::ofstream(place_.file("secret.yaml")) << "secret\n";
  fs::create_symlink(place_.file("secret.yaml"), folder_.absolute("link.yaml"));
  fs::create_symlink(place_.file("new.yaml"), folder_.absolute("dangling.yaml"));
  EXPECT_TRUE(folder_.scenarios().empty());
  EXPECT_EQ(status_of([&] { return folder_.read("link"); }), 404);
  for (const std::string name : {"link", "dangling"})
    EXPECT_EQ(status_of([&] { return folder_.write(name, "text", ""); }), 409);
  EXPECT_FALSE(fs::exists(place_.file("new.yaml")));
  fs::create_directory(place_.file("other"));
  fs::create_directory_symlink(place_.file("bench/results"), place_.file("other/results"));
  EXPECT_THROW(WorkFolder(place_.file("other")), InputError);
}

TEST_F(WorkFolderTest, FindsANameThatNoResultHas) {
  EXPECT_EQ(folder_.free_result("mine", {}), "mine");
  EXPECT_EQ(folder_.free_result("mine", {"mine"}), "mine-2");
  std::ofstream(folder_.absolute("results/mine-2.log")) << "left by a failed one\n";
  EXPECT_EQ(folder_.free_result("mine", {"mine"}), "mine-3");
}

TEST_F(WorkFolderTest, RemovesDraftsThatAKillHasLeft) {
  for (const char* const name : {".draft-old.yaml", ".draft-young.yaml", "old.yaml"})
    std::ofstream(folder_.absolute(name)) << "name: a\n";
  for (const char* const name : {".draft-old.yaml", "old.yaml"})
    fs::last_write_time(folder_.absolute(name), fs::file_time_type::clock::now() - std::chrono::hours(2));
  const WorkFolder again(folder_.path());
  EXPECT_FALSE(fs::exists(folder_.absolute(".draft-old.yaml")));
  EXPECT_TRUE(fs::exists(folder_.absolute(".draft-young.yaml")));
  EXPECT_TRUE(fs::exists(folder_.absolute("old.yaml")));
}

TEST_F(WorkFolderTest, ADraftGoesWithItsCheck) {
  std::string path;
  {
    const DraftFile draft(folder_, "name: a\n");
    path = folder_.absolute(draft.name());
    EXPECT_EQ(read_plain_file(path, 100).value_or(""), "name: a\n");
    EXPECT_EQ(read_plain_file(path, 3), std::nullopt);
    EXPECT_TRUE(folder_.scenarios().empty());
  }
  EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace entrepot::test::folder_test
