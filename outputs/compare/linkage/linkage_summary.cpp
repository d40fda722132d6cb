#include "outputs/compare/linkage/linkage_summary.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// The first date after `from` at which the series is down to `level`; NaN if there is none.
double falls_to(const std::vector<double>& days, const std::vector<double>& values, std::size_t from,
                double level) {
  std::size_t before = from;
  for (std::size_t i = from + 1; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    if (values[i] <= level) {
      const double passed = (values[before] - level) / (values[before] - values[i]);
      return days[before] + passed * (days[i] - days[before]);
    }
    before = i;
  }
  return undefined;
}

void centre(std::vector<double>& values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  for (double& value : values) value -= mean;
}

double correlation(std::vector<double> a, std::vector<double> b) {
  centre(a);
  centre(b);
  const auto product = [](const std::vector<double>& x, const std::vector<double>& y) {
    return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
  };
  return product(a, b) / std::sqrt(product(a, a) * product(b, b));
}

}  // namespace

std::optional<Peak> find_peak(const std::vector<double>& days, const std::vector<double>& values,
                              double base) {
  ENTREPOT_VALIDATE(days.size() == values.size(), "one date per value");
  std::optional<Peak> peak;
  std::size_t last = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    last = i;
    if (values[i] > (peak ? peak->value : base)) peak = Peak{i, days[i], values[i], false, undefined};
  }
  if (!peak) return peak;
  peak->at_end = peak->position == last;
  peak->half_life_days =
      falls_to(days, values, peak->position, base + 0.5 * (peak->value - base)) - peak->days;
  return peak;
}

double hub_correlation(const HubTrade& trade) {
  const std::size_t sectors = trade.imports_before.size();
  ENTREPOT_VALIDATE(trade.imports_after.size() == sectors && trade.exports_before.size() == sectors &&
                        trade.exports_after.size() == sectors,
                    "the four flows have one value per sector");
  std::vector<double> imports;
  std::vector<double> exports;
  for (std::size_t k = 0; k < sectors; ++k) {
    const bool traded = trade.imports_before[k] > 0.0 && trade.imports_after[k] > 0.0 &&
                        trade.exports_before[k] > 0.0 && trade.exports_after[k] > 0.0;
    if (!traded) continue;
    imports.push_back(std::log(trade.imports_after[k] / trade.imports_before[k]));
    exports.push_back(std::log(trade.exports_after[k] / trade.exports_before[k]));
  }
  if (imports.size() < 3) return undefined;
  return correlation(imports, exports);
}

}  // namespace entrepot::outputs
