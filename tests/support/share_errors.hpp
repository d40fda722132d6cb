// How far sampled shares lie from known ones, in standard errors and against the number of slots.
#pragma once

#include <cstddef>
#include <vector>

namespace entrepot::test {

// Draws of shares of origins against their exact values pi. Only imports with pi above 1 % of all purchases
// of their market count. The standard error of one draw is sqrt(pi (1 - pi) / N), N the market's effective
// slots.
class ShareErrors {
 public:
  // `exact` and the draws are [market][origin]; `home` is the origin of each market that is no import,
  // `slots` its effective number of slots.
  ShareErrors(const std::vector<double>& exact, const std::vector<std::size_t>& home,
              const std::vector<double>& slots);

  void add(const std::vector<double>& draw);

  [[nodiscard]] std::size_t shares() const { return watched_.size(); }
  [[nodiscard]] std::size_t draws() const { return draws_; }
  // N that belongs to the shares' mean variance: one over the mean of 1 / N over shares.
  [[nodiscard]] double slots() const;
  // Root mean square over shares and draws of (share - pi) / sqrt(pi (1 - pi)): 1 / sqrt(N) is expected.
  [[nodiscard]] double error() const;
  // Largest |share - pi| in standard errors over shares: of the first draw, and over all draws.
  [[nodiscard]] double largest_z_of_first() const { return largest_z_of_first_; }
  [[nodiscard]] double largest_z() const { return largest_z_; }
  // Deviations beyond 4.5 standard errors; 6.8e-6 of shares times draws are expected of a normal law.
  [[nodiscard]] std::size_t beyond() const { return beyond_; }
  // The same of the mean over draws, which are taken as independent.
  [[nodiscard]] double largest_z_of_mean() const;
  // Largest |mean over draws / pi - 1|.
  [[nodiscard]] double largest_relative_of_mean() const;

 private:
  struct Watched {
    std::size_t at;
    double exact;
    double slots;
    double sum = 0.0;  // of deviations
    double squares = 0.0;
  };
  std::vector<Watched> watched_;
  std::size_t draws_ = 0;
  double largest_z_of_first_ = 0.0;
  double largest_z_ = 0.0;
  std::size_t beyond_ = 0;
};

// A mean with the half width of its 95 % interval (Student's t over independent values).
struct Interval {
  double mean = 0.0;
  double half_width = 0.0;
  [[nodiscard]] bool holds(double value) const {
    return value >= mean - half_width && value <= mean + half_width;
  }
};
[[nodiscard]] Interval interval_of(const std::vector<double>& values);

// Least-squares slope of ln y on ln x.
[[nodiscard]] double log_slope(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace entrepot::test
