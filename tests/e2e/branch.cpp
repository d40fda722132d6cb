// Scenarios that start from the past of another run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::branch_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::vector<std::string> war(const std::string& file, const std::vector<std::string>& more) {
  std::vector<std::string> all = {"--set", "replicates=2", "--set", "model.preset=contracts", "--quiet"};
  all.insert(all.end(), more.begin(), more.end());
  return test::trade_war(file, all, "2018-12");
}

class Branch : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(call(war(past_, {"--checkpoint-at", "2018-09"})).code, 0);
    ASSERT_TRUE(std::filesystem::exists(checkpoint(0)) && std::filesystem::exists(checkpoint(1)));
  }
  [[nodiscard]] std::string checkpoint(int replicate) const {
    return past_ + ".2018-09.r" + std::to_string(replicate) + ".checkpoint";
  }
  [[nodiscard]] ProgramOutput branch(const std::string& file, std::vector<std::string> changes) const {
    changes.insert(changes.end(), {"--from-checkpoint", checkpoint(1), checkpoint(0)});
    return call(war(file, changes));
  }
  const test::TemporaryFolder folder_;
  const std::string past_ = folder_.file("past.h5");
};

// Nothing is announced ahead here that a mechanism at work reckons with.
TEST_F(Branch, IsTheScenarioFromItsStartWhereNothingIsAnnounced) {
  for (const std::vector<std::string>& changes :
       {std::vector<std::string>{}, std::vector<std::string>{"--set", "policies[list-3].scale=2"}}) {
    const ProgramOutput run = branch(folder_.file("branch.h5"), changes);
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("2 replicates"));
    ASSERT_EQ(call(war(folder_.file("whole.h5"), changes)).code, 0);
    EXPECT_EQ(test::hash_of(folder_.file("branch.h5")), test::hash_of(folder_.file("whole.h5")));
    for (const char* file : {"branch.h5", "whole.h5"}) std::filesystem::remove(folder_.file(file));
  }
  EXPECT_EQ(call({"rerun", past_}).code, 0);
}

TEST_F(Branch, MayEndLater) {
  const std::vector<std::string> changes = {"--set", "calendar.end=2019-02"};
  const ProgramOutput run = branch(folder_.file("branch.h5"), changes);
  ASSERT_EQ(run.code, 0) << run.err;
  ASSERT_EQ(call(war(folder_.file("whole.h5"), changes)).code, 0);
  EXPECT_EQ(test::hash_of(folder_.file("branch.h5")), test::hash_of(folder_.file("whole.h5")));
  const ProgramOutput again = call({"rerun", folder_.file("branch.h5")});
  EXPECT_EQ(again.code, 3);
  EXPECT_THAT(again.err, HasSubstr("started from a checkpoint"));
}

TEST_F(Branch, RefusesAnotherPast) {
  const auto refusal = [&](const std::vector<std::string>& changes) {
    const ProgramOutput run = branch(folder_.file("branch.h5"), changes);
    EXPECT_EQ(run.code, 3);
    EXPECT_FALSE(std::filesystem::exists(folder_.file("branch.h5")));
    return run.err;
  };
  EXPECT_THAT(refusal({"--set", "policies[list-1].scale=2"}),
              AllOf(HasSubstr("the terms of 2018-07 are others"), HasSubstr("from 2018-09 on only")));
  EXPECT_THAT(refusal({"--set", "model.sourcing.hazard_scale=0.9"}),
              HasSubstr("model.sourcing.hazard_scale"));
  EXPECT_THAT(refusal({"--set", "world.firms=2001"}), HasSubstr("its world is another"));
  EXPECT_THAT(refusal({"--set", "calendar.end=2018-08"}), HasSubstr("ends before it"));
  EXPECT_THAT(refusal({"--from-checkpoint", checkpoint(1)}), HasSubstr("replicate 1 is given twice"));
}

// Many scenarios may share a past without policies.
TEST(BranchOfNoPolicy, IsTheScenarioFromItsStart) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.file("duty.yaml")) << "{schema: 1, name: duty, extends: no-policy, policies: [{id: a, "
                                             "type: tariff, importer: USA, origin: CHN, "
                                             "rate: +25 pp, from: 2018-09}]}";
  const auto run = [&](const std::string& scenario, const std::string& file,
                       const std::vector<std::string>& more) {
    std::vector<std::string> words = {
        "run",    scenario,           "-o",    folder.file(file),
        "--set",  "world.firms=2000", "--set", "calendar={start: 2018-05, end: 2018-12}",
        "--set",  "replicates=1",     "--set", "model.preset=contracts",
        "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    const ProgramOutput output = call(words);
    EXPECT_EQ(output.code, 0) << output.err;
  };
  run("no-policy", "past.h5", {"--checkpoint-at", "2018-09"});
  run(folder.file("duty.yaml"), "whole.h5", {});
  run(folder.file("duty.yaml"), "branch.h5",
      {"--from-checkpoint", folder.file("past.h5.2018-09.r0.checkpoint")});
  EXPECT_EQ(test::hash_of(folder.file("branch.h5")), test::hash_of(folder.file("whole.h5")));
}

TEST(BranchPoint, IsAMonthInsideTheCalendar) {
  const test::TemporaryFolder folder;
  for (const char* month : {"2018-05", "2019-01", "soon"}) {
    const ProgramOutput run = call(war(folder.file("a.h5"), {"--checkpoint-at", month}));
    EXPECT_EQ(run.code, 2) << month;
    EXPECT_THAT(run.err, HasSubstr("--checkpoint-at"));
  }
}

}  // namespace
}  // namespace entrepot::test::branch_test
