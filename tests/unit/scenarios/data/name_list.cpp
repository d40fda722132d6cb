// Names in words: what is found by them, and that the world's own codes all have one.
#include "scenarios/data/name_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/scenario_files.hpp"

namespace entrepot::test::name_list_test {

using namespace scenarios;
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<ListedName>& names() {
  static const std::vector<ListedName> all =
      read_name_list(support::source_paths().world_folder("world2017").string());
  return all;
}

std::vector<std::string> codes(const std::string& kind, const std::string& text) {
  std::vector<std::string> found;
  for (const ListedName& name : find_names(names(), kind, text)) found.push_back(name.code);
  return found;
}

TEST(NameList, FindsInEnglishAndChinese) {
  EXPECT_THAT(codes("product", "rare earths"), ElementsAre("2805", "2846", "8505"));
  EXPECT_THAT(codes("product", "稀土"), ElementsAre("2805", "2846", "8505"));
  EXPECT_THAT(codes("product", "Semiconductors"), ElementsAre("3818", "8486", "8541", "8542"));
  EXPECT_THAT(codes("product", "芯片"), ElementsAre("8542"));
  EXPECT_THAT(codes("region", "germany"), ElementsAre("EUK"));
  EXPECT_THAT(codes("region", "越南"), ElementsAre("VNM"));
  EXPECT_THAT(codes("region", "EU"), ElementsAre("EUK"));
  EXPECT_THAT(codes("sector", "cars"), ElementsAre("AUT"));
}

TEST(NameList, AWholeNameComesBeforeAPartOfOthers) {
  EXPECT_THAT(codes("region", "India"), ElementsAre("IND"));
  EXPECT_THAT(codes("region", "US"), ElementsAre("USA"));        // not Russia, Australia
  EXPECT_THAT(codes("product", "84"), ElementsAre("84"));        // not 8443
  EXPECT_THAT(codes("product", "batter"), ElementsAre("8507"));  // a part, where nothing is called so
  EXPECT_THAT(codes("product", "unobtainium"), IsEmpty());
}

TEST(NameList, EveryCodeOfTheWorldHasOneNameInBothLanguages) {
  WorldSpec spec;
  spec.name = "world2017";
  const WorldNames world = support::world2017_names(spec);
  std::set<std::string> products(world.product_hs.begin(), world.product_hs.end());
  std::size_t goods = 0;
  for (const ListedName& name : names()) {
    EXPECT_FALSE(name.name.empty() || name.chinese.empty()) << name.code;
    if (name.kind == "product") goods += products.erase(name.code);
  }
  EXPECT_GT(goods, 100U);
  for (const std::string& left : products) EXPECT_EQ(left, "SRV") << "has no name in names.csv";
  for (const std::string& region : world.regions) EXPECT_THAT(codes("region", region), ElementsAre(region));
  for (const std::string& sector : world.sectors) EXPECT_THAT(codes("sector", sector), ElementsAre(sector));
}

TEST(NameList, AFolderWithoutNamesHasNone) { EXPECT_THAT(read_name_list("/nowhere"), IsEmpty()); }

}  // namespace
}  // namespace entrepot::test::name_list_test
