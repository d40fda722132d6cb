// `entrepot calibrate` as a user calls it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::calibrate_test {
namespace {

using nlohmann::json;
using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::string> small = {"world.firms=1000", "calendar.start=2018-01", "calendar.end=2018-12",
                                        "model.preset=contracts"};
constexpr double planted_exponent = 0.5;
constexpr double planted_hazard = 0.7;

// How facts of the planted history are measured: how many links last, by number and by value.
const std::vector<std::pair<std::string, std::string>> measures = {
    {"value_midyear", "value_survival,,2018-06,,level"},
    {"value_2018", "value_survival,,2018-12,,level"},
    {"links_midyear", "link_survival,,2018-06,,level"},
    {"links_2018", "link_survival,,2018-12,,level"}};

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

// Facts of role calibrate around the values, and one of role check with a value of its own.
std::string facts_text(const std::vector<double>& values, const std::vector<double>& half,
                       const std::string& check) {
  std::string text = "id,role,theme,statement,value,low,high,unit,source,metric,where,time,base,as\n";
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const double value = values.empty() ? 0.0 : values[i];
    const double band = half.empty() ? 1.0 : half[i];
    text += measures[i].first + ",calibrate,t,s," + std::to_string(value) + "," +
            std::to_string(value - band) + "," + std::to_string(value + band) + ",u,s," + measures[i].second +
            "\n";
  }
  return text + "never,check,t,s," + check + ",-1,1,u,s,link_survival,,2018-06,,level\n";
}

std::string study_text(const std::string& more = "") {
  std::string set;
  for (const std::string& one : small) set += (set.empty() ? "" : ", ") + one;
  return "schema: 1\nname: planted\nfacts: facts.csv\nworlds: 3\nseed: 11\nevaluations: 16\n"
         "runs:\n  - scenario: trade-war-2018\n    set: [" +
         set +
         "]\n    facts: [value_midyear, value_2018, links_midyear, links_2018]\n"
         "parameters:\n"
         "  - {path: model.sourcing.value_exponent, lower: 0, upper: 0.7}\n"
         "  - {path: model.sourcing.hazard_scale, lower: 0.25, upper: 1}\n" +
         more;
}

// A history made from planted parameters in worlds of other seeds, and the study that looks for them.
struct Planted {
  test::TemporaryFolder folder;
  std::vector<double> values, half;
  Planted() {
    write(folder.file("facts.csv"), facts_text({}, {}, "0"));
    std::vector<std::string> arguments = {"run",
                                          "trade-war-2018",
                                          "-o",
                                          folder.file("history.h5"),
                                          "--quiet",
                                          "--set",
                                          "seed=5",
                                          "--set",
                                          "replicates={count: 4, resynthesise: true}"};
    for (const std::string& one : small) arguments.insert(arguments.end(), {"--set", one});
    for (const auto& [key, value] :
         {std::pair("value_exponent", planted_exponent), std::pair("hazard_scale", planted_hazard)})
      arguments.insert(arguments.end(),
                       {"--set", std::string("model.sourcing.") + key + "=" + std::to_string(value)});
    static_cast<void>(call(arguments));
    measure();
    write(folder.file("facts.csv"), facts_text(values, half, "0"));
    write(folder.file("study.yaml"), study_text());
  }

 private:
  // The values of the history, and the 95 % interval of its mean as their band.
  void measure() {
    const ProgramOutput told =
        call({"facts", folder.file("history.h5"), "--facts", folder.file("facts.csv"), "--json"});
    const json tables = json::parse(told.out).at("runs").at(0).at("sections").at(0).at("tables");
    for (const auto& [id, unused] : measures) {
      for (const json& row : tables.at(0).at("rows")) {
        if (row.at(0) != id) continue;
        values.push_back(row.at(2).get<double>());
        half.push_back(0.5 * (row.at(8).get<double>() - row.at(7).get<double>()));
      }
    }
  }
};

const Planted& planted() {
  static const Planted one;
  return one;
}

const ProgramOutput& calibrated() {
  static const ProgramOutput told = call({"calibrate", planted().folder.file("study.yaml"), "-o",
                                          planted().folder.file("first"), "--json", "--quiet"});
  return told;
}

