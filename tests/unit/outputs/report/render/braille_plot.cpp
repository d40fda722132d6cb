#include "outputs/report/render/braille_plot.hpp"

#include <gmock/gmock.h>

#include "outputs/compare/render/text_table.hpp"

namespace entrepot::test::braille_plot_test {

using namespace outputs;
namespace {

using ::testing::HasSubstr;

TEST(BraillePlot, DrawsAStepWithItsScale) {
  // Two characters of 2 x 4 dots: low on the left (the lowest dots), high on the right, joined.
  const std::string plot = braille_plot({0.0, 1.0}, "a", "b", {2, 1, "%"});
  EXPECT_THAT(plot, HasSubstr("1 %   |⣀⡏"));
  EXPECT_THAT(plot, HasSubstr("a b"));
}

TEST(BraillePlot, AFlatLineLiesAtTheBottomAndAllLinesAreAsWide) {
  const std::string plot = braille_plot({0.0, 0.0, 0.0}, "2018-01", "2018-03", {20, 2, ""});
  EXPECT_THAT(plot, HasSubstr("⣀⣀⣀"));
  EXPECT_EQ(display_width(plot.substr(0, plot.find('\n'))), 14U + 20U);
  EXPECT_EQ(braille_plot({}, "", ""), "");
}

}  // namespace
}  // namespace entrepot::test::braille_plot_test
