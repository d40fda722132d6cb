#include "models/behaviours/sourcing/sourcing_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

namespace {

std::vector<KeyFault> check_sourcing(const Values& values, const std::set<std::string>& given) {
  if (!values.has("events") || !values.has("resourcing")) return {};
  if (values.get<bool>("resourcing") || values.get<std::string>("events") != "every-step") return {};
  const std::string key = given.count("resourcing") != 0 ? "resourcing" : "events";
  return {{key, "resourcing is false and events are every-step", "no link can change and all change at once",
           "leave one of them out"}};
}

}  // namespace

SettingsBlock<SourcingSettings> sourcing_block() {
  using Settings = SourcingSettings;
  SettingsBlock<Settings> block;
  block.name = "sourcing";
  block.summary = "When a buyer changes supplier, and whom it chooses.";
  block.keys = {
      key(&Settings::trade_elasticity_scale, "trade_elasticity_scale", 0.01, 5,
          "Factor on the sector trade elasticities theta; 0.4-0.5 meets the elasticity and share facts "
          "together."),
      key(&Settings::hazard_scale, "hazard_scale", 0, 20,
          "Factor on the sector cross-origin re-sourcing hazards lambda."),
      key(&Settings::home_elasticity, "home_elasticity", 0.01, 20,
          "Elasticity eta between domestic and imported goods; literature 0.2 to 1."),
      key(&Settings::gap_hazard, "gap_hazard", 0, 50,
          "Largest rise lambda_1 of the hazard when delivered costs have moved since signing; 2 to 4 fits.",
          "per year"),
      key(&Settings::gap_scale, "gap_scale", 0.001, 10,
          "Move g0 of log delivered cost at which most of that rise is reached."),
      key(&Settings::capacity_attraction, "capacity_attraction", 0, 1,
          "Exponent nu of an origin's capacity growth in its choice weight."),
      key(&Settings::value_exponent, "value_exponent", 0, 1,
          "Fall of both clocks with slot value (exponent); 0 = none."),
      key(&Settings::turnover, "turnover", 0, 20,
          "Unweighted mean hazard of all re-sourcing, within-origin swaps included.", "per year"),
      choice(&Settings::tiers, "tiers", {{"two", Tiers::two}, {"one", Tiers::one}},
             "two: first domestic or imported, then the origin; one: all origins at once."),
      choice(&Settings::match, "match", {{"none", MatchQuality::none}, {"frechet", MatchQuality::frechet}},
             "Dispersion of match quality; none keeps prices exact."),
      choice(&Settings::tastes, "tastes", {{"lasting", Tastes::lasting}, {"redrawn", Tastes::redrawn}},
             "lasting: a slot's clocks in the race of origins stay, so it moves only when costs do; redrawn: "
             "new clocks at every event. Expected shares are equal; redrawn adds noise."),
      key(&Settings::resourcing, "resourcing", "false: no link is ever changed."),
      key(&Settings::enterprises, "enterprises",
          "true: among imports buyers choose the nationality of an enterprise, and this moves orders between "
          "its "
          "plants (where the world says who owns plants); false: every plant of the base stands alone."),
      choice(
          &Settings::events, "events",
          {{"hazards", SourcingEvents::hazards}, {"every-step", SourcingEvents::every_step}},
          "hazards: slots are re-opened by the two clocks; every-step: each slot chooses its origin anew in "
          "every step, whatever the hazards."),
  };
  block.mechanisms = {
      {.name = "sourcing",
       .key = "resourcing",
       .plural = "changes of suppliers",
       .columns = {"gap.", "sourcing."}},
      {.name = "base-plants",
       .key = "enterprises",
       .plural = "plants abroad of the base that take orders of their enterprise",
       .presets = {"relocation", "relocation-technology"},
       .columns = {"plant_growth."}},
  };
  block.check = check_sourcing;
  return block;
}

double trade_elasticity(const SourcingSettings& sourcing, const WorldTable& table, std::size_t sector) {
  return sourcing.trade_elasticity_scale * table.sector_parameters[sector].trade_elasticity;
}

}  // namespace entrepot::models
