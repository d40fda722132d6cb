// Search, surfaces and intervals of a calibration on functions whose answers are known.
#include "tools/entrepot/calibrate/estimate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "tools/entrepot/calibrate/surface.hpp"

namespace entrepot::test::estimate_test {

using namespace tools;
namespace {

constexpr double near = 1e-6;

SearchOptions options(const std::string& method, std::size_t evaluations, std::size_t start) {
  return {method, evaluations, start, 3};
}

struct Searched {
  std::vector<UnitPoint> points;
  std::vector<std::string> parts;
  UnitPoint best;
};

Searched search(const SearchOptions& asked, std::size_t dimensions, const UnitFunction& value) {
  Searched out;
  std::string part;
  double least = 1e300;
  search_unit_cube(
      {}, dimensions, asked, [&](const std::string& name) { part = name; },
      [&](const UnitPoint& point) {
        out.points.push_back(point);
        out.parts.push_back(part);
        const double now = value(point);
        if (now < least) {
          least = now;
          out.best = point;
        }
        return now;
      });
  return out;
}

// A valley that is no sum of its parameters, its least at (0.3, 0.8).
double valley(const UnitPoint& u) {
  const double a = u[0] - 0.3;
  const double b = u[1] - 0.8;
  return 4.0 * a * a + 9.0 * b * b + 5.0 * a * b + 0.7;
}

TEST(CalibrationSearch, FindsTheLeastOfAValleyByEveryMethod) {
  for (const std::string method : {"bobyqa", "cobyla", "crs2", "esch"}) {
    const Searched found = search(options(method, 400, 40), 2, valley);
    EXPECT_NEAR(found.best[0], 0.3, 0.05) << method;
    EXPECT_NEAR(found.best[1], 0.8, 0.05) << method;
    EXPECT_LE(found.points.size(), 400U) << method;
    for (const UnitPoint& point : found.points) {
      for (const double u : point) EXPECT_TRUE(u >= 0.0 && u <= 1.0) << method;
    }
  }
}

TEST(CalibrationSearch, AsksForTheSamePointsAgain) {
  for (const std::string method : {"bobyqa", "crs2", "none"}) {
    const Searched first = search(options(method, 60, 20), 2, valley);
    const Searched again = search(options(method, 60, 20), 2, valley);
    EXPECT_EQ(first.points, again.points) << method;
    EXPECT_EQ(std::count(first.parts.begin(), first.parts.end(), "start"), 20) << method;
    EXPECT_EQ(std::count(first.parts.begin(), first.parts.end(), "around"), 18) << method;
  }
}

TEST(CalibrationSearch, WhatTheFunctionThrowsComesThrough) {
  int calls = 0;
  const UnitFunction broken = [&](const UnitPoint& point) -> double {
    if (++calls > 25) throw RunError("the disk is full");
    return valley(point);
  };
  EXPECT_THROW(static_cast<void>(search(options("bobyqa", 60, 20), 2, broken)), RunError);
  EXPECT_EQ(calls, 26);
}

TEST(CalibrationSurface, AQuadraticIsFoundAgain) {
  std::vector<UnitPoint> points;
  std::vector<std::vector<double>> values;
  for (const double a : {0.0, 0.3, 0.6, 1.0}) {
    for (const double b : {0.1, 0.5, 0.9}) {
      points.push_back({a, b});
      values.push_back({valley({a, b}), 1.0 + 2.0 * a - b});
    }
  }
  const Surfaces surfaces(points, values, std::vector<double>(points.size(), 2.0));
  EXPECT_TRUE(surfaces.quadratic());
  const std::vector<double> at = surfaces.at({0.45, 0.7});
  EXPECT_NEAR(at[0], valley({0.45, 0.7}), near);
  EXPECT_NEAR(at[1], 1.2, near);
  EXPECT_NEAR(surfaces.misfit()[0], 0.0, near);
}

TEST(CalibrationSurface, FewPointsGiveAPlane) {
  const Surfaces surfaces({{0.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}}, {{1.0}, {3.0}, {0.0}, {2.0}},
                          {1.0, 1.0, 1.0, 1.0});
  EXPECT_FALSE(surfaces.quadratic());
  EXPECT_NEAR(surfaces.at({0.5, 0.25})[0], 1.75, near);
}

// Two targets that are the parameters themselves, times ten: intervals in closed form.
Evaluation evaluation_at(const UnitPoint& unit, const std::vector<Target>& targets) {
  Evaluation one;
  one.unit = unit;
  const double wobble = 0.05;  // of a world
  one.answers = {{10.0 * unit[0] + wobble, 10.0 * unit[1] - wobble, 1.0},
                 {10.0 * unit[0] - wobble, 10.0 * unit[1] + wobble, 1.0}};
  one.objective = objective_of(targets, one.answers);
  return one;
}

std::vector<Target> two_targets() {
  return {{"a", 0, 4.0, 0.5, 1.0, "1", true},
          {"b", 0, 5.0, 40.0, 1.0, "1", true},
          {"later", 0, 1000.0, 0.1, 1.0, "1", false}};
}

std::vector<Evaluation> grid_of(const std::vector<Target>& targets) {
  std::vector<Evaluation> all;
  for (int i = 0; i <= 10; ++i) {
    for (int j = 0; j <= 10; ++j) all.push_back(evaluation_at({0.1 * i, 0.1 * j}, targets));
  }
  return all;
}

TEST(CalibrationEstimate, TheIntervalIsThatOfTheLikelihood) {
  const std::vector<Target> targets = two_targets();
  const std::vector<Evaluation> all = grid_of(targets);
  const Estimated found = estimate_parameters(all, targets, 2);
  EXPECT_NEAR(all[found.best].unit[0], 0.4, near);
  // Squared deviation of the mean of two worlds, Student's t with one degree of freedom over the normal's.
  const double worlds = 0.05 * 0.05 * std::pow(12.706205, 2.0) / rise_at_ends;
  const double half = std::sqrt(rise_at_ends * (0.25 + worlds)) / 10.0;
  // Between grid points of the profile the crossing is linear.
  EXPECT_NEAR(found.parameters[0].lower, 0.4 - half, 2e-3);
  EXPECT_NEAR(found.parameters[0].upper, 0.4 + half, 2e-3);
  EXPECT_TRUE(found.parameters[0].moved);
  EXPECT_NEAR(found.parameters[0].effect[0], 20.0, near);
  EXPECT_NEAR(found.parameters[0].effect[1], 0.0, near);
}

TEST(CalibrationEstimate, WhatTheDataDoNotMoveIsSaid) {
  const std::vector<Target> targets = two_targets();
  const Estimated found = estimate_parameters(grid_of(targets), targets, 2);
  EXPECT_FALSE(found.parameters[1].moved);
  EXPECT_NEAR(found.parameters[1].lower, 0.0, near);
  EXPECT_NEAR(found.parameters[1].upper, 1.0, near);
}

TEST(CalibrationEstimate, WhatIsOnlyShownDoesNotEnter) {
  std::vector<Target> targets = two_targets();
  const Estimated with = estimate_parameters(grid_of(targets), targets, 2);
  targets[2].value = -1000.0;
  const Estimated without = estimate_parameters(grid_of(targets), targets, 2);
  EXPECT_EQ(with.best, without.best);
  EXPECT_EQ(with.parameters[0].lower, without.parameters[0].lower);
}

TEST(CalibrationEstimate, FailedPointsAreLeftOut) {
  const std::vector<Target> targets = two_targets();
  std::vector<Evaluation> all = grid_of(targets);
  Evaluation failed;
  failed.unit = {0.4, 0.4};
  failed.error = "no convergence";
  all.push_back(failed);
  EXPECT_NEAR(all[estimate_parameters(all, targets, 2).best].unit[0], 0.4, near);
  EXPECT_THROW(static_cast<void>(estimate_parameters({failed}, targets, 2)), RunError);
}

}  // namespace
}  // namespace entrepot::test::estimate_test
