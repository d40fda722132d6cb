#include "scenarios/data/tables/sector_kinds.hpp"

#include <gmock/gmock.h>

namespace entrepot::test::sector_kinds_test {

using namespace scenarios;
namespace {

using ::testing::ElementsAre;

TEST(SectorKinds, EachSystemOfCodesIsTold) {
  EXPECT_EQ(codes_of({"AGR", "ELE", "SRV"}), SectorCodes::own);
  EXPECT_EQ(codes_of({"c1", "c2", "c16", "c17", "c35"}), SectorCodes::wiod2013);
  EXPECT_EQ(codes_of({"A01_02", "C10T12", "D", "J62_63", "T"}), SectorCodes::isic4);
  EXPECT_EQ(codes_of({"C01T05AGR", "C10T14MIN", "C15T16FOD", "C45CON", "C75GOV"}), SectorCodes::isic3);
  EXPECT_EQ(codes_of({"A", "B", "C"}), SectorCodes::words);  // too few to be a system
  EXPECT_EQ(codes_of({"Agriculture", "Mining and Quarrying", "Textiles", "Retail Trade", "Transport"}),
            SectorCodes::words);
}

TEST(SectorKinds, CodesAreLikeSectorsOfTheEmbeddedWorld) {
  const auto like = [](SectorCodes codes, const std::vector<std::string>& sectors) {
    std::vector<std::string> out;
    for (const std::string& sector : sectors) out.push_back(like_sector(sector, codes));
    return out;
  };
  EXPECT_THAT(
      like(SectorCodes::isic4, {"A03", "B09", "C10-C12", "D10T12", "D35", "E37-E39", "C26", "C31T33", "S"}),
      ElementsAre("AGR", "MIN", "FOO", "FOO", "SRV", "SRV", "ELE", "OMF", "SRV"));
  EXPECT_THAT(like(SectorCodes::wiod2013, {"c2", "c3", "c14", "c16", "c17", "c36", "x1"}),
              ElementsAre("MIN", "FOO", "ELE", "OMF", "SRV", "", ""));
  EXPECT_THAT(like(SectorCodes::isic3, {"C01T05AGR", "C10T14MIN", "C15T16FOD", "C34MTR", "C40T41EGW"}),
              ElementsAre("AGR", "MIN", "FOO", "AUT", "SRV"));
  EXPECT_THAT(like(SectorCodes::words, {"Transport Equipment", "Transport", "Fishing", "Manufacture of gas",
                                        "Petroleum, Chemical and Non-Metallic Mineral Products", "g"}),
              ElementsAre("OMF", "SRV", "AGR", "OMF", "CHM", ""));
}

TEST(SectorKinds, MergedSectorsAreLikeMostOfTheirPartsIfAllAreOfOneKind) {
  EXPECT_THAT(like_sectors({"heavy", "mixed", "MIN"}, {{"C24", "C25", "C28"}, {"C24", "G"}, {"C24"}},
                           SectorCodes::isic4),
              ElementsAre("MET", "", "MIN"));
}

}  // namespace
}  // namespace entrepot::test::sector_kinds_test
