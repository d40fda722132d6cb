// Entity lists as published: rows to entities, entities to batches of firms.
#include "scenarios/reader/tables/entity_list.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "models/policies/parts/listed_entities.hpp"
#include "scenarios/reader/load.hpp"
#include "tests/support/fault_cases.hpp"
#include "tests/support/scenario_files.hpp"
#include "tests/support/source_dir.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::test::entity_list_test {

using namespace models;
using namespace scenarios;
using namespace tools;
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class EntityList : public ::testing::Test {
 protected:
  std::string scenario(const std::string& list, const std::string& keys = "") const {
    folder_.write("list.csv", list);
    return folder_.write(
        "a.yaml",
        "schema: 1\nname: a\nseed: 1\nworld: {name: world2017, firms: 1000}\n"
        "calendar: {start: 2017-01, end: 2020-12}\n"
        "policies:\n  - {id: x, type: entity_listing, exporter: USA, listed: [CHN, ROW], from: "
        "2018-01-01, entity_list: list.csv" +
            keys + "}\n");
  }
  [[nodiscard]] Scenario load(const std::string& path) const {
    return load_scenario(path, {}, support::source_paths(), support::world2017_names);
  }
  [[nodiscard]] std::vector<std::string> faults(const std::string& list, const std::string& keys = "") const {
    std::vector<std::string> texts;
    for (const Fault& fault : support::faults_of(scenario(list, keys))) texts.push_back(format_fault(fault));
    return texts;
  }
  [[nodiscard]] std::vector<ListedEntity> entities(const Scenario& scenario) const {
    std::vector<ListedEntity> all;
    for (const std::string& text : scenario.policies.at(0).values.names(entities_key))
      all.push_back(entity_of(text));
    return all;
  }
  support::TemporaryFolder folder_;
};

TEST_F(EntityList, RowsWithOneNameOrAliasAreOneEntityFromItsFirstDate) {
  const Scenario read =
      load(scenario("name,country,sector,product,date,licence_policy,aliases\n"
                    "\"Alpha, Ltd.\",CN,ELE,,2019-05-21,Presumption of denial,Alfa;A-1\n"
                    "ALFA,CHN,ELE,,2018-08-01,Case-by-case,\n"
                    "Beta,Hong Kong,,8542,2020-01-01,,\n"
                    "Gamma,RU,MAC,,2018-03-01,See section 744.2,\n"
                    "Delta,USA,MAC,,2018-03-01,,\n"));
  const std::vector<ListedEntity> all = entities(read);
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].name, "Gamma");
  EXPECT_EQ(all[0].region, "ROW");
  EXPECT_FALSE(all[0].licence.has_value());
  EXPECT_EQ(all[1].name, "ALFA") << "the one that was listed first";
  EXPECT_EQ(format_date(all[1].days.from), "2018-08-01");
  EXPECT_EQ(all[1].licence, 0.5) << "case by case";
  EXPECT_EQ(all[2].region, "CHN");
  EXPECT_EQ(all[2].sector, "ELE");
  EXPECT_THAT(all[2].product, HasSubstr("8542"));
  EXPECT_THAT(read.notes, Contains(HasSubstr("4 rows of its list name 3 entities")));
  EXPECT_THAT(read.notes, Contains(AllOf(HasSubstr("1 rows are of places"), HasSubstr("USA 1"))));
  EXPECT_THAT(read.notes, Contains(HasSubstr("See section 744.2")));
}

TEST_F(EntityList, EveryFaultHasItsPlace) {
  EXPECT_THAT(faults("name,region,sector,date,rank\n"
                     ",CHN,ELE,2019-01-01,\n"
                     "A,CHM,ELE,2019-01-01,\n"
                     "B,CHN,ELEC,2019-01-01,\n"
                     "C,CHN,ELE,5/21/2019,\n"
                     "D,CHN,ELE,2019-01-01,0\n"),
              ElementsAre(HasSubstr("list.csv:2:"), AllOf(HasSubstr("list.csv:3:"), HasSubstr("CHM")),
                          AllOf(HasSubstr("list.csv:4:"), HasSubstr("did you mean \"ELE\"?")),
                          AllOf(HasSubstr("list.csv:5:"), HasSubstr("YYYY-MM-DD")),
                          AllOf(HasSubstr("list.csv:6:"), HasSubstr("rank"))));
  EXPECT_THAT(faults("name,region,date\nA,CHN,2019-01-01\n"), Contains(HasSubstr("sector")));
  EXPECT_THAT(faults("name,region,sector,date\nA,USA,ELE,2019-01-01\n"),
              ElementsAre(HasSubstr("no entity is listed")));
  EXPECT_THAT(faults("name,region,sector,date\nA,CHN,ELE,2019-01-01\n", ", top: 3"),
              ElementsAre(HasSubstr("top beside entity_list")));
  EXPECT_THAT(faults("name,region,sector,product,date\nA,CHN,ELE,8703,2019-01-01\n"),
              ElementsAre(HasSubstr("8703")));
}

