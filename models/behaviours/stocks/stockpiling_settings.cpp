#include "models/behaviours/stocks/stockpiling_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

Block<StockpilingSettings> stockpiling_block() {
  using Settings = StockpilingSettings;
  Block<Settings> block;
  block.name = "stockpiling";
  block.summary = "Stocks of goods in days of use, and buying ahead of announced terms.";
  block.keys = {
      key(&Settings::stocks, "stocks",
          "true: firms and retailers hold stocks (docs/decisions/0017-stocks.md); false: what is bought is "
          "used at once and never limits output."),
      key(&Settings::days_scale, "days_scale", 0, 10,
          "Factor on the sectors' inventory_days; 0 = nothing is held."),
      key(&Settings::retail_scale, "retail_scale", 0, 10,
          "Factor on the days that goods for final use are held by retailers (judgement)."),
      key(&Settings::adjustment_months, "adjustment_months", 2, 60,
          "Time tau in which a gap between target and stock is closed (judgement; 2 to 6).", "months"),
      key(&Settings::smoothing_months, "smoothing_months", 1, 60,
          "Time over which the use that the target reckons with is averaged (judgement).", "months"),
      key(&Settings::critical_inputs, "critical_inputs",
          "Output is limited by the critical inputs on hand (critical_inputs.csv); false: by none."),
      key(&Settings::front_loading, "front_loading", "Buyers stock up before announced terms bind."),
      key(&Settings::lead_months, "lead_months", 1, 24,
          "How long before terms bind stocking up begins (judgement).", "months"),
      key(&Settings::holding_cost, "holding_cost", 0.01, 100,
          "Cost of holding a stock: goods are bought ahead for as many months as the expected rise of "
          "their cost pays for (textbooks: 20 to 30 % a year).",
          "% per month"),
      key(&Settings::most_ahead, "most_ahead", 1, 10, "Bound of a raised target over the normal one."),
  };
  block.mechanisms = {
      {.name = "stocks",
       .key = "stocks",
       .plural = "stocks of goods",
       .presets = {"relocation"},
       .columns = {"stocks."}},
      {.name = "critical-inputs", .key = "critical_inputs", .plural = "critical inputs", .needs = "stocks"},
      {.name = "front-loading",
       .key = "front_loading",
       .plural = "purchases ahead of announced terms",
       .needs = "stocks",
       .columns = {"front_loading."}},
  };
  return block;
}

}  // namespace entrepot::models
