// Months of a time axis grouped into months, quarters or years.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "outputs/compare/comparison.hpp"
#include "sim/core/calendar.hpp"

namespace entrepot::outputs {

struct PeriodGroup {
  std::string name;                    // 2022, 2022-Q1 or 2022-03
  std::vector<std::size_t> positions;  // of its values on the time axis
  std::size_t months = 0;              // that these stand for
  bool complete = true;                // all its months are there
  Month first;                         // first month of the period, there or not
};

[[nodiscard]] std::size_t months_in(Period period);

// What one value of a time axis stands for: a month, or a quarter or year by the axis' name.
[[nodiscard]] Period axis_period(const std::string& axis);
// Whether a filter speaks of this axis: by its name, or `time` for any time axis.
[[nodiscard]] bool filters_axis(const AxisFilter& filter, const std::string& axis);

// The month of a time-axis value in days since 2017-01-01.
[[nodiscard]] Month month_of(double days);

// 2022-03 is in the periods 2022-03, 2022-Q1 and 2022, and in the ranges 2021..2022, 2022-Q1.. and ..2022-03.
[[nodiscard]] bool is_in_period(Month month, const std::string& label);

// `values` is what one value stands for; values longer than `period` stay as they are.
[[nodiscard]] std::vector<PeriodGroup> group_months(const std::vector<double>& days, Period period,
                                                    Period values = Period::month);

// Units of a value of a metric with these units: months of a flow that are added up are one of their period.
[[nodiscard]] std::string units_over(std::string units, Aggregation aggregation, Period period);

// Where the time axis stands among the others: values are [outer][time][inner].
struct TimeLayout {
  std::size_t outer = 1;
  std::size_t inner = 1;
};

// Values in the order of TimeLayout; `weights` of a mean, one per value, or none: all months weigh alike.
struct MonthlyValues {
  const std::vector<double>& values;
  const std::vector<double>& weights;
};

// One value per group instead of one per month; missing months are left out and counted.
[[nodiscard]] std::vector<double> aggregate(const MonthlyValues& monthly, const TimeLayout& layout,
                                            const std::vector<PeriodGroup>& groups, Aggregation aggregation,
                                            std::size_t& missing);

}  // namespace entrepot::outputs
