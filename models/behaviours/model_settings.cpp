#include "models/behaviours/model_settings.hpp"

namespace entrepot {

namespace {

RoutingSettings routing_settings(const Values& values) {
  RoutingSettings out;
  out.routes = values.get<bool>("routes");
  out.elasticity = values.number("elasticity");
  out.adjustment = values.number("adjustment");
  out.handling_cost = values.number("handling_cost") / 100.0;
  out.detection = values.number("detection") / 100.0;
  out.fine = values.number("fine") / 100.0;
  out.capacity = values.number("capacity") / 100.0;
  out.transformation = values.number("transformation") / 100.0;
  out.switch_share = values.number("switch_share") / 100.0;
  return out;
}

SourcingSettings sourcing_settings(const Values& values) {
  SourcingSettings out;
  out.trade_elasticity_scale = values.number("trade_elasticity_scale");
  out.hazard_scale = values.number("hazard_scale");
  out.home_elasticity = values.number("home_elasticity");
  out.gap_hazard = values.number("gap_hazard");
  out.gap_scale = values.number("gap_scale");
  out.capacity_attraction = values.number("capacity_attraction");
  out.value_exponent = values.number("value_exponent");
  out.turnover = values.number("turnover");
  out.two_tiers = values.get<std::string>("tiers") == "two";
  out.frechet_match = values.get<std::string>("match") == "frechet";
  out.tastes_last = values.get<std::string>("tastes") == "lasting";
  out.resourcing = values.get<bool>("resourcing");
  out.every_step = values.get<std::string>("events") == "every-step";
  return out;
}

OrderingSettings ordering_settings(const Values& values) {
  OrderingSettings out;
  out.short_run_sigma = values.number("short_run_sigma");
  out.sigma_from_column = values.get<std::string>("sigma_source") == "column";
  out.input_elasticity = values.number("input_elasticity");
  out.value_added_elasticity = values.number("value_added_elasticity");
  return out;
}

PricingSettings pricing_settings(const Values& values) {
  PricingSettings out;
  out.own = values.get<std::string>("pricing") == "own";
  out.adjustment = values.number("adjustment");
  out.markup = values.number("markup");
  out.utilisation_exponent = values.number("utilisation_exponent");
  return out;
}

SettlementSettings settlement_settings(const Values& values) {
  SettlementSettings out;
  const std::string& closure = values.get<std::string>("closure");
  out.closure = closure == "clearing"   ? WageClosure::clearing
                : closure == "phillips" ? WageClosure::phillips
                                        : WageClosure::fixed;
  out.income_response = values.number("income_response");
  out.wage_adjustment = values.number("wage_adjustment");
  out.wage_slope = values.number("wage_slope");
  return out;
}

InvestmentSettings investment_settings(const Values& values) {
  InvestmentSettings out;
  out.sites = values.get<bool>("sites");
  out.follow = values.get<bool>("follow");
  out.resource_inputs = values.get<bool>("resource_inputs");
  out.weighing_rate = values.number("weighing_rate");
  out.follow_rate = values.number("follow_rate");
  out.site_elasticity = values.number("site_elasticity");
  out.cost_premium = values.number("cost_premium") / 100.0;
  out.local_cost_share = values.number("local_cost_share") / 100.0;
  out.proximity_gain = values.number("proximity_gain") / 100.0;
  out.smallest_move = values.number("smallest_move") / 100.0;
  out.plant_hazard = values.number("plant_hazard");
  out.sunk_share = values.number("sunk_share") / 100.0;
  out.scrap_share = values.number("scrap_share") / 100.0;
  out.discount_rate = values.number("discount_rate") / 100.0;
  out.depreciation = values.number("depreciation") / 100.0;
  out.persistence = values.number("persistence");
  out.announced_terms = values.get<std::string>("expectations") == "announced";
  out.uncertainty_weight = values.number("uncertainty_weight");
  out.lasting_costs = values.get<std::string>("cost_draws") == "lasting";
  out.expansion = values.get<bool>("expansion");
  out.expansion_rate = values.number("expansion_rate");
  out.sites_attract = values.get<bool>("sites_attract");
  out.uncertainty_premium = values.number("uncertainty_premium");
  out.cost_dispersion = values.number("cost_dispersion");
  out.ramp_months = values.number("ramp_months");
  out.hub_growth = values.number("hub_growth") / 100.0;
  out.time_to_build_scale = values.number("time_to_build_scale");
  return out;
}

StockpilingSettings stockpiling_settings(const Values& values) {
  StockpilingSettings out;
  out.stocks = values.get<bool>("stocks");
  out.days_scale = values.number("days_scale");
  out.retail_scale = values.number("retail_scale");
  out.adjustment_months = values.number("adjustment_months");
  out.smoothing_months = values.number("smoothing_months");
  out.critical_inputs = values.get<bool>("critical_inputs");
  out.front_loading = values.get<bool>("front_loading");
  out.lead_months = static_cast<int>(values.number("lead_months") + 0.5);
  out.holding_cost = values.number("holding_cost") / 100.0;
  out.most_ahead = values.number("most_ahead");
  return out;
}

LearningSettings learning_settings(const Values& values) {
  LearningSettings out;
  out.active = values.get<bool>("active");
  out.rate = values.number("rate");
  out.depreciation = values.number("depreciation") / 100.0;
  out.diffusion = values.get<bool>("diffusion");
  out.diffusion_rate = values.number("diffusion_rate");
  out.gap_scale = values.number("gap_scale");
  out.pass_through = values.number("pass_through") / 100.0;
  out.research = values.get<bool>("research");
  out.research_response = values.number("research_response") / 100.0;
  out.research_lag_months = values.number("research_lag");
  out.research_elasticity = values.number("research_elasticity");
  out.research_depreciation = values.number("research_depreciation") / 100.0;
  out.listed_loss = values.number("listed_loss") / 100.0;
  return out;
}

}  // namespace

ModelSettings model_settings(const std::map<std::string, Values>& model) {
  ModelSettings out;
  out.routing = routing_settings(model.at("routing"));
  out.sourcing = sourcing_settings(model.at("sourcing"));
  out.ordering = ordering_settings(model.at("ordering"));
  out.pricing = pricing_settings(model.at("pricing"));
  out.production.utilisation = model.at("production").number("utilisation");
  out.production.capacity = model.at("production").get<bool>("capacity");
  out.production.pool_by_product = model.at("production").get<std::string>("capacity_pool") == "product";
  out.settlement = settlement_settings(model.at("settlement"));
  const Values& demand = model.at("demand");
  out.demand.growth = demand.number("growth");
  out.demand.growth_from = Month(demand.get<Date>("growth_from"));
  out.demand.growth_until = Month(demand.get<Date>("growth_until"));
  out.investment = investment_settings(model.at("investment"));
  const Values& entry_exit = model.at("entry_exit");
  out.entry_exit.active = entry_exit.get<bool>("active");
  out.entry_exit.exit_below = entry_exit.number("exit_below") / 100.0;
  out.entry_exit.margin = entry_exit.number("margin") / 100.0;
  out.entry_exit.rate = entry_exit.number("rate");
  out.stockpiling = stockpiling_settings(model.at("stockpiling"));
  out.learning = learning_settings(model.at("learning"));
  return out;
}

}  // namespace entrepot
