// Settings of the block `stockpiling` of `model:`.
#pragma once

namespace entrepot::models {

// Stocks of goods and buying ahead of announced terms (model.md section 6).
struct StockpilingSettings {
  bool stocks = false;
  double days_scale = 1.0;
  double retail_scale = 1.0;
  double adjustment_months = 3.0;  // tau
  double smoothing_months = 6.0;
  bool critical_inputs = true;
  bool front_loading = true;
  int lead_months = 6;
  double holding_cost = 0.02;  // per month
  double most_ahead = 2.0;     // bound of the raised target over the normal one
};

}  // namespace entrepot::models
