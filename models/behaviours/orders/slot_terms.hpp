// What a slot's spending means in this step: money at the gate and duty, and shares at posted prices.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/core/math.hpp"
#include "sim/engine/action.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::models {

// What spending at purchaser prices on a supply cell means at one destination.
struct CellTerms {
  double money;  // 1 / (1 + t), times the multiple of orders where buyers buy ahead; 0 = may not trade
  double duty;   // t
  // Money at the seller's gate of a slot's spending, money units; and the duty on it.
  [[nodiscard]] std::int64_t money_of(double spending) const { return round_half_even(spending * money); }
  [[nodiscard]] std::int64_t duty_on(std::int64_t paid) const {
    return round_half_even(static_cast<double>(paid) * duty);
  }
};

// What of it a rationed seller ships.
[[nodiscard]] inline std::int64_t kept_money(std::int64_t money, double kept) {
  return static_cast<std::int64_t>(static_cast<double>(money) * kept);
}

// The supply cells as buyers of one kind meet them at one destination.
struct Market {
  RegionId destination;
  std::size_t first_flow;   // into it, of the first cell
  const CellTerms* terms;   // [cell]
  const float* cell_share;  // [cell] x^(1 - sigma)
};

// Slots [first, end) of one input that are bought in one market.
struct SlotRange {
  Market market;
  std::size_t input;  // sector
  std::uint32_t first, end;
  const float* weight;  // [slot - first]

  [[nodiscard]] bool empty() const { return first == end; }
  [[nodiscard]] std::size_t size() const { return end - first; }
  [[nodiscard]] SlotRange part(std::uint32_t from, std::uint32_t to) const {
    return {market, input, from, to, weight + (from - first)};
  }
};

// Spending at purchaser prices of the slots of a range, by position in it: of a block's firms, of final use.
struct FirmSpending {
  const float* scale;         // [firm of the block] per effective share
  const std::uint8_t* buyer;  // [slot - first]
  const float* share;         // [slot - first]
  [[nodiscard]] double spending(std::size_t at) const {
    return static_cast<double>(scale[buyer[at]]) * static_cast<double>(share[at]);
  }
};
struct FinalSpending {
  double scale;
  const float* share;  // [slot - first]
  [[nodiscard]] double spending(std::size_t at) const { return scale * static_cast<double>(share[at]); }
};

// Terms and shares at posted prices of last step and duties of this step, for firms and for final use, which
// credits make cheaper.
class SlotTerms {
 public:
  SlotTerms(const World& world, const OrderingSettings& settings);
  // Takes over the terms of this step.
  void set(StepContext& context);

  // What a block's firms buy of one input; what a chunk of final use buys.
  [[nodiscard]] SlotRange slots_of(const Buyers& block, std::size_t input) const;
  [[nodiscard]] SlotRange slots_of(const FinalChunk& chunk) const;

  // Effective shares w (x / z)^(1 - sigma): the slot's strength times what its supply cell's delivered cost
  // makes of it. No logarithm or power per slot.
  void set_shares(const State& state, const SlotRange& slots, float* share) const;

  [[nodiscard]] float price_exponent(std::size_t input) const { return price_exponent_[input]; }
  // Nests with sigma = 1 (Cobb-Douglas): shares of spending are the weights w, whatever prices do, and
  // ln P = sum w ln d / sum w.
  [[nodiscard]] bool fixed_shares(std::size_t input) const { return fixed_shares_[input]; }
  // w ln d of one slot of a range as firms meet it.
  [[nodiscard]] double weighted_log_cost(const State& state, const SlotRange& slots,
                                         std::uint32_t slot) const;
  // Sum of w ln d over a chunk of final use.
  [[nodiscard]] double log_cost_sum(const State& state, const FinalChunk& chunk) const;

 private:
  void set_firms_terms(StepContext& context);
  void set_final_terms(StepContext& context);

  const World& world_;
  std::vector<float> price_exponent_;    // [input] 1 - sigma
  std::vector<bool> fixed_shares_;       // [input] sigma = 1
  std::vector<CellTerms> terms_;         // [destination][cell]
  std::vector<float> cell_share_;        // [destination][cell] x^(1 - sigma) at posted prices
  std::vector<CellTerms> final_terms_;   // as terms_, for final use; empty = the same
  std::vector<float> final_cell_share_;  // as cell_share_
  std::vector<double> log_credited_;  // [destination][cell] ln (1 - credit) of final use; empty = no credit
  const std::vector<double>* log_wedge_ = nullptr;  // of this step's levers
};

}  // namespace entrepot::models
