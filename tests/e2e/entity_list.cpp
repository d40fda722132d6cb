// Entity lists as published: which firms they are, and a run with them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::entity_list_program_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(EntityListProgram, SaysWhichFirmsAreMeantAndRuns) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.file("list.csv")) << "name,country,sector,date,rank\n"
                                            "\"Alpha, Ltd.\",CN,ELE,2019-02-15,1\n"
                                            "Beta,CN,ELE,2019-01-01,\n"
                                            "Gamma,CN,ELE,2019-01-01,5000\n";
  std::ofstream(folder.file("a.yaml"))
      << "schema: 1\nname: a\nseed: 1\nworld: {name: world2017, firms: 1000}\n"
         "calendar: {start: 2019-01, end: 2019-04}\npolicies:\n"
         "  - {id: x, type: entity_listing, exporter: USA, listed: CHN, entity_list: list.csv, from: "
         "2018-01-01}\n";
  const ProgramOutput firms = call({"schedule", folder.file("a.yaml"), "--firms"});
  ASSERT_EQ(firms.code, 0) << firms.err;
  EXPECT_THAT(firms.out, StartsWith("policy,entity,region,sector,product,from,until,licence_rate,firm,"));
  EXPECT_THAT(firms.out, HasSubstr("x,\"Alpha, Ltd.\",CHN,ELE,,2019-02-15,,0,"));
  EXPECT_THAT(firms.out, HasSubstr("x,Gamma,CHN,ELE,,2019-01-01,,0,,,\n")) << "no such firm";
  const ProgramOutput run = call({"run", folder.file("a.yaml"), "-o", folder.file("a.h5")});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("3 rows of its list name 3 entities"));
  const ProgramOutput listed = call({"export", folder.file("a.h5"), "--metric", "listed_sales"});
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("listed"));
}

}  // namespace
}  // namespace entrepot::test::entity_list_program_test
