#include "tests/support/share_errors.hpp"

#include <algorithm>
#include <cmath>

#include "outputs/compare/statistics.hpp"

namespace entrepot::test {

using namespace outputs;

namespace {
constexpr double watched_share = 0.01;
}

ShareErrors::ShareErrors(const std::vector<double>& exact, const std::vector<std::size_t>& home,
                         const std::vector<double>& slots) {
  const std::size_t origins = exact.size() / home.size();
  for (std::size_t at = 0; at < exact.size(); ++at) {
    const std::size_t market = at / origins;
    if (at % origins != home[market] && exact[at] > watched_share && slots[market] > 0.0)
      watched_.push_back({at, exact[at], slots[market]});
  }
}

void ShareErrors::add(const std::vector<double>& draw) {
  ++draws_;
  for (Watched& w : watched_) {
    const double deviation = draw[w.at] - w.exact;
    w.sum += deviation;
    w.squares += deviation * deviation;
    const double z = std::abs(deviation) / std::sqrt(w.exact * (1.0 - w.exact) / w.slots);
    largest_z_ = std::max(largest_z_, z);
    beyond_ += z > 4.5 ? 1U : 0U;
  }
  if (draws_ == 1) largest_z_of_first_ = largest_z_;
}

double ShareErrors::slots() const {
  double inverse = 0.0;
  for (const Watched& w : watched_) inverse += 1.0 / w.slots;
  return static_cast<double>(watched_.size()) / inverse;
}

double ShareErrors::error() const {
  double sum = 0.0;
  for (const Watched& w : watched_) sum += w.squares / (w.exact * (1.0 - w.exact));
  return std::sqrt(sum / static_cast<double>(watched_.size() * draws_));
}

double ShareErrors::largest_z_of_mean() const {
  double largest = 0.0;
  const auto draws = static_cast<double>(draws_);
  for (const Watched& w : watched_) {
    const double error = std::sqrt(w.exact * (1.0 - w.exact) / w.slots / draws);
    largest = std::max(largest, std::abs(w.sum / draws) / error);
  }
  return largest;
}

double ShareErrors::largest_relative_of_mean() const {
  double largest = 0.0;
  for (const Watched& w : watched_)
    largest = std::max(largest, std::abs(w.sum / static_cast<double>(draws_)) / w.exact);
  return largest;
}

Interval interval_of(const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  Interval out;
  for (const double value : values) out.mean += value / count;
  double squares = 0.0;
  for (const double value : values) squares += (value - out.mean) * (value - out.mean);
  out.half_width = half_width_of_mean(squares, values.size());
  return out;
}

double log_slope(const std::vector<double>& x, const std::vector<double>& y) {
  const auto count = static_cast<double>(x.size());
  double mean_x = 0.0;
  double mean_y = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mean_x += std::log(x[i]) / count;
    mean_y += std::log(y[i]) / count;
  }
  double cross = 0.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    cross += (std::log(x[i]) - mean_x) * (std::log(y[i]) - mean_y);
    squares += (std::log(x[i]) - mean_x) * (std::log(x[i]) - mean_x);
  }
  return cross / squares;
}

}  // namespace entrepot::test
