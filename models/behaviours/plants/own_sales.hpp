// Produce phase, after the use table: whom the firms that weigh a plant in this quarter sell to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/orders/ordering.hpp"

namespace entrepot::models {

// Once a quarter firms are drawn that weigh a plant, and one pass over the slots sums what each of them
// sells, by its home plant and its plants abroad together, to every destination. Only firms that weigh have a
// row, so that the pass costs no memory per firm and destination. Sums are integers: the order of work does
// not matter.
class OwnSales : public Action {
 public:
  OwnSales(const World& world, const InvestmentSettings& settings, Ordering& ordering);
  [[nodiscard]] Phase phase() const override { return Phase::produce; }
  [[nodiscard]] std::string_view name() const override { return "own_sales"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

  // Of this step, ascending; none but in the last month of a quarter.
  [[nodiscard]] std::span<const std::uint32_t> firms() const { return firms_; }
  // [destination] money units of the month, of the firm in a row of firms().
  [[nodiscard]] std::span<const std::int64_t> sales(std::size_t row) const { return row_of(sales_, row); }
  // Part of it that plants which came to the destination since the base buy of the firm's plants elsewhere:
  // customers that moved.
  [[nodiscard]] std::span<const std::int64_t> moved(std::size_t row) const { return row_of(moved_, row); }

 private:
  void draw_firms(const StepContext& context);
  void sum(StepContext& context);
  [[nodiscard]] std::span<const std::int64_t> row_of(const std::vector<std::int64_t>& all,
                                                     std::size_t row) const {
    const std::size_t regions = world_.table.n_regions();
    return std::span(all).subspan(row * regions, regions);
  }

  const World& world_;
  double chance_;  // that a firm weighs a plant in a quarter
  Ordering& ordering_;
  // Of this step.
  std::vector<std::uint32_t> firms_;
  std::vector<std::uint32_t> row_;           // [firm of the world] its row
  std::vector<std::int64_t> sales_, moved_;  // [row][destination]
};

// Whether firms of a sector move plants: manufacturing, but not where a plant stands beside a mine, a harbour
// or a field for its raw materials.
[[nodiscard]] bool moves_plants(const WorldTable& table, std::size_t sector);

}  // namespace entrepot::models
