// Invest phase: firms give up where there is nothing to earn any more, and come back when there is.
#pragma once

#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// A firm's threshold is a lasting draw, uniform up to `exit_below`: the profit over the base at which it
// gives up. It does so, at a hazard, when both its own sales of the last year and the prospects of its cell
// are below that: so firms leave in the proportion in which their cell shrinks, and a world in which no term
// changes loses none, whatever the luck of a firm with its customers. It comes back, at the same hazard, when
// the prospects exceed the threshold by a margin. Profit is a fixed part of sales, so one is measured by the
// other.
//
// Prospects of a cell: what its base customers would buy of it at present delivered costs, in the long run:
// sum over destinations of base sales * P(i) / pi_i * (1 + t0) / (1 + t), over base sales (model.md section
// 3, "source").
//
// A firm that gives up sells and buys nothing and has no capacity; its links pass to other firms of the cell,
// drawn by capacity. The last firm of a cell and owners of plants abroad stay. Entry is the return of rows of
// the world: growth beyond the base's number of firms is growth of capacity (Expansion).
class EntryExit : public Action {
 public:
  EntryExit(const World& world, const ModelSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::invest; }
  [[nodiscard]] std::string_view name() const override { return "entry_exit"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  struct Change {
    std::uint32_t firm;
    bool gives_up;
  };

  void note_sales(StepContext& context);
  [[nodiscard]] std::vector<double> prospects(StepContext& context) const;
  void decide_cell(const StepContext& context, std::size_t cell, double prospect,
                   std::vector<Change>& changes) const;
  void apply(StepContext& context, const std::vector<Change>& changes) const;
  void pass_on_links(StepContext& context) const;

  const World& world_;
  ModelSettings settings_;
  std::vector<double> base_sales_;  // [destination][cell] at the gate, million USD per year
};

}  // namespace entrepot::models
