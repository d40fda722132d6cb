// Settings of the block `pricing` of `model:`.
#pragma once

namespace entrepot::models {

enum class PriceRule { index, own };  // unit costs averaged over the group, or each firm's own

struct PricingSettings {
  PriceRule pricing = PriceRule::index;
  double adjustment = 0.3;  // psi: of the gap to the target price, per month
  double markup = 1.1;      // mu, factor on unit cost
  double utilisation_exponent = 0.1;
};

}  // namespace entrepot::models
