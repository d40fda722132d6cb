#include "outputs/metrics/parts/few_firms.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/world/firms/firm_register.hpp"

namespace entrepot::outputs {

namespace {

// Of plants abroad and of firms in distress: there may be one.
constexpr std::array<std::string_view, 5> of_plants = {"sites", "site_sales", "trade_by_owner",
                                                       "capital_outlays", "negative_wage_firms"};

}  // namespace

bool tells_of_few_firms(const Metric& metric, const WorldTable& table) {
  if (table.firm_register == nullptr || table.firm_register->min_firms == 0) return false;
  return std::ranges::find(of_plants, metric.name) != of_plants.end() ||
         std::ranges::any_of(
             metric.axes, [](const std::string& axis) { return axis == "status" || axis == "firm_group"; });
}

}  // namespace entrepot::outputs
