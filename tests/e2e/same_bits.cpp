// Equal seeds give equal bits, whatever the number of threads; a policy at scale 0 is no policy.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::same_bits_test {
namespace {

using test::call;

TEST(SameBits, AtAnyNumberOfThreads) {
  const test::TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  for (const char* threads : {"0", "1", "2", "3", "8"}) {
    ASSERT_EQ(call(test::trade_war(file, {"--quiet", "--force", "--threads", threads})).code, 0);
    EXPECT_EQ(test::hash_of(file), test::hash_of(test::finished_run())) << threads << " threads";
  }
}

TEST(SameBits, NotWithAnotherSeed) {
  const test::TemporaryFolder folder;
  ASSERT_EQ(call(test::trade_war(folder.file("a.h5"), {"--quiet", "--set", "seed=2"})).code, 0);
  EXPECT_NE(test::hash_of(folder.file("a.h5")), test::hash_of(test::finished_run()));
}

TEST(ScaleZero, IsExactlyTheBaseline) {
  const test::TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  ASSERT_EQ(call(test::trade_war(file, {"--quiet", "--set", "policies[*].scale=0"})).code, 0);
  const test::ProgramOutput csv =
      call({"compare", file, "--top", "0", "--period", "month", "--format", "csv"});
  ASSERT_EQ(csv.code, 0) << csv.err;
  std::istringstream rows(csv.out);
  std::string row;
  std::getline(rows, row);
  std::size_t count = 0;
  for (; std::getline(rows, row); ++count) {
    // ..., difference, low_95, high_95, change_percent: the interval is empty with one replicate.
    const bool nothing = row.find(",0,,,") != std::string::npos;
    const bool missing_in_both = row.find("export_content,") == 0 && row.ends_with(",1,,,,,,\r");
    if (!nothing && !missing_in_both) ADD_FAILURE() << row;
  }
  EXPECT_GT(count, 10000U);
}

}  // namespace
}  // namespace entrepot::test::same_bits_test
