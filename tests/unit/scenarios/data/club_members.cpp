#include "scenarios/data/club_members.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

void write(const test::TemporaryFolder& folder, const std::string& rows) {
  std::ofstream(folder.file("clubs.csv")) << "club,region,from,until,note\n" << rows;
}

TEST(ClubMembers, HoldTheRegionsThatHaveNotLeft) {
  const test::TemporaryFolder folder;
  write(folder, "EU,EUK,1993-11,,\nTPP,USA,2016-02,2017-01,left\nTPP,JPN,2016-02,,\nEU,USA,1990-01,,\n");
  const std::vector<Club> clubs = club_members(folder.path(), {"USA", "JPN", "EUK"});
  ASSERT_EQ(clubs.size(), 2U);
  EXPECT_EQ(clubs[0].name, "EU");
  EXPECT_THAT(clubs[0].members, ElementsAre("EUK", "USA"));
  EXPECT_THAT(clubs[1].members, ElementsAre("JPN"));
}

TEST(ClubMembers, NameWhatIsWrong) {
  const test::TemporaryFolder folder;
  EXPECT_TRUE(club_members(folder.path(), {"USA"}).empty());
  write(folder, "G7,USB,1976-01,,\nG7,JPN,1976-01,,\n");
  try {
    static_cast<void>(club_members(folder.path(), {"USA", "CAN"}));
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_EQ(error.faults().size(), 2U);
    EXPECT_THAT(error.what(), HasSubstr("clubs.csv:2:4: unknown region 'USB'"));
    EXPECT_THAT(error.what(), HasSubstr("is 'USA' meant?"));
  }
}

}  // namespace
}  // namespace entrepot
