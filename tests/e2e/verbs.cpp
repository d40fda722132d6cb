// Every verb of the program, as a user calls it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::verbs_test {

using namespace outputs;
namespace {

using test::call;
using test::finished_run;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

TEST(Run, PrintsTheShareTableOnStdoutAndTheRestOnStderr) {
  const test::TemporaryFolder folder;
  const ProgramOutput run = call(test::trade_war(folder.file("a.h5")));
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("Share of USA goods imports by origin"));
  EXPECT_THAT(run.out, HasSubstr("change, pp"));
  EXPECT_THAT(run.err, AllOf(HasSubstr("note: "), HasSubstr("100 %"), HasSubstr("Written to")));
}

TEST(Run, QuietPrintsTheTableOnly) {
  const test::TemporaryFolder folder;
  const ProgramOutput run = call(test::trade_war(folder.file("a.h5"), {"--quiet", "--importer", "CHN"}));
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_THAT(run.out, StartsWith("Share of CHN goods imports by origin"));
}

TEST(Run, JsonHoldsTheTable) {
  const test::TemporaryFolder folder;
  const ProgramOutput run = call(test::trade_war(folder.file("a.h5"), {"--json"}));
  const nlohmann::json json = nlohmann::json::parse(run.out);
  EXPECT_EQ(json.at("importer"), "USA");
  EXPECT_EQ(json.at("years"), nlohmann::json({2018}));
  const double scenario = json.at("origins").at("CHN").at("scenario").at(0);
  const double baseline = json.at("origins").at("CHN").at("baseline").at(0);
  EXPECT_GT(scenario, 10.0);
  EXPECT_LT(scenario, baseline);
}

TEST(Run, OptionsMayStandBeforeTheScenario) {
  const test::TemporaryFolder folder;
  const ProgramOutput run =
      call({"--quiet", "run", "--set", "world.firms=1000", "--set", "calendar.end=2017-02", "--set",
            "replicates=1", "-o", folder.file("a.h5"), "no-policy"});
  EXPECT_EQ(run.code, 0) << run.err;
}

TEST(Run, TheResultFileIsNamedAfterTheScenario) {
  const test::TemporaryFolder folder;
  const std::string command =
      "cd " + folder.path() + " && '" + test::program_path() +
      "' run no-policy --quiet --set world.firms=1000 --set calendar.end=2017-02 --set replicates=1";
  EXPECT_EQ(test::program("sh", {"-c", command}).code, 0);
  EXPECT_EQ(test::hash_of(folder.file("no-policy.h5")).size(), 64U);
}

TEST(List, NamesTheLibraryWithDescriptions) {
  const ProgramOutput list = call({"list"});
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_THAT(list.out, AllOf(HasSubstr("trade-war-2018"), HasSubstr("small-yard-high-fence"),
                              HasSubstr("No policy acts; demand does not grow.")));
  const nlohmann::json json = nlohmann::json::parse(call({"list", "--json"}).out).at("rows");
  EXPECT_GT(json.size(), 10U);
  EXPECT_FALSE(json.at(0).at("description").get<std::string>().empty());
}

TEST(Schedule, FollowsAFlowAndNamesItsSources) {
  const ProgramOutput schedule = call({"schedule", "trade-war-2018", "--flow", "CHN:USA:8542"});
  EXPECT_EQ(schedule.code, 0) << schedule.err;
  EXPECT_THAT(schedule.out, AllOf(HasSubstr("list-4a-halved"), HasSubstr("CHN:USA:8542: 1 product"),
                                  HasSubstr("list-2 +25.00"), HasSubstr("⣀")));
  const nlohmann::json json =
      nlohmann::json::parse(call({"schedule", "trade-war-2018", "--flow", "CHN->USA:8542", "--json"}).out);
  EXPECT_EQ(json.at("rows").at(0).at("months").size(), 168U);
  EXPECT_NEAR(json.at("rows").at(0).at("months").at(24).at("duty"), 25.0, 1e-9);
}

TEST(Schedule, AnUnknownFlowIsAUsageError) {
  const ProgramOutput schedule = call({"schedule", "trade-war-2018", "--flow", "CHN:USAX"});
  EXPECT_EQ(schedule.code, 2);
  EXPECT_THAT(schedule.err, HasSubstr("did you mean \"USA\"?"));
}

