// The runs behind a decomposition: which sets of mechanisms, each once.
#include "outputs/decompose/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "sim/core/error.hpp"

namespace entrepot::test::plan_test {

using namespace outputs;
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// b needs a; c stands by itself.
const Mechanisms table = {{.name = "a", .key = "a", .plural = "", .block = "x"},
                          {.name = "b", .key = "b", .plural = "", .needs = "a", .block = "x"},
                          {.name = "c", .key = "on", .plural = "", .block = "y"}};

TEST(DecompositionPlan, OnesThatNeedAnotherAreOffWithoutIt) {
  EXPECT_EQ(at_work(table, {true, true, false}), (MechanismSet{true, true, false}));
  EXPECT_EQ(at_work(table, {false, true, true}), (MechanismSet{false, false, true}));
}

TEST(DecompositionPlan, EverySetIsRunOnce) {
  const DecompositionPlan plan = plan_decomposition(table, {true, true, true}, {});
  EXPECT_THAT(plan.names, ElementsAre("all", "none", "all but a", "a only", "all but b", "a and b only"));
  // Without a, b is off too: c is left. Without c, a and b are left.
  EXPECT_EQ(plan.variants[plan.contrasts[0].left_out], (MechanismSet{false, false, true}));
  EXPECT_EQ(plan.variants[plan.contrasts[0].alone], (MechanismSet{true, false, false}));
  EXPECT_EQ(plan.contrasts[0].alone_without, plan.none);
  EXPECT_EQ(plan.variants[plan.contrasts[1].left_out], (MechanismSet{true, false, true}));
  EXPECT_EQ(plan.variants[plan.contrasts[1].alone], (MechanismSet{true, true, false}));
  EXPECT_EQ(plan.contrasts[1].alone_without, plan.contrasts[0].alone);
  EXPECT_EQ(plan.contrasts[2].left_out, plan.contrasts[1].alone);
  EXPECT_EQ(plan.contrasts[2].alone, plan.contrasts[0].left_out);
  const std::set<MechanismSet> different(plan.variants.begin(), plan.variants.end());
  EXPECT_EQ(different.size(), plan.variants.size());
}

TEST(DecompositionPlan, OneMechanismAloneIsAll) {
  const DecompositionPlan plan = plan_decomposition(table, {false, false, true}, {});
  ASSERT_EQ(plan.variants.size(), 2U);
  EXPECT_EQ(plan.contrasts[0].alone, plan.all);
  EXPECT_EQ(plan.contrasts[0].left_out, plan.none);
}

TEST(DecompositionPlan, OnlyThoseAskedForAreContrasted) {
  const DecompositionPlan plan = plan_decomposition(table, {true, true, true}, {"b"});
  EXPECT_THAT(plan.names, ElementsAre("all", "none", "all but b", "a only", "a and b only"));
  ASSERT_EQ(plan.contrasts.size(), 1U);
  EXPECT_EQ(plan.contrasts[0].mechanism, 1U);
  try {
    static_cast<void>(plan_decomposition(table, {true, false, true}, {"b"}));
    FAIL() << "b is off";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no mechanism 'b' is at work in this scenario; there are a, c"));
  }
}

TEST(DecompositionPlan, OverridesSwitchOffWhatIsOnAndNoMore) {
  EXPECT_THAT(overrides_of(table, {true, false, true}, {true, false, false}),
              ElementsAre("model.y.on=false"));
  EXPECT_THAT(overrides_of(table, {true, true, true}, {false, false, false}),
              ElementsAre("model.x.a=false", "model.x.b=false", "model.y.on=false"));
  EXPECT_THAT(overrides_of(table, {true, true, true}, {true, true, true}), IsEmpty());
}

}  // namespace
}  // namespace entrepot::test::plan_test
