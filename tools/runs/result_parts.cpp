#include "tools/runs/result_parts.hpp"

#include <algorithm>
#include <cmath>

#include "tools/runs/policies/moved_pair.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

Axis sampled_axis(const Calendar& calendar, Sampling sampling, const std::string& long_name) {
  Axis axis{time_axis(sampling), long_name, "", {}, {}, true};
  const Date origin = Month(2017, 1).first_day();
  for (const int step : sampled_steps(calendar, sampling)) {
    const Date first = first_month(calendar.at(step), sampling).first_day();
    axis.numbers.push_back(static_cast<double>((first - origin).count()));
  }
  return axis;
}

}  // namespace

std::vector<Axis> result_axes(const WorldTable& table, const Calendar& calendar) {
  std::vector<Axis> axes;
  for (Axis& axis : std::vector<Axis>{
           sampled_axis(calendar, Sampling::month, "first day of the month"),
           sampled_axis(calendar, Sampling::quarter, "first day of the quarter, measured in its last month"),
           sampled_axis(calendar, Sampling::year, "first day of the year, measured in December")}) {
    if (!axis.numbers.empty()) axes.push_back(std::move(axis));
  }
  const std::vector<std::pair<std::string, std::string>> named = {
      {"origin", "region of origin"},
      {"destination", "region of destination"},
      {"region", "region"},
      {"border", "region whose border was crossed last"},
      {"hub", "region that exports"},
      {"stages", "production stages"},
      {"status", "firms towards entity lists: listed, or unlisted in the same regions and sectors"},
      {"firm_group", "goods firms by their links, size and owner at the base"},
      {"grain", "how classes of plants are told apart: by host, sector and owner, or by host and sector"},
      {"part", "what moved real income"},
      {"partner", "trading partner"},
      {"owner", "region of the owner"},
      {"host", "region a plant stands in"},
      {"reporter", "region that reports its trade by product"},
      {"sector", "sector of the goods"},
      {"product", "product code"}};
  for (const auto& [name, long_name] : named) {
    Axis axis{name, long_name, "", axis_labels(table, name), {}, false};
    if (!axis.labels.empty()) axes.push_back(std::move(axis));
  }
  return axes;
}

Variable metric_variable(const Metric& metric, std::vector<double> values) {
  Variable variable{metric.name,
                    metric.long_name,
                    metric.units,
                    metric.source,
                    {time_axis(metric.sampling)},
                    std::move(values),
                    metric.aggregation == "sum" ? Aggregation::sum : Aggregation::mean};
  variable.axes.insert(variable.axes.end(), metric.axes.begin(), metric.axes.end());
  return variable;
}

bool not_available(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
}

std::string headline_importer(const std::string& asked, const scenarios::Scenario& scenario,
                              const WorldTable& table) {
  if (!asked.empty()) return asked;
  if (const auto pair = most_moved_pair(scenario, table)) return pair->importer;
  return table.product_detail.empty() ? largest_importer(table) : table.product_detail.front();
}

}  // namespace entrepot::tools
