// Command lines as they are shown.
#include "tools/entrepot/serve/child.hpp"

#include <gtest/gtest.h>

#include "tests/support/program.hpp"

namespace entrepot::test::child_test {

using namespace tools;

namespace {

TEST(CommandLine, ShellsReadTheSameWords) {
  EXPECT_EQ(command_line({"run", "mine.yaml", "-o", "results/mine.h5"}),
            "entrepot run mine.yaml -o results/mine.h5");
  const Words words = {"run",   "a 'b' \"c\".yaml", "$(id)", "`id`", "a\\b", "", "*", "~", "稀土", "a;b",
                       "--set", "x=[1, 2]"};
  std::string expected;
  for (const std::string& word : words) expected += word + "\n";
  const std::string line = command_line(words).substr(std::string("entrepot").size());
  EXPECT_EQ(program("bash", {"-c", "printf '%s\\n'" + line}).out, expected);
}

}  // namespace
}  // namespace entrepot::test::child_test
