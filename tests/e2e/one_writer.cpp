// One writer per output, and no output over what is there.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::one_writer_test {
namespace {

namespace fs = std::filesystem;
using test::call;
using test::ProgramOutput;
using test::TemporaryFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string text_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write(const std::string& file, const std::string& text) { std::ofstream(file) << text; }

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  return names;
}

// A run of well under a second.
std::vector<std::string> tiny_run(const std::string& output, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {
      "run",   "no-policy",           "-o", output, "--quiet", "--threads", "1", "--set", "world.firms=1000",
      "--set", "calendar.end=2017-02"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// Every verb that writes, with the file it is asked to write.
struct Writing {
  std::string file;
  std::vector<std::string> arguments;
};

std::vector<Writing> writings(const TemporaryFolder& folder) {
  const std::string& results = test::finished_run();
  const std::string world = folder.file("world");
  fs::create_directory(world);
  return {{folder.file("a.h5"), tiny_run(folder.file("a.h5"))},
          {folder.file("e.h5"), {"equilibrium", "no-policy", "-o", folder.file("e.h5")}},
          {folder.file("x.csv"), {"export", results, "--metric", "income", "-o", folder.file("x.csv")}},
          {folder.file("l.csv"),
           {"export", "links", "no-policy", "--at", "2017-01", "--set", "world.firms=1000", "-o",
            folder.file("l.csv")}},
          {folder.file("r.html"), {"report", results, "-o", folder.file("r.html")}},
          {world + "/firms.csv.gz", {"world", "build", "--firms", "1000", "-o", world}}};
}

TEST(OneWriter, WhatIsThereIsLeftAloneWithoutForce) {
  const TemporaryFolder folder;
  for (Writing& one : writings(folder)) {
    write(one.file, "mine");
    const ProgramOutput refused = call(one.arguments);
    EXPECT_EQ(refused.code, 3) << one.file << refused.err;
    EXPECT_THAT(refused.err, AllOf(HasSubstr(one.file), HasSubstr("--force"))) << one.file;
    EXPECT_EQ(text_of(one.file), "mine") << one.file;
    one.arguments.emplace_back("--force");
    const ProgramOutput forced = call(one.arguments);
    EXPECT_EQ(forced.code, 0) << one.file << forced.err;
    EXPECT_GT(fs::file_size(one.file), 100U) << one.file;
  }
  for (const std::string& name : names_in(folder.path())) {
    EXPECT_EQ(name.find(".lock"), std::string::npos) << name;
    EXPECT_EQ(name.find(".part"), std::string::npos) << name;
  }
}

TEST(OneWriter, AnOutputThatIsALinkIsRefused) {
  const TemporaryFolder folder;
  write(folder.file("mine"), "mine");
  for (Writing& one : writings(folder)) {
    fs::create_symlink(folder.file("mine"), one.file);
    one.arguments.emplace_back("--force");
    const ProgramOutput refused = call(one.arguments);
    EXPECT_EQ(refused.code, 3) << one.file << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("symbolic link")) << one.file;
  }
  EXPECT_EQ(text_of(folder.file("mine")), "mine");
}

TEST(OneWriter, AnOutputThatIsAnInputIsRefusedEvenWithForce) {
  const TemporaryFolder folder;
  const std::string base = folder.file("base.yaml");
  const std::string mine = folder.file("mine.yaml");
  const std::string results = folder.file("in.h5");
  const std::string other_name = folder.file("other-name.h5");
  write(base, "schema: 1\nname: base\nextends: no-policy\nworld: {firms: 1000}\ncalendar: {end: 2017-02}\n");
  write(mine, "schema: 1\nname: mine\nextends: base.yaml\n");
  fs::copy_file(test::finished_run(), results);
  fs::create_hard_link(results, other_name);
  const std::vector<std::vector<std::string>> cases = {
      {"run", mine, "-o", mine, "--force"},
      {"run", mine, "-o", base, "--force"},
      {"equilibrium", mine, "-o", base, "--force"},
      {"export", results, "--metric", "income", "-o", results, "--force"},
      {"export", results, "--metric", "income", "-o", other_name, "--force"},
      {"export", "links", mine, "-o", base, "--force"},
      {"report", results, "-o", results, "--force"}};
  const std::string before = text_of(results);
  for (const std::vector<std::string>& arguments : cases) {
    const ProgramOutput refused = call(arguments);
    EXPECT_EQ(refused.code, 3) << arguments[0] << " " << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("it is an input of this command")) << arguments[0];
  }
  EXPECT_EQ(text_of(results), before);
  EXPECT_EQ(text_of(mine), "schema: 1\nname: mine\nextends: base.yaml\n");
}

