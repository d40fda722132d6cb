// The mutable state: parallel arrays, and all that a run needs to go on: what survives a step is a column of
// State (listed in columns.hpp), never a member of an action. Constructing actions does not touch it; a
// mechanism's columns are empty until its action first runs and then gives them their values of the base
// world. So a run can be saved after any step, and go on with fresh actions, also with one that was off
// before. Slots are written only by the block that owns their buyer.
// Money is counted in whole units of World::unit_musd; goods in the same unit at base prices.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "sim/world/state/events.hpp"
#include "sim/world/state/mechanisms.hpp"
#include "sim/world/state/sites.hpp"
#include "sim/world/state/stocks.hpp"
#include "sim/world/world.hpp"

namespace entrepot {

// What a seller is asked for or ships in one step.
struct Sales {
  std::int64_t money = 0;  // at the seller's gate
  std::int64_t goods = 0;  // at base prices
  bool operator==(const Sales&) const = default;
};

// What crosses one border (or stays at home) in one step.
struct Flow {
  std::int64_t money = 0;  // customs value, duty excluded
  std::int64_t duty = 0;
  bool operator==(const Flow&) const = default;
};

// What one route by way of a hub carries of one product in one step.
struct Reroute {
  double share = 0.0;          // of the origin's goods at the destination, by value at the gate
  std::int64_t money = 0;      // value at the gate
  std::int64_t handling = 0;   // paid to the hub over what the base share pays (may be negative)
  std::int64_t surcharge = 0;  // part of `money` that handling adds to the customs value of the second leg
  std::int64_t duty = 0;       // at the destination, fines included
  std::int64_t fine = 0;       // part of `duty`: fines over what the base share pays (may be negative)
  bool operator==(const Reroute&) const = default;
};

// A product that takes to a route or leaves it: the route's share crosses a threshold.
struct RouteSwitch {
  int step = 0;
  bool taken = false;  // false: left
  std::uint16_t origin = 0, hub = 0, destination = 0, product = 0;
  double share = 0.0;      // of the origin's goods at the destination
  std::int64_t money = 0;  // value at the gate in this step, money units
  bool operator==(const RouteSwitch&) const = default;
};

// Income and spending of one region in one step, money units.
struct RegionAccount {
  std::int64_t wages = 0;
  std::int64_t profits = 0;
  std::int64_t duties = 0;
  std::int64_t handling = 0;          // of goods re-routed by way of this region, over the base
  std::int64_t final_spending = 0;    // what is used, purchaser prices; changes of retailers' stocks left out
  std::int64_t negative_wages = 0;    // firms whose wages, the residual, are below zero
  std::int64_t profits_received = 0;  // of this region's sites abroad (not in `profits`)
  std::int64_t profits_paid = 0;      // of foreign sites here to their owners (part of `profits`)
  std::int64_t subsidies = 0;         // by this region's treasury: on output, to final buyers and to plants
  std::int64_t plant_subsidies = 0;   // part of `subsidies` to builders of plants; not in `duties`
  std::int64_t building = 0;          // part of `final_spending`: on plants being built here
  // Decided at the end of the step for the next one.
  std::int64_t outlays = 0;                   // of this region's firms for plants abroad
  std::int64_t plant_subsidies_paid = 0;      // by this region's treasury, for plants here and its own abroad
  std::int64_t plant_subsidies_received = 0;  // by this region's firms for plants abroad
  std::int64_t inventory_change = 0;          // of stocks of firms and retailers here, at cost
  std::int64_t unmet = 0;  // orders of this region's firms returned as cash (value at the gate)
  bool operator==(const RegionAccount&) const = default;
};

// Primary income of a region's residents: domestic product, plus profits of own plants abroad, less those of
// foreign plants here (System of National Accounts 2008, gross national income).
[[nodiscard]] inline std::int64_t national_income(const RegionAccount& account) {
  return account.wages + account.profits + account.duties + account.handling + account.profits_received -
         account.profits_paid;
}

// A firm towards the entity lists of a scenario, in force or not.
enum class FirmStatus : std::uint8_t { other, listed, peer };

// Trade of the firms of one status with one region in one step, money units at the gate.
struct ListedTrade {
  std::int64_t inputs = 0;     // goods bought from there, by place of production
  std::int64_t suppliers = 0;  // links by which these are bought
  std::int64_t sales = 0;      // sold there
  std::int64_t customers = 0;  // links with buyers there
  bool operator==(const ListedTrade&) const = default;
};

// Plants abroad that the use table keeps apart from the firms at home in their group.
inline constexpr std::uint16_t any_owner = 0xFFFF;
struct PlantClass {
  std::uint16_t group = 0;
  std::uint16_t owner = any_owner;  // region
  auto operator<=>(const PlantClass&) const = default;
};

inline constexpr std::uint16_t base_link_bit = 0x8000U;
inline constexpr std::uint16_t cohort_mask = 0x7FFFU;

// Base value of one slot of a nest (the nest's mean), money units per month.
[[nodiscard]] inline std::int64_t slot_base_value(const World& world, std::size_t nest) {
  return static_cast<std::int64_t>(static_cast<double>(world.nest_value[nest]) / 12.0 / world.unit_musd);
}

struct State {
  explicit State(const World& world);

