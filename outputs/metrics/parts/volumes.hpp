// Volumes: what was made and used in a quarter's last month at the prices of the base year.
#pragma once

#include <vector>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

// Double deflation (System of National Accounts 2008, 15.132-133): each group's output at base prices less
// its inputs, bought from every group, at base prices; [group], million USD of the base year per month.
// Inputs are deflated by what their makers charged in the month on the mean; they count when they are bought.
// Of a group that ships nothing nobody buys.
[[nodiscard]] std::vector<double> real_value_added(const MetricView& view);

// [group] goods at base prices per unit of money that it ships them for in the month: the inverse of its
// price; 0 where nothing is shipped.
[[nodiscard]] std::vector<double> goods_for_money(const MetricView& view);

// [region] base duties on imports at base prices: taxes on products in the volume of gross domestic product.
[[nodiscard]] std::vector<double> real_duties(const MetricView& view);

}  // namespace entrepot::outputs
