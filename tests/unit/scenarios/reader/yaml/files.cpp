// Faults of files: missing, unreadable, extended in a circle, broken schedules, caps; and of --set.
#include <gmock/gmock.h>

#include "scenarios/reader/load.hpp"
#include "scenarios/reader/yaml/yaml.hpp"
#include "tests/support/fault_cases.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::files_test {

using namespace scenarios;
namespace {

using ::testing::HasSubstr;

std::string message(const Fault& fault) { return fault.what + " (" + fault.why + ") " + fault.suggestion; }

// The one fault of `faults`, at that place.
void expect_fault(const std::vector<Fault>& faults, const std::string& file, int line, int column,
                  const std::string& what) {
  std::string all;
  for (const Fault& fault : faults) all += format_fault(fault) + "\n";
  ASSERT_EQ(faults.size(), 1U) << all;
  EXPECT_EQ(faults[0].place.file, file) << all;
  EXPECT_EQ(faults[0].place.line, line) << all;
  EXPECT_EQ(faults[0].place.column, column) << all;
  EXPECT_THAT(message(faults[0]), HasSubstr(what));
}

const char* const minimal =
    "schema: 1\nname: small\nseed: 1\nworld: {name: world2017}\ncalendar: {start: 2017-01, end: 2018-12}\n";

std::string with_schedule(const std::string& file) {
  return std::string(minimal) +
         "policies:\n  - {id: a, type: tariff, importer: USA, schedule: {file: " + file +
         ", values: levels}}\n";
}

TEST(Files, MinimalScenarioIsEnough) {
  const support::TemporaryFolder folder;
  EXPECT_TRUE(support::faults_of(folder.write("a.yaml", minimal)).empty());
}

TEST(Files, MissingScenario) {
  expect_fault(support::faults_of("no-polcy"), "no-polcy", 0, 0, "did you mean \"no-policy\"?");
  const support::TemporaryFolder folder;
  expect_fault(support::faults_of(folder.path().string()), folder.path().string(), 0, 0,
               "not a regular file");
}

TEST(Files, SyntaxErrorHasItsPlace) {
  const support::TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", "schema: 1\nname: [a, b\nseed: 1\n");
  expect_fault(support::faults_of(file), file, 2, 7, "YAML syntax");
  const std::string open = folder.write("b.yaml", std::string(minimal) + "description: \"open\n");
  const auto faults = support::faults_of(open);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].why, "YAML syntax");
  EXPECT_GE(faults[0].place.line, 6);
}

TEST(Files, EmptyAndStrangeDocuments) {
  const support::TemporaryFolder folder;
  const auto check = [&](const std::string& text, int line, int column, const std::string& what) {
    const std::string file = folder.write("a.yaml", text);
    expect_fault(support::faults_of(file), file, line, column, what);
  };
  check("", 1, 1, "the file is empty");
  check("# nothing\n", 1, 1, "the file is empty");
  check("- schema: 1\n- b\n", 1, 1, "the scenario is a list");
  check("word\n", 0, 0, "the file is no scenario");
  check(std::string(minimal) + "---\nname: b\n", 6, 1, "a second document");
  check("model: a\x01\n", 1, 9, "byte 0x01 is no text");
  check("schema: 1\nseed: \xff\n", 2, 7, "byte 0xff is no text");
  check(std::string(minimal) + "description: &a [*a]\n", 6, 18, "alias");
}

TEST(Files, ColumnsCountCharacters) {
  const support::TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", std::string(minimal) + "\"d\xc3\xa9j\xc3\xa0\": {vu: 1}\n");
  expect_fault(support::faults_of(file), file, 6, 1, "unknown key");
  const std::string other = folder.write("b.yaml", std::string(minimal) + "model: {\"\xc3\xa9\": 1, x: 2}\n");
  const auto faults = support::faults_of(other);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[1].place.column, 17);
}

TEST(Caps, SizeDepthAndNodes) {
  const support::TemporaryFolder folder;
  const auto check = [&](const std::string& text, const std::string& what) {
    const auto faults = support::faults_of(folder.write("a.yaml", text));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_THAT(message(faults[0]), HasSubstr(what));
  };
  check(std::string((4U << 20U) + 1U, '#'), "at most 4194304 are read");
  check(std::string(minimal) + "model: " + std::string(64, '[') + std::string(64, ']') + "\n", "64 levels");
  std::string many = std::string(minimal) + "model: [";
  for (int i = 0; i < 100000; ++i) many += "a,";
  check(many + "]\n", "more than 100000 nodes");
  std::string laughs = std::string(minimal) + "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c <= 'z'; ++c) {
    laughs += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 9; ++i) laughs += std::string("*") + static_cast<char>(c - 1) + ",";
    laughs += "]\n";
  }
  check(laughs, "more than 100000 nodes");
}

