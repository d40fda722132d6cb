#include "outputs/compare/periods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <optional>

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
  return static_cast<std::size_t>(period == Period::month     ? 1
                                  : period == Period::quarter ? months_per_quarter
                                                              : months_per_year);
}

Month month_of(double days) {
  return Month(Month(2017, 1).first_day() + std::chrono::days(static_cast<int>(std::floor(days))));
}

namespace {

// The first month of 2022, 2022-Q1 or 2022-03, or nothing.
std::optional<std::pair<Month, Period>> period_of(const std::string& label) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    const std::string rest = label.size() == at + count ? label.substr(at) : "x";
    return std::all_of(rest.begin(), rest.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  };
  if (label.size() < 4 ||
      !std::all_of(label.begin(), label.begin() + 4, [](unsigned char c) { return std::isdigit(c) != 0; }))
    return std::nullopt;
  const int year = std::stoi(label.substr(0, 4));
  if (label.size() == 4) return std::pair{Month(year, 1), Period::year};
  if (label.rfind("-Q", 4) == 4 && digits(6, 1) && label[6] >= '1' && label[6] <= '4')
    return std::pair{Month(year, 3 * (label[6] - '1') + 1), Period::quarter};
  if (label[4] != '-' || !digits(5, 2)) return std::nullopt;
  const int month = std::stoi(label.substr(5));
  if (month < 1 || month > 12) return std::nullopt;
  return std::pair{Month(year, month), Period::month};
}

// "2018..2022", "2019-Q1..2020-06", "2020..", "..2019": both ends included; an absent one is open.
bool is_in_range(Month month, const std::string& first, const std::string& last) {
  const auto from = period_of(first);
  const auto until = period_of(last);
  if ((!from && !first.empty()) || (!until && !last.empty()) || (!from && !until)) return false;
  if (from && month < from->first) return false;
  return !until || month.count() < until->first.count() + static_cast<int>(months_in(until->second));
}

}  // namespace

bool is_in_period(Month month, const std::string& label) {
  const std::size_t dots = label.find("..");
  if (dots != std::string::npos) return is_in_range(month, label.substr(0, dots), label.substr(dots + 2));
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
