// A world's name: all that enters synthesis, and nothing else.
#include "tools/runs/world_key.hpp"

#include <gtest/gtest.h>

#include "tests/support/scenario_files.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::test::world_key_test {

using namespace tools;
namespace {

// The key of trade-war-2018 with changes, on a table that is named and not read.
WorldKey key_with(const std::vector<std::string>& changes, int replicate = 0) {
  WorldTable table;
  table.data_hash = "abc";
  std::vector<std::string> all{"world.firms=1500", "replicates={count: 1}"};
  all.insert(all.end(), changes.begin(), changes.end());
  return world_key(read_scenario("trade-war-2018", all), table, replicate);
}

TEST(WorldKeyTest, WhateverEntersSynthesisMakesAnother) {
  const WorldKey key = key_with({});
  EXPECT_EQ(key, key_with({}));
  for (const char* change :
       {"world.firms=1600", "world.slots_per_firm=20", "world.size_tail=1.2", "seed=2",
        "model.pricing.markup=1.2", "world.product_origins=true", "world.multinational_share=0.2",
        "world.owner_judgement=0.7", "replicates={count: 2, resynthesise: true}"}) {
    EXPECT_NE(key, key_with({change})) << change;
    EXPECT_NE(key.text(), key_with({change}).text()) << change;
  }
}

TEST(WorldKeyTest, WhatDoesNotEnterSynthesisMakesNone) {
  const WorldKey key = key_with({});
  for (const char* change : {"policies[*].scale=0", "model.sourcing.hazard_scale=0.5", "calendar.end=2020-12",
                             "replicates=3", "name=another"}) {
    EXPECT_EQ(key, key_with({change})) << change;
  }
}

TEST(WorldKeyTest, ReplicatesShareAWorldUnlessTheyAreRedrawn) {
  EXPECT_EQ(key_with({}, 0), key_with({}, 1));
  const char* redrawn = "replicates={count: 2, resynthesise: true}";
  EXPECT_NE(key_with({redrawn}, 0), key_with({redrawn}, 1));
  EXPECT_EQ(key_with({redrawn}, 0).text(), key_with({redrawn}, 1).text());
}

TEST(WorldKeyTest, SynthesisGetsWhatTheKeySays) {
  const SynthesisOptions options = synthesis_options(
      key_with({"world.slots_per_firm=20", "world.size_tail=1.2", "model.pricing.markup=1.2", "seed=7",
                "replicates={count: 4, resynthesise: true}"},
               3));
  EXPECT_EQ(options.firms, 1500);
  EXPECT_EQ(options.slots_per_firm, 20.0);
  EXPECT_EQ(options.size_tail, 1.2);
  EXPECT_EQ(options.markup, 1.2);
  EXPECT_EQ(options.seed.value, 7U);
  EXPECT_EQ(options.seed.replicate, 0x80000003U);
  EXPECT_EQ(synthesis_options(key_with({}, 3)).seed.replicate, 0U);
}

TEST(WorldKeyTest, TheTextNamesTheKeysOfTheScenario) {
  EXPECT_EQ(key_with({}).text(),
            "data_hash: abc; world.product_origins: false; model.pricing.markup: 1.1; world.owner_judgement: "
            "1; world.firms: 1500; "
            "world.slots_per_firm: 30; world.size_tail: 1.06; world.multinational_share: 0.5; seed: 1; "
            "replicates.resynthesise: false");
}

}  // namespace
}  // namespace entrepot::test::world_key_test
