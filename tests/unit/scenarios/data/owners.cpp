// Owners of plants: read where the world brings them, every fault at once.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "scenarios/data/load_world.hpp"
#include "tests/support/planted_world.hpp"
#include "tests/support/result_files.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::owners_test {

using namespace scenarios;
namespace {

using testing::HasSubstr;

const std::string header = "host,sector,owner,share_of_output,share_of_exports,confidence,source\n";

// A world with three regions and goods at least.
struct Names {
  explicit Names(const WorldTable& table)
      : a(table.regions[0]), b(table.regions[1]), goods(table.sectors[0]) {}
  std::string a, b, goods;
  [[nodiscard]] std::string row(const std::string& host, const std::string& owner,
                                const std::string& rest) const {
    return host + "," + goods + "," + owner + "," + rest + "\n";
  }
};

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

TEST(Owners, AreReadWithTheFlowsThatAreKnownBetter) {
  const test::PlantedWorld world;
  const WorldTable without = load_world({world.folder()});
  EXPECT_TRUE(without.owner_shares.empty());
  const Names names(without);
  world.write("owner_shares.csv", header + names.row(names.b, names.a, "0.2,,judgement,a guess"));
  world.write("owner_shares_exports_to_" + lower(names.a) + ".csv",
              "host,sector,owner,share_of_exports_to_" + lower(names.a) + ",confidence,source\n" +
                  names.row(names.b, names.a, "0.5,measured,a survey"));
  const WorldTable table = load_world({world.folder()});
  ASSERT_EQ(table.owner_shares.size(), 1U);
  EXPECT_EQ(table.owner_shares[0].host.index(), 1U);
  EXPECT_EQ(table.owner_shares[0].owner.index(), 0U);
  EXPECT_EQ(table.owner_shares[0].exports, 0.2) << "blank: that of output";
  EXPECT_TRUE(table.owner_shares[0].judgement);
  ASSERT_EQ(table.owner_flow_shares.size(), 1U);
  EXPECT_EQ(table.owner_flow_shares[0].destination.index(), 0U);
  EXPECT_EQ(table.owner_flow_shares[0].share, 0.5);
  EXPECT_FALSE(table.owner_flow_shares[0].judgement);
  EXPECT_NE(table.data_hash, without.data_hash);
}

TEST(Owners, FaultsAreSaidAllAtOnceWithTheirPlaces) {
  const test::PlantedWorld world;
  const Names names(load_world({world.folder()}));
  world.write("owner_shares.csv", header + names.row(names.b, names.a, "0.7,0.7,guess,x") +
                                      names.row(names.b, names.b, "0.1,0.1,derived,x") +
                                      names.row(names.b, names.a, "0.7,1.7,derived,x") +
                                      names.row("Nowhere", names.a, "0.1,0.1,derived,x"));
  try {
    static_cast<void>(load_world({world.folder()}));
    FAIL() << "must be refused";
  } catch (const InputError& error) {
    const std::string text = error.what();
    EXPECT_THAT(text, HasSubstr("owner_shares.csv:2:17: 'guess' is not known here"));
    EXPECT_THAT(text, HasSubstr(":3:7: the owner is the host itself"));
    EXPECT_THAT(text, HasSubstr(":4:1: this host, sector and owner are given twice"));
    EXPECT_THAT(text, HasSubstr(":4:13: 1.7 is out of range"));
    EXPECT_THAT(text, HasSubstr(":5:1: unknown region 'Nowhere'"));
  }
}

TEST(Owners, TogetherHoldAtMostAllOfASector) {
  const test::TemporaryFolder copy;
  const std::string folder = copy.path() + "/world";
  std::filesystem::copy(test::source_dir() + "/scenarios/worlds/world2017", folder);
  std::ofstream(folder + "/owner_shares.csv") << header << "VNM,ELE,USA,0.6,0.5,derived,x\n"
                                              << "VNM,ELE,JPN,0.6,0.5,derived,x\n";
  try {
    static_cast<void>(load_world({folder}));
    FAIL() << "must be refused";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("foreign owners hold 1.2 of the output of VNM ELE"));
  }
}

}  // namespace
}  // namespace entrepot::test::owners_test
