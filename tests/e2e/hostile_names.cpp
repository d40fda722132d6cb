// Names that others chose: in scripts, tables, pages, terminals and names of files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sim/core/plain_text.hpp"
#include "tests/e2e/small_run.hpp"

namespace entrepot::test::hostile_names_test {
namespace {

namespace fs = std::filesystem;
using test::call;
using test::ProgramOutput;
using test::TemporaryFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string text_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string write(const std::string& file, const std::string& text) {
  std::ofstream(file) << text;
  return file;
}

std::string scenario_called(const std::string& name) {
  return "schema: 1\nname: " + name +
         "\nextends: no-policy\nworld: {firms: 1000}\ncalendar: {end: 2017-02}\n";
}

std::string plan_called(const std::string& name, const std::string& parameter = "strength") {
  return "schema: 1\nname: " + name +
         "\nscenario: trade-war-2018\nset: [world.firms=1000, calendar.start=2018-05, calendar.end=2018-06]\n"
         "seed: 3\ndesign: {method: grid, levels: 2}\nparameters:\n  - {path: 'policies[*].scale', name: " +
         parameter + ", lower: 0.5, upper: 2}\nmetrics: [income]\n";
}

TEST(HostileNames, AScenariosNameIsThatOfAFileOrRefused) {
  const TemporaryFolder folder;
  for (const std::string name : {"../x", "a/b", "\"a\\nb\"", "\"\\e[2J\"", "'-rf'", "'.'", "\"a\\u009bb\""}) {
    const ProgramOutput refused = call({"run", write(folder.file("a.yaml"), scenario_called(name))});
    EXPECT_EQ(refused.code, 3) << name;
    EXPECT_EQ(find_control(refused.err), std::string::npos) << name;
  }
  const std::string odd = "$(touch pwned) `touch pwned` 'q' =cmd";
  write(folder.file("a.yaml"), scenario_called("\"" + odd + "\""));
  const std::string command = "cd " + folder.path() + " && '" + test::program_path() + "' run a.yaml --quiet";
  EXPECT_EQ(test::program("sh", {"-c", command}).code, 0);
  EXPECT_TRUE(fs::exists(folder.file(odd + ".h5")));
  EXPECT_FALSE(fs::exists(folder.file("pwned")));
}

TEST(HostileNames, ParametersThatNoFileCouldHoldAreRefusedByEveryVerb) {
  const TemporaryFolder folder;
  for (const std::string name : {"price/cost", "'.'", "''", "point", "a_text", "\"a\\nb\""}) {
    const std::string plan = write(folder.file("plan.yaml"), plan_called("mine", name));
    for (const char* verb : {"plan", "run", "merge", "status"}) {
      const ProgramOutput refused = call({"sweep", verb, plan, "--folder", folder.file("out")});
      EXPECT_EQ(refused.code, 3) << verb << " " << name << refused.err;
      EXPECT_THAT(refused.err, HasSubstr("a parameter is called")) << verb << " " << name;
    }
    EXPECT_FALSE(fs::exists(folder.file("out")));
  }
}

// The script of the array is run as Slurm would, with names that would be commands were they not quoted.
TEST(HostileNames, TheSlurmScriptRunsNothingButTheSweep) {
  const TemporaryFolder folder;
  const std::string inside =
      folder.file("it's $(touch pwned) `touch pwned`\n#SBATCH --wrap=x\ntouch pwned\n\"q\"");
  fs::create_directory(inside);
  const std::string plan =
      write(inside + "/plan.yaml", plan_called("\"$(touch pwned) `touch pwned` '; touch pwned; #\""));
  const std::string out = inside + "/out";
  const ProgramOutput made =
      call({"sweep", "run", plan, "--folder", out, "--launcher", "slurm", "--shards", "1", "--no-submit"});
  ASSERT_EQ(made.code, 0) << made.err;
  const std::string script = text_of(out + "/array.sh");
  const std::string head = script.substr(0, script.find("\nexec "));
  EXPECT_THAT(head, AllOf(Not(HasSubstr("pwned)")), Not(HasSubstr("$")), Not(HasSubstr("`")),
                          Not(HasSubstr("wrap"))));
  fs::copy_file(out + "/array.sh", folder.file("array.sh"));
  const std::string run = "cd '" + folder.path() + "' && SLURM_ARRAY_TASK_ID=0 bash array.sh";
  EXPECT_EQ(test::program("sh", {"-c", run}).code, 0);
  EXPECT_FALSE(fs::exists(folder.file("pwned")));
  EXPECT_FALSE(fs::exists(inside + "/pwned"));
  EXPECT_TRUE(fs::exists(out + "/slurm-0.txt"));
  EXPECT_THAT(call({"sweep", "status", out}).out, HasSubstr("2 of 2 runs finished"));
}

TEST(HostileNames, ALineEndInASweepsNameIsRefused) {
  const TemporaryFolder folder;
  const std::string plan = write(folder.file("plan.yaml"), plan_called("\"a\\ntouch pwned\""));
  EXPECT_EQ(call({"sweep", "run", plan, "--launcher", "slurm", "--no-submit"}).code, 3);
}

// A table whose regions are called by those who want something.
std::string hostile_table() {
  const std::string script = "</script><script>alert(1)</script>";
  std::string text = "origin,sector,destination,use,value\n";
  for (const std::string& origin : {std::string("=cmd|x"), script}) {
    for (const char* sector : {"A", "B"}) {
      for (const std::string& destination : {std::string("=cmd|x"), script}) {
        const double scale = origin == destination ? 1000.0 : 100.0;
        for (const char* use : {"A", "B"})
          text += origin + "," + sector + "," + destination + "," + use + "," + std::to_string(scale) + "\n";
        text += origin + "," + sector + "," + destination + ",FINAL," + std::to_string(3.0 * scale) + "\n";
      }
    }
  }
  return text;
}

TEST(HostileNames, TablesAndPagesTakeThemAsText) {
  const TemporaryFolder folder;
  const std::string table = write(folder.file("table.csv"), hostile_table());
  const std::string file = folder.file("a.h5");
  const ProgramOutput run =
      call({"run", "no-policy", "--set", "world.table=" + table, "--set", "world.firms=1000", "--set",
            "calendar.end=2017-02", "-o", file, "--quiet"});
  ASSERT_EQ(run.code, 0) << run.err;
  const ProgramOutput csv = call({"export", file, "--metric", "income", "--quiet"});
  EXPECT_THAT(csv.out, AllOf(HasSubstr(",'=cmd|x,"), Not(HasSubstr(",=cmd"))));
  EXPECT_THAT(call({"compare", file, "--metric", "income", "--format", "csv"}).out, Not(HasSubstr(",=cmd")));
  ASSERT_EQ(call({"report", file, "-o", folder.file("a.html"), "--quiet"}).code, 0);
  EXPECT_THAT(text_of(folder.file("a.html")), Not(HasSubstr("<script>alert")));
}

TEST(HostileNames, ATableWithTerminalCommandsIsRefused) {
  const TemporaryFolder folder;
  const std::string table =
      write(folder.file("table.csv"), "origin,sector,destination,use,value\nA\x1b[2J,S,A,FINAL,1\n");
  const ProgramOutput refused = call({"check", "no-policy", "--set", "world.table=" + table});
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err, HasSubstr("control characters"));
  EXPECT_EQ(find_control(refused.err), std::string::npos);
}

TEST(HostileNames, AFileThatIsNoScenarioIsNotShown) {
  const TemporaryFolder folder;
  write(folder.file("secret.yaml"), "password: hunter2\nuser: root\n");
  write(folder.file("secret.txt"), "root:hunter2:0:0\nother:hunter2\n");
  for (const std::string base : {"secret.yaml", "secret.txt"}) {
    const std::string mine =
        write(folder.file("mine.yaml"), "schema: 1\nname: mine\nextends: " + base + "\n");
    const ProgramOutput refused = call({"check", mine});
    EXPECT_EQ(refused.code, 3);
    EXPECT_THAT(refused.err,
                AllOf(HasSubstr("no scenario"), Not(HasSubstr("hunter2")), Not(HasSubstr("password"))));
  }
  for (const std::string block : {"world: {table: secret.txt, firms: 1000}",
                                  "policies: [{id: a, type: tariff, importer: USA, origin: CHN, schedule: "
                                  "{file: secret.txt, values: levels}, from: 2018-01-01}]",
                                  "policies: [{id: a, type: export_control, exporter: USA, destination: CHN, "
                                  "product: \"8542\", from: 2018-01-01, firm_list: secret.txt}]"}) {
    const std::string mine =
        write(folder.file("mine.yaml"), "schema: 1\nname: mine\nextends: no-policy\n" + block + "\n");
    const ProgramOutput refused = call({"check", mine});
    EXPECT_EQ(refused.code, 3) << block;
    EXPECT_THAT(refused.err, Not(HasSubstr("hunter2"))) << block;
  }
}

TEST(HostileNames, ASweepReadsNothingOutsideItsFolder) {
  const TemporaryFolder folder;
  fs::create_directory(folder.file("theirs"));
  const std::string base = write(folder.file("mine.yaml"), scenario_called("mine"));
  const std::string table = write(folder.file("table.csv"), hostile_table());
  fs::create_symlink(base, folder.file("theirs/link.yaml"));
  const std::string theirs = folder.file("theirs/theirs.yaml");
  const std::string plan = folder.file("theirs/plan.yaml");
  const auto planned = [&](const std::string& scenario, const std::string& set) {
    write(plan, "schema: 1\nname: theirs\nscenario: " + scenario + "\nset: [" + set + "]\nseed: 1\n" +
                    "design: {method: grid, levels: 2}\nparameters: [{path: model.sourcing.hazard_scale, "
                    "lower: 0.5, upper: 1}]\n");
    return call({"sweep", "plan", plan});
  };
  write(theirs, "schema: 1\nname: theirs\nextends: ../mine.yaml\n");
  for (const auto& [scenario, set] :
       std::vector<std::pair<std::string, std::string>>{{"../mine.yaml", "world.firms=1000"},
                                                        {base, "world.firms=1000"},
                                                        {"theirs.yaml", "world.firms=1000"},
                                                        {"link.yaml", "world.firms=1000"},
                                                        {"no-policy", "'world.table=" + table + "'"}}) {
    const ProgramOutput refused = planned(scenario, set);
    EXPECT_EQ(refused.code, 3) << scenario << " " << set;
    EXPECT_THAT(refused.err, AllOf(HasSubstr("outside the folder of the sweep"), HasSubstr("--outside")))
        << scenario << refused.err;
  }
  EXPECT_EQ(planned("no-policy", "world.firms=1000, calendar.end=2017-02").code, 0);
  static_cast<void>(planned("theirs.yaml", "world.firms=1000"));
  const ProgramOutput trusted = call({"sweep", "plan", plan, "--outside"});
  EXPECT_EQ(trusted.code, 0) << trusted.err;
  EXPECT_EQ(call({"check", theirs}).code, 0);  // one's own scenario may extend any file
}

}  // namespace
}  // namespace entrepot::test::hostile_names_test
