// The yardstick of the step benchmark: what this machine can do with the same graph traffic and no economics.
// N firms in random order hold 30 slots each, suppliers drawn by Pareto(1.06) sizes. One run is one float32
// gather over the slots by buyer (CSR) and one over the same slots by supplier (its transpose).
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/core/parallel.hpp"
#include "sim/core/rng.hpp"
#include "sim/world/synthesis/alias.hpp"

namespace entrepot::bench {

class Yardstick {
 public:
  static constexpr std::uint32_t slots_per_firm = 30;
  static constexpr double size_tail = 1.06;
  static constexpr std::size_t grain = 1024;  // rows

  explicit Yardstick(std::uint32_t firms)
      : by_buyer_(firms), by_supplier_(firms), value_(firms, 1.0F), bought_(firms), sold_(firms) {
    draw_slots(firms);
    turn_round(firms);
  }

  // One gather over each side; returns a number that depends on both, so that neither is optimised away.
  float run(ThreadPool& pool) {
    gather(pool, by_buyer_, value_, bought_);
    gather(pool, by_supplier_, value_, sold_);
    return bought_.front() + sold_.back();
  }

  // The same with values that belong to slots (payments, match terms): a seller gathers them through the
  // transpose from all over the slot array, which is what a step without scattered sums would do.
  float run_slots(ThreadPool& pool) {
    gather(pool, by_buyer_, value_, bought_);
    pool.for_each(
        sold_.size(),
        [&](std::size_t row) {
          float sum = 0.0F;
          for (std::uint32_t t = by_supplier_.first[row]; t < by_supplier_.first[row + 1]; ++t) {
            sum += by_buyer_.weight[slot_of_[t]];
          }
          sold_[row] = sum;
        },
        grain);
    return bought_.front() + sold_.back();
  }

  [[nodiscard]] std::size_t slots() const { return by_buyer_.other.size(); }

 private:
  // Weighted links by row: CSR.
  struct Rows {
    explicit Rows(std::uint32_t rows) : first(rows + 1, 0) {}
    std::vector<std::uint32_t> first;  // [row + 1]
    std::vector<std::uint32_t> other;  // [slot] firm at the other end
    std::vector<float> weight;         // [slot]
  };

  void draw_slots(std::uint32_t firms) {
    const Seed seed{30106, 0};
    std::vector<double> size(firms);
    Draws sizes(seed, Stream::test, 1, 0);
    for (double& value : size) value = std::pow(sizes.unit(), -1.0 / size_tail);
    const std::vector<std::uint32_t> one_cell{0, firms};
    const SupplierAlias alias = build_alias(one_cell, size);
    Draws draws(seed, Stream::test, 2, 0);
    const std::size_t slots = std::size_t{firms} * slots_per_firm;
    by_buyer_.other.resize(slots);
    by_buyer_.weight.resize(slots);
    for (std::size_t s = 0; s < slots; ++s) {
      const std::uint32_t word = draws.word();
      by_buyer_.other[s] = draw_supplier(alias, 0, firms, word, draws.word());
      by_buyer_.weight[s] = static_cast<float>((0.5 + draws.unit()) / slots_per_firm);
    }
    for (std::uint32_t f = 0; f <= firms; ++f) by_buyer_.first[f] = f * slots_per_firm;
  }

  void turn_round(std::uint32_t firms) {
    for (const std::uint32_t supplier : by_buyer_.other) ++by_supplier_.first[supplier + 1];
    for (std::uint32_t f = 0; f < firms; ++f) by_supplier_.first[f + 1] += by_supplier_.first[f];
    std::vector<std::uint32_t> next(by_supplier_.first.begin(), by_supplier_.first.end() - 1);
    by_supplier_.other.resize(slots());
    by_supplier_.weight.resize(slots());
    slot_of_.resize(slots());
    for (std::size_t s = 0; s < slots(); ++s) {
      const std::uint32_t at = next[by_buyer_.other[s]]++;
      by_supplier_.other[at] = static_cast<std::uint32_t>(s / slots_per_firm);
      by_supplier_.weight[at] = by_buyer_.weight[s];
      slot_of_[at] = static_cast<std::uint32_t>(s);
    }
  }

  static void gather(ThreadPool& pool, const Rows& rows, const std::vector<float>& value,
                     std::vector<float>& out) {
    pool.for_each(
        out.size(),
        [&](std::size_t row) {
          float sum = 0.0F;
          for (std::uint32_t s = rows.first[row]; s < rows.first[row + 1]; ++s)
            sum += rows.weight[s] * value[rows.other[s]];
          out[row] = sum;
        },
        grain);
  }

  Rows by_buyer_, by_supplier_;
  std::vector<float> value_, bought_, sold_;  // [firm]
  std::vector<std::uint32_t> slot_of_;        // [position in the transpose] slot
};

}  // namespace entrepot::bench
