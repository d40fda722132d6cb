// Keys bound to the members of a struct, their texts, and mechanisms that need each other.
#include "sim/core/settings.hpp"

#include <gmock/gmock.h>

#include "sim/core/mechanisms.hpp"

namespace entrepot::test::settings_test {
namespace {

enum class Colour { red, green, blue };

struct Inner {
  double share = 0.07;  // a fraction whose percent has no exact double
  double rate = 0.5;
  int months = 6;
  bool on = true;
  Month from{2017, 1};
  Colour colour = Colour::green;
};

struct Outer {
  Inner first;
  Inner second;
};

const Choices<Colour> colours = {{"red", Colour::red}, {"green", Colour::green}};

TEST(Settings, DefaultsComeFromTheMembersWithTheirUnits) {
  EXPECT_EQ(key(&Inner::share, "share", 0, 100, "", "%").key.default_text, "7 %");
  EXPECT_EQ(key(&Inner::share, "share", 0, 100, "", "% per year").key.default_text, "7 % per year");
  EXPECT_EQ(key(&Inner::rate, "rate", 0, 1, "", "per year").key.default_text, "0.5 per year");
  EXPECT_EQ(key(&Inner::rate, "rate", 0, 1, "").key.default_text, "0.5");
  EXPECT_EQ(key(&Inner::months, "months", 1, 24, "", "months").key.default_text, "6 months");
  EXPECT_EQ(key(&Inner::on, "on", "").key.default_text, "true");
  EXPECT_EQ(key(&Inner::from, "from", "").key.default_text, "2017-01");
  EXPECT_EQ(choice(&Inner::colour, "colour", colours, "").key.default_text, "green");
}

TEST(Settings, AValueFillsTheMemberOfItsPart) {
  Outer outer;
  within(&Outer::second, key(&Inner::share, "share", 0, 100, "", "%")).set(outer, 12.5);
  within(&Outer::second, key(&Inner::months, "months", 1, 24, "")).set(outer, 8.6);
  within(&Outer::second, choice(&Inner::colour, "colour", colours, "")).set(outer, std::string("red"));
  EXPECT_EQ(outer.second.share, 12.5 / 100.0);
  EXPECT_EQ(outer.second.months, 9);
  EXPECT_EQ(outer.second.colour, Colour::red);
  EXPECT_EQ(outer.first.share, Inner{}.share);
  EXPECT_EQ(outer.first.colour, Colour::green);
}

TEST(Settings, AChoiceKnowsItsWords) {
  const Binding<Inner> colour = choice(&Inner::colour, "colour", colours, "");
  EXPECT_THAT(colour.key.choices, ::testing::ElementsAre("red", "green"));
  Inner inner;
  EXPECT_THROW(colour.set(inner, std::string("yellow")), BugError);
  inner.colour = Colour::blue;
  EXPECT_THROW(static_cast<void>(colour.get(inner)), BugError);
}

TEST(Settings, TextsOfDatesKeepTheirDay) {
  Date day;
  ASSERT_TRUE(parse_date("2018-07-06", day));
  EXPECT_EQ(value_text({}, day), "2018-07-06");
  EXPECT_THROW(static_cast<void>(value_text({}, Rate{})), BugError);
}

TEST(Mechanisms, OnesThatNeedAnotherAreOffWithoutIt) {
  const Mechanisms table = {{.name = "a", .key = "a", .plural = ""},
                            {.name = "b", .key = "b", .plural = "", .needs = "a"},
                            {.name = "c", .key = "c", .plural = "", .needs = "b"}};
  EXPECT_EQ(at_work(table, {true, true, true}), (MechanismSet{true, true, true}));
  EXPECT_EQ(at_work(table, {true, false, true}), (MechanismSet{true, false, false}));
  EXPECT_EQ(at_work(table, {false, true, true}), (MechanismSet{false, false, false}));
  EXPECT_EQ(position(table, "c"), 2U);
  EXPECT_THROW(static_cast<void>(position(table, "d")), BugError);
}

}  // namespace
}  // namespace entrepot::test::settings_test
