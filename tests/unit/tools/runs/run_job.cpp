// Which jobs may share a baseline: those whose runs without policies are the same.
#include "tools/runs/run_job.hpp"

#include <gtest/gtest.h>

#include "tests/support/scenario_files.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::test::run_job_test {

using namespace scenarios;
using namespace tools;
namespace {

class BaselineKeyTest : public ::testing::Test {
 protected:
  BaselineKey key_of(const std::string& scenario, const std::vector<std::string>& changes = {},
                     int replicate = 0, const std::vector<std::string>& metrics = {}) {
    RunJob job(read_scenario(scenario, changes), table_, pool_);
    job.record_only(metrics);
    return job.baseline_key(replicate);
  }
  support::TemporaryFolder folder_;
  std::shared_ptr<const WorldTable> table_ =
      std::make_shared<const WorldTable>(read_world(read_scenario("no-policy", {}).world));
  std::shared_ptr<ThreadPool> pool_ = std::make_shared<ThreadPool>(1);
};

TEST_F(BaselineKeyTest, PoliciesDoNotCount) {
  const BaselineKey key = key_of("trade-war-2018");
  EXPECT_EQ(key, key_of("trade-war-2018", {"policies[list-1].scale=2"}));
  EXPECT_EQ(key, key_of("trade-war-2018", {"policies[*].scale=0"}));
  EXPECT_EQ(key, key_of("trade-war-2018", {"name=another", "description=other words"}));
  const std::string tariff =
      "{schema: 1, extends: no-policy, name: t, policies: [{id: a, type: tariff, importer: USA, origin: CHN, "
      "sector: ELE, rate: +25 pp, from: 2018-07-06}]}";
  EXPECT_EQ(key_of("no-policy"), key_of(folder_.write("tariff.yaml", tariff)));
}

TEST_F(BaselineKeyTest, AllElseCounts) {
  const BaselineKey key = key_of("trade-war-2018");
  for (const char* change :
       {"calendar.start=2017-02", "calendar.end=2020-12", "seed=2", "world.firms=2000",
        "world.product_origins=true", "model.sourcing.hazard_scale=0.9", "model.preset=relocation-technology",
        "model.pricing.markup=1.2", "replicates={count: 5, resynthesise: false}"}) {
    EXPECT_NE(key, key_of("trade-war-2018", {change})) << change;
  }
  EXPECT_NE(key, key_of("trade-war-2018", {}, 1));
  EXPECT_NE(key, key_of("trade-war-2018", {}, 0, {"output"}));
}

TEST_F(BaselineKeyTest, ValuesCountAndNotTheirSpelling) {
  EXPECT_EQ(key_of("no-policy", {"model.sourcing.hazard_scale=0.5"}),
            key_of("no-policy", {"model.sourcing.hazard_scale=0.50"}));
}

// The baseline measures the firms that policies name, so these do count.
TEST_F(BaselineKeyTest, WhomPoliciesNameCounts) {
  const auto listing = [&](const std::string& top, const std::string& more) {
    const std::string listed =
        "{id: a, type: entity_listing, exporter: USA, listed: CHN, sector: ELE, listed_sector: ELE, top: " +
        top + ", from: 2019-05-16}";
    return folder_.write("listing.yaml",
                         "{schema: 1, extends: no-policy, name: t, policies: [" + listed + more + "]}");
  };
  const BaselineKey key = key_of(listing("3", ""));
  EXPECT_NE(key, key_of("no-policy"));
  EXPECT_NE(key, key_of(listing("4", "")));
  EXPECT_EQ(key, key_of(listing("3",
                                ", {id: b, type: tariff, importer: USA, origin: CHN, sector: ELE, "
                                "rate: +25 pp, from: 2018-07-06}")));
}

}  // namespace
}  // namespace entrepot::test::run_job_test
