// Quadratic surfaces through measured points: what answers are between them.
#pragma once

#include <cstddef>
#include <vector>

#include "tools/entrepot/calibrate/search.hpp"

namespace entrepot::tools {

// The solution of a symmetric, positive definite system, row-major; BugError where it is not.
[[nodiscard]] std::vector<double> solve_symmetric(std::vector<double> matrix, std::vector<double> right);

// Surfaces of several numbers over the unit cube by weighted least squares: quadratic with all products where
// there are half as many points again as coefficients, else linear.
class Surfaces {
 public:
  // `values` [point][number]; weights > 0.
  Surfaces(const std::vector<UnitPoint>& points, const std::vector<std::vector<double>>& values,
           const std::vector<double>& weights);

  [[nodiscard]] std::vector<double> at(const UnitPoint& point) const;
  // Weighted root mean square distance of the points from the surface, by number.
  [[nodiscard]] const std::vector<double>& misfit() const { return misfit_; }
  [[nodiscard]] bool quadratic() const { return quadratic_; }

 private:
  [[nodiscard]] std::vector<double> terms(const UnitPoint& point) const;
  void fit(const std::vector<UnitPoint>& points, const std::vector<std::vector<double>>& values,
           const std::vector<double>& weights);

  bool quadratic_ = true;
  std::vector<std::vector<double>> coefficients_;  // [number][term]
  std::vector<double> misfit_;
};

}  // namespace entrepot::tools
