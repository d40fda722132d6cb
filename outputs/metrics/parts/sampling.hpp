// When a metric is recorded, and the time axis it has in the results.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/core/calendar.hpp"

namespace entrepot::outputs {

// Every month, in the last month of every quarter, or in December.
enum class Sampling { month, quarter, year };

// Name of the time axis: "time", "quarter" or "year".
[[nodiscard]] const char* time_axis(Sampling sampling);

[[nodiscard]] bool is_sampled(const Calendar& calendar, int step, Sampling sampling);
// The steps after which a metric is recorded, and the place of one of them among these.
[[nodiscard]] std::vector<int> sampled_steps(const Calendar& calendar, Sampling sampling);
[[nodiscard]] std::size_t sample_row(const Calendar& calendar, int step, Sampling sampling);

// First month of the period that a sample in `month` stands for: its coordinate on the time axis.
[[nodiscard]] Month first_month(Month month, Sampling sampling);

}  // namespace entrepot::outputs
