// Programs that pair files refuse runs of different worlds and say what differs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::worlds_test {
namespace {

using test::call;
using test::finished_run;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ComparedWorlds : public ::testing::Test {
 protected:
  // finished_run() with one value changed.
  std::string run_with(const std::string& change) {
    const std::string file = folder_.file("changed.h5");
    EXPECT_EQ(call(test::trade_war(file, {"--quiet", "--set", change})).code, 0);
    return file;
  }
  test::TemporaryFolder folder_;
};

TEST_F(ComparedWorlds, ProductOriginsMakeAnotherWorldForEveryProgram) {
  const std::string other = run_with("world.product_origins=true");
  for (const std::vector<std::string>& pairing : std::vector<std::vector<std::string>>{
           {"compare", finished_run(), other},
           {"compare", finished_run(), other, "--against", "baseline"},
           {"show", finished_run(), other},
           {"report", finished_run(), other, "-o", folder_.file("report.html")}}) {
    const ProgramOutput refused = call(pairing);
    EXPECT_EQ(refused.code, 3) << pairing[0];
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.err, AllOf(HasSubstr("the worlds differ (world.product_origins: false against true)"),
                                   HasSubstr("--across-worlds")));
    std::vector<std::string> across = pairing;
    across.emplace_back("--across-worlds");
    EXPECT_EQ(call(across).code, 0) << pairing[0];
  }
  const ProgramOutput across =
      call({"compare", finished_run(), other, "--across-worlds", "--metric", "output"});
  EXPECT_THAT(across.out, AllOf(HasSubstr("are of different worlds, so firms and draws are not the same"),
                                HasSubstr("world.product_origins: false against true")));
}

TEST_F(ComparedWorlds, TheMarkupMakesAnotherWorldAndAnotherEquilibrium) {
  const ProgramOutput refused = call({"compare", finished_run(), run_with("model.pricing.markup=1.2")});
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err, HasSubstr("the worlds differ (model.pricing.markup: 1.1 against 1.2)"));
  const std::string still = folder_.file("still.h5");
  ASSERT_EQ(call({"equilibrium", "trade-war-2018", "--at", "2018-10", "--set", "model.pricing.markup=1.2",
                  "-o", still, "--quiet"})
                .code,
            0);
  const ProgramOutput mixed = call({"compare", finished_run(), still});
  EXPECT_EQ(mixed.code, 3);
  EXPECT_THAT(mixed.err, HasSubstr("the worlds differ (model.pricing.markup: 1.1 against 1.2)"));
}

TEST_F(ComparedWorlds, BehaviourMayDifferAndIsPrinted) {
  const ProgramOutput compared =
      call({"compare", finished_run(), run_with("model.sourcing.hazard_scale=0.7"), "--metric", "output"});
  EXPECT_EQ(compared.code, 0) << compared.err;
  EXPECT_THAT(compared.out, AllOf(HasSubstr("differ in settings: model.sourcing.hazard_scale: "),
                                  HasSubstr(" against 0.7"), Not(HasSubstr("different worlds"))));
}

TEST_F(ComparedWorlds, PoliciesMayDifferWithoutAWord) {
  const ProgramOutput compared =
      call({"compare", finished_run(), run_with("policies[*].scale=0"), "--metric", "output"});
  EXPECT_EQ(compared.code, 0) << compared.err;
  EXPECT_THAT(compared.out, Not(HasSubstr("settings")));
}

}  // namespace
}  // namespace entrepot::test::worlds_test
