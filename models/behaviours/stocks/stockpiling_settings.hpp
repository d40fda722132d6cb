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
  int lead_months = 24;
  double holding_cost = 0.02;    // of the first month
  double holding_rise = 1.0;     // of the monthly cost per normal stock held beyond
  int most_ahead = 12;           // months of use
  int capital_goods_ahead = 24;  // the same for capital goods
};

}  // namespace entrepot::models
