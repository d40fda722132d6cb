// Every fault of the corpus, one at a time: reported alone, at its place, with its source line.
#include <gtest/gtest.h>

#include <cctype>

#include "tests/support/fault_cases.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::fault_corpus_test {
namespace {

class Corpus : public ::testing::TestWithParam<support::FaultCase> {};

TEST(CorpusBase, TheGoodScenarioIsGood) {
  const support::TemporaryFolder folder;
  const auto faults = support::faults_of(folder.write("good.yaml", support::good_scenario()));
  for (const Fault& fault : faults) ADD_FAILURE() << format_fault(fault);
}

TEST_P(Corpus, IsReportedAtItsPlace) {
  const support::TemporaryFolder folder;
  const support::BrokenScenario broken = support::plant({GetParam()});
  const std::string file = folder.write("broken.yaml", broken.text);
  const std::vector<Fault> faults = support::faults_of(file);
  std::string listed;
  for (const Fault& fault : faults) listed += format_fault(fault) + "\n";
  ASSERT_EQ(broken.expected.size(), 1U);
  EXPECT_TRUE(support::reported(broken.expected[0], faults, file))
      << "expected " << broken.expected[0].line << ":" << broken.expected[0].column << " "
      << broken.expected[0].what << ", got\n"
      << listed;
  EXPECT_EQ(faults.size(), 1U) << listed;
  for (const Fault& fault : faults) EXPECT_FALSE(fault.place.source_line.empty());
}

std::string case_name(const ::testing::TestParamInfo<support::FaultCase>& info) {
  std::string name = info.param.name;
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Faults, Corpus, ::testing::ValuesIn(support::fault_cases()), case_name);

}  // namespace
}  // namespace entrepot::test::fault_corpus_test
