#include "outputs/compare/render/text_table.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/error.hpp"

namespace entrepot::test::text_table_test {

using namespace outputs;
namespace {

TEST(TextTable, AlignsByWidthAsShown) {
  TextTable table;
  table.columns = {{"origin", Align::left}, {"share", Align::right}};
  table.rows = {{"C\u00f4te", "1.5"}, {"\u4e2d\u56fd", "10"}, {"e\u0301", "-"}};
  EXPECT_EQ(table.render(),
            "origin  share\n"
            "------  -----\n"
            "C\u00f4te      1.5\n"
            "\u4e2d\u56fd       10\n"
            "e\u0301           -\n");
}

TEST(TextTable, NoSpacesAtLineEnds) {
  TextTable table;
  table.columns = {{"a", Align::left}, {"long heading", Align::left}};
  table.rows = {{"x", "y"}};
  EXPECT_EQ(table.render(), "a  long heading\n-  ------------\nx  y\n");
}

TEST(TextTable, RefusesRaggedRows) {
  TextTable table;
  table.columns = {{"a", Align::left}};
  table.rows = {{"x", "y"}};
  EXPECT_THROW(static_cast<void>(table.render()), BugError);
}

TEST(TextTable, DisplayWidth) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("\U0001F600x"), 3U);
  EXPECT_EQ(display_width("\uAC00"), 2U);
}

TEST(TextTable, FormatsFiveDigits) {
  EXPECT_EQ(format_value(0.0), "0");
  EXPECT_EQ(format_value(123456.7), "123457");
  EXPECT_EQ(format_value(1234.567), "1234.6");
  EXPECT_EQ(format_value(-1.5), "-1.5000");
  EXPECT_EQ(format_value(0.0123456), "0.012346");
  EXPECT_EQ(format_value(1e-9), "1e-09");
  EXPECT_EQ(format_value(2.5e15), "2.5e+15");
  EXPECT_EQ(format_value(std::nan("")), "-");
}

}  // namespace
}  // namespace entrepot::test::text_table_test