TEST(Calibrate, PlantedParametersLieInTheirIntervals) {
  ASSERT_EQ(planted().values.size(), measures.size());
  ASSERT_EQ(calibrated().code, 0) << calibrated().err;
  const json tables = json::parse(calibrated().out).at("runs").at(0).at("sections").at(0).at("tables");
  const json& rows = tables.at(0).at("rows");
  ASSERT_EQ(rows.size(), 2U);
  const std::vector<double> truth = {planted_exponent, planted_hazard};
  for (std::size_t p = 0; p < truth.size(); ++p) {
    const double low = rows.at(p).at(5).get<double>();
    const double high = rows.at(p).at(6).get<double>();
    const double range = rows.at(p).at(3).get<double>() - rows.at(p).at(2).get<double>();
    EXPECT_LE(low, truth[p]) << rows.at(p);
    EXPECT_GE(high, truth[p]) << rows.at(p);
    EXPECT_LT(high - low, 0.5 * range) << "says nothing: " << rows.at(p);
  }
}

TEST(Calibrate, TheEstimateIsAScenario) {
  ASSERT_EQ(calibrated().code, 0) << calibrated().err;
  const std::string file = planted().folder.file("first/estimate.yaml");
  EXPECT_THAT(text_of(file), AllOf(HasSubstr("extends: \"trade-war-2018\""), HasSubstr("value_exponent: "),
                                   HasSubstr("# 95 %: ")));
  EXPECT_EQ(call({"check", file}).code, 0);
  const std::string csv = text_of(planted().folder.file("first/evaluations.csv"));
  EXPECT_THAT(csv, HasSubstr("evaluation,part,value_exponent,hazard_scale,objective,value_midyear"));
  EXPECT_GT(std::count(csv.begin(), csv.end(), '\n'), 12);
}

// Facts of other roles say what they like: not a byte of the result changes, and the log serves.
TEST(Calibrate, FactsOfRoleCheckNeverEnter) {
  ASSERT_EQ(calibrated().code, 0) << calibrated().err;
  const test::TemporaryFolder folder;
  write(folder.file("facts.csv"), facts_text(planted().values, planted().half, "0.9"));
  write(folder.file("study.yaml"), study_text());
  std::filesystem::create_directory(folder.file("other"));
  std::filesystem::copy_file(planted().folder.file("first/evaluations.log"),
                             folder.file("other/evaluations.log"));
  const ProgramOutput told = call({"calibrate", folder.file("study.yaml"), "-o", folder.file("other")});
  ASSERT_EQ(told.code, 0) << told.err;
  for (const char* name : {"/estimate.yaml", "/evaluations.csv"})
    EXPECT_EQ(text_of(folder.file("other") + name), text_of(planted().folder.file("first") + name)) << name;
  std::string study = study_text();
  study.replace(study.find("links_2018"), 10, "never");
  write(folder.file("study.yaml"), study);
  const ProgramOutput refused = call({"calibrate", folder.file("study.yaml"), "-o", folder.file("none")});
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("never has the role check"), HasSubstr("only facts of role calibrate")));
}

