// What `entrepot world new` writes.
#include "tools/entrepot/worlds/world_proposal.hpp"

#include <gmock/gmock.h>

#include "sim/core/error.hpp"

namespace entrepot::test::world_proposal_test {

using namespace tools;
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const TableContents contents{"icio",
                             {"CHN", "DEU", "FRA", "ROW", "USA", "VNM"},
                             {"A01_02", "B05_06", "C26", "C27", "C29", "G", "J61"}};

WorldRequest request(std::vector<std::string> regions, std::vector<std::string> sectors) {
  WorldRequest out;
  out.table = "../ICIO.csv";
  out.regions = std::move(regions);
  out.sectors = std::move(sectors);
  return out;
}

TEST(WorldProposal, KeepsWhatIsNamedAndMergesTheRest) {
  const WorldProposal proposal =
      propose_world(contents, request({"USA", "CHN", "EUR=DEU+FRA"}, {"C26", "CARS=C29"}));
  EXPECT_EQ(proposal.regions, "from,to\nCHN,CHN\nDEU,EUR\nFRA,EUR\nROW,ROW\nUSA,USA\nVNM,ROW\n");
  EXPECT_EQ(proposal.sectors,
            "from,to\nA01_02,AGR\nB05_06,MIN\nC26,C26\nC27,ELQ\nC29,CARS\nG,SRV\nJ61,SRV\n");
  EXPECT_EQ(proposal.sector_list,
            "sector,kind,like,name\nAGR,primary,AGR,\nC26,manufacturing,ELE,\nCARS,manufacturing,AUT,\n"
            "ELQ,manufacturing,ELQ,\nMIN,primary,MIN,\nSRV,services,SRV,\n");
  EXPECT_THAT(proposal.world,
              AllOf(HasSubstr("table: \"../ICIO.csv\""), HasSubstr("layout: icio"),
                    HasSubstr("\nregions: regions.csv"), HasSubstr("\nsectors: sectors.csv")));
}

TEST(WorldProposal, WithoutRequestsLabelsStayAsTheyAre) {
  const WorldProposal proposal = propose_world(contents, request({}, {}));
  EXPECT_EQ(proposal.regions, "");
  EXPECT_EQ(proposal.sectors, "");
  EXPECT_THAT(proposal.sector_list, HasSubstr("\nG,services,SRV,\n"));
  EXPECT_THAT(proposal.world, Not(HasSubstr("\nregions:")));
}

TEST(WorldProposal, AllSectorsMayBecomeThoseOfTheEmbeddedWorld) {
  EXPECT_THAT(propose_world(contents, request({}, {"world2017"})).sectors, HasSubstr("C26,ELE\n"));
}

TEST(WorldProposal, ReportsEveryWrongLabel) {
  try {
    static_cast<void>(propose_world(contents, request({"UAS", "CHN", "X=CHN"}, {"C62"})));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.faults().size(), 3U);
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("\"UAS\" is not in the table"), HasSubstr("did you mean \"USA\"?"),
                      HasSubstr("\"CHN\" is named twice"), HasSubstr("\"C62\"")));
  }
}

}  // namespace
}  // namespace entrepot::test::world_proposal_test
