// First-order response of the solver against an independent linearisation of the equations at the base.
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>

#include "models/theory/equilibrium.hpp"
#include "sim/core/rng.hpp"
#include "tests/support/random_equilibrium.hpp"

namespace entrepot::test::equilibrium_response_test {

using namespace theory;
namespace {

using Form = Eigen::VectorXd;  // a first-order change: coefficients of the unknowns, then the constant

// Unknowns: d ln w [region], d ln c [group], d ln y [group], d B [region]. `step` is d t [link].
class Linearised {
 public:
  Linearised(const EquilibriumInput& in, const EquilibriumSolution& base, const std::vector<double>& step)
      : in_(in), base_(base), step_(step), size_(index(2 * in.regions + 2 * in.groups())) {
    sales_.assign(in.groups(), zero());
    duties_.assign(in.regions, zero());
    nest_price_.assign(in.groups(), zero());
    rows_ = Eigen::MatrixXd::Zero(size_, size_ + 1);
  }

  Form solve() {
    for (std::size_t n = 0; n < in_.regions; ++n) {
      for (std::size_t k = 0; k < in_.sectors; ++k) nest_price(n, k);
    }
    for (std::size_t n = 0; n < in_.regions; ++n) {
      for (std::size_t k = 0; k < in_.sectors; ++k) sell(n, k);
    }
    for (std::size_t group = 0; group < in_.groups(); ++group) {
      const double beta = in_.labour_share[group];
      require(cost(group) - beta * wage(group / in_.sectors) - (1.0 - beta) * inputs(group));
      require(base_.output[group] * output(group) - sales_[group]);
    }
    for (std::size_t n = 0; n < in_.regions; ++n) close(n);
    return rows_.leftCols(size_).fullPivLu().solve(-rows_.col(size_));
  }

  [[nodiscard]] Eigen::Index wage_at(std::size_t n) const { return index(n); }
  [[nodiscard]] Eigen::Index cost_at(std::size_t group) const { return index(in_.regions + group); }
  [[nodiscard]] Eigen::Index output_at(std::size_t group) const {
    return index(in_.regions + in_.groups() + group);
  }
  [[nodiscard]] Eigen::Index budget_at(std::size_t n) const {
    return index(in_.regions + 2 * in_.groups() + n);
  }

 private:
  static Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }
  [[nodiscard]] Form zero() const { return Form::Zero(size_ + 1); }
  [[nodiscard]] Form unit(Eigen::Index i) const { return Form::Unit(size_ + 1, i); }
  [[nodiscard]] Form wage(std::size_t n) const { return unit(wage_at(n)); }
  [[nodiscard]] Form cost(std::size_t group) const { return unit(cost_at(group)); }
  [[nodiscard]] Form output(std::size_t group) const { return unit(output_at(group)); }
  [[nodiscard]] Form budget(std::size_t n) const { return unit(budget_at(n)); }
  void require(const Form& form) { rows_.row(filled_++) = form.transpose(); }
  [[nodiscard]] double share(std::size_t n, std::size_t g, std::size_t i) const {
    return in_.origin_share[(n * in_.products() + g) * in_.regions + i];
  }

  // d ln of duty factor and delivered cost of a link.
  [[nodiscard]] Form duty_factor(std::size_t n, std::size_t i, std::size_t g) const {
    Form form = zero();
    form[size_] = step_[in_.link(n, i, g)] / (1.0 + in_.base_duty[in_.link(n, i, g)]);
    return form;
  }
  [[nodiscard]] Form delivered(std::size_t n, std::size_t i, std::size_t g) const {
    return cost(i * in_.sectors + in_.product_sector[g]) + duty_factor(n, i, g);
  }
  [[nodiscard]] Form import_price(std::size_t n, std::size_t g) const {
    Form form = zero();
    const double imports = 1.0 - share(n, g, n);
    if (imports < 1e-12) return form;
    for (std::size_t i = 0; i < in_.regions; ++i) {
      if (i != n) form += share(n, g, i) / imports * delivered(n, i, g);
    }
    return form;
  }
  [[nodiscard]] Form product_price(std::size_t n, std::size_t g) const {
    return share(n, g, n) * delivered(n, n, g) + (1.0 - share(n, g, n)) * import_price(n, g);
  }
  // d ln of an origin's share of the product.
  [[nodiscard]] Form origin_share(std::size_t n, std::size_t g, std::size_t i) const {
    const double theta = in_.trade_elasticity[in_.product_sector[g]];
    const double eta = in_.home_elasticity.empty() ? theta : in_.home_elasticity[in_.product_sector[g]];
    if (i == n) return -eta * (delivered(n, n, g) - product_price(n, g));
    return -theta * (delivered(n, i, g) - import_price(n, g)) -
           eta * (import_price(n, g) - product_price(n, g));
  }
  void nest_price(std::size_t n, std::size_t k) {
    for (std::size_t g = 0; g < in_.products(); ++g) {
      if (in_.product_sector[g] != k) continue;
      nest_price_[n * in_.sectors + k] += in_.product_share[n * in_.products() + g] * product_price(n, g);
    }
  }
  [[nodiscard]] Form inputs(std::size_t group) const {
    Form form = zero();
    for (std::size_t k = 0; k < in_.sectors; ++k) {
      form += in_.input_share[group * in_.sectors + k] * nest_price_[group / in_.sectors * in_.sectors + k];
    }
    return form;
  }

