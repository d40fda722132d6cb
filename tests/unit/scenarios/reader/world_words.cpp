// A world that stands on another says its own words first, then those of the other.
#include "scenarios/reader/world_words.hpp"

#include <gmock/gmock.h>

#include "scenarios/reader/load.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::world_words_test {

using namespace scenarios;
namespace {

WorldSpec world(const std::string& name) {
  const DataPaths paths = support::source_paths();
  return load_scenario("no-policy", {"world.name=" + name}, paths, {}).world;
}

std::vector<std::string> names_of(const std::vector<ListedName>& words, const std::string& kind,
                                  const std::string& code) {
  std::vector<std::string> names;
  for (const ListedName& one : words)
    if (one.kind == kind && one.code == code) names.push_back(one.name);
  return names;
}

TEST(WorldWords, ASplitWorldHasItsOwnNamesThenThoseOfItsBase) {
  const std::vector<ListedName> words = world_words(world("world2017-chips"));
  EXPECT_THAT(names_of(words, "sector", "SEM"), testing::ElementsAre("semiconductors"));
  EXPECT_THAT(names_of(words, "sector", "ELE"),
              testing::ElementsAre("computers and electronics other than semiconductors"));
  EXPECT_THAT(names_of(words, "region", "MEX"), testing::ElementsAre("Mexico"));
}

TEST(WorldWords, CountriesComeFromTheBase) {
  const std::vector<MemberCountry> members = world_members(world("world2017-chips"));
  const MemberCountry* germany = find_country("Germany", members);
  ASSERT_NE(germany, nullptr);
  EXPECT_EQ(germany->region, "EUK");
  EXPECT_EQ(members.size(), world_members(world("world2017")).size());
}

}  // namespace
}  // namespace entrepot::test::world_words_test
