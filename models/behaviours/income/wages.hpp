// Wages: what moves them under the closures `clearing` and `phillips`. Absent where wages are fixed.
#pragma once

#include <vector>

#include "models/behaviours/income/settlement_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Labour income of every region at the base, [region], million USD per year: labour supply at base wages.
[[nodiscard]] std::vector<double> base_labour(const World& world);

// The labour gap of a region is demand over supply - 1: wages of this step, the part of value added that is
// not profit, over wage * base labour * trend. Supply follows the demand trend, as capacity does.
//   phillips, every month:    ln w += slope / 12 * gap
//   clearing, every quarter:  ln w += adjustment * gap, then all wages are scaled so that sum w L = sum L:
//                             world labour income at the trend is the numeraire, as in the solver (wages.hpp
//                             of models/theory), and where wages rest the gaps are 0 (model.md section 4,
//                             (6)).
class Wages : public Action {
 public:
  // InputError where a region has no labour income at the base: its wage has nothing to follow.
  Wages(const World& world, const SettlementSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::settle; }
  [[nodiscard]] std::string_view name() const override { return "wages"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

  // Demand over supply - 1, [region], of the step that `state` has just settled.
  [[nodiscard]] double gap(const State& state, std::size_t region) const;

 private:
  void move(State& state, double pace) const;
  void keep_numeraire(State& state) const;

  const World& world_;
  SettlementSettings settings_;
  std::vector<double> labour_;  // [region]
};

}  // namespace entrepot::models
