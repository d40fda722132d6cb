#include "scenarios/reader/name_hints.hpp"

#include <gmock/gmock.h>

#include "scenarios/data/load_world.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::name_hints_test {

using namespace scenarios;
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string& folder() {
  static const std::string all = test::source_dir() + "/scenarios/worlds/world2017";
  return all;
}

const WorldNames& names() {
  static const WorldNames all = world_names(load_world({folder()}));
  return all;
}

std::string region(const std::string& name) { return region_hint(name, names(), read_members(folder())); }

TEST(RegionHint, UnderstandsCodesOfCountries) {
  EXPECT_THAT(region("CN"), AllOf(HasSubstr("CN is CHN here"), Not(HasSubstr("mean"))));
  EXPECT_THAT(region("156"), HasSubstr("156 is CHN here"));
  EXPECT_THAT(region("US"), HasSubstr("write USA"));
  EXPECT_THAT(region("usa"), HasSubstr("write USA"));
  EXPECT_THAT(region("DE"), HasSubstr("DE (Germany) is inside EUK here"));
  EXPECT_THAT(region("GBR"), HasSubstr("inside EUK"));
  EXPECT_THAT(region("076"), HasSubstr("076 (Brazil) is inside LAC"));
  EXPECT_THAT(region("HK"), HasSubstr("inside CHN"));
  EXPECT_THAT(region("VNN"), HasSubstr("did you mean \"VNM\"?"));
}

TEST(RegionHint, EveryRegionHoldsACountry) {
  for (const std::string& name : names().regions) {
    int held = 0;
    for (const MemberCountry& country : read_members(folder())) held += country.region == name ? 1 : 0;
    EXPECT_GT(held, 0) << name;
  }
}

TEST(ProductHint, PlacesFineCodesInsideTheirProduct) {
  EXPECT_EQ(product_hint("8542.31", names()),
            "8542.31 is inside 8542, a product of this world: write \"8542\"");
  EXPECT_THAT(product_hint("85423100", names()), HasSubstr("write \"8542\""));
  EXPECT_THAT(product_hint("8703.80", names()), AllOf(HasSubstr("write \"8703\""), Not(HasSubstr("mean"))));
  EXPECT_THAT(product_hint("8472", names()), HasSubstr("8472 is inside 84: write \"84\" for all of it"));
  EXPECT_THAT(product_hint("1", names()), HasSubstr("write \"01\""));
}

std::string meaning(const std::string& word, const std::string& kind) {
  return word_hint(word, kind, names(), read_name_list(folder()));
}

TEST(WordHint, SaysWhichCodesAWordMeans) {
  EXPECT_THAT(meaning("chips", "product"), HasSubstr("write \"8542\""));
  EXPECT_THAT(meaning("中国", "region"), HasSubstr("write CHN"));
  EXPECT_THAT(meaning("Semiconductors", "sector"), HasSubstr("write ELE"));
  EXPECT_THAT(meaning("稀土", "product"), AllOf(HasSubstr("2805"), HasSubstr("2846")));
}

TEST(WordHint, SaysNothingOfWordsWithoutACode) {
  EXPECT_EQ(meaning("chips", "region"), "");
  EXPECT_EQ(word_hint("chips", "product", WorldNames{}, read_name_list(folder())), "");
}

}  // namespace
}  // namespace entrepot::test::name_hints_test
