// The indices of one design and one set of outputs, estimated here and by OpenTURNS.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <numbers>

#include "tests/support/result_files.hpp"
#include "tests/support/source_dir.hpp"
#include "tools/sweep/designs/design.hpp"
#include "tools/sweep/indices/indices.hpp"

namespace entrepot::test::sweep_openturns_test {

using namespace tools;
namespace {

constexpr std::size_t rows = 1024;

double ishigami(const std::vector<double>& unit) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2.0 * unit[i] - 1.0); };
  return std::sin(x(0)) + 7.0 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

TEST(SweepOpenturns, EstimatesAgree) {
  if (std::system("/usr/bin/python3 -c 'import openturns' >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "python3-openturns is absent";
  const test::TemporaryFolder folder;
  std::vector<double> outputs;
  {
    std::ofstream design(folder.file("design.txt"));
    std::ofstream results(folder.file("outputs.txt"));
    for (const std::vector<double>& point : saltelli_points(rows, 3, 1)) {
      design << fmt::format("{}\n", fmt::join(point, " "));
      outputs.push_back(ishigami(point));
      results << fmt::format("{}\n", outputs.back());
    }
    const SobolIndices found = sobol_indices(outputs, 3, 0, 1);
    std::ofstream indices(folder.file("indices.txt"));
    for (const auto* order : {&found.first, &found.total}) {
      for (const Interval& index : *order) indices << fmt::format("{}\n", index.value);
    }
  }
  const std::string command =
      fmt::format("/usr/bin/python3 {}/tests/e2e/check_openturns.py {} {} {} {}", test::source_dir(),
                  folder.file("design.txt"), folder.file("outputs.txt"), folder.file("indices.txt"), rows);
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace entrepot::test::sweep_openturns_test
