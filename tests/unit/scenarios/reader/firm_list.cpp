// Firms that a policy names one by one, from a file.
#include <gmock/gmock.h>

#include "scenarios/reader/load.hpp"
#include "tests/support/fault_cases.hpp"
#include "tests/support/scenario_files.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::firm_list_test {

using namespace scenarios;
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FirmList : public ::testing::Test {
 protected:
  // A scenario of 1000 firms with a list of that text and these keys.
  std::string scenario(const std::string& list, const std::string& keys, const std::string& more = "") const {
    folder_.write("firms.csv", list);
    return folder_.write(
        "a.yaml",
        "schema: 1\nname: a\nseed: 1\nworld: {name: world2017, firms: 1000}\n"
        "calendar: {start: 2017-01, end: 2018-12}\n" +
            more +
            "policies:\n  - {id: x, type: entity_listing, exporter: USA, listed: CHN, from: 2018-01-01, " +
            keys + "}\n");
  }
  [[nodiscard]] std::vector<std::string> faults(const std::string& path) const {
    std::vector<std::string> texts;
    for (const Fault& fault : support::faults_of(path)) texts.push_back(format_fault(fault));
    return texts;
  }
  [[nodiscard]] Names firms(const std::string& path) const {
    return load_scenario(path, {}, support::source_paths(), support::world2017_names)
        .policies.at(0)
        .values.names("firms");
  }
  support::TemporaryFolder folder_;
};

TEST_F(FirmList, NamesTheRowsOfTheFileOrThoseWithATag) {
  const std::string list = "firm,tag\n7,university\n12,military\n900,university\n";
  EXPECT_THAT(firms(scenario(list, "firm_list: firms.csv")), ElementsAre("7", "12", "900"));
  EXPECT_THAT(firms(scenario(list, "firm_list: firms.csv, tag: university")), ElementsAre("7", "900"));
}

TEST_F(FirmList, EveryFaultHasItsPlace) {
  EXPECT_THAT(
      faults(scenario("firm\n1\n1000\n2.5\nHuawei\n", "firm_list: firms.csv")),
      ElementsAre(AllOf(HasSubstr("firms.csv:3:1"), HasSubstr("0 to 999")), HasSubstr("firms.csv:4:1"),
                  AllOf(HasSubstr("firms.csv:5:1"), HasSubstr("Huawei"))));
  EXPECT_THAT(faults(scenario("frim\n1\n", "firm_list: firms.csv")), Contains(HasSubstr("firm")));
  EXPECT_THAT(faults(scenario("firm,tag\n1,a\n", "firm_list: firms.csv, tag: b")),
              ElementsAre(AllOf(HasSubstr("a.yaml:7:"), HasSubstr("no row of the list has the tag \"b\""))));
  EXPECT_THAT(faults(scenario("firm\n1\n", "tag: b")), ElementsAre(HasSubstr("tag without a list")));
  EXPECT_THAT(faults(scenario("firm\n1\n", "firm_list: firms.csv, top: 3")),
              ElementsAre(HasSubstr("firm_list beside top")));
  EXPECT_THAT(faults(scenario("firm\n1\n", "firm_list: absent.csv")), Contains(HasSubstr("absent.csv")));
}

TEST_F(FirmList, NumbersMeanNothingInRedrawnWorlds) {
  EXPECT_THAT(
      faults(scenario("firm\n1\n", "firm_list: firms.csv", "replicates: {count: 2, resynthesise: true}\n")),
      ElementsAre(HasSubstr("worlds that are redrawn")));
}

}  // namespace
}  // namespace entrepot::test::firm_list_test
