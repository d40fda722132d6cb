// Unit costs given wages: the fixed point of equations (1) and (2) of model.md 4, and how sure it is.
#pragma once

#include <vector>

#include "models/theory/price_index.hpp"

namespace entrepot::theory {

// Prices in logs, and the shares at them: what spending needs. All zeros = the base.
struct PricePoint {
  std::vector<double> log_wage;     // [region]
  std::vector<double> log_cost;     // [group]
  std::vector<double> log_inputs;   // [group] ln PM
  std::vector<double> log_sector;   // [market][sector] ln P
  std::vector<double> value_share;  // [market][product][origin]
};

class CostSolver {
 public:
  // `input` must be checked and outlive this object.
  explicit CostSolver(const EquilibriumInput& input);

  // Iterates log_cost [group] to the fixed point for log_wage [region]; starts from the log_cost given.
  // Throws NoEquilibrium.
  void solve(const std::vector<double>& log_wage, const EquilibriumOptions& options,
             std::vector<double>& log_cost);

  // At the point of the last solve.
  [[nodiscard]] const PriceIndices& indices() const { return indices_; }
  [[nodiscard]] PricePoint point(const std::vector<double>& log_wage,
                                 const std::vector<double>& log_cost) const;
  [[nodiscard]] PriceCertificate certificate(const std::vector<double>& log_wage) const;

 private:
  // One application of the map; returns the largest change and its group.
  double step(const std::vector<double>& log_wage, std::vector<double>& log_cost, std::size_t& worst);
  [[nodiscard]] double modulus(const std::vector<double>& log_wage, const std::vector<double>& amplification,
                               double radius) const;

  const EquilibriumInput& input_;
  TradePrices trade_;
  PriceIndices indices_;
  std::vector<double> log_inputs_;
  double residual_ = 0.0;
  double first_step_ = 0.0;
  int iterations_ = 0;
};

}  // namespace entrepot::theory
