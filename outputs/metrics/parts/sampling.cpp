#include "outputs/metrics/parts/sampling.hpp"

namespace entrepot::outputs {

const char* time_axis(Sampling sampling) {
  return sampling == Sampling::month ? "time" : sampling == Sampling::quarter ? "quarter" : "year";
}

bool is_sampled(const Calendar& calendar, int step, Sampling sampling) {
  const Month month = calendar.at(step);
  if (sampling == Sampling::month) return true;
  return sampling == Sampling::quarter ? month.is_quarter_end() : month.month() == months_per_year;
}

std::vector<int> sampled_steps(const Calendar& calendar, Sampling sampling) {
  std::vector<int> steps;
  for (int step = 0; step < calendar.steps; ++step) {
    if (is_sampled(calendar, step, sampling)) steps.push_back(step);
  }
  return steps;
}

std::size_t sample_row(const Calendar& calendar, int step, Sampling sampling) {
  const Calendar before{calendar.start, step};
  return sampled_steps(before, sampling).size();
}

Month first_month(Month month, Sampling sampling) {
  if (sampling == Sampling::month) return month;
  return sampling == Sampling::quarter ? Month(month.year(), (month.quarter() - 1) * months_per_quarter + 1)
                                       : Month(month.year(), 1);
}

}  // namespace entrepot::outputs