TEST(OneWriter, APipeAndADeviceAreWrittenToAndStay) {
  const TemporaryFolder folder;
  const std::string pipe = folder.file("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  // Held open for both, the pipe ends with the program, even one that never came to open it.
  const std::string shown = "exec 3<>" + pipe + " 4<" + pipe + "; cat <&4 3>&- & '" + test::program_path() +
                            "' export '" + test::finished_run() + "' --metric income --quiet -o " + pipe +
                            " 4<&-; exec 3>&-; wait";
  const ProgramOutput read = test::program("sh", {"-c", shown});
  EXPECT_THAT(read.out, HasSubstr("metric,units,run"));
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_EQ(call({"export", test::finished_run(), "--metric", "income", "-o", "/dev/null"}).code, 0);
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_EQ(call({"report", test::finished_run(), "-o", "/dev/full"}).code, 4);
  EXPECT_THAT(call(tiny_run("/dev/null")).err, HasSubstr("not a plain file"));
}

TEST(OneWriter, TheSecondOfTwoIsToldWhoWrites) {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  test::RunningProgram first(test::trade_war(file, {"--set", "replicates=200"}, "2019-12"));
  while (first.running() && !fs::exists(file + ".lock"))
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::this_thread::sleep_for(std::chrono::milliseconds(20));  // it writes its name right after
  for (const bool force : {false, true}) {
    const ProgramOutput second =
        call(tiny_run(file, force ? std::vector<std::string>{"--force"} : std::vector<std::string>{}));
    EXPECT_EQ(second.code, 3) << second.err;
    const bool told = second.err.find("another process is writing") != std::string::npos &&
                      second.err.find("process ") != std::string::npos;
    EXPECT_TRUE(told || (!force && second.err.find("--force") != std::string::npos)) << second.err;
  }
  first.send(SIGKILL);
  EXPECT_EQ(first.wait().signal, SIGKILL);
  // The lock and the part of a killed run are no hindrance, and go.
  EXPECT_TRUE(fs::exists(file + ".lock"));
  write(file + ".1.0.part", "left behind");
  const ProgramOutput next = call(tiny_run(file, {"--force"}));
  EXPECT_EQ(next.code, 0) << next.err;
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"a.h5"});
}

// More of these: tools/dev/reliability_pairs.py.
TEST(OneWriter, OfTwoAtOnceOneRunsAndOneIsRefused) {
  for (int pair = 0; pair < 4; ++pair) {
    const TemporaryFolder folder;
    const std::string file = folder.file("a.h5");
    test::RunningProgram a(tiny_run(file, {"--set", "seed=1"}));
    test::RunningProgram b(tiny_run(file, {"--set", "seed=2"}));
    const ProgramOutput first = a.wait();
    const ProgramOutput second = b.wait();
    EXPECT_EQ(first.code + second.code, 3) << first.err << second.err;
    const std::string alone = folder.file("alone.h5");
    ASSERT_EQ(call(tiny_run(alone, {"--set", first.code == 0 ? "seed=1" : "seed=2"})).code, 0);
    EXPECT_EQ(test::hash_of(file), test::hash_of(alone));
  }
}

}  // namespace
}  // namespace entrepot::test::one_writer_test
