// docs/scenario-reference.md says what the program says of itself.
#include <gtest/gtest.h>

#include "tests/support/program.hpp"

namespace entrepot {
namespace {

TEST(Reference, IsUpToDate) {
  const test::ProgramOutput check =
      test::program(ENTREPOT_SOURCE_DIR "/tools/dev/make-reference.sh", {"--check", test::program_path()});
  EXPECT_EQ(check.code, 0) << check.out << check.err;
}

}  // namespace
}  // namespace entrepot
