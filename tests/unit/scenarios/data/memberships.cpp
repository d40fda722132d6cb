#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "scenarios/data/figures.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::memberships_test {

using namespace scenarios;
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class Memberships : public testing::Test {
 protected:
  Memberships() { table_.regions = {"USA", "JPN", "EUK"}; }
  void read(const std::string& rows) {
    std::ofstream(folder_.file("clubs.csv")) << "club,region,from,until,note\n" << rows;
    read();
  }
  void read() {
    WorldFolder folder(folder_.path());
    read_clubs(folder, table_, faults_);
    faults_.throw_if_any();
  }
  [[nodiscard]] std::string fault(const std::string& rows) {
    try {
      read(rows);
    } catch (const InputError& error) {
      return error.what();
    }
    return "no fault";
  }
  test::TemporaryFolder folder_;
  WorldTable table_;
  Faults faults_;
};

TEST_F(Memberships, HaveTheirDays) {
  read("EU,EUK,1993-11,,\nTPP,USA,2016-02-04,2017-01-23,left\nTPP,JPN,,,\n");
  ASSERT_EQ(table_.clubs.size(), 3U);
  EXPECT_EQ(table_.clubs[0].club, "EU");
  EXPECT_EQ(table_.clubs[0].region, 2U);
  EXPECT_EQ(table_.clubs[0].until, Date::max());
  Date left;
  ASSERT_TRUE(parse_date("2017-01-23", left));
  EXPECT_EQ(table_.clubs[1].until, left);
  EXPECT_EQ(table_.clubs[2].from, Date::min());
}

TEST_F(Memberships, AFolderWithoutTheFileHasNoClubs) {
  read();
  EXPECT_TRUE(table_.clubs.empty());
}

TEST_F(Memberships, NameAllThatIsWrong) {
  EXPECT_THAT(fault("G7,USB,1976-01,,\nG7,CAN,1976-01,,\n"),
              AllOf(HasSubstr("clubs.csv:2:4: unknown region 'USB'"), HasSubstr("is 'USA' meant?"),
                    HasSubstr("clubs.csv:3:4: unknown region 'CAN'")));
}

TEST_F(Memberships, RefuseDaysThatAreNoneAndNamesOfRegions) {
  EXPECT_THAT(fault("USA,JPN,1976-13,,\n,JPN,2018-01,2018-01,\n"),
              AllOf(HasSubstr("'1976-13' is no date"), HasSubstr("club 'USA' has the name of a region"),
                    HasSubstr("empty club"), HasSubstr("until is not after from")));
}

}  // namespace
}  // namespace entrepot::test::memberships_test
