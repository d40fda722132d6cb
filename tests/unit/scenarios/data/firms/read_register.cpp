// Registers of firms: mapped columns, hostile names, sums by pair and by date, every fault at its place.
#include "scenarios/data/firms/read_register.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "outputs/store/hdf5.hpp"
#include "scenarios/data/load_world.hpp"
#include "tests/support/planted_world.hpp"

namespace entrepot::test::read_register_test {

using namespace scenarios;
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Date day(const std::string& text) {
  Date date;
  EXPECT_TRUE(parse_date(text, date));
  return date;
}

class Register : public ::testing::Test {
 protected:
  Register() {
    plan_.table = place_.path("firms.csv");
    plan_.columns = {"id", "region", "sector", "product", "output", "owner", "tags"};
    plan_.link_columns = {"supplier", "buyer", "value", "date"};
    place_.write("firms.csv",
                 "id,region,sector,output,owner,tags\n"
                 "\"b, \"\"the\"\" second\",A,GDS,10,B,soe;chips\n"
                 "\xC3\x84hre,A,GDS,5,,\n"
                 "c3,B,SRV,20,,x\n");
  }
  void links(const std::string& rows) {
    plan_.transactions = place_.path("links.csv");
    place_.write("links.csv", rows);
  }
  [[nodiscard]] WorldTable load() const {
    WorldSource source{place_.folder()};
    source.plan.firms = std::make_shared<const FirmPlan>(plan_);
    return load_world(source);
  }
  [[nodiscard]] std::string message() const {
    try {
      static_cast<void>(load());
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  }
  test::PlantedWorld place_;
  FirmPlan plan_;
};

TEST_F(Register, KeepsNamesAsTheyAreAndSortsThem) {
  const WorldTable table = load();
  ASSERT_NE(table.firm_register, nullptr);
  const FirmRegister& firms = *table.firm_register;
  EXPECT_THAT(firms.id, ElementsAre("b, \"the\" second", "c3", "\xC3\x84hre"));
  EXPECT_THAT(firms.output, ElementsAre(10.0, 20.0, 5.0));
  EXPECT_THAT(firms.tags, ElementsAre("soe;chips", "x", ""));
  EXPECT_EQ(firms.owner[0].index(), 1U);
  EXPECT_FALSE(firms.owner[1].valid());
  EXPECT_EQ(firms.find("c3"), 1U);
  EXPECT_EQ(firms.find("c"), no_entry);
  ASSERT_EQ(table.owner_shares.size(), 1U);
  EXPECT_NEAR(table.owner_shares[0].output, 10.0 / table.output[0], 1e-12);
}

TEST_F(Register, SumsPairsWhateverTheOrderOfRows) {
  links(
      "buyer,supplier,value\nc3,\xC3\x84hre,1.5\n\xC3\x84hre,c3,2\nc3,\xC3\x84hre,0.25\nc3,\xC3\x84hre,-0."
      "5\n");
  const std::vector<RegisterLink> links_there = load().firm_register->links;
  EXPECT_THAT(links_there, ElementsAre(RegisterLink{1, 2, 1.25}, RegisterLink{2, 1, 2.0}));
  links(
      "value,buyer,supplier\n-0.5,c3,\xC3\x84hre\n0.25,c3,\xC3\x84hre\n2,\xC3\x84hre,c3\n1.5,c3,"
      "\xC3\x84hre\n");
  EXPECT_EQ(load().firm_register->links, links_there);
}

TEST_F(Register, BringsPaymentsOfAPeriodToAYear) {
  plan_.unit = 1e-3;
  plan_.from = day("2016-01");
  plan_.until = day("2017-01");
  links(
      "paid,buyer,supplier,value\n2016-02-29,c3,\xC3\x84hre,3000\n2017-01-01,c3,\xC3\x84hre,1\n2016-12,c3,"
      "\xC3\x84hre,1000\n");
  plan_.link_columns.date = "paid";
  WorldTable table = load();
  EXPECT_THAT(table.firm_register->links, ElementsAre(RegisterLink{1, 2, 4.0}));
  EXPECT_THAT(table.notes, Contains(HasSubstr("1 transactions")));
  plan_.until = day("2018-01");
  EXPECT_NEAR(load().firm_register->links[0].value, 4.001 / (731 / 365.2425), 1e-9);
}

TEST_F(Register, MapsColumnsAndPlaces) {
  place_.write("firms.csv", "vat;where;what;turnover\n7;XX;26.1;9\n8;B;SRV;1\n");
  plan_.columns = {"vat", "where", "what", "product", "turnover", "owner", "tags"};
  place_.write("r.csv", "from,to\nXX,A\n");
  place_.write("s.csv", "from,to\n26.1,GDS\n");
  plan_.regions = place_.path("r.csv");
  plan_.sectors = place_.path("s.csv");
  const WorldTable table = load();
  EXPECT_EQ(table.firm_register->group[0].get(), 0U);
  EXPECT_EQ(table.firm_register->group[1].get(), 3U);
}

TEST_F(Register, SaysAllItsFaultsAtTheirPlaces) {
  place_.write(
      "firms.csv",
      "id,region,sector,output\na,C,GDS,1\nb,A,GSD,1\n,A,GDS,1\nd,A,GDS,-1\ne,A,GDS,many\nf,A,GDS\n");
  EXPECT_THAT(message(), AllOf(HasSubstr("firms.csv:2:3"), HasSubstr("firms.csv:3:5"), HasSubstr("GDS"),
                               HasSubstr("firms.csv:4:1"), HasSubstr("firms.csv:5:9"),
                               HasSubstr("firms.csv:6:9"), HasSubstr("firms.csv:7:1"), HasSubstr("3 cells")));
  place_.write("firms.csv", "id,region,sector,output\na,A,GDS,1\na,A,GDS,2\n");
  EXPECT_THAT(message(), HasSubstr("given twice"));
  place_.write("firms.csv", "ids,region,sector,output\na,A,GDS,1\n");
  EXPECT_THAT(message(), AllOf(HasSubstr("column 'id' is missing"), HasSubstr("ids")));
}

TEST_F(Register, UnknownFirmsAreFaultsUnlessTheyMayBeLeftOut) {
  links("supplier,buyer,value\nc3,c4,1\nc3,\xC3\x84hre,x\n");
  EXPECT_THAT(message(), AllOf(HasSubstr("links.csv:2:4"), HasSubstr("\"c4\""), HasSubstr("links.csv:3:10")));
  plan_.skip_unknown = true;
  links("supplier,buyer,value\nc3,c4,1\nc3,\xC3\x84hre,2\n");
  const WorldTable table = load();
  EXPECT_EQ(table.firm_register->links.size(), 1U);
  EXPECT_THAT(table.notes, Contains(HasSubstr("1 transactions, 1 musd, name a firm")));
}

TEST_F(Register, UnderPrivacySmallCellsAndRareOwnersAreNotThere) {
  place_.write(
      "firms.csv",
      "id,region,sector,output,owner\na,A,GDS,1,B\nb,A,GDS,2,\nc,A,GDS,3,\nd,B,GDS,9,\ne,B,GDS,9,\n");
  links("supplier,buyer,value\na,b,1\nd,a,1\n");
  plan_.min_firms = 3;
  const WorldTable table = load();
  EXPECT_THAT(table.firm_register->id, ElementsAre("a", "b", "c"));
  EXPECT_THAT(table.firm_register->links, ElementsAre(RegisterLink{1, 0, 1.0}));
  EXPECT_FALSE(table.firm_register->owner[0].valid());
  EXPECT_TRUE(table.owner_shares.empty());
}

// One column of an HDF5 file.
void write_column(hid_t file, const std::string& name, hid_t type, hsize_t rows, const void* values) {
  const outputs::hdf5::Handle space = outputs::hdf5::dataspace({rows});
  const outputs::hdf5::Handle set(
      H5Dcreate2(file, name.c_str(), type, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose,
      name);
  ASSERT_GE(H5Dwrite(set.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), 0);
}

// The same firms and payments in HDF5: texts of variable and of fixed length, whole numbers, decimals.
TEST_F(Register, ReadsColumnsOfHdf5) {
  links("supplier,buyer,value\nc3,\xC3\x84hre,1.5\nc3,\xC3\x84hre,2\n\xC3\x84hre,c3,4\n");
  const WorldTable text = load();
  {
    const outputs::hdf5::Handle file = outputs::hdf5::create_file(place_.path("firms.h5"));
    const outputs::hdf5::Handle words = outputs::hdf5::text_type();
    const char* id[] = {"b, \"the\" second", "\xC3\x84hre", "c3"};
    const char* owner[] = {"B", "", ""};
    const char* tags[] = {"soe;chips", "", "x"};
    const char region[] = "AAB";
    const char sector[] = "GDSGDSSRV";
    const std::int32_t output[] = {10, 5, 20};
    const outputs::hdf5::Handle one(H5Tcopy(H5T_C_S1), H5Tclose, "type");
    const outputs::hdf5::Handle three(H5Tcopy(H5T_C_S1), H5Tclose, "type");
    H5Tset_size(three.get(), 3);
    write_column(file.get(), "id", words.get(), 3, id);
    write_column(file.get(), "owner", words.get(), 3, owner);
    write_column(file.get(), "tags", words.get(), 3, tags);
    write_column(file.get(), "region", one.get(), 3, region);
    write_column(file.get(), "sector", three.get(), 3, sector);
    write_column(file.get(), "output", H5T_NATIVE_INT32, 3, output);
    const outputs::hdf5::Handle paid = outputs::hdf5::create_file(place_.path("links.h5"));
    const outputs::hdf5::Handle group = outputs::hdf5::create_group(paid.get(), "payments");
    const char* supplier[] = {"c3", "c3", "\xC3\x84hre"};
    const char* buyer[] = {"\xC3\x84hre", "\xC3\x84hre", "c3"};
    const double value[] = {1.5, 2.0, 4.0};
    write_column(group.get(), "supplier", words.get(), 3, supplier);
    write_column(group.get(), "buyer", words.get(), 3, buyer);
    write_column(group.get(), "value", H5T_NATIVE_DOUBLE, 3, value);
  }
  plan_.table = place_.path("firms.h5");
  plan_.transactions = place_.path("links.h5");
  const WorldTable packed = load();
  EXPECT_EQ(packed.firm_register->id, text.firm_register->id);
  EXPECT_EQ(packed.firm_register->output, text.firm_register->output);
  EXPECT_EQ(packed.firm_register->tags, text.firm_register->tags);
  ASSERT_EQ(packed.firm_register->links.size(), text.firm_register->links.size());
  for (std::size_t i = 0; i < text.firm_register->links.size(); ++i)
    EXPECT_EQ(packed.firm_register->links[i].value, text.firm_register->links[i].value);
}

TEST_F(Register, SaysWhatIsNoTableInHdf5) {
  {
    const outputs::hdf5::Handle file = outputs::hdf5::create_file(place_.path("firms.h5"));
    const double two[] = {1.0, 2.0};
    write_column(file.get(), "id", H5T_NATIVE_DOUBLE, 2, two);
    write_column(file.get(), "output", H5T_NATIVE_DOUBLE, 1, two);
  }
  plan_.table = place_.path("firms.h5");
  EXPECT_THAT(message(),
              AllOf(HasSubstr("firms.h5"), HasSubstr("column 'output' has 1 rows"), HasSubstr("have 2")));
  outputs::hdf5::create_file(place_.path("empty.h5"));
  plan_.table = place_.path("empty.h5");
  EXPECT_THAT(message(), HasSubstr("no table in this file"));
  place_.write("cut.h5", "\x89HDF\r\n\x1a\nno more");
  plan_.table = place_.path("cut.h5");
  EXPECT_THAT(message(), HasSubstr("damaged"));
}

}  // namespace
}  // namespace entrepot::test::read_register_test
