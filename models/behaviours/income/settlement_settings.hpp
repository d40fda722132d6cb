// Settings of the block `settlement` of `model:`.
#pragma once

namespace entrepot::models {

enum class WageClosure { fixed, clearing, phillips };

struct SettlementSettings {
  WageClosure closure = WageClosure::fixed;
  double income_response = 0.0;  // m: part of a change of income that budgets follow
  double wage_adjustment = 0.1;  // clearing: per quarter
  double wage_slope = 0.4;       // phillips: per year
};

}  // namespace entrepot::models
