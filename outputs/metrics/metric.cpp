#include "outputs/metrics/metric.hpp"

#include <algorithm>
#include <array>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

#define ENTREPOT_METRIC(name) Metric name##_metric();
#include "outputs/metrics/metrics.def"
#undef ENTREPOT_METRIC

const std::vector<Metric>& all_metrics() {
  static const std::vector<Metric> metrics = {
#define ENTREPOT_METRIC(name) name##_metric(),
#include "outputs/metrics/metrics.def"
#undef ENTREPOT_METRIC
  };
  return metrics;
}

namespace {

std::vector<std::string> stage_labels() {
  std::vector<std::string> labels;
  for (std::size_t s = 1; s < stage_bins; ++s) labels.push_back(std::to_string(s));
  labels.push_back(std::to_string(stage_bins) + "+");
  return labels;
}

// In the order of FirmGroup (parts/firm_groups.hpp), then a group per region.
std::vector<std::string> firm_group_labels(const WorldTable& table) {
  std::vector<std::string> labels = {"listed",     "supplier_of_listed", "other",        "large",
                                     "small",      "exporter",           "non_exporter", "foreign_owned",
                                     "home_owned", "home_market"};
  for (const std::string& region : table.regions) labels.push_back("sells_to_" + region);
  return labels;
}

}  // namespace

std::vector<std::string> axis_labels(const WorldTable& table, const std::string& axis) {
  if (axis == "sector") return table.sectors;
  if (axis == "product") return table.products;
  if (axis == "reporter") return table.product_detail;
  if (axis == "stages") return stage_labels();
  if (axis == "firm_group") return firm_group_labels(table);
  if (axis == "status") return {"listed", "peers"};
  if (axis == "part") return {"terms_of_trade", "duties", "labour", "abroad", "efficiency"};
  if (axis == "grain") return {"by owner", "by host"};
  constexpr std::array region_axes{"origin", "destination", "region", "partner",
                                   "owner",  "host",        "border", "hub"};
  ENTREPOT_VALIDATE(std::find(region_axes.begin(), region_axes.end(), axis) != region_axes.end(),
                    "unknown axis " + axis);
  return table.regions;
}

std::size_t metric_size(const Metric& metric, const WorldTable& table) {
  std::size_t size = 1;
  for (const std::string& axis : metric.axes) size *= axis_labels(table, axis).size();
  return size;
}

}  // namespace entrepot::outputs
