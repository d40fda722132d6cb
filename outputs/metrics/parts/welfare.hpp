// Why real income differs from that of the base: what the metrics of welfare share.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

// Spending of households in the month, million USD: final spending but for what plants under construction
// take.
[[nodiscard]] double household_spending(const MetricView& view, RegionId region);
// Price of final use, base = 1: Cobb-Douglas over sectors at base budget shares.
[[nodiscard]] double final_price(const MetricView& view, RegionId region);

// Parts of a change of real income, in the order of the labels of the axis `part`.
enum class IncomePart : std::uint8_t { terms_of_trade, duties, labour, abroad, efficiency };
inline constexpr std::size_t income_parts = 5;

// An economy in one month; money in million USD of the month, base = 1 for prices.
struct IncomeAccounts {
  double trend = 1.0;              // demand trend: the base of the month is that of the year times this
  std::vector<double> trade;       // [flow] at the seller's gate, by place of production
  std::vector<double> duty;        // [flow]
  std::vector<double> price;       // [group] paid at the gate
  std::vector<double> product;     // [region] gross domestic product
  std::vector<double> spending;    // [region] of households
  std::vector<double> living;      // [region] its price
  std::vector<double> labour_pay;  // [region] labour demanded times the wage
  std::vector<double> wage;        // [region]
};

// out [region][part]: real spending less that of the base at the trend, million USD of the base year, by what
// moved it. With the logarithmic mean L(a, b) = (a - b) / ln(a / b), B spending, P its price:
//   L(B, B0) (ln(B / B0) - ln P) = terms of trade + duties + labour + abroad + efficiency
//   terms of trade  sum of L(x, x0) ln p over exports x, less the same over imports
//   duties          sum over imports of the mean duty rate times what their volume alone adds to their value
//   labour          what the change of labour demanded adds to its pay
//   abroad          change of spending beyond product: profits of plants, borrowing, transfers, outlays
//   efficiency      what is left: output from the same labour, and all that is no part above
// What a change of a duty rate takes from buyers their treasury gets: it cancels. To first order this is the
// split of Caliendo and Parro (2015, Review of Economic Studies 82) into terms and volume of trade; mean
// rates and logarithmic means leave an error of third order in `efficiency`. All parts are then scaled alike
// from current to base prices, so that they add up exactly.
void write_income_parts(const WorldTable& table, const BaseAccounts& base, const IncomeAccounts& now,
                        std::span<double> out);

}  // namespace entrepot::outputs