TEST(Caps, LimitsThemselvesAreAllowed) {
  Faults faults;
  Node root;
  const auto parse = [&](const std::string& text) {
    return parse_yaml(make_source("text", {}, text), text, root, faults);
  };
  EXPECT_TRUE(parse(std::string(64, '[') + std::string(64, ']')));
  std::string many = "[";
  for (int i = 0; i < 99999; ++i) many += "a,";
  EXPECT_TRUE(parse(many + "]"));
  EXPECT_EQ(root.items.size(), 99999U);
  EXPECT_EQ(faults.count(), 0U);
}

TEST(Extends, FaultsOfTheBaseStandInTheBase) {
  const support::TemporaryFolder folder;
  const std::string base =
      folder.write("base.yaml", std::string(minimal) + "model: {sourcing: {tiers: three}}\n");
  const std::string file = folder.write("top.yaml", "extends: base.yaml\nname: top\n");
  expect_fault(support::faults_of(file), base, 6, 27, "choices: two, one");
}

TEST(Extends, BrokenBaseDoesNotHideTheRest) {
  const support::TemporaryFolder folder;
  const std::string base = folder.write("base.yaml", "name: [a\n");
  const std::string file = folder.write("top.yaml", "extends: base\nseed: 010\n");
  const auto faults = support::faults_of(file);
  ASSERT_EQ(faults.size(), 2U);  // no word about the keys that the base may hold
  EXPECT_EQ(faults[0].place.file, base);
  EXPECT_EQ(faults[1].place.file, file);
  EXPECT_EQ(faults[1].place.line, 2);
}

TEST(Extends, CirclesAndMissingBases) {
  const support::TemporaryFolder folder;
  const std::string one = folder.write("one.yaml", "extends: two.yaml\n");
  const std::string two = folder.write("two.yaml", "extends: ./one.yaml\n");
  expect_fault(support::faults_of(one), two, 1, 10, "circle");
  const std::string self = folder.write("self.yaml", "name: a\nextends: self\n");
  expect_fault(support::faults_of(self), self, 2, 10, "circle");
  const std::string lost = folder.write("lost.yaml", "extends: trade-war-2017\n");
  expect_fault(support::faults_of(lost), lost, 1, 10, "did you mean \"trade-war-2018\"?");
  const std::string list = folder.write("list.yaml", "extends: [one, two]\n");
  expect_fault(support::faults_of(list), list, 1, 10, "extends is a list");
}

TEST(Extends, MapsMergeDeepAndPoliciesAreReplacedByIdOrAppended) {
  const support::TemporaryFolder folder;
  const std::string tariff = "type: tariff, importer: USA, rate: 5 %, from: 2017-02";
  folder.write("base.yaml", std::string(minimal) + "model: {sourcing: {tiers: one, turnover: 1 per year}}\n" +
                                "policies:\n  - {id: a, " + tariff + "}\n  - {id: b, " + tariff + "}\n");
  const std::string file =
      folder.write("top.yaml", "extends: base\nmodel: {sourcing: {tiers: two}}\npolicies:\n  - {id: c, " +
                                   tariff + "}\n  - {id: a, " + tariff + ", scale: 3}\n");
  const Scenario scenario = load_scenario(file, {}, support::source_paths(), support::world2017_names);
  EXPECT_EQ(scenario.model.at("sourcing").get<std::string>("tiers"), "two");
  EXPECT_EQ(scenario.model.at("sourcing").number("turnover"), 1.0);
  ASSERT_EQ(scenario.policies.size(), 3U);
  EXPECT_EQ(scenario.policies[0].id, "a");
  EXPECT_EQ(scenario.policies[0].values.number("scale"), 3.0);
  EXPECT_EQ(scenario.policies[1].id, "b");
  EXPECT_EQ(scenario.policies[2].id, "c");
}

TEST(Schedules, FaultsStandInTheCsv) {
  const support::TemporaryFolder folder;
  const std::string scenario = folder.write("a.yaml", with_schedule("s.csv"));
  const auto check = [&](const std::string& csv, int line, int column, const std::string& what) {
    const std::string file = folder.write("s.csv", csv);
    expect_fault(support::faults_of(scenario), file, line, column, what);
  };
  check("", 1, 1, "the file is empty");
  check("code,2018-01-01\n01,5\n", 1, 1, "write product, origin, destination or date");
  check("product,2018-01-01\n", 1, 1, "no duties");
  check("product,2018-13-01\n01,5\n", 1, 9, "no date of the calendar");
  check("product,2018-02-01,2018-01-01\n01,5,6\n", 1, 20, "dates must ascend");
  check("product,2018-01-01\n01,5\n02,x\n", 3, 4, "a number is expected");
  check("product,2018-01-01\n01,05\n", 2, 4, "leading zero");
  check("product,2018-01-01\n01,5000\n", 2, 4, "allowed: -1000 to 1000 pp");
  check("product,2018-01-01\n01,5\n01,6\n", 3, 1, "appears twice");
  check("product,2018-01-01\n01,5\n1,6\n", 3, 1, "a spreadsheet drops zeros");
  check("product,2018-01-01\n01,5,6\n", 2, 1, "3 fields");
  check("date,CHN,VNN\n2018-01-01,1,2\n", 1, 10, "did you mean \"VNM\"?");
  check("date,CHN\n2018-01-01,1\n2018-01-01,2\n", 3, 1, "dates must ascend");
}

