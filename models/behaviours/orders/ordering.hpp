// Order phase: nest prices, unit costs, spending, and what every slot asks of its supplier.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/stocks/stockpiling.hpp"
#include "sim/core/math.hpp"
#include "sim/engine/action.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot {

// Orders at posted prices of last step and duties of this step (model.md section 3, "price+order"). Sellers'
// totals are scattered as integers into per-thread buffers; their sum does not depend on the order of work.
class Ordering : public Action {
 public:
  Ordering(const World& world, const ModelSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::order; }
  [[nodiscard]] std::string_view name() const override { return "ordering"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

  // Takes back the unmet part of all orders to rationed cells: `kept` [cell] is the share of the orders
  // that is shipped; called again in the same step, with smaller shares. Every slot's money is rounded down;
  // buyers get the rest (and the duty on it) back.
  void ration(StepContext& context, const std::vector<double>& kept);

  // Sums what this step's slots pay their sellers, after rationing, into state.use_flow: one more pass over
  // the slots. To be called between production and pricing (defined in use_table.cpp).
  void sum_uses(StepContext& context);
  // Takes what the treasuries pay final buyers (Levers::credit) from their spending and adds it to `paid`
  // [region]. To be called when sum_uses is.
  void pay_credits(StepContext& context, std::vector<std::int64_t>& paid);
  // What producers of the marked groups bought in this step from places that are not local, after rationing:
  // money units [firm]. To be called when sum_uses is.
  void sum_foreign_inputs(StepContext& context, const ContentTerms& clause,
                          std::vector<std::int64_t>& bought);
  // Fills state.listed: the trade of firms on entity lists and of their peers, after rationing. To be called
  // when sum_uses is.
  void sum_listed(StepContext& context);
  // What every slot pays its seller in this step, after rationing: money units [slot]. To be called
  // when sum_uses is.
  void record_links(StepContext& context, std::vector<std::int64_t>& link_money);

 private:
  // What a unit of spending at purchaser prices on a supply cell means in money at the gate and duty.
  struct Terms {
    double money;  // 1 / (1 + t), times the multiple of orders where buyers buy ahead
    double duty;   // t
  };
  // The supply cells as buyers of one kind meet them at one destination.
  struct Market {
    std::size_t destination;
    const Terms* terms;       // [cell]
    const float* cell_share;  // [cell]
  };
  // Work arrays of one block, kept from block to block.
  struct Scratch {
    std::vector<float> share;       // [slot] effective share
    std::vector<float> total;       // [input][firm] sum of effective shares
    std::vector<float> powered;     // [input][firm] ln P, then P^(1 - eM)
    std::vector<float> log_inputs;  // [firm] ln PM
    std::vector<float> log_cost;    // [firm] ln c
    std::vector<float> log_price;   // [input][firm] ln P, where stocks are held
    std::vector<float> per_output;  // [firm] scale per unit of output, where stocks are held
    std::vector<float> scale;       // [firm]
    std::vector<double> sum;        // [firm]
    std::vector<double> log_sum;    // [firm] sum of w ln d

    std::vector<std::int64_t> by_group;  // [seller group] money of one block's purchases
  };
  // Per-thread totals; integers, so that merging in any order gives the same sum.
  struct Buffer {
    std::vector<std::int64_t> sales;           // [firm] money at the gate
    std::vector<Flow> flow;                    // [destination][cell]
    std::vector<std::int64_t> final_spending;  // [region]
    std::vector<std::int64_t> unmet;           // [seller region]
    std::vector<std::int64_t> final_bought;    // [final nest] purchaser prices; empty without stocks
    std::vector<std::int64_t> final_cut;       // [final nest] spending not delivered; empty without stocks
    Scratch scratch;
  };

  // Money at the seller's gate of a slot's spending at purchaser prices, and what of it a rationed seller
  // ships.
  [[nodiscard]] static std::int64_t gate_money(double spending, const Terms& terms) {
    return round_half_even(spending * terms.money);
  }
  [[nodiscard]] static std::int64_t kept_money(std::int64_t money, double kept) {
    return static_cast<std::int64_t>(static_cast<double>(money) * kept);
  }

  void set_terms(StepContext& context);
  void set_final_terms(StepContext& context);
  [[nodiscard]] Market firms_market(std::size_t destination) const;
  [[nodiscard]] Market final_market(std::size_t destination) const;
  void make_room(Buffer& buffer, std::size_t firms) const;
  void merge(StepContext& context);
  [[nodiscard]] std::int64_t goods_of(const State& state, std::size_t group, std::size_t firm) const;
  void order_block(StepContext& context, const Buyers& block, Buffer& buffer);
  void sum_nests(StepContext& context, const Buyers& block, Scratch& scratch);
  void unit_costs(StepContext& context, const Buyers& block, Scratch& scratch);
  [[nodiscard]] float wage_term(double wage, float labour_share) const;
  void costs_and_scale(StepContext& context, const Buyers& block, Scratch& scratch);
  void effective_shares(const StepContext& context, const Market& market, std::size_t input,
                        std::uint32_t first, std::uint32_t end, const float* weight, float* out) const;
  [[nodiscard]] double weighted_log_cost(const State& state, std::size_t destination, std::uint32_t slot,
                                         float slot_weight) const;
  void log_nest_prices(const StepContext& context, const Buyers& block, std::size_t input, Scratch& scratch);
  [[nodiscard]] double log_cost_sum(const State& state, const FinalChunk& chunk) const;
  void price_final(StepContext& context);
  void order_final(StepContext& context, const FinalChunk& chunk, Buffer& buffer);
  [[nodiscard]] double final_use(const StepContext& context, std::size_t final_nest) const;
  [[nodiscard]] double final_scale(const StepContext& context, std::size_t final_nest) const;
  void order_stocks(const State& state, const Buyers& block, std::size_t input, const Scratch& scratch) const;
  void cut_closed(const StepContext& context, const Buyers& block, std::size_t input,
                  const Scratch& scratch) const;
  static void book_stocks(State& state, const Buyers& block, std::int64_t sign);
  void ration_final(StepContext& context, const FinalChunk& chunk, const std::vector<double>& kept,
                    Buffer& buffer);
  void ration_block(StepContext& context, const Buyers& block, const std::vector<bool>& input_rationed,
                    const std::vector<double>& kept, Buffer& buffer);
  template <class Take>
  void each_rationed(StepContext& context, const Market& market, std::size_t input, std::uint32_t first,
                     std::uint32_t end, const float* weight, double scale, const std::vector<double>& kept,
                     Buffer& buffer, const Take& take);
  template <class Spending, class Bought>
  void scatter(const StepContext& context, const Market& market, std::uint32_t first, std::uint32_t end,
               Buffer& buffer, const Spending& spending_of, const Bought& bought_of);
  template <class Take>
  void each_block_use(const StepContext& context, const Buyers& block, Scratch& scratch,
                      const Take& take) const;
  template <class Take>
  void each_final_use(const StepContext& context, const FinalChunk& chunk, Scratch& scratch,
                      const Take& take) const;
  template <class Spending, class Take>
  void each_use(const State& state, const Market& market, std::uint32_t first, std::uint32_t end,
                const Spending& spending_of, const Take& take) const;

  const World& world_;
  OrderingSettings settings_;
  bool always_own_prices_;               // pricing: own
  bool own_prices_ = false;              // in this step: state.firm_log_price is in use
  std::optional<StockRule> stocks_;      // none: what is bought is used at once
  bool stocks_start_ = false;            // this step opens the stocks
  std::vector<float> price_exponent_;    // [input] 1 - sigma
  std::vector<bool> fixed_shares_;       // [input] sigma = 1: shares of spending do not move with prices
  std::vector<Terms> terms_;             // [destination][cell]
  std::vector<float> cell_share_;        // [destination][cell] x^(1 - sigma) at posted prices
  std::vector<double> final_share_sum_;  // [final nest] sum of effective shares
  std::vector<double> chunk_share_sum_;  // [final chunk]
  std::vector<double> final_log_sum_;    // [final nest] sum of w ln d, where shares are fixed
  std::vector<double> chunk_log_sum_;    // [final chunk]
  std::vector<Buffer> buffers_;          // [thread]

  const std::vector<double>* log_wedge_ = nullptr;  // of this step's levers
  std::vector<double> log_credited_;  // [destination][cell] ln (1 - credit) of final use; empty = no credit
  std::vector<Terms> final_terms_;    // as terms_, for final use; empty = the same
  std::vector<float> final_cell_share_;  // as cell_share_

  std::vector<double> kept_;               // [cell] share shipped of this step's orders; empty: all of it
  std::vector<std::uint32_t> cell_group_;  // [supply cell] its (region, sector)
};

}  // namespace entrepot
