// The raw inter-country table and its labels: what a reader hands over and synthesis expands to firms.
// Money: million USD per year at basic prices. All arrays row-major, indices in the order of the labels.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/core/ids.hpp"
#include "sim/world/axes.hpp"

namespace entrepot {

struct FirmRegister;  // sim/world/firms/firm_register.hpp

// Literature parameters of one sector (sources: scenarios/worlds/world2017/sector_parameters.csv).
struct SectorParameters {
  double trade_elasticity = 4.0;   // theta, between origins
  double short_run_sigma = 0.4;    // substitution between the slots of a nest
  double resourcing_hazard = 0.3;  // lambda, cross-origin events per year, value-weighted
  double time_to_build_months = 12;
  double inventory_days = 45;
  double capital_output = 1.5;
  // Part of a good's retail price that is trade and transport: 0.5 in the United States and OECD countries,
  // 0.3 to 0.6 (Burstein, Neves, Rebelo 2003, Journal of Monetary Economics 50; Campa, Goldberg 2010, Review
  // of Economics and Statistics 92). Reporting only: no money moves by it.
  double distribution_margin = 0.5;
};

// Goods of `origin` that reach `destination` by way of `hub`, repacked but not made anew.
struct BaseRoute {
  RegionId origin, hub, destination;
  double share = 0.0;                   // of the origin's exports of goods to the destination, at the base
  std::vector<double> by_product = {};  // [product] in place of `share` where goods differ; else empty
  [[nodiscard]] double share_of(std::size_t product) const {
    return by_product.empty() ? share : by_product[product];
  }
};

// Plants in a host that a foreign region owns: parts of what the host's sector makes, of what leaves the
// host, and, where it is known better, of what goes to single destinations.
struct OwnerShare {
  RegionId host;
  SectorId sector;
  RegionId owner;               // not the host
  double output = 0.0;          // fraction of the sector's output
  double exports = 0.0;         // fraction of what leaves the host
  bool contract_maker = false;  // makes to order for other brands, at a thin margin
  bool judgement = false;       // a judgement, not a measured or derived figure
};
struct OwnerFlowShare {
  RegionId host;
  SectorId sector;
  RegionId owner;
  RegionId destination;
  double share = 0.0;  // fraction of what the host's sector sells there
  bool judgement = false;
};

// A region belongs to a club (an agreement, a bloc) on some days.
struct ClubMember {
  std::string club;
  std::size_t region = 0;
  Date from = Date::min();
  Date until = Date::max();  // first day off
};

struct WorldTable {
  std::vector<std::string> regions;
  std::vector<std::string> sectors;
  std::vector<bool> sector_is_goods;                // [sector]; services pay no duty
  std::vector<bool> sector_is_manufacturing;        // [sector]; goods that are not grown or dug up
  std::vector<std::string> products;                // codes are text; sorted by sector
  std::vector<SectorId> product_sector;             // [product]
  std::vector<std::string> product_list;            // [product] list tag ("1".."4A", "none")
  std::vector<std::string> product_hs;              // [product] HS chapter or heading
  std::vector<std::string> product_name;            // [product]
  std::vector<SectorParameters> sector_parameters;  // [sector]
  std::vector<std::string> product_detail;          // regions whose trade may be reported by product

  std::vector<double> intermediate;  // Z [origin group][user group]
  std::vector<double> final_use;     // F [origin group][destination]
  std::vector<double> output;        // X [group]
  std::vector<double> value_added;   // VA [group], X minus intermediate use at basic prices
  std::vector<double> base_duty;     // t0 [destination][origin][product], fraction
  std::vector<double> product_mix;   // [origin][product], sums to 1 over the products of a sector
  // [destination][origin][product] the mix of what one destination buys; empty: product_mix for all
  std::vector<double> product_mix_to;

  std::vector<bool> critical_input;  // [user sector][input sector] whether production stops without it;
                                     // empty = none does

  std::vector<BaseRoute> base_routes;  // sorted by origin, destination, hub; elsewhere nothing is re-routed

  std::vector<double> technology_level;  // [group] output per worker, best = 1 by convention; empty = unknown

  std::vector<double> employment;  // [group] thousand persons at the base; empty = not known

  std::vector<double> distance_km;         // [region][region]; empty = not known, all alike
  std::vector<double> political_distance;  // [region][region] of votes; empty = not known
  std::vector<ClubMember> clubs;
  std::vector<double> plant_cost;   // [region] cost of a plant over the world's mean; empty = all alike
  std::vector<double> capital_mix;  // [sector] shares of capital outlays, sum 1; empty = final demand's mix

  std::vector<OwnerShare> owner_shares;           // by host, sector, owner; empty = no plant is owned abroad
  std::vector<OwnerFlowShare> owner_flow_shares;  // by host, sector, owner, destination

  // Real firms that take the place of drawn ones in the cells they are in; null = all firms are drawn.
  std::shared_ptr<const FirmRegister> firm_register;

  std::vector<std::string> notes;  // what was estimated, clipped, moved or skipped, one sentence each
  std::string data_hash;           // of the input files

  [[nodiscard]] double plant_cost_in(std::size_t region) const {
    return plant_cost.empty() ? 1.0 : plant_cost[region];
  }
  [[nodiscard]] Axes axes() const { return {regions.size(), sectors.size(), product_sector}; }
  [[nodiscard]] std::size_t n_regions() const { return regions.size(); }
  [[nodiscard]] std::size_t n_sectors() const { return sectors.size(); }
  [[nodiscard]] std::size_t n_products() const { return products.size(); }
  [[nodiscard]] std::size_t n_groups() const { return axes().n_groups(); }
  [[nodiscard]] double& z(std::size_t origin_group, std::size_t user_group) {
    return intermediate[axes().at(GroupId(origin_group), GroupId(user_group))];
  }
  [[nodiscard]] double z(std::size_t origin_group, std::size_t user_group) const {
    return intermediate[axes().at(GroupId(origin_group), GroupId(user_group))];
  }
  [[nodiscard]] double& f(std::size_t origin_group, std::size_t destination) {
    return final_use[axes().at(GroupId(origin_group), RegionId(destination))];
  }
  [[nodiscard]] double f(std::size_t origin_group, std::size_t destination) const {
    return final_use[axes().at(GroupId(origin_group), RegionId(destination))];
  }
  // Share of a product in what a destination buys of an origin's sector.
  [[nodiscard]] double mix(std::size_t destination, std::size_t origin, std::size_t product) const {
    return product_mix_to.empty() ? product_mix[axes().cell(RegionId(origin), ProductId(product)).index()]
                                  : product_mix_to[duty_index(destination, origin, product)];
  }
  [[nodiscard]] std::size_t duty_index(std::size_t destination, std::size_t origin,
                                       std::size_t product) const {
    return axes().flow(RegionId(destination), RegionId(origin), ProductId(product)).index();
  }
};

}  // namespace entrepot
