// What firms expect of the terms when they weigh a plant (model.md section 5, "expected terms").
#pragma once

#include <vector>

#include "models/behaviours/plants/investment_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// A part of the discounted future: its weight, and ln of delivered costs over those of now.
struct Prospect {
  double weight = 1.0;        // of all, sum 1
  std::vector<double> shift;  // [destination][cell]; empty = terms as now
};

// Terms are known as far as they are announced (`Outlook`); prices are taken to stay. A plant decided now
// earns from about a year on: profits of the years 1-2, 2-4, 4-8 and later have the weights of their
// discounted lengths. Policy uncertainty is measured by how much terms have moved lately: the sum of |change
// of ln terms| of a flow, forgotten at a rate of one half a year.
class Prospects {
 public:
  Prospects(const World& world, const InvestmentSettings& settings);

  // Every month: notes how terms moved, in ProspectsState; nothing where `uncertainty_weight` is 0.
  void note(StepContext& context) const;
  // Before firms weigh plants: what is expected of the future, one entry per part of it with terms of its
  // own.
  [[nodiscard]] std::vector<Prospect> expected(const StepContext& context) const;

 private:
  // ln of what the terms add to delivered cost.
  [[nodiscard]] std::vector<double> log_terms(const Levers& levers) const;

  const World& world_;
  InvestmentSettings settings_;
};

}  // namespace entrepot::models