  // d of the spending on a nest, in money.
  [[nodiscard]] Form spending(std::size_t n, std::size_t k) const {
    const double labour_power = in_.labour_elasticity - 1.0;
    Form form = in_.budget_share[n * in_.sectors + k] * budget(n);
    for (std::size_t group = n * in_.sectors; group < (n + 1) * in_.sectors; ++group) {
      const double bought = base_.output[group] / in_.markup[group] * (1.0 - in_.labour_share[group]) *
                            in_.input_share[group * in_.sectors + k];
      form += bought * (output(group) + labour_power * cost(group) +
                        (in_.input_elasticity - in_.labour_elasticity) * inputs(group) +
                        (1.0 - in_.input_elasticity) * nest_price_[n * in_.sectors + k]);
    }
    return form;
  }
  void sell(std::size_t n, std::size_t k) {
    const double base_spending = base_.spending[n * in_.sectors + k];
    const Form growth = spending(n, k) / base_spending;
    for (std::size_t g = 0; g < in_.products(); ++g) {
      if (in_.product_sector[g] != k) continue;
      const Form product =
          (1.0 - in_.nest_elasticity[k]) * (product_price(n, g) - nest_price_[n * in_.sectors + k]);
      for (std::size_t i = 0; i < in_.regions; ++i) {
        const double rate = in_.base_duty[in_.link(n, i, g)];
        const double flow =
            base_spending * in_.product_share[n * in_.products() + g] * share(n, g, i) / (1.0 + rate);
        const Form change = flow * (growth + product + origin_share(n, g, i) - duty_factor(n, i, g));
        sales_[i * in_.sectors + k] += change;
        duties_[n] += rate * change;
        duties_[n][size_] += flow * step_[in_.link(n, i, g)];
      }
    }
  }

  void close(std::size_t n) {
    Form labour = zero();
    Form profit = zero();
    double base_labour = 0.0;
    double world_labour = 0.0;
    for (std::size_t group = n * in_.sectors; group < (n + 1) * in_.sectors; ++group) {
      const double paid = base_.output[group] / in_.markup[group] * in_.labour_share[group];
      labour += paid * (output(group) + (1.0 - in_.labour_elasticity) * (wage(n) - cost(group)));
      profit += base_.output[group] * (1.0 - 1.0 / in_.markup[group]) * output(group);
      base_labour += paid;
    }
    if (in_.closure == Closure::fixed) {
      require(wage(n));
      require(budget(n) -
              in_.income_response * in_.budget[n] / base_.income[n] * (labour + profit + duties_[n]));
      return;
    }
    require(budget(n) - base_labour * wage(n) - profit - duties_[n]);
    if (n + 1 < in_.regions) {
      require(labour - base_labour * wage(n));
      return;
    }
    Form numeraire = zero();  // one market clears by Walras' law
    for (std::size_t i = 0; i < in_.regions; ++i) {
      numeraire += base_.labour_income[i] * wage(i);
      world_labour += base_.labour_income[i];
    }
    require(numeraire / world_labour);
  }

  const EquilibriumInput& in_;
  const EquilibriumSolution& base_;
  const std::vector<double>& step_;
  Eigen::Index size_;
  Eigen::Index filled_ = 0;
  Eigen::MatrixXd rows_;
  std::vector<Form> sales_;
  std::vector<Form> duties_;
  std::vector<Form> nest_price_;
};

std::vector<double> random_step(const EquilibriumInput& in, std::uint64_t seed) {
  Draws draws(Seed{seed, 0}, Stream::test, 77, 0);
  std::vector<double> step(in.duty.size());
  for (std::size_t link = 0; link < step.size(); ++link) {
    const std::size_t pair = link / in.products();
    step[link] = pair / in.regions == pair % in.regions ? 0.0 : draws.unit53();
  }
  return step;
}

EquilibriumSolution solve_along(EquilibriumInput in, const std::vector<double>& step, double length) {
  for (std::size_t link = 0; link < step.size(); ++link) in.duty[link] += length * step[link];
  return solve_equilibrium(in);
}

TEST(EquilibriumResponse, FiniteDifferencesEqualTheLinearisedEquations) {
  const double length = 3e-5;
  const double tolerance = 5e-6;  // third derivatives times length^2, and solver rounding over length
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    EquilibriumInput in = random_equilibrium(seed, random_shape(seed));
    for (std::size_t link = 0; link < in.duty.size(); ++link) {  // room to differentiate downwards
      if (in.base_duty[link] > 0.0) in.duty[link] = in.base_duty[link] += 0.01;
    }
    if (in.closure == Closure::fixed && seed % 2 == 0) in.income_response = 0.5;
    const std::vector<double> step = random_step(in, seed);
    const EquilibriumSolution base = solve_equilibrium(in);
    const EquilibriumSolution up = solve_along(in, step, length);
    const EquilibriumSolution down = solve_along(in, step, -length);
    Linearised linearised(in, base, step);
    const Form change = linearised.solve();
    const auto slope = [&](double high, double low) { return (high - low) / (2.0 * length); };
    for (std::size_t n = 0; n < in.regions; ++n) {
      EXPECT_NEAR(slope(std::log(up.wage[n]), std::log(down.wage[n])), change[linearised.wage_at(n)],
                  tolerance);
      EXPECT_NEAR(slope(up.budget[n], down.budget[n]) / in.budget[n],
                  change[linearised.budget_at(n)] / in.budget[n], tolerance);
    }
    for (std::size_t group = 0; group < in.groups(); ++group) {
      EXPECT_NEAR(slope(std::log(up.unit_cost[group]), std::log(down.unit_cost[group])),
                  change[linearised.cost_at(group)], tolerance);
      EXPECT_NEAR(slope(std::log(up.output[group]), std::log(down.output[group])),
                  change[linearised.output_at(group)], tolerance)
          << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace entrepot::test::equilibrium_response_test
