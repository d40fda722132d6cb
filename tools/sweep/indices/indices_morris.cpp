#include <cmath>
#include <limits>

#include "sim/core/error.hpp"
#include "tools/sweep/indices/bootstrap.hpp"

namespace entrepot::tools {

namespace {

constexpr double smallest_step = 1e-9;

// The parameter that moves between two points of a path.
std::size_t moved(const std::vector<double>& from, const std::vector<double>& to) {
  std::size_t at = 0;
  for (std::size_t i = 1; i < from.size(); ++i) {
    if (std::abs(to[i] - from[i]) > std::abs(to[at] - from[at])) at = i;
  }
  return at;
}

// [parameter][its effects]
std::vector<std::vector<double>> effects(const std::vector<std::vector<double>>& units,
                                         const std::vector<double>& outputs, std::size_t& left_out) {
  const std::size_t parameters = units.front().size();
  std::vector<std::vector<double>> out(parameters);
  for (std::size_t p = 0; p + 1 < units.size(); ++p) {
    if ((p + 1) % (parameters + 1) == 0) continue;  // the next path begins
    const std::size_t i = moved(units[p], units[p + 1]);
    const double step = units[p + 1][i] - units[p][i];
    const double effect = (outputs[p + 1] - outputs[p]) / step;
    if (std::abs(step) < smallest_step || std::isnan(effect)) {
      ++left_out;
    } else {
      out[i].push_back(effect);
    }
  }
  return out;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return values.empty() ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(values.size());
}

double deviation_of(const std::vector<double>& values, double mean) {
  if (values.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

Interval mean_size(const std::vector<double>& values, std::size_t resamples, std::uint64_t seed) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  if (values.empty()) return {none, none, none};
  return bootstrap(values.size(), resamples, seed,
                   [&](const std::vector<std::size_t>& rows) {
                     double sum = 0.0;
                     for (const std::size_t row : rows) sum += std::abs(values[row]);
                     return std::vector<double>{sum / static_cast<double>(rows.size())};
                   })
      .front();
}

}  // namespace

MorrisEffects morris_effects(const std::vector<std::vector<double>>& units,
                             const std::vector<double>& outputs, std::size_t resamples, std::uint64_t seed) {
  ENTREPOT_VALIDATE(!units.empty() && units.size() == outputs.size(), "one output per point");
  MorrisEffects out;
  out.paths = units.size() / (units.front().size() + 1);
  for (const std::vector<double>& of_one : effects(units, outputs, out.left_out)) {
    out.mean.push_back(mean_of(of_one));
    out.deviation.push_back(deviation_of(of_one, out.mean.back()));
    out.mean_size.push_back(mean_size(of_one, resamples, seed));
  }
  return out;
}

}  // namespace entrepot::tools