  int step = 0;                         // steps finished
  bool wages_clear = false;             // closure `clearing`: real income has a meaning
  double value_added_elasticity = 1.0;  // e of model.md section 3, by which firms price this step
  double trend = 1.0;                   // demand trend of this step, base = 1

  Sites sites;
  Stocks stocks;

  // [slot of the world, then of sites]
  std::vector<std::uint32_t> slot_supplier;
  std::vector<std::uint16_t> slot_cell;  // supply cell of the supplier
  // 0 = base, t + 1 = signed in step t (cohort_mask); base_link_bit: the supplier never changed since the
  // base
  std::vector<std::uint16_t> slot_cohort;
  // w z^(sigma - 1): effective share at delivered cost 1; w (1 + ln z) where sigma = 1
  std::vector<float> slot_strength;

  std::vector<float>
      nest_scale;  // [nest of a firm, then of a site] money units per effective share, this step

  std::vector<std::uint8_t> firm_idle;  // [firm of the world] 1 = has given up; empty = none
  // [firm] part of unit cost that subsidies with a clause on content pay in this step; empty = no such
  // subsidy.
  std::vector<float> firm_content_subsidy;
  std::vector<FirmStatus> firm_status;  // [firm of the world] towards entity lists; empty = no list
  std::vector<ListedTrade> listed;      // [FirmStatus::listed, peer][region] of this step; empty = no list

  // [firm, then site]
  std::vector<double> firm_capacity;  // goods units per month at trend 1
  std::vector<double> firm_shipped;   // goods units of last step (y_plan)
  // ln of own price over the group's, where firms price on their own (pricing: own, subsidies with a clause);
  // else empty.
  std::vector<float> firm_log_price;
  std::vector<float> firm_cost;   // unit cost, base = 1
  std::vector<Sales> firm_sales;  // orders, after production shipments
  std::vector<Flow> firm_inputs;  // purchases at the gate and duties on them

  // [group]
  std::vector<double> group_log_productivity;  // ln of productivity over the base; empty = 0
  std::vector<double> group_log_saving;  // ln of unit cost that it takes off, wages' part left out; empty = 0
  std::vector<double> group_price;       // posted price, base = 1
  std::vector<double> group_cost;        // capacity-weighted unit cost, base = 1
  std::vector<double> group_utilisation;     // shipments over capacity
  std::vector<double> group_capacity_ratio;  // capacity of home firms over the base, trend excluded
  std::vector<double> group_site_ratio;  // capacity of sites here over that base, if it attracts; or empty

  // [destination][cell]
  std::vector<double> log_cost;  // ln of delivered cost x, choice wedge included, base = 0
  std::vector<Flow> flow;        // by place of production

  // Trans-shipment (models/behaviours/routes/routing.hpp); all empty while no goods are re-routed. `flow` is
  // by true origin, and its duty is what the treasury gets.
  std::vector<double> charge;    // [destination][cell] what buyers pay over the value at the gate, fraction
  std::vector<Flow> customs;     // [destination][cell] as customs record it: both legs of re-routed goods
  std::vector<Reroute> reroute;  // [base route of the table][product]
  std::vector<RouteSwitch> route_switches;  // of all steps, in their order

  std::vector<double>
      quota_left;  // [quota] volume of its period still to be used, million USD; < 0 = none yet
  std::vector<double> quota_demand;  // [quota] imports of a month were it open, million USD at base prices
  std::vector<double> quota_hold;    // [quota] share of links without a licence, or duty over the quota's

  // [use][seller class] money at the seller's gate in the last quarter-end step; empty before the first.
  // Classes: the groups, then those of plants (plant_class); a group's row and column are without its plants
  // that have a class. Uses: the classes, then the regions' final use. The place is that of production.
  std::vector<std::int64_t> use_flow;
  std::vector<PlantClass> plant_class;  // of that step, sorted
  // [owner's region][seller's region][destination] money of goods at the gate in that step; empty where
  // nobody owns plants abroad.
  std::vector<std::int64_t> owner_flow;

  std::vector<double> wage;              // [region] nominal wage, base = 1
  std::vector<double> capital_spending;  // [region][sector] for sites being built, purchaser prices; or empty
  std::vector<double> budget_factor;     // [region] final budget over the base, this step
  std::vector<double> nest_price_final;  // [region][sector] nest price of final use, base = 1
  std::vector<RegionAccount> account;    // [region]

  std::vector<Event> events;  // of all steps so far, in the order of steps
  LinkEnds link_ends;         // of this step; turned into events at its end

  std::int64_t links_kept = 0;     // slots whose supplier never changed since the base
  std::int64_t value_kept = 0;     // base value of these, money units per month
  std::int64_t value_all = 0;      // base value of all slots
  std::int64_t cross_events = 0;   // this step
  std::int64_t within_events = 0;  // this step

  std::int64_t denied_links = 0;    // this step: links that ended because they may not trade
  std::int64_t stranded_links = 0;  // of these, slots left without any origin

  // What mechanisms remember.
  LearningState learning;
  DiffusionState diffusion;
  ResearchState research;
  ExpansionState expansion;
  EntryExitState entry_exit;
  InvestmentState investment;
  PlantGrowthState plant_growth;
  ProspectsState prospects;
  SourcingState sourcing;
  GapState gap;
  RoutingState routing;
  FrontLoadingState front_loading;
};

}  // namespace entrepot
