// Regions' final use: prices of its nests and what is spent on them.
#pragma once

#include <vector>

#include "models/behaviours/orders/order_totals.hpp"
#include "models/behaviours/orders/slot_terms.hpp"

namespace entrepot::models {

class FinalUse {
 public:
  FinalUse(const World& world, const SlotTerms& terms);

  // Fills State::nest_price_final.
  void price(StepContext& context, OrderTotals& totals);
  // Whether a final nest has anything to buy.
  [[nodiscard]] bool buys(std::size_t nest) const { return share_sum_[nest] > 0.0; }
  // Planned spending of a final nest, money units: Cobb-Douglas across sectors.
  [[nodiscard]] double spending(const State& state, std::size_t nest) const;
  // What a final nest orders over its effective shares.
  [[nodiscard]] double scale(const State& state, std::size_t nest) const;

 private:
  void sum_chunk(const State& state, std::size_t chunk, std::vector<float>& share);

  const World& world_;
  const SlotTerms& terms_;
  std::vector<double> share_sum_;        // [final nest] sum of effective shares
  std::vector<double> chunk_share_sum_;  // [final chunk]
  std::vector<double> log_sum_;          // [final nest] sum of w ln d, where shares are fixed
  std::vector<double> chunk_log_sum_;    // [final chunk]
};

}  // namespace entrepot::models