TEST(Schedules, AllShapesAreRead) {
  const support::TemporaryFolder folder;
  const std::string scenario = folder.write("a.yaml", with_schedule("s.csv"));
  const auto read = [&](const std::string& csv) {
    folder.write("s.csv", csv);
    return load_scenario(scenario, {}, support::source_paths(), support::world2017_names);
  };
  const auto table = [](const Scenario& of) { return of.policies[0].values.get<ScheduleTable>("schedule"); };
  const Scenario products = read("product,2018-01-01,2018-02-01\r\n01,1,2\r\n\"02\",3,4\r\n");
  EXPECT_EQ(table(products).row_kind, "product");
  EXPECT_THAT(table(products).values, ::testing::ElementsAre(0.01, 0.03, 0.02, 0.04));
  ASSERT_EQ(products.notes.size(), 1U);
  EXPECT_THAT(products.notes[0], HasSubstr("203 of 205 products"));
  EXPECT_THAT(products.notes[0], ::testing::StartsWith("s.csv: ")) << "as given: no folder of this machine";
  const Scenario origins = read("date,CHN,VNM\n2018-01-01,1,2\n2018-02-01,3,4\n");
  EXPECT_EQ(table(origins).row_kind, "origin");
  EXPECT_THAT(table(origins).values, ::testing::ElementsAre(0.01, 0.02, 0.03, 0.04));
  EXPECT_TRUE(origins.notes.empty());
  EXPECT_EQ(table(read("date,01,02\n2018-01-01,1,2\n")).row_kind, "product");
  EXPECT_EQ(table(read("origin,2018-01-01\nCHN,5\n")).row_kind, "origin");
}

TEST(Set, FaultsStandInTheOverride) {
  const support::TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", support::good_scenario());
  const auto check = [&](const std::string& text, int column, const std::string& what) {
    const auto faults = support::faults_of(file, {text});
    expect_fault(faults, "--set", 1, column, what);
    EXPECT_EQ(faults[0].place.source_line, text);
  };
  check("policies[p16].scale=2", 10, "no policy has the id \"p16\"");
  check("policies[p01].skale=2", 15, "did you mean \"scale\"?");
  check("policies[p01].scale=20", 21, "allowed: 0 to 10");
  check("policies[p01].scale", 1, "no value");
  check("policies[p01].scale=", 20, "no value");
  check("policies[p01]scale=2", 14, "path");
  check("policies..scale=2", 10, "path");
  check("=2", 1, "path");
  check("policies.scale=2", 10, "it is a list");
  check("seed.x=2", 6, "it is a single value");
  check("world[p01].firms=2", 7, "is not a list");
  check("polices[p01].scale=2", 1, "not in the scenario");
  check("sead=2", 1, "did you mean \"seed\"?");
  check("model.sourcing.tiers=three", 22, "choices: two, one");
  check("model.sourcing.gap_hazard=3", 27, "write \"3 per year\"");
  check("seed=010", 6, "leading zero");
  check("seed=[1", 6, "YAML syntax");
  check("policies[p01].rate=5", 20, "a duty carries its unit");
  const std::string bare = folder.write("b.yaml", std::string(minimal) + "policies: []\n");
  expect_fault(support::faults_of(bare, {"policies[*].scale=0"}), "--set", 1, 10, "no policies");
}

TEST(Set, FaultsOfFileAndOverridesComeTogether) {
  const support::TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", std::string(minimal) + "modell: {}\n");
  const auto faults = support::faults_of(file, {"seed=x", "world.firms=1"});
  EXPECT_EQ(faults.size(), 3U);
}

TEST(Worlds, FaultsOfTheNamesProviderJoinTheOthers) {
  const support::TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", std::string(minimal) + "modell: {}\n");
  const NamesProvider broken = [](const WorldSpec&) -> WorldNames {
    throw InputError(Fault{{}, "bad world", "", ""});
  };
  try {
    static_cast<void>(load_scenario(file, {}, support::source_paths(), broken));
    FAIL() << "a broken world was accepted";
  } catch (const InputError& error) {
    ASSERT_EQ(error.faults().size(), 2U);
    EXPECT_EQ(error.faults()[0].place.line, 4);
    EXPECT_EQ(error.faults()[1].place.line, 6);
  }
}

TEST(Worlds, MissingTableAndNoWorldAtAll) {
  const support::TemporaryFolder folder;
  const std::string head = "schema: 1\nname: a\nseed: 1\ncalendar: {start: 2017-01, end: 2018-12}\n";
  const std::string table = folder.write("a.yaml", head + "world: {table: none.csv.gz}\n");
  expect_fault(support::faults_of(table), table, 5, 16, "no such file");
  const std::string none = folder.write("b.yaml", head + "world: {firms: 5000}\n");
  expect_fault(support::faults_of(none), none, 5, 8, "neither name nor table");
  const std::string absent = folder.write("c.yaml", head);
  expect_fault(support::faults_of(absent), absent, 1, 1, "key world is missing");
}

}  // namespace
}  // namespace entrepot::test::files_test
