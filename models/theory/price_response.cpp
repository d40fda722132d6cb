// How far choice wedges can make the price map expand: the derivative of nest prices to unit costs.
#include <cmath>

#include "models/theory/price_index.hpp"

namespace entrepot::theory {

// Adds d ln P / d ln cost by origin of one product. With S the product's share of value, v its slots' shares
// of value and a_i = v_i / (1 - sigma) (or -mu pi_i ln tau_i at sigma = 1):
//   S pi_l + eta A pi_l - (home: eta a_l; imports: theta a_l - (theta - eta) A_imports pi_l / pi_imports).
// Without wedges the terms in a cancel and S pi_l is left.
void TradePrices::add_response(std::size_t at, const PriceIndices& indices, std::span<const double> value,
                               std::span<double> response) const {
  const std::size_t product = at % input_.products();
  const std::size_t sector = input_.product_sector[product];
  const std::size_t home = input_.market_region[at / input_.products()];
  const double theta = input_.trade_elasticity[sector];
  const double eta = input_.home_elasticity.empty() ? theta : input_.home_elasticity[sector];
  const double power = 1.0 - input_.nest_elasticity[sector];
  const double* share = &indices.origin_share[at * input_.regions];
  std::vector<double> weight(input_.regions);
  double value_sum = 0.0;
  double weight_sum = 0.0;
  for (std::size_t i = 0; i < input_.regions; ++i) {
    weight[i] = power == 0.0 ? -value[i] * log_wedge(at, i) : value[i] / power;
    value_sum += value[i];
    weight_sum += weight[i];
  }
  const double imports = 1.0 - share[home];
  for (std::size_t l = 0; l < input_.regions; ++l) {
    const double pull =
        l == home       ? eta * weight[l]
        : imports > 0.0 ? theta * weight[l] - (theta - eta) * (weight_sum - weight[home]) * share[l] / imports
                        : 0.0;
    response[l] += (value_sum + eta * weight_sum) * share[l] - pull;
  }
}

std::vector<double> TradePrices::amplification(const PriceIndices& at) const {
  std::vector<double> result(input_.markets() * input_.sectors, 1.0);
  if (!any_wedge_) return result;
  const std::vector<double> value = value_shares(at);
  std::vector<double> response(result.size() * input_.regions, 0.0);
  for (std::size_t m = 0; m < input_.markets(); ++m) {
    for (std::size_t g = 0; g < input_.products(); ++g) {
      const std::size_t nest = m * input_.sectors + input_.product_sector[g];
      if (!active(m, g)) continue;
      add_response(cell(m, g), at, {&value[cell(m, g) * input_.regions], input_.regions},
                   {&response[nest * input_.regions], input_.regions});
    }
  }
  for (std::size_t nest = 0; nest < result.size(); ++nest) {
    double sum = 0.0;
    for (std::size_t i = 0; i < input_.regions; ++i) sum += std::abs(response[nest * input_.regions + i]);
    result[nest] = sum;
  }
  return result;
}

}  // namespace entrepot::theory
