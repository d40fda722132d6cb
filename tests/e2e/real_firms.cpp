// Real firms: inspected, run, exported by id; and what privacy keeps from every file.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::real_firms_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RealFirmsProgram : public ::testing::Test {
 protected:
  // Twelve firms of Chinese electronics, two of Mexican vehicles (a small cell), links among them. `small`:
  // what the two make.
  void write(const std::string& privacy, double small = 5000.0) const {
    std::ofstream firms(folder_.file("firms.csv"));
    firms << "vat,land,sector,sales,tag\n";
    for (int i = 0; i < 12; ++i) firms << fmt::format("\"CN-{:02}, Ltd\",CHN,ELE,{},soe\n", i, 900 + 70 * i);
    for (int i = 0; i < 2; ++i) firms << fmt::format("MX{},MEX,AUT,{}\n", i, fmt::format("{},", small + i));
    std::ofstream links(folder_.file("links.csv"));
    links << "supplier,buyer,value\n";
    for (int i = 0; i < 12; ++i)
      for (int j = 0; j < 4; ++j)
        links << fmt::format("\"CN-{:02}, Ltd\",\"CN-{:02}, Ltd\",{}\n", i, (i + j + 1) % 12, 5 + j);
    links << fmt::format("\"CN-00, Ltd\",MX0,{}\n", 0.01 * small);
    std::ofstream(folder_.file("world.yaml")) << "base: world2017\nfirms:\n  table: firms.csv\n  columns: "
                                                 "{id: vat, region: land, output: sales, tags: "
                                                 "tag}\n  transactions: links.csv\n"
                                              << privacy;
    std::ofstream(folder_.file("s.yaml"))
        << "schema: 1\nname: s\nseed: 1\nworld: {table: world.yaml, firms: 1200, slots_per_firm: 15}\n"
           "calendar: {start: 2017-01, end: 2017-04, step: 1 month}\npolicies:\n"
           "  - {id: d, type: tariff, importer: USA, origin: CHN, rate: +25 pp, from: 2017-02-01}\n"
        << more_;
  }
  [[nodiscard]] std::string scenario() const { return folder_.file("s.yaml"); }
  [[nodiscard]] ProgramOutput run(const std::string& to) const {
    return call({"run", scenario(), "-o", folder_.file(to), "--quiet"});
  }
  const TemporaryFolder folder_;
  std::string more_;
};

TEST_F(RealFirmsProgram, AreInspectedListedAndExportedById) {
  std::ofstream(folder_.file("list.csv")) << "id\n\"CN-03, Ltd\"\n";
  more_ =
      "  - {id: l, type: entity_listing, exporter: USA, listed: CHN, firm_list: list.csv, from: "
      "2017-03-01}\n";
  write("");
  const ProgramOutput seen = call({"world", "inspect", folder_.file("world.yaml"), "--firms", "1200"});
  EXPECT_EQ(seen.code, 0) << seen.err;
  EXPECT_THAT(seen.out, AllOf(HasSubstr("Real firms (register)"), HasSubstr("14 firms"),
                              HasSubstr("49 links between its firms")));
  EXPECT_EQ(run("a.h5").code, 0);
  const ProgramOutput links =
      call({"export", "links", scenario(), "-o", folder_.file("l.csv"), "--where", "origin=CHN,sector=ELE"});
  EXPECT_EQ(links.code, 0) << links.err;
  std::ifstream file(folder_.file("l.csv"));
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_THAT(text, AllOf(HasSubstr(",buyer_id,supplier_id"), HasSubstr("\"CN-03, Ltd\",\"CN-0")));
  std::ofstream(folder_.file("list.csv")) << "id\n\"CN-3, Ltd\"\n";
  const ProgramOutput wrong = call({"check", scenario()});
  EXPECT_EQ(wrong.code, 3);
  EXPECT_THAT(wrong.err, AllOf(HasSubstr("list.csv:2"), HasSubstr("CN-03, Ltd")));
}

