// `world split`: a world with parts, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::world_split_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string head = "axis,from,part,figure,region,sector,product,share\n";

class WorldSplit : public ::testing::Test {
 protected:
  [[nodiscard]] std::string shares(const std::string& rows) const {
    std::ofstream(folder_.file("shares.csv")) << head << rows;
    return folder_.file("shares.csv");
  }
  [[nodiscard]] ProgramOutput split(const std::string& rows, std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"world", "split", "world2017", "--shares", shares(rows), "-o", world_};
    words.insert(words.end(), more.begin(), more.end());
    return call(words);
  }
  const test::TemporaryFolder folder_;
  const std::string world_ = folder_.file("parts");
};

TEST_F(WorldSplit, IsAWorldThatIsInspectedAndRun) {
  const std::string rows =
      "sector,ELE,SEM,output,CHN,,,0.07\nsector,ELE,SEM,output,,,,0.2\nsector,ELE,ELE,product,,,*,\n";
  const ProgramOutput made = split(rows);
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out + made.err, HasSubstr("parts sum to it cell by cell"));
  EXPECT_EQ(split(rows).code, 3) << "an existing folder is not replaced";
  EXPECT_EQ(split(rows, {"--force"}).code, 0);
  const ProgramOutput seen = call({"world", "inspect", world_, "--firms", "1000"});
  EXPECT_THAT(seen.out, HasSubstr("15 regions, 16 sectors")) << seen.err;
  std::ofstream(folder_.file("a.yaml"))
      << "schema: 1\nname: a\nseed: 1\nworld: {table: parts/world.yaml, firms: 1000}\n"
         "calendar: {start: 2017-01, end: 2017-04}\npolicies:\n"
         "  - {id: t, type: tariff, importer: USA, origin: CHN, sector: SEM, rate: +25 pp, from: "
         "2017-02-01}\n";
  const ProgramOutput run = call({"run", folder_.file("a.yaml"), "-o", folder_.file("a.h5"), "--quiet"});
  EXPECT_EQ(run.code, 0) << run.err;
}

TEST_F(WorldSplit, FaultsAreNamedAtOnceAndNothingIsWritten) {
  const ProgramOutput wrong =
      split("sector,ELX,SEM,output,,,,0.07\nsector,ELE,SEM,output,CHM,,,1.2\nsector,ELE,SEM,outptu,,,,0.2\n");
  EXPECT_EQ(wrong.code, 3);
  EXPECT_THAT(wrong.err,
              AllOf(HasSubstr("shares.csv:2:8"), HasSubstr("'ELE' meant?"), HasSubstr("shares.csv:3:"),
                    HasSubstr("between 0 and 1"), HasSubstr("'output' meant?")));
  EXPECT_FALSE(std::filesystem::exists(world_));
  const ProgramOutput alone = split("region,EUK,GER,output,,,,0.25\n");
  EXPECT_EQ(alone.code, 3);
  EXPECT_THAT(alone.err, AllOf(HasSubstr("shares.csv:2:"), HasSubstr("has one part"), HasSubstr("GER")));
  EXPECT_FALSE(std::filesystem::exists(world_));
}

}  // namespace
}  // namespace entrepot::test::world_split_test
