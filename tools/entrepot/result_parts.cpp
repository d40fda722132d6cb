#include "tools/entrepot/result_parts.hpp"

#include <algorithm>
#include <cmath>

namespace entrepot {

std::vector<Axis> result_axes(const WorldTable& table, const Calendar& calendar) {
  Axis time{"time", "first day of the month", "", {}, {}, true};
  const Date origin = Month(2017, 1).first_day();
  for (int step = 0; step < calendar.steps; ++step) {
    time.numbers.push_back(static_cast<double>((calendar.at(step).first_day() - origin).count()));
  }
  std::vector<Axis> axes{std::move(time)};
  const std::vector<std::pair<std::string, std::string>> named = {
      {"origin", "region of origin"},
      {"destination", "region of destination"},
      {"region", "region"},
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
                    {"time"},
                    std::move(values),
                    metric.aggregation == "sum" ? Aggregation::sum : Aggregation::mean};
  variable.axes.insert(variable.axes.end(), metric.axes.begin(), metric.axes.end());
  return variable;
}

bool not_available(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
}

std::string headline_importer(const std::string& asked, const WorldTable& table) {
  if (!asked.empty()) return asked;
  return table.product_detail.empty() ? table.regions.front() : table.product_detail.front();
}

}  // namespace entrepot
