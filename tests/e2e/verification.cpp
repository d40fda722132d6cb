// The tables of docs/verification.md are those of the committed studies.
#include <gtest/gtest.h>

#include "tests/support/program.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::verification_test {
namespace {

TEST(Verification, TablesAreUpToDate) {
  const test::ProgramOutput check =
      test::program("/usr/bin/python3", {test::source_dir() + "/tools/dev/plot_verification.py", "--check"});
  EXPECT_EQ(check.code, 0) << check.out << check.err;
}

}  // namespace
}  // namespace entrepot::test::verification_test
