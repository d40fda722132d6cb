// T2 of model.md section 4, short: the path of trade after one permanent duty at fixed prices. The study with
// plots is tools/dev/transition_study.cpp.
#include "tests/support/transition.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/share_errors.hpp"

namespace entrepot::test::transition_test {

using namespace models;
namespace {

const std::vector<int> months = {1, 6, 12, 24};
constexpr std::uint32_t replicates = 10;

// 95 % intervals over replicates of the mean over cells of value - expected(cell, month).
template <class Value, class Expected>
std::vector<Interval> gaps(Transition& transition, const Value& value, const Expected& expected) {
  std::vector<std::vector<double>> gap(months.size());
  for (std::uint32_t r = 0; r < replicates; ++r) {
    const Transition::Paths paths = transition.run(r, months);
    for (std::size_t m = 0; m < months.size(); ++m) {
      double sum = 0.0;
      for (std::size_t c = 0; c < transition.cells().size(); ++c)
        sum += value(paths)[m][c] - expected(transition.cells()[c], months[m]);
      gap[m].push_back(sum / static_cast<double>(transition.cells().size()));
    }
  }
  std::vector<Interval> out;
  for (const std::vector<double>& at : gap) out.push_back(interval_of(at));
  return out;
}

const CellPaths& against_rivals(const Transition::Paths& paths) { return paths.against_rivals; }
const CellPaths& share(const Transition::Paths& paths) { return paths.share; }

void expect_zero(const std::vector<Interval>& gap, double widest) {
  for (std::size_t m = 0; m < gap.size(); ++m) {
    // four intervals of 95 %: widened to 98.7 % for the family
    EXPECT_LT(std::abs(gap[m].mean), 1.41 * gap[m].half_width + 2e-4)
        << months[m] << " months: " << gap[m].mean << " +- " << gap[m].half_width;
    EXPECT_LT(gap[m].half_width, widest) << months[m] << " months";
  }
}

TEST(Transition, TracesTheElasticityWithManySlots) {
  ThreadPool pool(0);
  for (const Tiers tiers : {Tiers::two, Tiers::one}) {
    TransitionOptions options;
    options.model.sourcing.tiers = tiers;
    Transition transition(options, pool);
    ASSERT_GT(transition.cells().size(), 10U);
    expect_zero(gaps(transition, against_rivals,
                     [&](const TaxedCell& cell, int m) { return transition.exact_elasticity(cell, m); }),
                0.2);
  }
}

// eM = sigma: a slot's spending does not depend on its nest, so the law is exact for nests of two slots too.
// The buyer's own unit cost drops out where e = sigma / beta.
TEST(Transition, IsExactForSmallNestsWhereElasticitiesAreEqual) {
  ThreadPool pool(0);
  TransitionOptions options;
  options.firms_per_group = 400;
  options.labour = 0.5;
  options.model.ordering.short_run_sigma = options.model.ordering.input_elasticity = 0.4;
  options.model.ordering.value_added_elasticity = 0.4 / options.labour;
  Transition transition(options, pool);
  EXPECT_LT(transition.slots_per_nest(), 3.0);
  double excess = 0.0;
  for (const TaxedCell& cell : transition.cells()) excess += cell.own_nest - cell.rivals_nest;
  EXPECT_GT(excess / static_cast<double>(transition.cells().size()), 0.1) << "nests must be small";
  expect_zero(gaps(transition, against_rivals,
                   [&](const TaxedCell& cell, int m) { return transition.exact_elasticity(cell, m); }),
              0.2);
}

// eM = 1: eps(0) = -[sigma + (1 - sigma) H] of imports, and H - C against an untaxed origin. It holds as it
// stands where e = 1 / beta, so that the buyer's own cost drops out of its spending.
TEST(Transition, CobbDouglasNestsStartAtTheirConcentration) {
  ThreadPool pool(0);
  for (const std::uint32_t firms : {1U, 40U, 400U}) {
    TransitionOptions options;
    options.firms_per_group = firms;
    options.labour = 0.5;
    options.model.sourcing.resourcing = false;
    options.model.ordering.input_elasticity = 1.0;
    options.model.ordering.value_added_elasticity = 1.0 / options.labour;
    Transition transition(options, pool);
    const Transition::Paths paths = transition.run(0, {1});
    double own_nest = 0.0;
    for (std::size_t c = 0; c < transition.cells().size(); ++c) {
      const TaxedCell& cell = transition.cells()[c];
      const double sigma = options.model.ordering.short_run_sigma;
      EXPECT_NEAR(paths.own[0][c], -(sigma + (1.0 - sigma) * cell.own_nest), 2e-3);
      EXPECT_NEAR(paths.against_rivals[0][c], -(sigma + (1.0 - sigma) * (cell.own_nest - cell.rivals_nest)),
                  2e-3);
      own_nest += cell.own_nest / static_cast<double>(transition.cells().size());
    }
    EXPECT_GT(own_nest, firms == 400 ? 0.25 : 0.05);
    EXPECT_LT(own_nest, firms == 1 ? 0.15 : 0.6);
  }
}

// ds/dt = lambda (pi - s): one duty, so the share runs from its base to pi(x) at the hazard of base slots.
TEST(Transition, SharesFollowTheHazard) {
  ThreadPool pool(0);
  for (const double gap_hazard : {0.0, 3.0}) {
    TransitionOptions options;
    options.duty = 0.1;
    options.model.sourcing.gap_hazard = gap_hazard;
    options.model.sourcing.tastes = gap_hazard > 0.0 ? Tastes::lasting : Tastes::redrawn;
    Transition transition(options, pool);
    const auto path = [&](double factor) {
      return [&transition, &options, factor](const TaxedCell& cell, int m) {
        const double pi = transition.chosen_share(cell, options.duty);
        const double rate = factor * transition.hazard(cell, std::log1p(options.duty));
        return pi + (cell.share - pi) * std::exp(-rate * m / 12.0);
      };
    };
    expect_zero(gaps(transition, share, path(1.0)), 2e-3);
    const std::vector<Interval> slow = gaps(transition, share, path(0.8));
    EXPECT_FALSE(std::all_of(slow.begin(), slow.end(), [](const Interval& gap) { return gap.holds(0.0); }))
        << "a hazard wrong by a fifth must be found";
  }
}

// A second duty finds two kinds of slots: those of the base, and those signed since the first, whose gap is
// smaller. Each leaves at its own hazard.
TEST(Transition, EachCohortHasItsOwnHazard) {
  ThreadPool pool(0);
  TransitionOptions options;
  options.duty = 0.05;
  options.later = 12;
  options.later_duty = 0.1;
  options.model.sourcing.gap_hazard = 3.0;
  Transition transition(options, pool);
  const auto path = [&](const TaxedCell& cell, int m) {
    const double first = std::log1p(options.duty);
    const double second = std::log1p(options.later_duty);
    const double years = std::min(m, options.later) / 12.0;
    const double years_later = std::max(0, m - options.later) / 12.0;
    double base = std::exp(-transition.hazard(cell, first) * years);
    double since = 1.0 - base;
    base *= std::exp(-transition.hazard(cell, second) * years_later);
    since *= std::exp(-transition.hazard(cell, second - first) * years_later);
    return base * cell.share + since * transition.chosen_share(cell, options.duty) +
           (1.0 - base - since) * transition.chosen_share(cell, options.later_duty);
  };
  expect_zero(gaps(transition, share, path), 2e-3);
}

}  // namespace
}  // namespace entrepot::test::transition_test
