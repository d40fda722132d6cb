// Stocks of goods: targets in days of use, orders that close gaps, production within critical inputs on hand.
#pragma once

#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/engine/action.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::models {

// How nests order where stocks are held (model.md section 6): order = expected use + (target - stock) / tau.
// Expected use is what last step's output needs at this step's prices; the target is the input sector's days
// times the need of a smoothed output, so that a step of demand meets a bounded, decaying response.
// docs/decisions/0017-stocks.md.
class StockRule {
 public:
  StockRule(const World& world, const ModelSettings& settings);

  // Whether goods of an input sector are stocked at all; services are not.
  [[nodiscard]] bool holds(std::size_t input) const { return months_[input] > 0.0F; }
  // Target of firms in months of use.
  [[nodiscard]] double months(std::size_t input) const { return static_cast<double>(months_[input]); }

  // Gives all nests the stock they aim at, before the first step.
  void open(State& state) const;
  // Sites in their ramp stock up for what they can make.
  void plan_sites(State& state) const;

  // One input of a block's firms: spending per unit of output and the nest's price, [firm].
  struct Need {
    const float* per_output;  // what all nests' spending per unit of output has in common
    float coefficient;
    const float* powered;  // P^(1 - eM)
    const float* log_price;
    const float* total;  // sum of effective shares
  };
  // Turns needs into orders: replaces nest_scale and adds what is ordered to what is on hand. In the first
  // step the stock starts at its target.
  void order(const State& state, const Buyers& block, std::size_t input, bool first, const Need& need) const;
  // Output that the critical inputs on hand allow, into Stocks::firm_limit.
  void limit(State& state, const Buyers& block) const;
  // Takes `spending` at purchaser prices that is not delivered from what a firm's nest has on hand.
  void cut(const Buyers& block, std::size_t nest, double spending) const;

  // Orders over planned use of a final nest, whose use costs `spending` this step.
  void order_final(State& state, std::size_t final_nest, double spending, bool first) const;

 private:
  const World& world_;
  double utilisation_;
  bool critical_;
  float pace_;                 // 1 / tau
  std::vector<float> months_;  // [input] target of firms, months of use
  double retail_scale_;
};

// Settle phase, before the accounts: production draws on stocks, consumption on those of retailers, and
// changes of stocks are valued at this step's cost. Nothing falls below zero: what is not on hand is not used
// and counted as missing.
class Stockpiling : public Action {
 public:
  Stockpiling(const World& world, const ModelSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::settle; }
  [[nodiscard]] std::string_view name() const override { return "stockpiling"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  struct Totals {
    std::vector<double> held;     // [block][input] units
    std::vector<double> missing;  // [block][input] units
  };
  void use_block(State& state, const Buyers& block, double* held, double* missing,
                 std::vector<double>& value) const;
  void expect(State& state) const;
  void use_final(State& state);
  void sum_up(State& state, const Totals& totals) const;

  const World& world_;
  StockRule rule_;
  double smoothing_;  // weight of this step
};

}  // namespace entrepot::models
