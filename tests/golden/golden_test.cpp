// Golden cases: a folder below tests/golden holds scenario.yaml and expected.txt, the hash of its results
// (exact) and readable numbers with a tolerance. tests/golden/update.sh writes expected.txt anew.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "outputs/compare/compare.hpp"
#include "outputs/store/results/results_hash.hpp"
#include "tests/support/program.hpp"
#include "tests/support/result_files.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::golden_test {

using namespace outputs;
namespace {

namespace fs = std::filesystem;

// One readable number: a cell of a metric's annual table, in the metric's unit, as the tolerance is.
struct Number {
  std::string metric, where, variant, value, tolerance;
};

struct Expected {
  std::string header;  // comment lines
  std::string hash;
  std::vector<Number> numbers;
};

const std::string& cases_folder() {
  static const std::string folder = test::source_dir() + "/tests/golden";
  return folder;
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(cases_folder())) {
    if (fs::exists(entry.path() / "scenario.yaml")) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Expected read_expected(const std::string& path) {
  Expected expected;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    Number number;
    words >> number.metric;
    if (number.metric.empty() || number.metric.front() == '#') {
      expected.header += line + "\n";
    } else if (number.metric == "hash") {
      words >> expected.hash;
    } else if (words >> number.where >> number.variant >> number.value >> number.tolerance) {
      expected.numbers.push_back(number);
    } else {
      ADD_FAILURE() << path << ": cannot read \"" << line << "\"";
    }
  }
  return expected;
}

void write_expected(const std::string& path, const Expected& expected) {
  std::ofstream file(path);
  file << expected.header << "hash " << expected.hash << "\n";
  for (const Number& n : expected.numbers)
    file << fmt::format("{:<16} {:<42} {:<9} {:>14} {:>8}\n", n.metric, n.where, n.variant, n.value,
                        n.tolerance);
}

double measured(const std::string& results, const Number& number) {
  CompareOptions options;
  options.metric = number.metric;
  options.filters = parse_filters(number.where);
  options.top = 0;
  const CompareTable table = compare_results({results}, options);
  if (table.sections.size() != 1 || table.sections[0].rows.size() != 1) {
    ADD_FAILURE() << number.metric << " " << number.where << " is not one cell";
    return 0.0;
  }
  const CompareRow& row = table.sections[0].rows[0];
  return number.variant == "scenario" ? row.value : row.against;
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, GivesWhatItGaveBefore) {
  const std::string folder = cases_folder() + "/" + GetParam();
  const test::TemporaryFolder results;
  const std::string file = results.file("results.h5");
  const test::ProgramOutput run = test::call({"run", folder + "/scenario.yaml", "--quiet", "-o", file});
  ASSERT_EQ(run.code, 0) << run.err;
  Expected expected = read_expected(folder + "/expected.txt");
  ASSERT_GE(expected.numbers.size(), 10U);
  if (std::getenv("ENTREPOT_UPDATE_GOLDEN") != nullptr) {
    expected.hash = results_hash(file);
    for (Number& number : expected.numbers) number.value = fmt::format("{:.6g}", measured(file, number));
    write_expected(folder + "/expected.txt", expected);
    return;
  }
  for (const Number& number : expected.numbers) {
    EXPECT_NEAR(measured(file, number), std::stod(number.value), std::stod(number.tolerance))
        << number.metric << " " << number.where << " " << number.variant;
  }
  EXPECT_EQ(results_hash(file), expected.hash)
      << "the results changed; where that is meant, run tests/golden/update.sh and say why in the commit";
  EXPECT_LE(fs::file_size(folder + "/expected.txt"), 50000U);
}

std::string plain(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  for (char& letter : name) letter = letter == '-' ? '_' : letter;
  return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, ::testing::ValuesIn(case_names()), plain);

}  // namespace
}  // namespace entrepot::test::golden_test
