#include "scenarios/data/tables/text_rows.hpp"

#include <gmock/gmock.h>

#include "tests/support/planted_world.hpp"

namespace entrepot::test::text_rows_test {

using namespace scenarios;
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::vector<std::string>> rows_of(const std::string& text) {
  const test::PlantedWorld place;
  place.write("t.csv", text);
  TextRows rows(place.path("t.csv"));
  std::vector<std::vector<std::string>> out;
  std::vector<std::string_view> cells;
  while (rows.next(cells)) out.emplace_back(cells.begin(), cells.end());
  return out;
}

TEST(TextRows, CellsAreThoseOfTheCsvReader) {
  EXPECT_THAT(rows_of("\xEF\xBB\xBF"
                      "a,b\r\n\n\"x, \"\"y\"\"\",2\n\"two\nlines\",\nlast,"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("x, \"y\"", "2"), ElementsAre("two\nlines", ""),
                          ElementsAre("last", "")));
  EXPECT_THAT(rows_of("a\tb;c\td\n1\t2\t3\n"),
              ElementsAre(ElementsAre("a", "b;c", "d"), ElementsAre("1", "2", "3")));
  EXPECT_THAT(rows_of(""), ElementsAre());
}

TEST(TextRows, LinesLongerThanABlockAreWhole) {
  const std::string cell(700000, '7');
  const auto rows = rows_of(cell + "," + cell + "," + cell + "\n1,2,3\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0][2], cell);
  EXPECT_EQ(rows[1][2], "3");
}

TEST(TextRows, WhatIsNoTextIsRefused) {
  for (const auto& [text, why] :
       {std::pair{"a,b\n\"open,1\n", "never closed"}, std::pair{"a,b\n\"x\"y,1\n", "follows a closing quote"},
        std::pair{"a,\x1b[2J\n", "control characters"}}) {
    try {
      static_cast<void>(rows_of(text));
      ADD_FAILURE() << text;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr(why));
    }
  }
}

TEST(TextRows, NumbersAreFiniteWithAPoint) {
  EXPECT_EQ(number_in(" +1.5e3 "), 1500.0);
  for (const char* text : {"1,5", "nan", "inf", "1e999", "", "x"}) EXPECT_FALSE(number_in(text)) << text;
}

}  // namespace
}  // namespace entrepot::test::text_rows_test
