#include "models/behaviours/plants/investment_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

SettingsBlock<InvestmentSettings> investment_block() {
  using Settings = InvestmentSettings;
  SettingsBlock<Settings> block;
  block.name = "investment";
  block.summary = "Plants abroad: who opens one, where, and how customers and suppliers follow.";
  block.keys = {
      key(&Settings::sites, "sites",
          "true: firms may open plants abroad (docs/decisions/0046-plants-by-firm.md); false: none does."),
      key(&Settings::follow, "follow",
          "true: what plants that came to a host buy of a firm counts in its plan for that host "
          "(follow-the-customer)."),
      key(&Settings::resource_inputs, "resource_inputs",
          "The input links a site copies from its parent are re-sourced like any other; false: it goes on "
          "buying from its parent's suppliers."),
      key(&Settings::weighing_rate, "weighing_rate", 0, 12,
          "How often a firm weighs a plant abroad: one plan over all its markets.", "per year"),
      key(&Settings::site_elasticity, "site_elasticity", 1, 50,
          "Precision theta_s of the choice among plants of one owner."),
      key(&Settings::local_elasticity, "local_elasticity", 0.5, 4,
          "Elasticity theta_h by which a firm's customers in a host take from its plant there what they "
          "imported "
          "from it: how far a border is jumped (judgement; washers of 2018 are the high end)."),
      key(&Settings::distance_exponent, "distance_exponent", 0, 2,
          "Fall of a host's weight with its distance from home (Keller and Yeaple 2013: 0.4)."),
      key(&Settings::cost_premium, "cost_premium", 0, 100,
          "Unit cost of a site over its parent's technology (judgement).", "%"),
      key(&Settings::local_cost_share, "local_cost_share", 0, 100,
          "Part of a site's unit cost that is dearer where plants are dearer than at home: labour and local "
          "services (judgement; 15 to 40 %).",
          "%"),
      key(&Settings::proximity_gain, "proximity_gain", 0, 100,
          "What a plant beside its customer saves in delivered cost (judgement; 0 to 30 %).", "%"),
      key(&Settings::qualification_months, "qualification_months", 1, 60,
          "Mean time until a contract that its enterprise wants at another of its plants is there: what the "
          "plant "
          "needs to qualify (judgement; 3 to 9).",
          "months"),
      key(&Settings::fixed_cost, "fixed_cost", 0, 1000,
          "Cost F0 of a plant of any size, of a sector with capital of one year's output that takes a year "
          "to "
          "build; in proportion to both in others: 5 in textiles, 16 in electronics, 48 in chemicals "
          "(judgement; "
          "3 to 20).",
          "musd"),
      key(&Settings::sunk_share, "sunk_share", 0.1, 100,
          "Part of a plant's cost that is lost if it does not pay (judgement).", "%"),
      key(&Settings::scrap_share, "scrap_share", 0, 100,
          "Part of a plant's cost that closing it brings back (judgement).", "%"),
      key(&Settings::discount_rate, "discount_rate", 0.1, 100, "Discount rate r of investment.",
          "% per year"),
      key(&Settings::depreciation, "depreciation", 0, 100, "Depreciation delta of plants.", "% per year"),
      key(&Settings::persistence, "persistence", 0, 1,
          "Probability, as firms see it, that present and announced terms stay; else they revert to the "
          "base."),
      choice(&Settings::expectations, "expectations",
             {{"announced", Expectations::announced}, {"static", Expectations::today}},
             "announced: firms that weigh a plant reckon with terms announced for later years; static: with "
             "those of today."),
      key(&Settings::uncertainty_premium, "uncertainty_premium", 0, 10,
          "Constant option premium on the sunk cost."),
      key(&Settings::uncertainty_weight, "uncertainty_weight", 0, 20,
          "Option premium omega on the sunk cost per ln point that a flow's terms have moved lately (half "
          "forgotten in 17 months)."),
      choice(&Settings::cost_draws, "cost_draws",
             {{"redrawn", CostDraws::redrawn}, {"lasting", CostDraws::lasting}},
             "redrawn: every project has a sunk cost of its own, so each year some more firms open; lasting: "
             "a firm that found a plant too dear once finds it too dear as long as terms stay."),
      key(&Settings::cost_dispersion, "cost_dispersion", 0.01, 10,
          "Standard deviation of ln sunk cost between firms (judgement)."),
      key(&Settings::ramp_months, "ramp_months", 1, 120, "Months from the opening of a site to full output.",
          "months"),
      key(&Settings::hub_growth, "hub_growth", 0, 1000,
          "Largest growth of a host's sector by sites; ramp limit of hubs, 25 to 40 %.", "% per year"),
      key(&Settings::time_to_build_scale, "time_to_build_scale", 0, 10,
          "Factor on the sectors' months to build a plant."),
      key(&Settings::expansion, "expansion",
          "true: capacity of home firms follows their orders (also without sites)."),
      key(&Settings::expansion_rate, "expansion_rate", 0, 12,
          "Part of the gap in utilisation that firms order capacity for in a year (judgement).", "per year"),
      key(&Settings::subsidy_response, "subsidy_response", 0, 2,
          "Rise of ln capacity that firms want at home per ln that a capital subsidy of their own region "
          "takes off "
          "its cost (Hassett and Hubbard 2002: 0.5 to 1)."),
      key(&Settings::sites_attract, "sites_attract",
          "true: plants abroad count in the local capacity that attracts (sourcing.capacity_attraction)."),
  };
  block.mechanisms = {
      {.name = "sites",
       .key = "sites",
       .plural = "plants abroad",
       .presets = {"relocation", "relocation-technology"},
       .columns = {"sites.", "investment.", "prospects."}},
      {.name = "resource-inputs",
       .key = "resource_inputs",
       .plural = "changes of inputs of plants abroad",
       .needs = "sites"},
      {.name = "follow", .key = "follow", .plural = "suppliers that follow", .needs = "sites"},
      {.name = "expansion",
       .key = "expansion",
       .plural = "orders of capacity",
       .presets = {"relocation", "relocation-technology"},
       .columns = {"expansion."}},
  };
  return block;
}

}  // namespace entrepot::models
