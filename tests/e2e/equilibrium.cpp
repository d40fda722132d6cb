// `entrepot equilibrium` as a user calls it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "outputs/store/results/result_reader.hpp"
#include "tests/e2e/small_run.hpp"

namespace entrepot::test::equilibrium_test {

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

std::vector<std::string> equilibrium(const std::string& output, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"equilibrium", "trade-war-2018", "-o", output};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(Equilibrium, PrintsSharesWelfareAndHowExactItIs) {
  const test::TemporaryFolder folder;
  const ProgramOutput fixed = call(equilibrium(folder.file("a.h5"), {"--at", "2019-10"}));
  EXPECT_EQ(fixed.code, 0) << fixed.err;
  EXPECT_THAT(fixed.out, AllOf(StartsWith("Equilibrium of trade-war-2018 in 2019-10"),
                               HasSubstr("Share of USA goods imports by origin"),
                               HasSubstr("origin  baseline %  scenario %  change pp  change %"),
                               HasSubstr("Real income: not available"), HasSubstr("rho r / (1 - rho)"),
                               HasSubstr("solved per product")));
  EXPECT_THAT(fixed.err, AllOf(HasSubstr("note: "), HasSubstr("Written to")));
  const ProgramOutput clearing =
      call(equilibrium(folder.file("b.h5"), {"--closure", "clearing", "--quiet", "--importer", "CHN"}));
  EXPECT_EQ(clearing.err, "");
  EXPECT_THAT(clearing.out, AllOf(HasSubstr("in 2030-12"), HasSubstr("Share of CHN goods imports"),
                                  HasSubstr("region  real income %"), Not(HasSubstr("not available"))));
}

TEST(Equilibrium, JsonHoldsTheSame) {
  const test::TemporaryFolder folder;
  const nlohmann::json fixed =
      nlohmann::json::parse(call(equilibrium(folder.file("a.h5"), {"--json", "--at", "2019-10"})).out);
  EXPECT_EQ(fixed.at("month"), "2019-10");
  EXPECT_TRUE(fixed.at("real_income").is_null());
  EXPECT_LT(fixed.at("origins").at("CHN").at("scenario"), fixed.at("origins").at("CHN").at("baseline"));
  EXPECT_LT(fixed.at("prices").at("bound"), 1e-11);
  const nlohmann::json clearing =
      nlohmann::json::parse(call(equilibrium(folder.file("b.h5"), {"--json", "--closure", "clearing"})).out);
  EXPECT_LT(clearing.at("real_income").at("CHN"), 1.0);
}

TEST(Equilibrium, TheResultFileIsNamedAfterTheScenario) {
  const test::TemporaryFolder folder;
  const std::string command =
      "cd " + folder.path() + " && '" + test::program_path() + "' equilibrium no-policy --quiet";
  EXPECT_EQ(test::program("sh", {"-c", command}).code, 0);
  EXPECT_EQ(test::hash_of(folder.file("no-policy-equilibrium.h5")).size(), 64U);
}

TEST(Equilibrium, IsTheSameBitsEveryTimeAndMovesWithItsPolicies) {
  const test::TemporaryFolder folder;
  for (const char* file : {"a.h5", "b.h5"})
    ASSERT_EQ(call(equilibrium(folder.file(file), {"--closure", "clearing", "--threads", "1"})).code, 0);
  EXPECT_EQ(test::hash_of(folder.file("a.h5")), test::hash_of(folder.file("b.h5")));
  ASSERT_EQ(call(equilibrium(folder.file("c.h5"), {"--set", "policies[*].scale=0"})).code, 0);
  const ProgramOutput none = call({"compare", folder.file("c.h5"), "--top", "0", "--format", "csv"});
  const std::vector<std::string> rows = lines(none.out);
  ASSERT_GT(rows.size(), 1000U);
  for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_THAT(rows[i], HasSubstr(",0,,,")) << rows[i];
}

TEST(Equilibrium, ComparesWithARunAndWithItsBaseline) {
  const test::TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  ASSERT_EQ(call(equilibrium(file, {"--at", "2018-10"})).code, 0);
  const ProgramOutput text = call(
      {"compare", finished_run(), file, "--metric", "import_share", "--where", "origin=CHN,destination=USA"});
  ASSERT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out,
              AllOf(HasSubstr("2018-10  CHN     USA"), HasSubstr("compared in its month, 2018-10")));
  const ProgramOutput all = call({"compare", file, finished_run()});
  EXPECT_EQ(all.code, 0) << all.err;
  EXPECT_THAT(all.out, HasSubstr("link_survival is not in "));
  const ProgramOutput own = call({"compare", file, "--metric", "duties", "--where", "destination=USA"});
  EXPECT_THAT(own.out, AllOf(HasSubstr("2018-10  CHN"), HasSubstr("sum per month")));
}

// A month of agents whom nothing moves against the equilibrium of the same table, which knows no detours.
TEST(Equilibrium, WithoutPoliciesIsTheFirstMonthOfARunWithoutPolicies) {
  const test::TemporaryFolder folder;
  ASSERT_EQ(call({"run", "no-policy", "-o", folder.file("run.h5"), "--set", "world.firms=2000", "--set",
                  "calendar.end=2017-02", "--set", "replicates=1", "--set", "model.preset=contracts"})
                .code,
            0);
  ASSERT_EQ(call({"equilibrium", "no-policy", "--at", "2017-01", "-o", folder.file("still.h5")}).code, 0);
  const ResultReader run(folder.file("run.h5"));
  const ResultReader still(folder.file("still.h5"));
  const Selection first{{"time", {0}}};
  for (const char* metric : {"customs_trade", "import_share", "output", "income", "final_spending"}) {
    const std::vector<double> agents = run.read("scenario", metric, 0, first);
    const std::vector<double> theory = still.read("scenario", metric, 0);
    ASSERT_EQ(agents.size(), theory.size());
    // A world of 2,000 firms drops small products and with them some duties, which moves the capped markups
    // and so what contract makers send home.
    const double slack = std::string(metric) == "income" ? 2e-4 : 1e-5;
    for (std::size_t i = 0; i < theory.size(); ++i)
      EXPECT_NEAR(theory[i], agents[i], slack * std::max(1.0, std::abs(theory[i]))) << metric << " " << i;
  }
}

}  // namespace
}  // namespace entrepot::test::equilibrium_test
