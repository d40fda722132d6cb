#include "models/behaviours/stocks/stockpiling_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

SettingsBlock<StockpilingSettings> stockpiling_block() {
  using Settings = StockpilingSettings;
  SettingsBlock<Settings> block;
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
          "How far ahead buyers look; when they begin to buy follows from what holding costs.", "months"),
      key(&Settings::holding_cost, "holding_cost", 0.01, 100,
          "Cost of the first month of holding goods bought ahead (textbooks: 20 to 30 % a year). Goods are "
          "bought ahead for as many months of use as the expected rise of their price pays for.",
          "% per month"),
      key(&Settings::holding_rise, "holding_rise", 0, 10,
          "How much dearer a month becomes with each normal stock of the sector (inventory_days) that is "
          "held "
          "beyond: 1 = the monthly cost doubles after the first. Warehouses fill and goods age (judgement; 0 "
          "to "
          "3). Capital goods are put up early and not stored: their cost doubles in capital_goods_ahead."),
      key(&Settings::most_ahead, "most_ahead", 1, 24, "Bound of what is bought ahead, in use (judgement).",
          "months"),
      key(&Settings::capital_goods_ahead, "capital_goods_ahead", 1, 24,
          "The same bound for capital goods: planned purchases that are pulled forward. Capital goods are "
          "the "
          "goods sector with the largest part in capital outlays (capital_mix.csv).",
          "months"),
  };
  block.mechanisms = {
      {.name = "stocks",
       .key = "stocks",
       .plural = "stocks of goods",
       .presets = {"relocation", "relocation-technology"},
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
