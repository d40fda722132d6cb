#include "models/behaviours/orders/ordering_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

namespace {

// Prices of a nest are a root of order 1 / (1 - sigma): near 1 they would be lost in float32.
std::vector<KeyFault> check_ordering(const Values& values, const std::set<std::string>& /*given*/) {
  if (!values.has("short_run_sigma")) return {};
  const double sigma = values.number("short_run_sigma");
  if (sigma <= 0.99 || sigma == 1.0) return {};
  return {{"short_run_sigma", "short_run_sigma lies between 0.99 and 1", "prices would lose their precision",
           "write 1 for Cobb-Douglas nests"}};
}

}  // namespace

SettingsBlock<OrderingSettings> ordering_block() {
  using Settings = OrderingSettings;
  SettingsBlock<Settings> block;
  block.name = "ordering";
  block.summary = "How spending spreads over slots, inputs and value added.";
  block.keys = {
      key(&Settings::short_run_sigma, "short_run_sigma", 0.01, 1,
          "Substitution between the slots of a nest; 0.2 to 0.6: locked-in buyers substitute little; 1 = "
          "Cobb-Douglas."),
      choice(&Settings::sigma_source, "sigma_source",
             {{"uniform", SigmaSource::uniform}, {"column", SigmaSource::column}},
             "uniform: short_run_sigma everywhere; column: the sector's own short-run sigma."),
      key(&Settings::input_elasticity, "input_elasticity", 0.01, 1,
          "Elasticity eM between inputs; 1 = Cobb-Douglas."),
      key(&Settings::value_added_elasticity, "value_added_elasticity", 0.01, 1,
          "Elasticity e between value added and inputs."),
  };
  block.check = check_ordering;
  return block;
}

double slot_sigma(const OrderingSettings& ordering, const WorldTable& table, std::size_t sector) {
  return ordering.sigma_source == SigmaSource::column ? table.sector_parameters[sector].short_run_sigma
                                                      : ordering.short_run_sigma;
}

}  // namespace entrepot::models
