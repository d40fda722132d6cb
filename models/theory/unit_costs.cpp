#include "models/theory/unit_costs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/theory/equilibrium_check.hpp"

namespace entrepot::theory {

namespace {
constexpr double runaway_log_cost = 60.0;  // costs e^60 times the base: no equilibrium nearby
constexpr double rounding_floor = 1e-12;   // steps below this that stop shrinking are rounding, not failure
}  // namespace

CostSolver::CostSolver(const EquilibriumInput& input)
    : input_(input), trade_(input), log_inputs_(input.groups(), 0.0) {}

double CostSolver::step(const std::vector<double>& log_wage, std::vector<double>& log_cost,
                        std::size_t& worst) {
  trade_.evaluate(log_cost, indices_);
  double largest = 0.0;
  for (std::size_t group = 0; group < input_.groups(); ++group) {
    const double beta = input_.labour_share[group];
    const double* prices = &indices_.log_sector[input_.group_market[group] * input_.sectors];
    log_inputs_[group] = log_ces({&input_.input_share[group * input_.sectors], input_.sectors},
                                 {prices, input_.sectors}, 1.0 - input_.input_elasticity);
    const std::array<double, 2> weights{beta, 1.0 - beta};
    const std::array<double, 2> logs{log_wage[group / input_.sectors], log_inputs_[group]};
    const double next = log_ces(weights, logs, 1.0 - input_.labour_elasticity);
    const double change = std::abs(next - log_cost[group]);
    if (!(change <= largest)) {
      largest = change;
      worst = group;
    }
    log_cost[group] = next;
  }
  return largest;
}

void CostSolver::solve(const std::vector<double>& log_wage, const EquilibriumOptions& options,
                       std::vector<double>& log_cost) {
  std::size_t worst = 0;
  double before = 0.0;
  int stalled = 0;
  for (iterations_ = 1; iterations_ <= options.price_iterations; ++iterations_) {
    residual_ = step(log_wage, log_cost, worst);
    if (iterations_ == 1) first_step_ = residual_;
    if (residual_ <= options.price_tolerance) return;
    if (!(std::abs(log_cost[worst]) < runaway_log_cost)) {
      throw NoEquilibrium("unit costs", "costs rise without bound: inputs cost more than the output can earn",
                          iterations_, residual_, group_name(input_, worst));
    }
    stalled = residual_ < before ? 0 : stalled + 1;
    before = residual_;
    if (stalled >= 3 && residual_ <= rounding_floor) return;
  }
  throw NoEquilibrium("unit costs", "the price iteration has not settled", options.price_iterations,
                      residual_, group_name(input_, worst));
}

PricePoint CostSolver::point(const std::vector<double>& log_wage, const std::vector<double>& log_cost) const {
  return {log_wage, log_cost, log_inputs_, indices_.log_sector, trade_.value_shares(indices_)};
}

// Largest share of inputs in cost, times the expansion of nest prices, over all PM within e^(+-radius).
double CostSolver::modulus(const std::vector<double>& log_wage, const std::vector<double>& amplification,
                           double radius) const {
  const double power = 1.0 - input_.labour_elasticity;
  const double input_power = 1.0 - input_.input_elasticity;
  double largest = 0.0;
  for (std::size_t group = 0; group < input_.groups(); ++group) {
    const double beta = input_.labour_share[group];
    if (beta >= 1.0) continue;
    const double gap = log_inputs_[group] - log_wage[group / input_.sectors];
    const double inputs = (1.0 - beta) * std::exp(power * gap + std::abs(power) * radius);
    const std::size_t market = input_.group_market[group];
    double expansion = 0.0;
    for (std::size_t k = 0; k < input_.sectors; ++k) {
      const std::size_t nest = market * input_.sectors + k;
      expansion += input_.input_share[group * input_.sectors + k] * amplification[nest] *
                   std::exp(input_power * (indices_.log_sector[nest] - log_inputs_[group]));
    }
    largest = std::max(largest, inputs / (beta + inputs) * expansion);
  }
  return largest;
}

PriceCertificate CostSolver::certificate(const std::vector<double>& log_wage) const {
  const std::vector<double> amplification = trade_.amplification(indices_);
  PriceCertificate result;
  result.modulus_is_global = input_.labour_elasticity == 1.0 && !trade_.has_wedges();
  result.residual = residual_;
  result.first_step = first_step_;
  result.iterations = iterations_;
  // A ball that the map sends into itself around the last iterate: radius >= rho(radius) r / (1 -
  // rho(radius)).
  double radius = 0.0;
  for (int i = 0; i < 50; ++i) {
    result.modulus = modulus(log_wage, amplification, 2.0 * radius);
    if (!(result.modulus < 1.0)) break;
    result.bound = result.modulus * residual_ / (1.0 - result.modulus);
    if (result.bound <= radius) break;
    radius = 2.0 * result.bound;
  }
  if (!(result.modulus < 1.0)) {
    result.bound = result.bound_before = std::numeric_limits<double>::infinity();
    return result;
  }
  result.bound_before = std::pow(result.modulus, result.iterations) * first_step_ / (1.0 - result.modulus);
  return result;
}

}  // namespace entrepot::theory