TEST(Check, SaysThatAScenarioIsFine) {
  const ProgramOutput check = call({"check", "trade-war-2018"});
  EXPECT_EQ(check.code, 0);
  EXPECT_THAT(check.out, HasSubstr("no faults. 8 policies, 20000 firms, 168 months from 2017-01;"));
  const nlohmann::json json = nlohmann::json::parse(call({"check", "trade-war-2018", "--json"}).out);
  EXPECT_EQ(json.at("policies"), 8);
}

TEST(Memory, WhatDoesNotFitIsRefusedBeforeAnythingIsMade) {
  const test::TemporaryFolder folder;
  const std::vector<std::string> huge = {"--set", "world.firms=5000000", "--set", "world.slots_per_firm=500"};
  for (std::vector<std::string> verb : std::vector<std::vector<std::string>>{
           {"check", "trade-war-2018"}, {"run", "trade-war-2018", "-o", folder.file("huge.h5")}}) {
    verb.insert(verb.end(), huge.begin(), huge.end());
    verb.insert(verb.end(), {"--memory", "20 GB"});
    const ProgramOutput refused = call(verb);
    EXPECT_EQ(refused.code, 3);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("GB of memory"), HasSubstr("world.firms up to")));
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file("huge.h5")));
  EXPECT_EQ(call({"check", "trade-war-2018", "--memory", "a lot"}).code, 2);
}

TEST(Memory, WhatIsReckonedIsNearWhatIsTaken) {
  const test::TemporaryFolder folder;
  const ProgramOutput run =
      call({"run", "trade-war-2018", "-o", folder.file("a.h5"), "--set", "replicates=1", "--set",
            "world.firms=40000", "--set", "calendar.start=2018-06", "--set", "calendar.end=2018-09"});
  ASSERT_EQ(run.code, 0) << run.err;
  const std::size_t at = run.err.find("memory: ");
  ASSERT_NE(at, std::string::npos) << run.err;
  int taken = 0;
  int reckoned = 0;
  ASSERT_EQ(std::sscanf(run.err.c_str() + at, "memory: %d MB taken, %d MB reckoned", &taken, &reckoned), 2)
      << run.err;
  EXPECT_NEAR(static_cast<double>(reckoned) / taken, 1.0, 0.15) << taken << " MB";
}

TEST(Check, TheResolvedScenarioResolvesToItself) {
  const test::TemporaryFolder folder;
  const ProgramOutput first = call({"check", "tariffs-2025", "--resolved", "--set", "seed=7"});
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.out, AllOf(HasSubstr("seed: 7"), HasSubstr("id: us-2025"), Not(HasSubstr("extends"))));
  const std::string copy = folder.file("resolved.yaml");
  ASSERT_EQ(test::program("sh", {"-c", "cat > " + copy + " <<'EOF'\n" + first.out + "EOF"}).code, 0);
  const ProgramOutput second = call({"check", copy, "--resolved"});
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_EQ(second.out, first.out);
}

TEST(Describe, ExplainsEveryTopicItNames) {
  const ProgramOutput overview = call({"describe"});
  ASSERT_EQ(overview.code, 0);
  int topics = 0;
  for (const std::string& line : lines(overview.out)) {
    if (line.rfind("  ", 0) != 0) continue;
    const std::string topic = line.substr(2, line.find(' ', 2) - 2);
    const ProgramOutput text = call({"describe", topic});
    EXPECT_EQ(text.code, 0) << topic;
    EXPECT_THAT(text.out, StartsWith(topic + ": ")) << topic;
    // Blocks explain their keys, presets list the values they set or change.
    const bool table =
        text.out.find("meaning") != std::string::npos || text.out.find("\n  key ") != std::string::npos;
    EXPECT_TRUE(table) << topic;
    ++topics;
  }
  EXPECT_GE(topics, 13);
  EXPECT_THAT(call({"describe", "policies"}).out, HasSubstr("tariff"));
}

TEST(Describe, TheStepInTheOrderOfItsPhases) {
  const std::string step = call({"describe", "step"}).out;
  std::size_t last = 0;
  for (const char* line : {"policy   quotas", "expect   demand", "route    routing", "source   sourcing",
                           "order    ordering", "produce  production", "settle   settlement",
                           "price    pricing", "invest   investment", "learn    technology"}) {
    const std::size_t at = step.find(line);
    ASSERT_NE(at, std::string::npos) << line;
    EXPECT_GT(at, last) << line;
    last = at;
  }
  EXPECT_THAT(step, HasSubstr("levers.plant_wedge levers.guardrail; writes expansion.*"));
}

TEST(Describe, TheSchemaIsJson) {
  const nlohmann::json schema = nlohmann::json::parse(call({"describe", "--schema"}).out);
  EXPECT_EQ(schema.at("type"), "object");
  EXPECT_TRUE(schema.at("properties").contains("policies"));
}

