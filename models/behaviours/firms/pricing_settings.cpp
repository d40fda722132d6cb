#include "models/behaviours/firms/pricing_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

SettingsBlock<PricingSettings> pricing_block() {
  using Settings = PricingSettings;
  SettingsBlock<Settings> block;
  block.name = "pricing";
  block.summary = "How posted prices follow unit costs.";
  block.keys = {
      choice(&Settings::pricing, "pricing", {{"index", PriceRule::index}, {"own", PriceRule::own}},
             "index: unit costs averaged over the (region, sector); own: firms differ."),
      key(&Settings::adjustment, "adjustment", 0, 1,
          "Fraction psi of the gap to the target price closed each month (judgement).", "per month"),
      key(&Settings::markup, "markup", 1, 2,
          "Markup mu on unit cost, capped by value added of the cell (judgement)."),
      key(&Settings::utilisation_exponent, "utilisation_exponent", 0, 2,
          "Exponent of relative capacity utilisation in the target price."),
  };
  return block;
}

}  // namespace entrepot::models
