// The text of an equilibrium, line by line.
#include "tools/entrepot/parts/equilibrium_summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace entrepot::test::equilibrium_summary_test {

using namespace theory;
using namespace tools;
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

EquilibriumSummary small_summary() {
  EquilibriumSummary summary;
  summary.scenario = "war";
  summary.month = Month(2020, 2);
  summary.trend = 1.25;
  summary.products = 7;
  summary.shares = {"USA", {"CHN", "VNM"}, {2020}, {{15.0}, {0.5}}, {{20.0}, {0.0}}, {{0.0}, {0.0}}, 1};
  summary.regions = {"USA", "CHN"};
  summary.quality.prices = {0.5, true, 1e-14, 0.1, 40, 1e-14, 1e-9};
  return summary;
}

TEST(EquilibriumSummary, TableIsAligned) {
  EXPECT_THAT(equilibrium_text(small_summary()),
              HasSubstr("origin  baseline %  scenario %  change pp  change %\n"
                        "------  ----------  ----------  ---------  --------\n"
                        "CHN          20.00       15.00      -5.00     -25.0\n"
                        "VNM           0.00        0.50      +0.50         -\n"));
}

TEST(EquilibriumSummary, FixedWagesHaveNoWelfare) {
  const std::string text = equilibrium_text(small_summary());
  EXPECT_THAT(text, HasSubstr("Real income: not available"));
  EXPECT_THAT(text, HasSubstr("2020-02, terms day-weighted over the month; demand 1.25 times the base"));
  EXPECT_THAT(text, HasSubstr("7, solved per product"));
  EXPECT_THAT(text, HasSubstr("40 iterations, last step r = 1e-14, modulus rho = 0.5000 (at all prices)"));
  EXPECT_THAT(text, Not(HasSubstr("closed links")));
  EXPECT_TRUE(nlohmann::json::parse(equilibrium_json(small_summary())).at("real_income").is_null());
}

TEST(EquilibriumSummary, ClearingWagesHaveWelfareAndASearch) {
  EquilibriumSummary summary = small_summary();
  summary.closure = Closure::clearing;
  summary.real_income = {1.001, 0.99};
  summary.quality.prices.iterations = 1;
  summary.quality.prices.modulus_is_global = false;
  summary.quality.wage_steps = 12;
  summary.quality.closed_links = 3;
  const std::string text = equilibrium_text(summary);
  EXPECT_THAT(text, HasSubstr("USA            +0.100\nCHN            -1.000\n"));
  EXPECT_THAT(text, HasSubstr("1 iteration at the last wages, "));
  EXPECT_THAT(text, HasSubstr("(near the solution)"));
  EXPECT_THAT(text, HasSubstr("after 12 evaluations"));
  EXPECT_THAT(text, HasSubstr("3 with base trade, by bans or prohibitive duties"));
  EXPECT_EQ(nlohmann::json::parse(equilibrium_json(summary)).at("real_income").at("CHN"), 0.99);
}

}  // namespace
}  // namespace entrepot::test::equilibrium_summary_test
