#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::decompose_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> small_decompose(const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {"--quiet",          "decompose", "relocation-2045",      "--set",
                                        "world.firms=3000", "--set",     "calendar.end=2019-12", "--set",
                                        "replicates=1"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(Decompose, PartsAMetricByMechanismWithIntervals) {
  const test::TemporaryFolder folder;
  const test::ProgramOutput got =
      test::call(small_decompose({"--set", "replicates=2", "--json", "--mechanisms", "sites,resource-inputs",
                                  "--where", "origin=CHN,destination=USA,time=2019", "-o", folder.path()}));
  ASSERT_EQ(got.code, 0) << got.err;
  const auto json = nlohmann::json::parse(got.out);
  ASSERT_EQ(json["cells"].size(), 1U);
  const auto& cell = json["cells"][0];
  EXPECT_EQ(cell["labels"], nlohmann::json({"CHN", "USA", "2019"}));
  ASSERT_EQ(cell["mechanisms"].size(), 2U);
  EXPECT_EQ(cell["mechanisms"][0]["mechanism"], "sites");
  EXPECT_EQ(cell["mechanisms"][1]["mechanism"], "resource-inputs");
  for (const auto& row : cell["mechanisms"]) {
    EXPECT_GT(row["left_out"]["half_width_95"].get<double>(), 0.0);
    EXPECT_EQ(row["left_out"]["values"], 2);
  }
  EXPECT_LT(cell["all"]["mean"].get<double>(), 0.0) << "tariffs cost China share";
  // The files that were kept give the same number: scenario less baseline of the run with everything on.
  const test::ProgramOutput compared =
      test::call({"compare", folder.file("relocation-2045-all.h5"), "--metric", "import_share", "--format",
                  "csv", "--where", "origin=CHN,destination=USA,time=2019"});
  ASSERT_EQ(compared.code, 0) << compared.err;
  const std::string mean = nlohmann::json(cell["all"]["mean"]).dump().substr(0, 8);
  EXPECT_THAT(compared.out, HasSubstr(mean));
  EXPECT_TRUE(std::filesystem::exists(folder.file("relocation-2045-all-but-resource-inputs.h5")));
}

TEST(Decompose, SumsUpASeriesOfPooledHubs) {
  const test::ProgramOutput got = test::call(small_decompose(
      {"--mechanisms", "resource-inputs", "--metric", "export_content", "--pool", "exports", "--summary",
       "fall", "--period", "quarter", "--where", "origin=CHN,hub=VNM,hub=ASE,hub=MEX,destination=USA"}));
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out, AllOf(HasSubstr("fall of: "), HasSubstr("cells=3 pooled"),
                             HasSubstr("\nresource-inputs "), HasSubstr("\nall together "),
                             HasSubstr("one replicate: no intervals"), Not(HasSubstr("\nsites "))));
}

TEST(Decompose, SaysWhatIsWrongBeforeItRuns) {
  const test::ProgramOutput nothing =
      test::call({"decompose", "trade-war-2018", "--set", "model.preset=contracts"});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.err, HasSubstr("model.preset=relocation"));
  const test::ProgramOutput metric =
      test::call({"decompose", "relocation-2045", "--metric", "export_contend"});
  EXPECT_EQ(metric.code, 2);
  EXPECT_THAT(metric.err, HasSubstr("did you mean export_content?"));
  const test::ProgramOutput label = test::call({"decompose", "relocation-2045", "--where", "origin=CHM"});
  EXPECT_EQ(label.code, 2);
  EXPECT_THAT(label.err, HasSubstr("did you mean CHN?"));
  const test::ProgramOutput mechanism = test::call({"decompose", "relocation-2045", "--mechanisms", "luck"});
  EXPECT_EQ(mechanism.code, 2);
  EXPECT_THAT(mechanism.err, HasSubstr("no mechanism 'luck'"));
  const test::ProgramOutput between = test::call({"decompose", "relocation-2045", "--summary", "change"});
  EXPECT_EQ(between.code, 2);
  EXPECT_THAT(between.err, HasSubstr("--between"));
}

}  // namespace
}  // namespace entrepot::test::decompose_test
