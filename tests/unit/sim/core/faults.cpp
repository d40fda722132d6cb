#include "sim/core/faults.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace entrepot::test::faults_test {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string> known = {"tariff", "quota", "entity_listing", "export_control", "USA",
                                        "CHN",    "VNM"};

TEST(Suggest, NamesThatAreTrulyNear) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"tarif", "tariff"},    // one left out
      {"tarriff", "tariff"},  // one added
      {"tarifg", "tariff"},   // one wrong
      {"tarfif", "tariff"},   // two swapped
      {"tarfi", "tariff"},    // two slips in six letters
      {"USB", "USA"},         // one in three
      {"entity-listings", "entity_listing"},
      {"vnm", "VNM"},  // case aside
      {"TARIFF", "tariff"},
      {"en", "entity_listing"},  // begins one name only
      {"export", "export_control"}};
  for (const auto& [name, meant] : cases)
    EXPECT_EQ(suggest(name, known), fmt::format("did you mean \"{}\"?", meant)) << name;
}

TEST(Suggest, NothingForNamesThatAreFar) {
  for (const char* name : {"", "e", "x", "US1x", "UXB", "subsidy", "tax", "quantity", "tariff-on-cars",
                           "exit_control_of", "CH11"})
    EXPECT_EQ(suggest(name, known), "") << name;
  EXPECT_EQ(suggest("ex", {"exports", "exit"}), "");  // begins two
  EXPECT_EQ(suggest("tariff", {}), "");
  EXPECT_EQ(suggest(std::string(1000000, 't'), known), "");
}

TEST(Suggest, TheFewestSlipsWinThenTheFirst) {
  EXPECT_EQ(suggest("import_shares", {"import_prices", "import_share"}), "did you mean \"import_share\"?");
  EXPECT_EQ(suggest("CHX", {"CHN", "CHE"}), "did you mean \"CHN\"?");
}

TEST(Suggest, EachLayerAsksInItsWords) {
  EXPECT_EQ(suggest("CHM", known, Asks::plain), "did you mean CHN?");
  EXPECT_EQ(suggest("CHM", known, Asks::meant), "is 'CHN' meant?");
  EXPECT_EQ(suggest("CHM", {"CHN", "USA"}, "regions"), "did you mean \"CHN\"? regions: CHN, USA");
  EXPECT_EQ(suggest("Mars", {"CHN", "USA"}, "regions"), "regions: CHN, USA");
  EXPECT_EQ(appended(suggest("CHM", known)), "; did you mean \"CHN\"?");
  EXPECT_EQ(appended(suggest("Mars", known)), "");
}

TEST(FaultsOfTheInput, ComeInOrderOfTheirPlaceAndOnce) {
  Faults faults;
  faults.throw_if_any();
  faults.add({"b.yaml", 7, 1, ""}, "late");
  faults.add({"b.yaml", 2, 5, ""}, "early");
  faults.add({"a.yaml", 1, 1, ""}, "of the base");
  faults.add({"b.yaml", 7, 1, ""}, "late");
  EXPECT_EQ(faults.count(), 4U);
  try {
    faults.throw_if_any();
    FAIL();
  } catch (const InputError& error) {
    std::vector<std::string> order;
    for (const Fault& fault : error.faults()) order.push_back(fault.what);
    EXPECT_THAT(order, ::testing::ElementsAre("early", "late", "of the base"));
  }
}

TEST(FaultsOfTheInput, TooManyAreCountedNotLost) {
  Faults faults;
  for (std::size_t i = 0; i < Faults::listed_at_most + 7; ++i) faults.add({}, fmt::format("fault {}", i));
  EXPECT_EQ(faults.count(), Faults::listed_at_most + 7);
  try {
    faults.throw_if_any();
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.faults().size(), Faults::listed_at_most + 1);
    EXPECT_THAT(error.faults().back().what, HasSubstr("7 more"));
  }
}

}  // namespace
}  // namespace entrepot::test::faults_test
