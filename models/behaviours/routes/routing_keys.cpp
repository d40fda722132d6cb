#include "models/behaviours/key_specs.hpp"

namespace entrepot {

Descriptor routing_settings() {
  Descriptor block;
  block.name = "routing";
  block.summary =
      "Trans-shipment: goods that reach their destination by way of a hub, and what customs do about it.";
  block.keys = {
      simple("routes", KeyType::boolean, "false",
             "true: goods may be re-routed on the routes of base_routes.csv of the world "
             "(docs/decisions/0015-routing.md); false: all go directly, and enforcement of origin has no "
             "effect."),
      number("elasticity", "6", 0.1, 30,
             "Elasticity theta_r of a route's share to its delivered cost; 4 to 8 (judgement: between the "
             "trade elasticity and near-perfect substitutes)."),
      number("adjustment", "0.2 per month", 0.001, 1,
             "Part of the shippers that choose their route anew each month (judgement: trans-shipment takes "
             "months; 0.05 to 0.5).",
             "per month"),
      number("handling_cost", "5 %", 0, 50,
             "What a hub is paid for handling, of the value at the origin's gate; 3 to 8 % (judgement).",
             "%"),
      number("detection", "5 %", 0, 100,
             "Probability that customs find a shipment out, without enforcement by policies (judgement).",
             "%"),
      number("fine", "20 %", 0, 400,
             "Fine on what is found out, of the customs value (19 U.S.C. 1592: 20 % for negligence, 40 % for "
             "gross negligence, where no revenue is lost).",
             "%"),
      number(
          "capacity", "20 %", 0, 1000,
          "What a hub can handle of a sector beyond its base routes, of its own base exports of the sector "
          "(judgement; 5 to 50 %).",
          "%"),
      number("transformation", "35 %", 0, 100,
             "Least share of a hub in the value of goods that enforcement takes for its own; 35 to 45 % in "
             "trade agreements.",
             "%"),
      number("switch_share", "10 %", 0.1, 100,
             "Share of a route in a product's trade at which taking it is reported as an event; left at half "
             "of it.",
             "%"),
  };
  return block;
}

}  // namespace entrepot
