// docs/scenario-reference.md says what the program says of itself.
#include <gtest/gtest.h>

#include "tests/support/program.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::reference_test {
namespace {

TEST(Reference, IsUpToDate) {
  const test::ProgramOutput check =
      test::program(test::source_dir() + "/tools/dev/make-reference.sh", {"--check", test::program_path()});
  EXPECT_EQ(check.code, 0) << check.out << check.err;
}

}  // namespace
}  // namespace entrepot::test::reference_test