TEST(Compare, ShowsPairedDifferences) {
  const ProgramOutput text = call({"compare", finished_run(), "--metric", "import_share", "--where",
                                   "origin=CHN,destination=USA", "--period", "month"});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out, AllOf(HasSubstr("2018-10  CHN     USA"), Not(HasSubstr("MEX")), HasSubstr("note: ")));
}

TEST(Compare, WritesCsv) {
  const ProgramOutput csv =
      call({"compare", finished_run(), "--metric", "import_*", "--format", "csv", "--where",
            "destination=USA,time=2018-Q3", "--period", "quarter", "--top", "0"});
  ASSERT_EQ(csv.code, 0) << csv.err;
  const std::vector<std::string> rows = lines(csv.out);
  ASSERT_EQ(rows.size(), 1U + 4U * 15U);  // shares by origin; concentration, prices and unit values by sector
  EXPECT_THAT(rows[0], StartsWith("metric,units,"));
  EXPECT_THAT(rows[1], StartsWith("import_share,1,scenario,baseline,2018-Q3,"));
}

TEST(Compare, SaysOfWhichPeriodASumIsAndTheThreadsDoNotMatter) {
  const std::vector<std::string> asked{"compare", finished_run(), "--metric", "*s*"};
  const ProgramOutput one = call([&] {
    std::vector<std::string> words = asked;
    words.insert(words.end(), {"--threads", "1"});
    return words;
  }());
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_THAT(one.out, HasSubstr("customs_trade: Trade by customs value, duty excluded; origin = destination "
                                 "is home use [million USD per year], sum per year"));
  EXPECT_THAT(one.out, HasSubstr("fines: "));
  EXPECT_EQ(call(asked).out, one.out);
}

TEST(Compare, OfAFileWithItselfIsNothing) {
  const ProgramOutput csv = call(
      {"compare", finished_run(), finished_run(), "--metric", "income", "--format", "csv", "--top", "0"});
  ASSERT_EQ(csv.code, 0) << csv.err;
  const std::vector<std::string> rows = lines(csv.out);
  ASSERT_EQ(rows.size(), 16U);
  for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_THAT(rows[i], HasSubstr(",0,,,0")) << rows[i];
}

TEST(Compare, GroupsRegionsToClubsAndSectorsToGoods) {
  const ProgramOutput text =
      call({"compare", finished_run(), "--metric", "customs_trade", "--group", "USMCA", "--group", "goods",
            "--group", "RIVALS=USA+CHN", "--where", "destination=USMCA,sector=goods,time=2018-10", "--period",
            "month", "--format", "json"});
  ASSERT_EQ(text.code, 0) << text.err;
  const nlohmann::json json = nlohmann::json::parse(text.out);
  const nlohmann::json& rows = json.at("sections").at(0).at("rows");
  ASSERT_EQ(rows.size(), 2U);
  // Rows come by the size of their change, which the duties on CHN make.
  EXPECT_EQ(rows[0].at("labels").at("origin"), "RIVALS");
  EXPECT_EQ(rows[1].at("labels").at("origin"), "USMCA");
  EXPECT_LT(rows[0].at("value").get<double>(), rows[1].at("value").get<double>());
}

TEST(Diff, NamesWhatTwoScenariosDoDifferently) {
  const ProgramOutput none = call({"diff", "trade-war-2018", "trade-war-2018"});
  EXPECT_EQ(none.code, 0) << none.err;
  EXPECT_THAT(none.out, HasSubstr("are the same in effect"));
  const ProgramOutput diff =
      call({"diff", "trade-war-2018", "relocation-2045-technology", "--set", "policies[list-1].scale=2"});
  EXPECT_EQ(diff.code, 0) << diff.err;
  EXPECT_THAT(diff.out, AllOf(HasSubstr("calendar.end"), HasSubstr("policies[list-1].scale"),
                              HasSubstr("model.learning.active"), Not(HasSubstr("policies[list-2]"))));
  const nlohmann::json json =
      nlohmann::json::parse(call({"diff", "no-policy", "trade-war-2018", "--json"}).out);
  EXPECT_FALSE(json.at("rows").empty());
}