TEST_F(RealFirmsProgram, EntityListsNameThemById) {
  const std::string head = "name,region,sector,date,firm\n";
  std::ofstream(folder_.file("e.csv")) << head << "Big Co,CHN,ELE,2017-03-01,\"CN-05, Ltd\"\n";
  more_ =
      "  - {id: l, type: entity_listing, exporter: USA, listed: CHN, entity_list: e.csv, from: 2017-03-01}\n";
  write("");
  const ProgramOutput told = call({"schedule", scenario(), "--firms"});
  ASSERT_EQ(told.code, 0) << told.err;
  // The firm's output in the register, whatever its rank.
  EXPECT_THAT(told.out, AllOf(HasSubstr("l,Big Co,CHN,ELE"), HasSubstr(",1250,")));
  std::ofstream(folder_.file("e.csv"))
      << head << "Big Co,MEX,AUT,2017-03-01,\"CN-05, Ltd\"\nX,CHN,ELE,2017-03-01,CN\n";
  const ProgramOutput wrong = call({"check", scenario()});
  EXPECT_EQ(wrong.code, 3);
  EXPECT_THAT(wrong.err, AllOf(HasSubstr("it is of CHN ELE"), HasSubstr("no such firm")));
}

TEST_F(RealFirmsProgram, UnderPrivacyResultsDoNotDependOnSmallCells) {
  const std::string rule = "privacy: {hide_ids: true, min_firms: 5}\n";
  write(rule);
  const ProgramOutput first = run("a.h5");
  ASSERT_EQ(first.code, 0) << first.err;
  write(rule, 9000.0);
  ASSERT_EQ(run("b.h5").code, 0);
  EXPECT_EQ(hash_of(folder_.file("a.h5")), hash_of(folder_.file("b.h5")));
  const ProgramOutput report = call({"report", folder_.file("a.h5")});
  EXPECT_EQ(report.code, 0) << report.err;
  // The test would see a difference: without the rule there is one.
  write("");
  ASSERT_EQ(run("c.h5").code, 0);
  write("", 9000.0);
  ASSERT_EQ(run("d.h5").code, 0);
  EXPECT_NE(hash_of(folder_.file("c.h5")), hash_of(folder_.file("d.h5")));
}

TEST_F(RealFirmsProgram, UnderPrivacyNothingTellsOfSingleFirms) {
  write("privacy: {hide_ids: true, min_firms: 5}\n");
  const std::vector<std::vector<std::string>> refused = {
      {"export", "links", scenario(), "-o", folder_.file("l.csv")},
      {"world", "build", folder_.file("world.yaml"), "--firms", "1200", "-o", folder_.file("built")},
      {"graph", scenario()}};
  for (const std::vector<std::string>& words : refused) {
    const ProgramOutput told = call(words);
    EXPECT_EQ(told.code, 3) << words[0];
    EXPECT_THAT(told.err, HasSubstr("min_firms: 5"));
  }
  const ProgramOutput seen = call({"world", "inspect", folder_.file("world.yaml"), "--firms", "1200"});
  EXPECT_THAT(seen.out, AllOf(HasSubstr("12 firms"), Not(HasSubstr("CN-0")), Not(HasSubstr("largest  "))));
  ASSERT_EQ(run("a.h5").code, 0);
  std::ifstream file(folder_.file("a.h5"), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  for (const char* name : {"firm_group_sales", "listed_sales", "site_sales", "CN-0", "soe"})
    EXPECT_EQ(bytes.find(name), std::string::npos) << name;
  more_ = "  - {id: l, type: entity_listing, exporter: USA, listed: CHN, top: 1, from: 2017-03-01}\n";
  write("privacy: {min_firms: 5}\n");
  const ProgramOutput named = call({"check", scenario()});
  EXPECT_EQ(named.code, 3);
  EXPECT_THAT(named.err, HasSubstr("top names single firms"));
}

}  // namespace
}  // namespace entrepot::test::real_firms_test
