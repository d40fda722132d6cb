#include "outputs/compare/periods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "outputs/store/layout.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {
std::string group_name(Month month, Period period) {
  if (period == Period::month) return month.text();
  if (period == Period::year) return fmt::format("{:04}", month.year());
  return fmt::format("{:04}-Q{}", month.year(), month.quarter());
}

Month first_of(Month month, Period period) {
  const auto length = static_cast<int>(months_in(period));
  return Month(month.count() / length * length);
}

// Totals of one group for the `inner` cells of one outer position.
class Gather {
 public:
  Gather(Aggregation aggregation, double* out, std::size_t inner)
      : aggregation_(aggregation), out_(out), plain_(inner, 0.0), weight_(inner, 0.0), months_(inner, 0) {
    for (std::size_t i = 0; i < inner; ++i) out_[i] = 0.0;
  }
  // `weight` of each cell's month, or null. Returns how many values are missing.
  std::size_t add(const double* month, const double* weight) {
    std::size_t missing = 0;
    for (std::size_t i = 0; i < months_.size(); ++i) {
      if (std::isnan(month[i])) {
        ++missing;
        continue;
      }
      ++months_[i];
      plain_[i] = aggregation_ == Aggregation::last ? month[i] : plain_[i] + month[i];
      if (weight == nullptr) continue;
      weight_[i] += weight[i];
      out_[i] += weight[i] * month[i];
    }
    return missing;
  }
  // A mean whose months have no weight at all (no trade, at home) is a plain one.
  void finish() {
    for (std::size_t i = 0; i < months_.size(); ++i) {
      const bool mean = aggregation_ == Aggregation::mean;
      if (months_[i] == 0) {
        out_[i] = std::numeric_limits<double>::quiet_NaN();
      } else if (mean && weight_[i] > 0.0) {
        out_[i] /= weight_[i];
      } else {
        out_[i] = mean ? plain_[i] / static_cast<double>(months_[i]) : plain_[i];
      }
    }
  }

 private:
  Aggregation aggregation_;
  double* out_;
  std::vector<double> plain_, weight_;
  std::vector<std::uint32_t> months_;  // with a value
};
}  // namespace

std::size_t months_in(Period period) {
  return period == Period::month ? 1 : period == Period::quarter ? months_per_quarter : months_per_year;
}

Month month_of(double days) {
  return Month(Month(2017, 1).first_day() + std::chrono::days(static_cast<int>(std::floor(days))));
}

bool is_in_period(Month month, const std::string& label) {
  return label == month.text() || label == group_name(month, Period::year) ||
         label == group_name(month, Period::quarter);
}

Period axis_period(const std::string& axis) {
  return axis == layout::quarter ? Period::quarter : axis == layout::year ? Period::year : Period::month;
}

bool filters_axis(const AxisFilter& filter, const std::string& axis) {
  const bool is_time = axis == layout::time || axis_period(axis) != Period::month;
  return filter.axis == axis || (filter.axis == layout::time && is_time);
}

std::vector<PeriodGroup> group_months(const std::vector<double>& days, Period period, Period values) {
  const Period longer = std::max(period, values);  // the enum rises with length
  std::vector<PeriodGroup> groups;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const std::string name = group_name(month_of(days[i]), longer);
    if (groups.empty() || groups.back().name != name) {
      groups.push_back({name, {}, 0, true, first_of(month_of(days[i]), longer)});
    }
    groups.back().positions.push_back(i);
    groups.back().months += months_in(values);
  }
  for (PeriodGroup& group : groups) group.complete = group.months == months_in(longer);
  return groups;
}

std::string units_over(std::string units, Aggregation aggregation, Period period) {
  const std::string month = " per month";
  const std::size_t at = units.find(month);
  if (aggregation != Aggregation::sum || at == std::string::npos) return units;
  return units.replace(at, month.size(), fmt::format(" per {}", period_name(period)));
}

std::vector<double> aggregate(const MonthlyValues& monthly, const TimeLayout& layout,
                              const std::vector<PeriodGroup>& groups, Aggregation aggregation,
                              std::size_t& missing) {
  std::vector<double> out(layout.outer * groups.size() * layout.inner);
  const std::size_t months = monthly.values.size() / layout.outer / layout.inner;
  const double* const weights = monthly.weights.empty() ? nullptr : monthly.weights.data();
  double* target = out.data();
  for (std::size_t outer = 0; outer < layout.outer; ++outer) {
    for (const PeriodGroup& group : groups) {
      Gather gather(aggregation, target, layout.inner);
      for (const std::size_t position : group.positions) {
        const std::size_t at = (outer * months + position) * layout.inner;
        missing += gather.add(monthly.values.data() + at, weights == nullptr ? nullptr : weights + at);
      }
      gather.finish();
      target += layout.inner;
    }
  }
  return out;
}

}  // namespace entrepot::outputs
