#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/small_run.hpp"

namespace entrepot {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Decompose, RunsEveryMechanismThatIsOnWithoutIt) {
  const test::TemporaryFolder folder;
  const test::ProgramOutput got = test::call({"--quiet", "decompose", "relocation-2045", "--set",
                                              "world.firms=1000", "--set", "calendar.end=2018-12", "-o",
                                              folder.file("parts"), "--where", "origin=CHN,destination=USA"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out,
              AllOf(HasSubstr("Contribution of sites:"), HasSubstr("Contribution of resource-inputs:"),
                    HasSubstr("Contribution of follow:"), Not(HasSubstr("Contribution of learning:"))));
}

TEST(Decompose, SaysWhenThereIsNothingToLeaveOut) {
  const test::ProgramOutput got = test::call({"decompose", "no-policy"});
  EXPECT_EQ(got.code, 2);
  EXPECT_THAT(got.err, HasSubstr("model.investment.sites=true"));
}

}  // namespace
}  // namespace entrepot
