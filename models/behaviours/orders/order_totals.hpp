// What all threads' orders add up to, by seller, border and final buyer.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/action.hpp"

namespace entrepot::models {

// Work arrays of one block, kept from block to block.
struct OrderScratch {
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
};

// One thread's totals; integers, so that merging in any order gives the same sum.
struct OrderBuffer {
  std::vector<std::int64_t> sales;           // [firm] money at the gate
  std::vector<Flow> flow;                    // [destination][cell]
  std::vector<std::int64_t> final_spending;  // [region]
  std::vector<std::int64_t> unmet;           // [seller region]
  std::vector<std::int64_t> final_bought;    // [final nest] purchaser prices; empty without stocks
  std::vector<std::int64_t> final_cut;       // [final nest] spending not delivered; empty without stocks
  OrderScratch scratch;
};

class OrderTotals {
 public:
  explicit OrderTotals(const World& world) : world_(world) {}
  // Before the first order of a step.
  void make_room(const State& state, int threads);
  // Of the calling thread.
  [[nodiscard]] OrderBuffer& mine() { return buffers_[ThreadPool::thread_index()]; }
  // Adds the totals of all threads to the state and empties them.
  void merge(StepContext& context);

 private:
  void merge_sales(StepContext& context);
  void merge_flows(StepContext& context);

  const World& world_;
  std::vector<OrderBuffer> buffers_;  // [thread]
};

}  // namespace entrepot::models
