// The way in: a scenario of one's own from a template, names found in words, schemas for editors.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/e2e/small_run.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::start_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(New, EveryTemplateGivesASoundScenarioOfItsOwn) {
  const test::TemporaryFolder folder;
  int templates = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::source_dir() + "/scenarios/templates")) {
    const std::string name = entry.path().stem().string();
    const std::string file = folder.file(name + "-mine.yaml");
    const ProgramOutput made = call({"new", name, "-o", file});
    ASSERT_EQ(made.code, 0) << name << made.err;
    const ProgramOutput check = call({"check", file, "--resolved"});
    EXPECT_EQ(check.code, 0) << name << check.err;
    // One template reaches little trade, which is said; none has policies that do nothing.
    if (name == "export-ban") {
      EXPECT_THAT(check.err,
                  ::testing::StartsWith("note: the policies reach 0.4 % of the goods imports of CHN"));
      EXPECT_EQ(std::count(check.err.begin(), check.err.end(), '\n'), 1);
    } else {
      EXPECT_EQ(check.err, "") << name;
    }
    EXPECT_THAT(check.out, HasSubstr("name: " + name + "-mine")) << name;
    EXPECT_THAT(content(file), AllOf(Not(HasSubstr("# <")), Not(HasSubstr("{importer}")))) << name;
    ++templates;
  }
  EXPECT_GE(templates, 7);
}

TEST(New, TakesNamesInWordsAndTheDutyActsInSchedule) {
  const test::TemporaryFolder folder;
  const std::string file = folder.file("mine.yaml");
  const ProgramOutput made = call({"new", "bilateral-tariff", "importer=European Union", "origin=中国",
                                   "rate=+60 pp", "answer_after=2 months", "from=2020-03-01", "-o", file});
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.err, HasSubstr("entrepot run " + file));
  EXPECT_THAT(content(file),
              HasSubstr("description: \"EUK puts +60 pp on imports of all goods from CHN from 2020-03-01"));
  const ProgramOutput schedule = call({"schedule", file, "--flow", "CHN:EUK:8542", "--flow", "EUK:CHN:8542"});
  ASSERT_EQ(schedule.code, 0) << schedule.err;
  EXPECT_THAT(schedule.out,
              AllOf(HasSubstr("duty +60.00"), HasSubstr("answer +60.00"), HasSubstr("2020-05")));
}

TEST(New, RefusesWhatItCannotUseAndWritesNothing) {
  const test::TemporaryFolder folder;
  const std::string file = folder.file("mine.yaml");
  const std::vector<std::pair<std::vector<std::string>, std::string>> usage = {
      {{"bilateral-tarif"}, "did you mean \"bilateral-tariff\"?"},
      {{"bilateral-tariff", "importr=USA"}, "sets nothing of this template"},
      {{"bilateral-tariff", "importer=Atlantis"}, "no region is called \"Atlantis\""}};
  for (const auto& [words, expected] : usage) {
    std::vector<std::string> arguments = {"new", "-o", file};
    arguments.insert(arguments.end(), words.begin(), words.end());
    const ProgramOutput refused = call(arguments);
    EXPECT_EQ(refused.code, 2) << expected;
    EXPECT_THAT(refused.err, HasSubstr(expected));
  }
  const ProgramOutput faulty = call({"new", "bilateral-tariff", "rate=sixty", "from=soon", "-o", file});
  EXPECT_EQ(faulty.code, 3);
  EXPECT_THAT(faulty.err,
              AllOf(HasSubstr(file + ":"), HasSubstr("sixty"), HasSubstr("soon"), Not(HasSubstr(".part"))));
  EXPECT_FALSE(std::filesystem::exists(file));
  ASSERT_EQ(call({"new", "agreement", "-o", file}).code, 0);
  const std::string before = content(file);
  const ProgramOutput again = call({"new", "subsidy", "-o", file});
  EXPECT_EQ(again.code, 3);
  EXPECT_EQ(content(file), before);
  EXPECT_EQ(call({"new", "subsidy", "-o", file, "--force"}).code, 0);
  EXPECT_NE(content(file), before);
}

// At a terminal it asks; an answer that means nothing is asked again.
TEST(New, AsksAtATerminal) {
  const test::TemporaryFolder folder;
  const std::string file = folder.file("asked.yaml");
  const std::string script =
      "import os, pty, sys\n"
      "answers = iter(['', '', 'Atlantis', 'Japan', 'South Korea', '+7 pp', '', '', ''])\n"
      "def master(fd):\n"
      "    data = os.read(fd, 4096)\n"
      "    for _ in range(data.count(b'] ')):\n"
      "        os.write(fd, (next(answers, '') + '\\n').encode())\n"
      "    return data\n"
      "sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], master)))\n";
  const ProgramOutput asked = test::program(
      "/usr/bin/python3", {"-c", script, test::program_path(), "new", "bilateral-tariff", "-o", file});
  EXPECT_EQ(asked.code, 0) << asked.out << asked.err;
  EXPECT_THAT(asked.out, AllOf(HasSubstr("Who levies the duty? [USA]"), HasSubstr("no region is called")));
  EXPECT_THAT(content(file),
              AllOf(HasSubstr("importer: JPN"), HasSubstr("origin: KOR"), HasSubstr("rate: +7 pp")));
}

TEST(New, WithoutATemplateItListsThem) {
  const ProgramOutput list = call({"new"});
  EXPECT_EQ(list.code, 0);
  EXPECT_THAT(list.out,
              AllOf(HasSubstr("export-ban"), HasSubstr("friend-shoring"), HasSubstr("importer origin rate")));
}

TEST(DescribeNames, FindsByWord) {
  EXPECT_THAT(call({"describe", "products", "稀土"}).out, AllOf(HasSubstr("2846"), Not(HasSubstr("8542"))));
  EXPECT_THAT(call({"describe", "products", "semiconductors"}).out, HasSubstr("(ELE: 8541.1 8541.2)"));
  EXPECT_THAT(call({"describe", "regions", "Germany"}).out, HasSubstr("EUK"));
  EXPECT_THAT(call({"describe", "regions"}).out, HasSubstr("club: USA MEX CAN"));
  EXPECT_THAT(call({"describe", "metrics", "modularity"}).out, HasSubstr("quarter"));
  EXPECT_THAT(call({"describe", "import_share"}).out, HasSubstr("axes      time origin destination"));
  EXPECT_THAT(call({"describe", "mechanisms"}).out, HasSubstr("investment.sites"));
  const ProgramOutput nothing = call({"describe", "products", "unobtainium"});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(call({"describe", "metrcs"}).err, HasSubstr("did you mean \"metrics\"?"));
  EXPECT_EQ(call({"describe", "tariff", "rate"}).code, 2);
}

TEST(Schema, AcceptsTheLibraryAndSaysOneThingOfATypo) {
  const ProgramOutput check = test::program(
      "/usr/bin/python3",
      {test::source_dir() + "/tests/e2e/check_schema.py", test::program_path(), test::source_dir()});
  EXPECT_EQ(check.code, 0) << check.out << check.err;
}

}  // namespace
}  // namespace entrepot::test::start_test