// Killed twice without warning, then finished: the same files as without a kill.
TEST(Calibrate, GoesOnAfterAKill) {
  const test::TemporaryFolder folder;
  write(folder.file("facts.csv"), facts_text({0.9, 0.9, 0.98, 0.96}, {1.0, 1.0, 0.002, 0.002}, "0"));
  std::string study = study_text();
  study.replace(study.find("worlds: 3"), 9, "worlds: 2");
  study.replace(study.find("evaluations: 16"), 15, "evaluations: 12");
  study.replace(study.find("value_midyear, value_2018, "), 27, "");
  write(folder.file("s.yaml"), study);
  for (int kill = 1; kill <= 2; ++kill) {
    test::RunningProgram program(
        {"calibrate", folder.file("s.yaml"), "-o", folder.file("killed"), "--quiet"});
    const auto grown = [&] {
      std::error_code error;
      const auto bytes = std::filesystem::file_size(folder.file("killed/evaluations.log"), error);
      return !error && bytes > static_cast<std::uintmax_t>(1500 * kill);
    };
    while (program.running() && !grown()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    program.send(SIGKILL);
    EXPECT_EQ(program.wait().signal, SIGKILL);
    EXPECT_FALSE(std::filesystem::exists(folder.file("killed/estimate.yaml")));
  }
  const ProgramOutput told = call({"calibrate", folder.file("s.yaml"), "-o", folder.file("killed")});
  ASSERT_EQ(told.code, 0) << told.err;
  EXPECT_THAT(told.err, AllOf(HasSubstr("evaluations were in the log"), Not(HasSubstr("; 0 of"))));
  ASSERT_EQ(call({"calibrate", folder.file("s.yaml"), "-o", folder.file("whole"), "--quiet"}).code, 0);
  for (const char* name : {"/estimate.yaml", "/evaluations.csv"})
    EXPECT_EQ(text_of(folder.file("killed") + name), text_of(folder.file("whole") + name)) << name;
}

TEST(Calibrate, AllFaultsAreToldAtOnce) {
  const test::TemporaryFolder folder;
  write(folder.file("s.yaml"),
        "schema: 1\nname: s\nfacts: trade-war-2018\nworlds: 1\nparametrs: []\n"
        "runs:\n  - scenario: trade-war-2018\n    set: [calendar.end=2017-12]\n"
        "    facts: [us_share_chn_2018, us_share_chn_2022]\n    observed: [us-import, us-imports]\n"
        "  - {scenario: no-policy}\n"
        "parameters:\n  - {path: model.sourcing.hazard_scal, lower: 0, upper: 1}\n"
        "  - {path: model.sourcing.hazard_scale, lower: 0, upper: 1000}\n"
        "  - {path: \"policies[*].scale\", lower: 0, upper: 1}\n");
  const ProgramOutput told = call({"calibrate", folder.file("s.yaml")});
  EXPECT_EQ(told.code, 3);
  EXPECT_THAT(told.err, AllOf(HasSubstr("s.yaml:4:9"), HasSubstr("\"parametrs\""),
                              HasSubstr("did you mean \"parameters\"?"), HasSubstr("us_share_chn_2019"),
                              HasSubstr("us_share_chn_2022 has the role check"),
                              HasSubstr("no observed series is called \"us-import\""),
                              HasSubstr("no folder of observed series is given"),
                              HasSubstr("a run without facts and without observed series")));
  EXPECT_THAT(told.err,
              AllOf(HasSubstr("hazard_scal"), HasSubstr("= 1000"), HasSubstr("policies are a list")));
  EXPECT_FALSE(std::filesystem::exists("s.calibration"));
}

TEST(Calibrate, ARunThatEndsTooEarlyIsRefused) {
  const test::TemporaryFolder folder;
  write(folder.file("us_import_shares_by_partner.csv"),
        "year,China,Mexico,Canada,Vietnam,ASEAN5,EU27UK,Japan,Korea,Taiwan,India\n"
        "2017,.2,.13,.12,.02,.07,.19,.06,.03,.02,.02\n");
  const std::string head = "schema: 1\nname: s\nruns:\n  - scenario: trade-war-2018\n    set: [calendar.end=";
  const std::string tail = "parameters:\n  - {path: model.sourcing.hazard_scale, lower: 0.5, upper: 1}\n";
  write(folder.file("s.yaml"), head + "2018-06]\n    observed: [us-imports]\n" + tail);
  const ProgramOutput early = call({"calibrate", folder.file("s.yaml"), "--observed", folder.path()});
  EXPECT_EQ(early.code, 3);
  EXPECT_THAT(early.err, HasSubstr("observed changes need all of 2017 and of 2018"));
  write(folder.file("s.yaml"), head + "2018-06, world.firms=1000]\n    facts: [us_share_chn_2019]\n" + tail);
  const ProgramOutput short_run =
      call({"calibrate", folder.file("s.yaml"), "-o", folder.file("out"), "--quiet"});
  EXPECT_EQ(short_run.code, 3);
  EXPECT_THAT(short_run.err, HasSubstr("us_share_chn_2019: the run does not hold all of 2019"));
}

}  // namespace
}  // namespace entrepot::test::calibrate_test
