// Every column of the state, one line each: what adding firms, saving a run and checking it go through.
// A new member of State has its line here, or tests/property/restart.cpp fails.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/world/state/state.hpp"

namespace entrepot {

// What a column has one row of. Columns of mechanisms that are off are empty.
enum class Shape : std::uint8_t {
  scalar,
  region,
  group,       // (region, sector)
  flow,        // [destination][cell]
  market,      // [destination][product]
  world_firm,  // firm of the world
  firm,        // firm of the world, then site
  firm_nest,   // nest of a firm of the world, then of a site
  slot,        // slot of the world, then of sites
  site,
  site_nest,
  site_slot,
  list,  // a length of its own, said at the member
};

struct ColumnInfo {
  std::string_view name;  // its path in State; mechanisms come first: "research.capital"
  Shape shape = Shape::scalar;
  double fresh = 0.0;  // what a number is in rows added by a new site
};

template <class Column>
concept ListColumn = requires(const Column& column) {
  typename Column::value_type;
  column.data();
};

// The values of a column as they lie in memory. Columns are scalars or vectors of plain values, so that
// these bytes are all there is to save.
template <class Column>
[[nodiscard]] std::span<const std::byte> column_bytes(const Column& column) {
  if constexpr (ListColumn<Column>) {
    static_assert(std::is_trivially_copyable_v<typename Column::value_type>);
    return std::as_bytes(std::span(column));
  } else {
    static_assert(std::is_trivially_copyable_v<Column>);
    return std::as_bytes(std::span(&column, 1));
  }
}

namespace columns {

template <class AnySites, class Visit>
void of_sites(AnySites& sites, const Visit& visit) {
  visit({"sites.site", Shape::site}, sites.site);
  visit({"sites.blocks", Shape::list}, sites.blocks);
  visit({"sites.first_of_owner", Shape::world_firm}, sites.first_of_owner);
  visit({"sites.first_of_group", Shape::group}, sites.first_of_group);
  visit({"sites.last_of_group", Shape::group}, sites.last_of_group);
  visit({"sites.nest_first", Shape::list}, sites.nest_first);  // nests and one
  visit({"sites.line", Shape::site_nest}, sites.line);
  visit({"sites.slot_buyer", Shape::site_slot}, sites.slot_buyer);
  visit({"sites.slot_weight", Shape::site_slot}, sites.slot_weight);
  visit({"sites.slot_parent", Shape::site_slot}, sites.slot_parent);
}

template <class AnyStocks, class Visit>
void of_stocks(AnyStocks& stocks, const Visit& visit) {
  constexpr double no_limit = std::numeric_limits<double>::infinity();
  visit({"stocks.nest_stock", Shape::firm_nest}, stocks.nest_stock);  // a new site has nothing in stock yet
  visit({"stocks.nest_need", Shape::firm_nest}, stocks.nest_need);
  visit({"stocks.nest_price", Shape::firm_nest, 1.0}, stocks.nest_price);
  visit({"stocks.firm_expected", Shape::firm}, stocks.firm_expected);
  visit({"stocks.firm_limit", Shape::firm, no_limit}, stocks.firm_limit);
  visit({"stocks.firm_change", Shape::firm}, stocks.firm_change);
  visit({"stocks.final_stock", Shape::group}, stocks.final_stock);
  visit({"stocks.final_use", Shape::group}, stocks.final_use);
  visit({"stocks.final_expected", Shape::group}, stocks.final_expected);
  visit({"stocks.final_factor", Shape::group}, stocks.final_factor);
  visit({"stocks.final_bought", Shape::group}, stocks.final_bought);
  visit({"stocks.final_cut", Shape::group}, stocks.final_cut);
  visit({"stocks.ahead", Shape::flow}, stocks.ahead);
  visit({"stocks.order_multiple", Shape::flow}, stocks.order_multiple);
  visit({"stocks.held", Shape::group}, stocks.held);
  visit({"stocks.missing", Shape::group}, stocks.missing);
}

template <class AnyState, class Visit>
void of_slots_and_firms(AnyState& state, const Visit& visit) {
  visit({"slot_supplier", Shape::slot}, state.slot_supplier);
  visit({"slot_cell", Shape::slot}, state.slot_cell);
  visit({"slot_cohort", Shape::slot}, state.slot_cohort);
  visit({"slot_strength", Shape::slot}, state.slot_strength);
  visit({"nest_scale", Shape::firm_nest}, state.nest_scale);
  visit({"firm_idle", Shape::world_firm}, state.firm_idle);
  visit({"firm_status", Shape::world_firm}, state.firm_status);
  visit({"firm_content_subsidy", Shape::firm}, state.firm_content_subsidy);
  visit({"firm_capacity", Shape::firm}, state.firm_capacity);
  visit({"firm_shipped", Shape::firm}, state.firm_shipped);
  visit({"firm_log_price", Shape::firm}, state.firm_log_price);
  visit({"firm_cost", Shape::firm, 1.0}, state.firm_cost);
  visit({"firm_sales", Shape::firm}, state.firm_sales);
  visit({"firm_inputs", Shape::firm}, state.firm_inputs);
}

template <class AnyState, class Visit>
void of_regions_and_flows(AnyState& state, const Visit& visit) {
  visit({"group_log_productivity", Shape::group}, state.group_log_productivity);
  visit({"group_log_saving", Shape::group}, state.group_log_saving);
  visit({"group_price", Shape::group}, state.group_price);
  visit({"group_cost", Shape::group}, state.group_cost);
  visit({"group_utilisation", Shape::group}, state.group_utilisation);
  visit({"group_capacity_ratio", Shape::group}, state.group_capacity_ratio);
  visit({"group_site_ratio", Shape::group}, state.group_site_ratio);
  visit({"log_cost", Shape::flow}, state.log_cost);
  visit({"flow", Shape::flow}, state.flow);
  visit({"charge", Shape::flow}, state.charge);
  visit({"customs", Shape::flow}, state.customs);
  visit({"reroute", Shape::list}, state.reroute);
  visit({"use_flow", Shape::list}, state.use_flow);
  visit({"plant_class", Shape::list}, state.plant_class);
  visit({"owner_flow", Shape::list}, state.owner_flow);
  visit({"listed", Shape::list}, state.listed);
  visit({"wage", Shape::region}, state.wage);
  visit({"capital_spending", Shape::group}, state.capital_spending);
  visit({"budget_factor", Shape::region}, state.budget_factor);
  visit({"nest_price_final", Shape::group}, state.nest_price_final);
  visit({"account", Shape::region}, state.account);
}

template <class AnyState, class Visit>
void of_the_run(AnyState& state, const Visit& visit) {
  visit({"step"}, state.step);
  visit({"trend"}, state.trend);
  visit({"wages_clear"}, state.wages_clear);
  visit({"value_added_elasticity"}, state.value_added_elasticity);
  visit({"quota_left", Shape::list}, state.quota_left);
  visit({"quota_demand", Shape::list}, state.quota_demand);
  visit({"quota_hold", Shape::list}, state.quota_hold);
  visit({"events", Shape::list}, state.events);
  visit({"route_switches", Shape::list}, state.route_switches);
  visit({"link_ends"}, state.link_ends);
  visit({"links_kept"}, state.links_kept);
  visit({"value_kept"}, state.value_kept);
  visit({"value_all"}, state.value_all);
  visit({"cross_events"}, state.cross_events);
  visit({"within_events"}, state.within_events);
  visit({"denied_links"}, state.denied_links);
  visit({"stranded_links"}, state.stranded_links);
}

template <class AnyState, class Visit>
void of_mechanisms(AnyState& state, const Visit& visit) {
  visit({"learning.experience", Shape::group}, state.learning.experience);
  visit({"diffusion.log_productivity", Shape::group}, state.diffusion.log_productivity);
  visit({"research.effort", Shape::group}, state.research.effort);
  visit({"research.capital", Shape::group}, state.research.capital);
  visit({"research.paid", Shape::group}, state.research.paid);
  visit({"expansion.smooth", Shape::group}, state.expansion.smooth);
  visit({"expansion.orders", Shape::list}, state.expansion.orders);
  visit({"entry_exit.sales", Shape::world_firm}, state.entry_exit.sales);
  visit({"investment.projects", Shape::list}, state.investment.projects);
  visit({"investment.guardrails", Shape::list}, state.investment.guardrails);
  visit({"plant_growth.added", Shape::world_firm}, state.plant_growth.added);
  visit({"plant_growth.sold", Shape::world_firm}, state.plant_growth.sold);
  visit({"plant_growth.quarters_wanted", Shape::world_firm}, state.plant_growth.quarters_wanted);
  visit({"prospects.last_terms", Shape::flow}, state.prospects.last_terms);
  visit({"prospects.turbulence", Shape::flow}, state.prospects.turbulence);
}

template <class AnyState, class Visit>
void of_trade_mechanisms(AnyState& state, const Visit& visit) {
  visit({"sourcing.last_ban", Shape::flow}, state.sourcing.last_ban);
  visit({"sourcing.last_blocks"}, state.sourcing.last_blocks);
  visit({"sourcing.firm_terms", Shape::list}, state.sourcing.firm_terms);
  visit({"sourcing.places_moved", Shape::list}, state.sourcing.places_moved);
  visit({"sourcing.slot_terms", Shape::slot}, state.sourcing.slot_terms);
  visit({"sourcing.slot_host", Shape::slot}, state.sourcing.slot_host);
  visit({"gap.history", Shape::list}, state.gap.history);
  visit({"gap.low", Shape::list}, state.gap.low);
  visit({"gap.high", Shape::list}, state.gap.high);
  visit({"gap.left", Shape::slot}, state.gap.left);
  visit({"routing.direct_weight", Shape::list}, state.routing.direct_weight);
  visit({"routing.hub_weight", Shape::list}, state.routing.hub_weight);
  visit({"routing.taken", Shape::list}, state.routing.taken);
  visit({"routing.content", Shape::list}, state.routing.content);
  visit({"routing.sold", Shape::list}, state.routing.sold);
  visit({"front_loading.own", Shape::flow}, state.front_loading.own);
  visit({"front_loading.passed", Shape::flow}, state.front_loading.passed);
  visit({"front_loading.spread", Shape::market}, state.front_loading.spread);
  visit({"front_loading.abroad", Shape::market}, state.front_loading.abroad);
}

}  // namespace columns

// visit(const ColumnInfo&, column) for every column of a State or const State, always in the same order.
template <class AnyState, class Visit>
requires std::same_as<std::remove_const_t<AnyState>, State>
void for_each_column(AnyState& state, const Visit& visit) {
  columns::of_the_run(state, visit);
  columns::of_slots_and_firms(state, visit);
  columns::of_regions_and_flows(state, visit);
  columns::of_sites(state.sites, visit);
  columns::of_stocks(state.stocks, visit);
  columns::of_mechanisms(state, visit);
  columns::of_trade_mechanisms(state, visit);
}

}  // namespace entrepot