TEST(Export, WritesTidyRows) {
  const ProgramOutput csv = call({"export", finished_run(), "--metric", "import_*", "--where",
                                  "destination=USA,time=2018-10", "--run", "scenario"});
  ASSERT_EQ(csv.code, 0) << csv.err;
  const std::vector<std::string> rows = lines(csv.out);
  ASSERT_EQ(rows.size(), 1U + 4U * 15U);  // shares by origin; concentration, prices and unit values by sector
  EXPECT_EQ(rows[0], "metric,units,run,replicate,time,origin,destination,sector,value");
  EXPECT_THAT(rows[1], StartsWith("import_share,1,scenario,0,2018-10,USA,USA,,0"));
  EXPECT_THAT(rows[31], StartsWith("import_price,1,scenario,0,2018-10,,USA,AGR,"));
  const test::TemporaryFolder folder;
  const ProgramOutput packed = call({"export", finished_run(), "--metric", "output", "--period", "year",
                                     "--group", "G7", "-o", folder.file("a.csv.gz")});
  ASSERT_EQ(packed.code, 0) << packed.err;
  const ProgramOutput text = test::program("sh", {"-c", "gzip -dc " + folder.file("a.csv.gz")});
  EXPECT_EQ(lines(text.out).size(), 1U + 2U * 15U);  // both runs, a group, 15 sectors
  EXPECT_THAT(text.out, HasSubstr("output,million USD per year,baseline,0,2018,G7,ELE,"));
}

TEST(Export, WritesAWorkbook) {
  const test::TemporaryFolder folder;
  const std::string book = folder.file("a.xlsx");
  const ProgramOutput made = call({"export", finished_run(), "--metric", "import_share", "--where",
                                   "origin=CHN,MEX,destination=USA,time=2018-07..2018-09", "-o", book});
  ASSERT_EQ(made.code, 0) << made.err;
  const ProgramOutput read =
      test::program("/usr/bin/python3",
                    {"-c",
                     "import sys, openpyxl\n"
                     "b = openpyxl.load_workbook(sys.argv[1])\n"
                     "rows = list(b['values'].values)\n"
                     "print(b.sheetnames, rows[0], len(rows), sorted({r[4] for r in rows[1:]}), sorted({r[5] "
                     "for r in rows[1:]}))\n"
                     "print(all(isinstance(r[-1], float) for r in rows[1:]), sum(r[-1] for r in rows[1:]))\n"
                     "print([c for c in list(b['metrics'].values)[1]][:2], list(b['notes'].values)[1])",
                     book});
  EXPECT_THAT(
      read.out,
      AllOf(
          HasSubstr("['values', 'metrics', 'notes'] ('metric', 'units', 'run', 'replicate', 'time', "
                    "'origin', 'destination', 'value') 13 ['2018-07', '2018-08', '2018-09'] ['CHN', 'MEX']"),
          HasSubstr("True "), HasSubstr("['import_share', "), HasSubstr("trade war.h5")))
      << read.err;
  double sum = 0.0;
  const ProgramOutput csv = call({"export", finished_run(), "--metric", "import_share", "--where",
                                  "origin=CHN,MEX,destination=USA,time=2018-07..2018-09"});
  for (const std::string& row : lines(csv.out)) {
    if (row.find("import_share") == 0) sum += std::stod(row.substr(row.rfind(',') + 1));
  }
  EXPECT_NEAR(std::stod(read.out.substr(read.out.find("True ") + 5)), sum, 1e-12);
  EXPECT_EQ(call({"export", finished_run(), "--format", "xlsx"}).code, 2);
}

TEST(Export, RefusesWhatIsNotThere) {
  const ProgramOutput reporter =
      call({"export", finished_run(), "--metric", "product_imports", "--where", "reporter=EUK"});
  EXPECT_EQ(reporter.code, 3);
  EXPECT_THAT(reporter.err, HasSubstr("trade by product is known of USA only"));
  EXPECT_EQ(call({"export", finished_run(), "--where", "time=2018-09..2018-07"}).code, 3);
  EXPECT_EQ(call({"export"}).code, 2);
  EXPECT_EQ(call({"export", finished_run(), "--metric", "outptu"}).code, 3);
  EXPECT_EQ(call({"export", finished_run(), "--metric", "output", "-o", "/no/such/folder/a.csv"}).code, 3);
  EXPECT_EQ(call({"export", "links", "no-policy", "--where", "origin=CHM"}).code, 2);
}

