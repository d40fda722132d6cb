#include "models/behaviours/settings.hpp"

#include "models/behaviours/key_specs.hpp"

namespace entrepot {

namespace {

std::vector<KeyFault> check_sourcing(const Values& values, const std::set<std::string>& given) {
  if (!values.has("events") || !values.has("resourcing")) return {};
  if (values.get<bool>("resourcing") || values.get<std::string>("events") != "every-step") return {};
  const std::string key = given.count("resourcing") != 0 ? "resourcing" : "events";
  return {{key, "resourcing is false and events are every-step", "no link can change and all change at once",
           "leave one of them out"}};
}

Descriptor sourcing_settings() {
  Descriptor block;
  block.name = "sourcing";
  block.summary = "When a buyer changes supplier, and whom it chooses.";
  block.keys = {
      number("trade_elasticity_scale", "0.45", 0.01, 5,
             "Factor on the sector trade elasticities theta; 0.4-0.5 meets the elasticity and share facts "
             "together."),
      number("hazard_scale", "0.5", 0, 20, "Factor on the sector cross-origin re-sourcing hazards lambda."),
      number("home_elasticity", "0.5", 0.01, 20,
             "Elasticity eta between domestic and imported goods; literature 0.2 to 1."),
      number(
          "gap_hazard", "3 per year", 0, 50,
          "Largest rise lambda_1 of the hazard when delivered costs have moved since signing; 2 to 4 fits.",
          "per year"),
      number("gap_scale", "0.1", 0.001, 10,
             "Move g0 of log delivered cost at which most of that rise is reached."),
      number("capacity_attraction", "0.7", 0, 1,
             "Exponent nu of an origin's capacity growth in its choice weight."),
      number("value_exponent", "0.35", 0, 1, "Fall of both clocks with slot value (exponent); 0 = none."),
      number("turnover", "0.8 per year", 0, 20,
             "Unweighted mean hazard of all re-sourcing, within-origin swaps included.", "per year"),
      choice("tiers", {"two", "one"},
             "two: first domestic or imported, then the origin; one: all origins at once."),
      choice("match", {"none", "frechet"}, "Dispersion of match quality; none keeps prices exact."),
      choice("tastes", {"lasting", "redrawn"},
             "lasting: a slot's clocks in the race of origins stay, so it moves only when costs do; redrawn: "
             "new "
             "clocks at every event. Expected shares are equal; redrawn adds noise."),
      simple("resourcing", KeyType::boolean, "true", "false: no link is ever changed."),
      choice(
          "events", {"hazards", "every-step"},
          "hazards: slots are re-opened by the two clocks; every-step: each slot chooses its origin anew in "
          "every step, whatever the hazards."),
  };
  block.check = check_sourcing;
  return block;
}

// Prices of a nest are a root of order 1 / (1 - sigma): near 1 they would be lost in float32.
std::vector<KeyFault> check_ordering(const Values& values, const std::set<std::string>& /*given*/) {
  if (!values.has("short_run_sigma")) return {};
  const double sigma = values.number("short_run_sigma");
  if (sigma <= 0.99 || sigma == 1.0) return {};
  return {{"short_run_sigma", "short_run_sigma lies between 0.99 and 1", "prices would lose their precision",
           "write 1 for Cobb-Douglas nests"}};
}

Descriptor ordering_settings() {
  Descriptor block;
  block.name = "ordering";
  block.summary = "How spending spreads over slots, inputs and value added.";
  block.keys = {
      number("short_run_sigma", "0.4", 0.01, 1,
             "Substitution between the slots of a nest; 0.2 to 0.6: locked-in buyers substitute little; 1 = "
             "Cobb-Douglas."),
      choice("sigma_source", {"uniform", "column"},
             "uniform: short_run_sigma everywhere; column: the sector's own short-run sigma."),
      number("input_elasticity", "0.3", 0.01, 1, "Elasticity eM between inputs; 1 = Cobb-Douglas."),
      number("value_added_elasticity", "0.5", 0.01, 1, "Elasticity e between value added and inputs."),
  };
  block.check = check_ordering;
  return block;
}

Descriptor pricing_settings() {
  Descriptor block;
  block.name = "pricing";
  block.summary = "How posted prices follow unit costs.";
  block.keys = {
      choice("pricing", {"index", "own"},
             "index: unit costs averaged over the (region, sector); own: firms differ."),
      number("adjustment", "0.3 per month", 0, 1,
             "Fraction psi of the gap to the target price closed each month (judgement).", "per month"),
      number("markup", "1.1", 1, 2, "Markup mu on unit cost, capped by value added of the cell (judgement)."),
      number("utilisation_exponent", "0.1", 0, 2,
             "Exponent of relative capacity utilisation in the target price."),
  };
  return block;
}

Descriptor production_settings() {
  Descriptor block;
  block.name = "production";
  block.summary = "Output within capacity, and rationing beyond it.";
  block.keys = {
      number("utilisation", "0.82", 0.1, 1, "Capacity utilisation at the base (judgement)."),
      simple("capacity", KeyType::boolean, "true", "false: output is never limited by capacity."),
      choice("capacity_pool", {"sector", "product"},
             "sector: plants of one (region, sector) take over each other's orders (docs/decisions/0003); "
             "product: those of one product alone, for goods that no other plant can make."),
  };
  return block;
}

std::vector<KeyFault> check_settlement(const Values& values, const std::set<std::string>& given) {
  if (given.count("income_response") == 0 || !values.has("closure")) return {};
  if (values.get<std::string>("closure") != "clearing") return {};
  return {{"income_response", "income_response has no part in the closure clearing",
           "all income is spent where wages clear", "leave it out"}};
}

Descriptor settlement_settings() {
  Descriptor block;
  block.name = "settlement";
  block.summary = "Who is paid, what wages do, and what final demand does with income.";
  block.keys = {
      choice(
          "closure", {"fixed", "clearing", "phillips"},
          "fixed: wages are fixed, the external balance is a result; clearing: wages clear regional labour "
          "markets, all income is spent and the base deficit is kept, so real income has a meaning; "
          "phillips: wages follow the labour gap, budgets are those of fixed."),
      number("income_response", "0", 0, 1,
             "Part m of a change of regional income that final budgets follow; not under clearing."),
      number("wage_adjustment", "0.1 per quarter", 0.001, 1,
             "Rise of the log wage each quarter per unit of the labour gap, under clearing (judgement; "
             "0.05-0.5).",
             "per quarter"),
      number("wage_slope", "0.4 per year", 0, 5,
             "Rise of the log wage per unit of the labour gap, under phillips (judgement; 0.1-1).",
             "per year"),
  };
  block.check = check_settlement;
  return block;
}

std::vector<KeyFault> check_demand(const Values& values, const std::set<std::string>& given) {
  if (!values.has("growth_from") || !values.has("growth_until")) return {};
  const Date from = values.get<Date>("growth_from");
  const Date until = values.get<Date>("growth_until");
  if (from < until) return {};
  const std::string key = given.count("growth_until") != 0 ? "growth_until" : "growth_from";
  return {{key, "growth_until " + format_date(until) + " is not after growth_from " + format_date(from),
           "growth needs some months", ""}};
}

Descriptor demand_settings() {
  Descriptor block;
  block.name = "demand";
  block.summary = "The trend of final demand, the same factor for all regions and sectors.";
  block.keys = {
      number("growth", "1", 0.1, 10, "Factor reached at growth_until, linear from growth_from, then flat."),
      simple("growth_from", KeyType::date, "2017-01", "Month in which the factor is 1."),
      simple("growth_until", KeyType::date, "2022-12", "Month in which `growth` is reached."),
  };
  block.check = check_demand;
  return block;
}

Descriptor investment_settings() {
  Descriptor block;
  block.name = "investment";
  block.summary = "Plants abroad: who opens one, where, and how customers and suppliers follow.";
  block.keys = {
      simple("sites", KeyType::boolean, "false",
             "true: firms may open plants abroad (docs/decisions/0012-sites.md); false: none does."),
      simple("follow", KeyType::boolean, "true",
             "Suppliers weigh a plant where their customers moved (follow-the-customer)."),
      simple("resource_inputs", KeyType::boolean, "true",
             "The input links a site copies from its parent are re-sourced like any other; false: it goes on "
             "buying from its parent's suppliers."),
      number("weighing_rate", "0.32 per year", 0, 12,
             "How often a firm weighs a site; with the other defaults 8 % of Chinese firms, weighted by "
             "exports to the "
             "USA, decide for one in a year of 15 pp of duty.",
             "per year"),
      number(
          "follow_rate", "0.1 per year", 0, 12,
          "How often a supplier weighs a site beside customers that moved (judgement: the slow second wave).",
          "per year"),
      number("site_elasticity", "8", 1, 50, "Precision theta_s of the choice among plants of one owner."),
      number("cost_premium", "3 %", 0, 100, "Unit cost of a site over its parent's technology (judgement).",
             "%"),
      number(
          "local_cost_share", "30 %", 0, 100,
          "Part of a site's unit cost that is dearer where plants are dearer than at home: labour and local "
          "services (judgement; 15 to 40 %).",
          "%"),
      number("proximity_gain", "10 %", 0, 100,
             "What a plant beside its customer saves in delivered cost (judgement; 0 to 30 %).", "%"),
      number("smallest_move", "1 %", 0, 100,
             "Moved demand below this share of a cell's sales attracts no supplier.", "%"),
      number(
          "plant_hazard", "3", 0, 50,
          "Openings of the choice of plant over cross-origin events, where the supplier's owner has sites."),
      number("sunk_share", "10 %", 0.1, 100,
             "Part of a plant's cost that is lost if it does not pay (judgement).", "%"),
      number("scrap_share", "10 %", 0, 100, "Part of a plant's cost that closing it brings back (judgement).",
             "%"),
      number("discount_rate", "8 % per year", 0.1, 100, "Discount rate r of investment.", "% per year"),
      number("depreciation", "6 % per year", 0, 100, "Depreciation delta of plants.", "% per year"),
      number("persistence", "1", 0, 1,
             "Probability, as firms see it, that present and announced terms stay; else they revert to the "
             "base."),
      choice("expectations", {"announced", "static"},
             "announced: firms that weigh a plant reckon with terms announced for later years; static: with "
             "those of today."),
      number("uncertainty_premium", "0", 0, 10, "Constant option premium on the sunk cost."),
      number("uncertainty_weight", "0", 0, 20,
             "Option premium omega on the sunk cost per ln point that a flow's terms have moved lately (half "
             "forgotten in 17 months)."),
      choice("cost_draws", {"redrawn", "lasting"},
             "redrawn: every project has a sunk cost of its own, so each year some more firms open; lasting: "
             "a firm that found a plant too dear once finds it too dear as long as terms stay."),
      number("cost_dispersion", "0.8", 0.01, 10,
             "Standard deviation of ln sunk cost between firms (judgement)."),
      number("ramp_months", "12 months", 1, 120, "Months from the opening of a site to full output.",
             "months"),
      number("hub_growth", "33 % per year", 0, 1000,
             "Largest growth of a host's sector by sites; ramp limit of hubs, 25 to 40 %.", "% per year"),
      number("time_to_build_scale", "1", 0, 10, "Factor on the sectors' months to build a plant."),
      simple("expansion", KeyType::boolean, "false",
             "true: capacity of home firms follows their orders (also without sites)."),
      number("expansion_rate", "0.5 per year", 0, 12,
             "Part of the gap in utilisation that firms order capacity for in a year (judgement).",
             "per year"),
      simple("sites_attract", KeyType::boolean, "false",
             "true: plants abroad count in the local capacity that attracts (sourcing.capacity_attraction)."),
  };
  return block;
}

Descriptor entry_exit_settings() {
  Descriptor block;
  block.name = "entry_exit";
  block.summary = "Firms that give up where profits have fallen, and come back when they recover.";
  block.keys = {
      simple("active", KeyType::boolean, "false",
             "true: firms enter and exit (docs/decisions/0019-entry-and-exit.md)."),
      number("exit_below", "80 %", 1, 100,
             "Profit over the base below which the first firms give up; thresholds are uniform from 0 to it "
             "(judgement).",
             "%"),
      number("margin", "10 %", 0, 100,
             "By how much prospects must exceed a firm's threshold to bring it back.", "%"),
      number("rate", "0.5 per year", 0, 12, "Hazard of acting on it (judgement).", "per year"),
  };
  return block;
}

Descriptor learning_settings() {
  Descriptor block;
  block.name = "learning";
  block.summary = "Technology of a (region, sector): learning by doing, diffusion, research.";
  block.keys = {
      simple("active", KeyType::boolean, "false", "true: learning by doing, experience lowers costs."),
      number("rate", "0.05", 0, 1,
             "Fall of ln unit cost of a (region, sector) per rise of ln experience, b. Learning curves of "
             "plants: 0.1 to "
             "0.3 (Argote and Epple 1990); about a third of it spills over to others (Irwin and Klenow "
             "1994), so 0.03 to "
             "0.1. Above 1 / site_elasticity plants gather in one place without end."),
      number(
          "depreciation", "15 % per year", 0, 500,
          "Yearly loss of experience that is not renewed (Benkard 2000 finds more in aircraft; judgement).",
          "% per year"),
      simple("diffusion", KeyType::boolean, "false",
             "true: foreign inputs and foreign-owned plants carry knowledge toward the frontier "
             "(docs/decisions/0020-technology.md)."),
      number("diffusion_rate", "0.1 per year", 0, 5,
             "Part alpha of the gap to the frontier closed per year when all inputs are foreign; 0.03 to 0.3 "
             "(Rodrik 2013: 2.9 % a year in manufacturing, over a foreign share of inputs of 0.26).",
             "per year"),
      number("gap_scale", "0.5", 0, 2,
             "Part of the gap in output per worker (technology_levels.csv) that is technology; half "
             "(Caselli 2005), 0.3 to 0.7."),
      number("pass_through", "25 %", 0, 100,
             "Part of productivity gained by diffusion and research that lowers unit cost; the rest raises "
             "pay (wages "
             "follow productivity closely across countries: judgement, 10 to 50 %).",
             "%"),
      simple("research", KeyType::boolean, "false",
             "true: firms that are denied inputs or knowledge do more research, and policies may pay "
             "research."),
      number("research_response", "49 %", 0, 500,
             "Rise of research where all firms are denied; 20 to 60 % after two to three years (CEPR "
             "DP20690).",
             "%"),
      number("research_lag", "12 months", 1, 120,
             "Lag of that rise: 63 % of it after one lag, 92 % after 30 months with the default.", "months"),
      number("research_elasticity", "0.08", 0, 1,
             "Rise of ln productivity per ln of research capital; 0.01 to 0.25, centred on 0.08 (Hall, "
             "Mairesse and Mohnen 2010)."),
      number("research_depreciation", "15 % per year", 0.1, 500,
             "Depreciation of research capital; the convention of that literature.", "% per year"),
      number("listed_loss", "9.9 %", 0, 100,
             "Fall of knowledge output where all foreign knowledge is kept away; 5 to 16 % (World Bank "
             "WPS10950: patents of listed firms).",
             "%"),
  };
  return block;
}

Descriptor stockpiling_settings() {
  Descriptor block;
  block.name = "stockpiling";
  block.summary = "Stocks of goods in days of use, and buying ahead of announced terms.";
  block.keys = {
      simple(
          "stocks", KeyType::boolean, "false",
          "true: firms and retailers hold stocks (docs/decisions/0017-stocks.md); false: what is bought is "
          "used at once and never limits output."),
      number("days_scale", "1", 0, 10, "Factor on the sectors' inventory_days; 0 = nothing is held."),
      number("retail_scale", "1", 0, 10,
             "Factor on the days that goods for final use are held by retailers (judgement)."),
      number("adjustment_months", "3 months", 2, 60,
             "Time tau in which a gap between target and stock is closed (judgement; 2 to 6).", "months"),
      number("smoothing_months", "6 months", 1, 60,
             "Time over which the use that the target reckons with is averaged (judgement).", "months"),
      simple("critical_inputs", KeyType::boolean, "true",
             "Output is limited by the critical inputs on hand (critical_inputs.csv); false: by none."),
      simple("front_loading", KeyType::boolean, "true", "Buyers stock up before announced terms bind."),
      number("lead_months", "6 months", 1, 24, "How long before terms bind stocking up begins (judgement).",
             "months"),
      number("holding_cost", "2 % per month", 0.01, 100,
             "Cost of holding a stock: goods are bought ahead for as many months as the expected rise of "
             "their cost pays for (textbooks: 20 to 30 % a year).",
             "% per month"),
      number("most_ahead", "2", 1, 10, "Bound of a raised target over the normal one."),
  };
  return block;
}

}  // namespace

const std::vector<Descriptor>& behaviour_descriptors() {
  static const std::vector<Descriptor> all = {
#define ENTREPOT_BEHAVIOUR(name) name##_settings(),
#include "models/behaviours/behaviours.def"
#undef ENTREPOT_BEHAVIOUR
  };
  return all;
}

}  // namespace entrepot