// Entities without a rank get the next by chance in their sector or product, whatever the order of the rows.
TEST_F(EntityList, OrderOfRowsDoesNotMatterAndFirmsMayBeSeveralEntities) {
  const std::string head = "name,region,sector,date,rank\n";
  const std::vector<std::string> rows = {"A,CHN,ELE,2019-01-01,\n", "B,CHN,ELE,2018-06-01,\n",
                                         "C,CHN,ELE,2019-01-01,2\n", "D,CHN,MAC,2018-06-01,\n",
                                         "E,CHN,ELE,2019-06-01,\n"};
  std::string forward = head;
  std::string backward = head;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    forward += rows[i];
    backward += rows[rows.size() - 1 - i];
  }
  const WorldTable table = read_world(load(scenario(forward)).world);
  const auto batches = [&](const std::string& list, const std::string& keys) {
    const std::vector<EntityBatch> all =
        entity_batches(load(scenario(list, keys)).policies.at(0).values, table);
    std::vector<std::string> texts;
    for (const EntityBatch& batch : all) {
      std::string text = format_date(batch.days.from);
      for (const RankedFirm& one : batch.firms.ranked)
        text += fmt::format(" {}{}{}", table.sectors[table.axes().sector_of(GroupId(one.group)).index()],
                            one.by_chance ? "?" : "#", one.rank);
      texts.push_back(text);
    }
    return texts;
  };
  EXPECT_THAT(batches(forward, ""),
              ElementsAre("2018-06-01 ELE?0 MAC?0", "2019-01-01 ELE#1 ELE?1", "2019-06-01 ELE?2"));
  EXPECT_EQ(batches(forward, ""), batches(backward, ""));
  EXPECT_THAT(batches(forward, ", entities_per_firm: 2"),
              ElementsAre("2018-06-01 ELE?0 MAC?0", "2019-01-01 ELE#0 ELE?0", "2019-06-01 ELE?1"));
}

// Each is listed, and known, from its own day; nobody expects a row before its date.
TEST_F(EntityList, EachIsListedFromItsOwnDay) {
  const Scenario read =
      load(scenario("name,region,sector,date,until,licence_rate\n"
                    "A,CHN,ELE,2018-06-16,,0\nB,CHN,MAC,2019-01-01,2019-07-01,0.25\n"
                    "C,CHN,ELE,2016-01-01,,0\n",
                    ", customers_leave: 0 per year, over_compliance: 0 per year"));
  const WorldTable table = read_world(read.world);
  const auto owned = make_instruments(read, table);
  const std::vector<const Instrument*> policies = {owned[0].get()};
  const auto bans = [&](const Levers& levers) {
    std::vector<double> most;
    for (const FirmTerms& terms : levers.firms) {
      if (!terms.ban.empty()) most.push_back(*std::ranges::max_element(terms.ban));
    }
    return most;
  };
  const auto in_force = [&](Month month) { return bans(resolve_levers(table, policies, month)); };
  EXPECT_THAT(in_force(Month(2017, 12)), ElementsAre()) << "not before the policy's own first day";
  EXPECT_THAT(in_force(Month(2018, 5)), ElementsAre(1.0));
  EXPECT_THAT(in_force(Month(2018, 6)), ElementsAre(1.0, 0.5));
  EXPECT_THAT(in_force(Month(2019, 2)), ElementsAre(1.0, 1.0, 0.75));
  EXPECT_THAT(in_force(Month(2019, 7)), ElementsAre(1.0, 1.0));
  EXPECT_EQ(resolve_levers(table, policies, Month(2017, 1)).firms.size(), 4U) << "watched from the start";
  const Outlook outlook(table, policies);
  EXPECT_THAT(bans(outlook.expected(Month(2019, 2), Month(2018, 2))), ElementsAre(1.0));
  EXPECT_THAT(bans(outlook.expected(Month(2019, 2), Month(2018, 7))), ElementsAre(1.0, 1.0));
  EXPECT_LT(outlook.announced(Month(2018, 2)), outlook.announced(Month(2018, 7)));
}

TEST_F(EntityList, ThousandsOfRowsAreReadWhole) {
  std::string list = "name,country,sector,date,licence_policy\n";
  for (int i = 0; i < 3400; ++i)
    list += fmt::format("Entity {},{},{},20{}-{:02}-01,presumption of denial\n", i, i % 3 == 0 ? "CN" : "RU",
                        i % 2 == 0 ? "ELE" : "MAC", 18 + i % 3, 1 + i % 12);
  const Scenario read = load(scenario(list));
  EXPECT_THAT(entities(read), SizeIs(3400));
  EXPECT_THAT(read.notes, Contains(HasSubstr("3400 rows of its list name 3400 entities")));
}

}  // namespace
}  // namespace entrepot::test::entity_list_test
