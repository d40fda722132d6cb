#include "models/behaviours/routes/routing_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

SettingsBlock<RoutingSettings> routing_block() {
  using Settings = RoutingSettings;
  SettingsBlock<Settings> block;
  block.name = "routing";
  block.summary =
      "Trans-shipment: goods that reach their destination by way of a hub, and what customs do about it.";
  block.keys = {
      key(&Settings::routes, "routes",
          "true: goods may be re-routed on the routes of base_routes.csv of the world "
          "(docs/decisions/0015-routing.md); false: all go directly, and enforcement of origin has no "
          "effect."),
      key(&Settings::elasticity, "elasticity", 0.1, 30,
          "Elasticity theta_r of a route's share to its delivered cost; 4 to 8 (judgement: between the "
          "trade elasticity and near-perfect substitutes)."),
      key(&Settings::adjustment, "adjustment", 0.001, 1,
          "Part of the shippers that choose their route anew each month (judgement: trans-shipment takes "
          "months; 0.05 to 0.5).",
          "per month"),
      key(&Settings::handling_cost, "handling_cost", 0, 50,
          "What a hub is paid for handling, of the value at the origin's gate; 3 to 8 % (judgement).", "%"),
      key(&Settings::detection, "detection", 0, 100,
          "Probability that customs find a shipment out, without enforcement by policies (judgement).", "%"),
      key(&Settings::fine, "fine", 0, 400,
          "Fine on what is found out, of the customs value (19 U.S.C. 1592: 20 % for negligence, 40 % for "
          "gross negligence, where no revenue is lost).",
          "%"),
      key(&Settings::capacity, "capacity", 0, 1000,
          "What a hub can handle of a sector beyond its base routes, of its own base exports of the sector "
          "(judgement; 5 to 50 %).",
          "%"),
      key(&Settings::transformation, "transformation", 0, 100,
          "Least share of a hub in the value of goods that enforcement takes for its own; 35 to 45 % in "
          "trade agreements.",
          "%"),
      key(&Settings::diversion, "diversion", 0, 50,
          "Part of the links that a ban closes which go on by way of hubs, where the world has base routes "
          "for "
          "them and the hubs can handle it (judgement; estimates of what passes controls run from a few per "
          "cent to a half).",
          "%"),
      key(&Settings::switch_share, "switch_share", 0.1, 100,
          "Share of a route in a product's trade at which taking it is reported as an event; left at half "
          "of it.",
          "%"),
  };
  block.mechanisms = {
      {.name = "routing",
       .key = "routes",
       .plural = "trade routes",
       .presets = {"relocation", "relocation-technology"},
       .columns = {"routing."}},
  };
  return block;
}

}  // namespace entrepot::models
