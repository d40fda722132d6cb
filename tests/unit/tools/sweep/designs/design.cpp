#include "tools/sweep/designs/design.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>

#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"
#include "tools/sweep/designs/distributions.hpp"

namespace entrepot::test::design_test {

using namespace scenarios;
using namespace tools;
namespace {

using ::testing::HasSubstr;

SweepParameter uniform(const std::string& name, double lower, double upper) {
  SweepParameter parameter;
  parameter.name = name;
  parameter.path = "model.sourcing." + name;
  parameter.lower = lower;
  parameter.upper = upper;
  return parameter;
}

SweepParameter choice(const std::string& name, std::vector<std::string> values) {
  SweepParameter parameter = uniform(name, 0.0, 0.0);
  parameter.distribution = Distribution::choice;
  parameter.values = std::move(values);
  return parameter;
}

SweepPlan plan_of(SweepMethod method, std::vector<SweepParameter> parameters, int samples, int levels = 4) {
  SweepPlan plan;
  plan.method = method;
  plan.parameters = std::move(parameters);
  plan.samples = samples;
  plan.levels = levels;
  plan.seed = 7;
  plan.read_as = "none";
  return plan;
}

TEST(Design, GridMeetsEveryCombinationOnce) {
  const SweepPlan plan = plan_of(SweepMethod::grid, {uniform("a", 1.0, 3.0), choice("b", {"x", "y"})}, 0, 3);
  const Design design = make_design(plan);
  ASSERT_EQ(design.points.size(), 6U);
  std::set<std::vector<std::string>> texts;
  for (const SweepPoint& point : design.points) texts.insert(point.texts);
  EXPECT_EQ(texts.size(), 6U);
  EXPECT_EQ(design.points.front().texts, (std::vector<std::string>{"1", "x"}));
  EXPECT_EQ(design.points.back().texts, (std::vector<std::string>{"3", "y"}));
}

TEST(Design, OneAtATimeLeavesTheOthersAsTheyAre) {
  const SweepPlan plan =
      plan_of(SweepMethod::one_at_a_time, {uniform("a", 0.0, 1.0), uniform("b", 5.0, 6.0)}, 0, 2);
  const Design design = make_design(plan);
  ASSERT_EQ(design.points.size(), 5U);
  EXPECT_TRUE(point_overrides(plan, design.points[0]).empty());
  EXPECT_EQ(point_overrides(plan, design.points[4]), std::vector<std::string>{"model.sourcing.b=6"});
}

// Every one of n slices of every dimension holds one point.
TEST(Design, LatinHypercubeFillsEverySlice) {
  constexpr std::size_t n = 50;
  const UnitPoints points = latin_hypercube_points(n, 4, 3);
  for (std::size_t d = 0; d < 4; ++d) {
    std::set<std::size_t> slices;
    for (const std::vector<double>& point : points) slices.insert(static_cast<std::size_t>(point[d] * n));
    EXPECT_EQ(slices.size(), n);
  }
}

// A digital net: any 2^k first points have one in each of 2^k slices of every dimension, shift or not.
TEST(Design, SobolIsANetWhateverTheShift) {
  for (const std::uint64_t seed : {1U, 2U}) {
    const UnitPoints points = sobol_points(64, 6, seed);
    for (std::size_t d = 0; d < 6; ++d) {
      std::set<std::size_t> slices;
      for (const std::vector<double>& point : points)
        slices.insert(static_cast<std::size_t>(point[d] * 64.0));
      EXPECT_EQ(slices.size(), 64U) << "dimension " << d;
    }
  }
  EXPECT_NE(sobol_points(4, 2, 1), sobol_points(4, 2, 2));
  EXPECT_EQ(sobol_points(4, 2, 1), sobol_points(4, 2, 1));
}

// The mean of a smooth function over 2^12 points is far better than random ones give.
TEST(Design, SobolIntegrates) {
  double sum = 0.0;
  for (const std::vector<double>& x : sobol_points(4096, 5, 1)) {
    double product = 1.0;
    for (const double u : x) product *= 1.0 + 0.5 * (u - 0.5);
    sum += product / 4096.0;
  }
  EXPECT_NEAR(sum, 1.0, 2e-4);
}

TEST(Design, SaltelliRowsTakeOneColumnOfB) {
  const UnitPoints points = saltelli_points(8, 3, 1);
  ASSERT_EQ(points.size(), 8U * 5U);
  for (std::size_t row = 0; row < 8; ++row) {
    const std::vector<double>& a = points[row * 5];
    const std::vector<double>& b = points[row * 5 + 4];
    for (std::size_t i = 0; i < 3; ++i) {
      std::vector<double> expected = a;
      expected[i] = b[i];
      EXPECT_EQ(points[row * 5 + 1 + i], expected);
    }
  }
}

TEST(Design, MorrisMovesEachParameterOncePerPath) {
  const UnitPoints points = morris_points(30, 5, 4, 1);
  ASSERT_EQ(points.size(), 30U * 6U);
  for (std::size_t path = 0; path < 30; ++path) {
    std::set<std::size_t> moved;
    for (std::size_t step = 0; step < 5; ++step) {
      const std::vector<double>& from = points[path * 6 + step];
      const std::vector<double>& to = points[path * 6 + step + 1];
      std::size_t changes = 0;
      for (std::size_t i = 0; i < 5; ++i) {
        if (from[i] == to[i]) continue;
        ++changes;
        moved.insert(i);
        EXPECT_NEAR(std::abs(to[i] - from[i]), 2.0 / 3.0, 1e-12);
      }
      EXPECT_EQ(changes, 1U);
    }
    EXPECT_EQ(moved.size(), 5U);
  }
  for (const std::vector<double>& point : points)
    EXPECT_TRUE(std::all_of(point.begin(), point.end(), [](double u) { return u >= 0.0 && u <= 1.0; }));
}

TEST(Distributions, GoThereAndBack) {
  SweepParameter normal = uniform("n", -INFINITY, INFINITY);
  normal.distribution = Distribution::normal;
  normal.mean = 2.0;
  normal.deviation = 0.5;
  EXPECT_NEAR(parameter_value(normal, 0.975), 2.0 + 0.5 * 1.959964, 1e-5);
  SweepParameter cut = normal;
  cut.lower = 1.5;
  cut.upper = 2.5;
  EXPECT_DOUBLE_EQ(parameter_value(cut, 0.0), 1.5);
  EXPECT_DOUBLE_EQ(parameter_value(cut, 1.0), 2.5);
  SweepParameter logarithmic = uniform("l", 0.1, 10.0);
  logarithmic.distribution = Distribution::log_uniform;
  EXPECT_NEAR(parameter_value(logarithmic, 0.5), 1.0, 1e-12);
  SweepParameter triangular = uniform("t", 0.0, 4.0);
  triangular.distribution = Distribution::triangular;
  triangular.mode = 1.0;
  EXPECT_NEAR(parameter_value(triangular, 0.25), 1.0, 1e-12);  // a quarter of its area lies below the mode
  for (const SweepParameter& parameter : {normal, cut, logarithmic, triangular, uniform("u", -1.0, 1.0)}) {
    for (const double unit : {0.01, 0.3, 0.8, 0.99})
      EXPECT_NEAR(parameter_unit(parameter, parameter_value(parameter, unit)), unit, 1e-9);
  }
}

TEST(Distributions, WholeNumbersAreRounded) {
  SweepParameter firms = uniform("firms", 1000.0, 2000.0);
  firms.whole = true;
  EXPECT_EQ(sweep_override(firms, sweep_number(firms, parameter_value(firms, 0.33333))),
            "model.sourcing.firms=1333");
}

TEST(Design, TextFrameIsKept) {
  SweepParameter rate = uniform("rate", 5.0, 25.0);
  rate.text = "+{} pp";
  EXPECT_EQ(sweep_override(rate, sweep_number(rate, 7.5)), "model.sourcing.rate=+7.5 pp");
}

class DesignFile : public ::testing::Test {
 protected:
  SweepPlan plan(const std::string& text, const std::string& read_as = "none") {
    SweepPlan plan = plan_of(SweepMethod::csv, {uniform("a", 0.0, 1.0), uniform("b", 0.0, 10.0)}, 0);
    plan.file = folder_.file("design.csv");
    plan.read_as = read_as;
    std::ofstream(plan.file) << text;
    return plan;
  }
  std::string fault(const SweepPlan& plan) {
    try {
      static_cast<void>(make_design(plan));
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }
  test::TemporaryFolder folder_;
};

TEST_F(DesignFile, ColumnsGoByName) {
  const Design design = make_design(plan("b,a\n5,0.25\n6,0.5\n"));
  ASSERT_EQ(design.points.size(), 2U);
  EXPECT_EQ(design.points[0].texts, (std::vector<std::string>{"0.25", "5"}));
}

TEST_F(DesignFile, SalibTextHasNoNames) {
  const Design design = make_design(plan("2.5e-01 5.0e+00\n5.0e-01 6.0e+00\n"));
  ASSERT_EQ(design.points.size(), 2U);
  EXPECT_EQ(design.points[1].values, (std::vector<double>{0.5, 6.0}));
}

TEST_F(DesignFile, WhatIsWrittenIsReadAgain) {
  SweepPlan drawn = plan_of(SweepMethod::saltelli, {uniform("a", 0.0, 1.0), uniform("b", 0.0, 10.0)}, 4);
  const Design design = make_design(drawn);
  for (const std::string& text : {design_csv(drawn, design), salib_values(design)}) {
    const Design again = make_design(plan(text, "saltelli"));
    ASSERT_EQ(again.points.size(), design.points.size());
    EXPECT_EQ(again.samples, 4U);
    for (std::size_t p = 0; p < design.points.size(); ++p)
      EXPECT_EQ(again.points[p].values, design.points[p].values);
  }
  EXPECT_EQ(salib_problem(drawn), "a,0,1\nb,0,10\n");
}

TEST_F(DesignFile, AllFaultsAtOnceWithTheNearestName) {
  const std::string text = fault(plan("a,bb\n0.1,x\n0.2\n"));
  EXPECT_THAT(text, HasSubstr("design.csv:1"));
  EXPECT_THAT(text, HasSubstr("no parameter is called \"bb\""));
  EXPECT_THAT(text, HasSubstr("there is no column for the parameter \"b\""));
  EXPECT_THAT(fault(plan("a,b\n0.1,x\n0.2\n")), HasSubstr("design.csv:3"));
}

TEST_F(DesignFile, RowsFitTheOrder) {
  EXPECT_THAT(fault(plan("a,b\n0,0\n1,1\n1,2\n", "saltelli")), HasSubstr("a multiple of 4"));
}

}  // namespace
}  // namespace entrepot::test::design_test
