#include "outputs/store/csv_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace entrepot {

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

TEST(CsvText, NumbersKeepAllDigits) {
  EXPECT_EQ(std::stod(csv_number(0.1 + 0.2)), 0.1 + 0.2);
  EXPECT_EQ(csv_number(std::numeric_limits<double>::quiet_NaN()), "");
}

}  // namespace
}  // namespace entrepot
