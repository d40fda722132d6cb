#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/e2e/small_run.hpp"

namespace entrepot {
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
                             HasSubstr("indirect-link index"), HasSubstr("content VNM+ASE+MEX"),
                             HasSubstr("2017 to 2019")));
}

TEST_F(LinkageVerb, JsonHoldsWhatTheTableShows) {
  const test::ProgramOutput got =
      test::call({"--json", "linkage", file(), "--until", "2019", "--hubs", "VNM,MEX"});
  ASSERT_EQ(got.code, 0) << got.err;
  const auto json = nlohmann::json::parse(got.out);
  ASSERT_EQ(json["series"].size(), 4U);  // index, two hubs, both pooled
  ASSERT_EQ(json["hub_correlation"].size(), 2U);
  for (const auto& hub : json["hub_correlation"]) {
    EXPECT_EQ(hub["sectors"], 14);  // services pay no duty
    EXPECT_LE(std::abs(hub["growth"]["mean"].get<double>()), 1.0);
    EXPECT_EQ(hub["growth"]["values"], 2);
  }
  // The content of the pool lies between those of its hubs.
  const auto base = [&](std::size_t i) { return json["series"][i]["base"]["mean"].get<double>(); };
  EXPECT_GE(base(3), std::min(base(1), base(2)));
  EXPECT_LE(base(3), std::max(base(1), base(2)));
}

TEST_F(LinkageVerb, SaysWhatIsMissing) {
  const test::ProgramOutput year = test::call({"linkage", file()});
  EXPECT_EQ(year.code, 3);  // 2022 is not in the run
  const test::ProgramOutput hub = test::call({"linkage", file(), "--hubs", "VNN"});
  EXPECT_EQ(hub.code, 3);
  EXPECT_THAT(hub.err, HasSubstr("did you mean VNM?"));
}

}  // namespace
}  // namespace entrepot
