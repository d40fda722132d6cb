#include "outputs/store/csv_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace entrepot::test::csv_text_test {

using namespace outputs;
namespace {

TEST(CsvText, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(csv_field("China"), "China");
  EXPECT_EQ(csv_field("a b;c'd"), "a b;c'd");
  EXPECT_EQ(csv_field("Korea, South"), "\"Korea, South\"");
  EXPECT_EQ(csv_field("the \"new\" list"), "\"the \"\"new\"\" list\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_field(""), "");
}

// Spreadsheets compute what begins like a formula; numbers and their units are none.
TEST(CsvText, FormulasGetAnApostrophe) {
  EXPECT_EQ(csv_field("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
  EXPECT_EQ(csv_field("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(csv_field("-1+cmd|x"), "'-1+cmd|x");
  EXPECT_EQ(csv_field("+A1"), "'+A1");
  EXPECT_EQ(csv_field(" =1,2"), "\"' =1,2\"");
  EXPECT_EQ(csv_field("\t=1"), "'\t=1");
  for (const char* number : {"-1.5", "+25 pp", "-3e-05", "-0.5 %", "2018", "-inf", "-nan"})
    EXPECT_EQ(csv_field(number), number);
}

TEST(CsvText, NumbersKeepAllDigits) {
  EXPECT_EQ(std::stod(csv_number(0.1 + 0.2)), 0.1 + 0.2);
  EXPECT_EQ(csv_number(std::numeric_limits<double>::quiet_NaN()), "");
}

}  // namespace
}  // namespace entrepot::test::csv_text_test