TEST(Export, LinksOfAMonthAddUpToTheTradeOfThatMonth) {
  const test::TemporaryFolder folder;
  const ProgramOutput links = call({"export", "links", "trade-war-2018", "--set", "world.firms=2000", "--set",
                                    "calendar.start=2018-05", "--at", "2018-10", "--where",
                                    "origin=CHN,destination=USA,sector=ELE", "--quiet"});
  ASSERT_EQ(links.code, 0) << links.err;
  double sum = 0.0;
  const std::vector<std::string> rows = lines(links.out);
  EXPECT_EQ(
      rows.at(0),
      "buyer,buyer_region,buyer_sector,supplier,supplier_region,supplier_owner,sector,product,value_musd");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    EXPECT_THAT(rows[i], AllOf(HasSubstr(",USA,"), HasSubstr(",CHN,CHN,ELE,")));
    sum += std::stod(rows[i].substr(rows[i].rfind(',') + 1));
  }
  const ProgramOutput metric =
      call({"export", finished_run(), "--metric", "true_origin_trade", "--run", "scenario", "--where",
            "origin=CHN,destination=USA,sector=ELE,time=2018-10"});
  const std::string row = lines(metric.out).at(1);
  const double trade = std::stod(row.substr(row.rfind(',') + 1));
  EXPECT_GT(trade, 0.0);
  EXPECT_NEAR(sum, trade, 1e-9 * trade);
}

TEST(Export, LinksAsGraphml) {
  const ProgramOutput graph = call({"export", "links", "no-policy", "--set", "world.firms=1000", "--set",
                                    "calendar.end=2017-02", "--top", "20", "--format", "graphml", "--quiet"});
  ASSERT_EQ(graph.code, 0) << graph.err;
  const ProgramOutput check = test::program(
      "/usr/bin/python3", {"-c",
                           "import sys, xml.etree.ElementTree as t\n"
                           "g = t.fromstring(sys.argv[1])[-1]\n"
                           "ids = {n.get('id') for n in g if n.tag.endswith('node')}\n"
                           "edges = [e for e in g if e.tag.endswith('edge')]\n"
                           "assert all(e.get('source') in ids and e.get('target') in ids for e in edges)\n"
                           "print(len(edges))",
                           graph.out});
  EXPECT_EQ(check.out, "20\n") << check.err;
}

TEST(World, InspectTellsWhatWasEstimated) {
  const ProgramOutput report = call({"world", "inspect", "--firms", "1000", "--seed", "0", "--links", "3"});
  EXPECT_EQ(report.code, 0) << report.err;
  EXPECT_THAT(report.out, AllOf(HasSubstr("15 regions"), HasSubstr("Largest bilateral links"),
                                HasSubstr("tail exponent"), HasSubstr("- estimated: ")));
  EXPECT_NE(report.out, call({"world", "inspect", "--firms", "1000", "--links", "3"}).out);
}

TEST(World, BuildWritesFirmsLinksAndTable) {
  const test::TemporaryFolder folder;
  const ProgramOutput built = call({"world", "build", "--firms", "1000", "-o", folder.file("world")});
  ASSERT_EQ(built.code, 0) << built.err;
  EXPECT_THAT(built.out, AllOf(HasSubstr("firms.csv.gz: 1000 rows"), HasSubstr("links.csv.gz"),
                               HasSubstr("table.csv.gz")));
  const ProgramOutput head =
      test::program("sh", {"-c", "gzip -dc " + folder.file("world/links.csv.gz") + " | head -1"});
  EXPECT_EQ(head.out, "buyer,supplier,product,weight_in_nest,value_musd\n");
}

TEST(Hash, OfAllAndOfEachDataset) {
  EXPECT_EQ(test::hash_of(finished_run()).size(), 64U);
  const ProgramOutput each = call({"hash", "--per-variable", finished_run()});
  EXPECT_THAT(each.out, AllOf(HasSubstr("  /results/baseline/income\n"),
                              HasSubstr("  /results/scenario/customs_trade\n")));
}

TEST(Version, IsNamed) {
  EXPECT_THAT(call({"version"}).out, AllOf(StartsWith("entrepot "), HasSubstr("commit ")));
  EXPECT_THAT(call({"--version"}).out, StartsWith("entrepot "));
  EXPECT_TRUE(nlohmann::json::parse(call({"version", "--json"}).out).contains("compiler"));
}

TEST(Help, IsThereForEveryVerb) {
  const ProgramOutput help = call({"--help"});
  EXPECT_EQ(help.code, 0);
  for (const char* verb :
       {"run", "equilibrium", "check", "describe", "compare", "diff", "export", "world", "hash", "version"}) {
    EXPECT_THAT(help.out, HasSubstr(verb));
    EXPECT_EQ(call({verb, "--help"}).code, 0) << verb;
  }
}

}  // namespace
}  // namespace entrepot::test::verbs_test
