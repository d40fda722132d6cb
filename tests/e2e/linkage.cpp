#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::linkage_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class LinkageVerb : public testing::Test {
 protected:
  static const std::string& file() {
    static const test::TemporaryFolder folder;
    static const std::string path = [] {
      const std::string name = folder.file("war.h5");
      static_cast<void>(
          test::call({"--quiet", "run", "trade-war-2018", "-o", name, "--set", "world.firms=3000", "--set",
                      "replicates=2", "--set", "calendar.end=2019-12"}));
      return name;
    }();
    return path;
  }
};

TEST_F(LinkageVerb, TellsPeaksAndTheCorrelationOfHubs) {
  const test::ProgramOutput got = test::call({"linkage", file(), "--until", "2019"});
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out, AllOf(HasSubstr("indirect links from CHN to USA, 2 replicates"),
                             HasSubstr("indirect-link index"), HasSubstr("4 content VNM+ASE+MEX"),
                             HasSubstr("1 share lost by CHN"), HasSubstr("2 re-exports by"),
                             HasSubstr("3 share of foreign plants"), HasSubstr("All four phases are seen in"),
                             HasSubstr("2017 to 2019")));
}

TEST_F(LinkageVerb, JsonHoldsWhatTheTableShows) {
  const test::ProgramOutput got =
      test::call({"--json", "linkage", file(), "--until", "2019", "--hubs", "VNM,MEX"});
  ASSERT_EQ(got.code, 0) << got.err;
  const auto json = nlohmann::json::parse(got.out);
  ASSERT_EQ(json["series"].size(), 8U);  // three phases and one part, two hubs, both pooled, index
  EXPECT_EQ(json["series"][0]["phase"], 1);
  EXPECT_GT(json["series"][0]["peak"]["mean"].get<double>(), 0.01) << "the trade war costs China share";
  EXPECT_TRUE(json["series"][3]["phase"].is_null());
  EXPECT_LE(json["with_all_phases"].get<int>(), 2);
  ASSERT_EQ(json["hub_correlation"].size(), 2U);
  for (const auto& hub : json["hub_correlation"]) {
    EXPECT_EQ(hub["sectors"], 14);  // services pay no duty
    EXPECT_LE(std::abs(hub["growth"]["mean"].get<double>()), 1.0);
    EXPECT_EQ(hub["growth"]["values"], 2);
  }
  // The content of the pool lies between those of its hubs.
  const auto base = [&](std::size_t i) { return json["series"][4 + i]["base"]["mean"].get<double>(); };
  EXPECT_GE(base(2), std::min(base(0), base(1)));
  EXPECT_LE(base(2), std::max(base(0), base(1)));
}

// The share of foreign plants, recomputed from the exported cells.
TEST_F(LinkageVerb, SharesOfPlantsAreThoseOfTheirSales) {
  const auto json = nlohmann::json::parse(test::call({"--json", "linkage", file(), "--until", "2019"}).out);
  const auto rows = nlohmann::json::parse(
      test::call({"--json", "compare", file(), "--metric", "trade_by_owner", "--top", "0", "--where",
                  "destination=USA,host=VNM,host=ASE,host=MEX,time=2017"})
          .out);
  double all = 0.0;
  double abroad = 0.0;
  for (const auto& row : rows["sections"][0]["rows"]) {
    all += row["against_value"].get<double>();
    if (row["labels"]["owner"] != row["labels"]["host"]) abroad += row["against_value"].get<double>();
  }
  // The mean of two replicates' ratios against the ratio of their means.
  EXPECT_NEAR(json["series"][2]["base"]["mean"].get<double>(), abroad / all, 1e-3);
}

TEST_F(LinkageVerb, SaysWhatIsMissing) {
  const test::ProgramOutput year = test::call({"linkage", file()});
  EXPECT_EQ(year.code, 3);  // 2022 is not in the run
  const test::ProgramOutput hub = test::call({"linkage", file(), "--hubs", "VNN"});
  EXPECT_EQ(hub.code, 3);
  EXPECT_THAT(hub.err, HasSubstr("did you mean VNM?"));
}

}  // namespace
}  // namespace entrepot::test::linkage_test
