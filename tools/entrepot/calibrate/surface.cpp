#include "tools/entrepot/calibrate/surface.hpp"

#include <cmath>

#include "sim/core/error.hpp"

namespace entrepot::tools {

// Cholesky's factors in place of the lower half, then both substitutions.
std::vector<double> solve_symmetric(std::vector<double> matrix, std::vector<double> right) {
  const std::size_t n = right.size();
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = j; i < n; ++i) {
      double sum = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= matrix[i * n + k] * matrix[j * n + k];
      if (i == j) {
        ENTREPOT_VALIDATE(sum > 0.0, "a system that is positive definite");
        matrix[j * n + j] = std::sqrt(sum);
      } else {
        matrix[i * n + j] = sum / matrix[j * n + j];
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) right[i] -= matrix[i * n + k] * right[k];
    right[i] /= matrix[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) right[i] -= matrix[k * n + i] * right[k];
    right[i] /= matrix[i * n + i];
  }
  return right;
}

Surfaces::Surfaces(const std::vector<UnitPoint>& points, const std::vector<std::vector<double>>& values,
                   const std::vector<double>& weights) {
  ENTREPOT_VALIDATE(!points.empty(), "a surface goes through points");
  quadratic_ = 2 * points.size() >= 3 * terms(points.front()).size();
  fit(points, values, weights);
}

std::vector<double> Surfaces::terms(const UnitPoint& point) const {
  std::vector<double> out = {1.0};
  for (const double u : point) out.push_back(u - 0.5);
  if (!quadratic_) return out;
  for (std::size_t i = 0; i < point.size(); ++i) {
    for (std::size_t j = i; j < point.size(); ++j) out.push_back((point[i] - 0.5) * (point[j] - 0.5));
  }
  return out;
}

void Surfaces::fit(const std::vector<UnitPoint>& points, const std::vector<std::vector<double>>& values,
                   const std::vector<double>& weights) {
  constexpr double ridge = 1e-9;  // of the sum of weights: terms that the points do not tell apart stay small
  const std::size_t n = terms(points.front()).size();
  const std::size_t numbers = values.front().size();
  std::vector<double> matrix(n * n, 0.0);
  std::vector<std::vector<double>> right(numbers, std::vector<double>(n, 0.0));
  double total = 0.0;
  for (std::size_t p = 0; p < points.size(); ++p) {
    const std::vector<double> row = terms(points[p]);
    total += weights[p];
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) matrix[i * n + j] += weights[p] * row[i] * row[j];
      for (std::size_t k = 0; k < numbers; ++k) right[k][i] += weights[p] * row[i] * values[p][k];
    }
  }
  for (std::size_t i = 0; i < n; ++i) matrix[i * n + i] += ridge * total;
  for (const std::vector<double>& one : right) coefficients_.push_back(solve_symmetric(matrix, one));
  misfit_.assign(numbers, 0.0);
  for (std::size_t p = 0; p < points.size(); ++p) {
    const std::vector<double> fitted = at(points[p]);
    for (std::size_t k = 0; k < numbers; ++k) {
      const double off = values[p][k] - fitted[k];
      misfit_[k] += weights[p] / total * off * off;
    }
  }
  for (double& one : misfit_) one = std::sqrt(one);
}

std::vector<double> Surfaces::at(const UnitPoint& point) const {
  const std::vector<double> row = terms(point);
  std::vector<double> out;
  for (const std::vector<double>& coefficients : coefficients_) {
    double value = 0.0;
    for (std::size_t i = 0; i < row.size(); ++i) value += coefficients[i] * row[i];
    out.push_back(value);
  }
  return out;
}

}  // namespace entrepot::tools
