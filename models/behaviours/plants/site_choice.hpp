// Whether a plant abroad pays, and where: the investment rule of model.md section 5.
#pragma once

#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/plants/prospects.hpp"

namespace entrepot::models {

// ln of a site's unit cost over its parent's technology at the host's prices: the premium of a young plant
// abroad, and what workers and local services cost more than at home (WorldTable::plant_cost to the power of
// `local_cost_share`). A cheaper place earns no discount: where it pays without a policy, the base world
// already makes the good there.
[[nodiscard]] double log_plant_premium(const InvestmentSettings& settings, const WorldTable& table,
                                       RegionId home, RegionId host);

// Exponent of profit over sunk cost in the weight of an offer among hosts.
inline constexpr double ratio_exponent = 2.0;

// What opening in one host means to the firms of one home cell.
struct SiteOffer {
  std::uint16_t host = 0;
  double log_ratio = 0.0;    // ln of expected discounted profit over the sunk cost
  double weight = 0.0;       // in the choice among hosts
  double sales_share = 0.0;  // what the plant would sell, share of the cell's sales
  bool follows = false;      // for customers that moved; else for a border
  std::uint16_t market = 0;  // destination that gives most of the profit
  double saving = 0.0;       // ln of delivered cost there over home, below zero
};

// What the firms of this quarter look ahead to.
struct Future {
  std::vector<Prospect> prospects;
  const ProspectsState* known = nullptr;
  const Levers* levers = nullptr;
};

class SiteChoice {
 public:
  SiteChoice(const World& world, const ModelSettings& settings);

  // Counts what sites buy from their parents' suppliers at home, by host and home cell: demand that moved.
  void note_moved(const State& state);

  // Offers to firms of a home cell under the terms that `future` holds, times `persistence`; empty if nothing
  // pays at all. Profit gained: for every destination that a plant in the host would reach more
  // cheaply than home, sales S times (composite cost)^-theta - 1 times the profit margin, reached as
  // customers re-source, discounted; against F = sunk share * K/Y * plant cost factor * sales of the plant.
  [[nodiscard]] std::vector<SiteOffer> offers(const State& state, const Future& future, CellId home) const;

  // ln of delivered cost from a plant in the host over home, cost premium and proximity included.
  [[nodiscard]] double relative_cost(const State& state, CellId home, RegionId host,
                                     RegionId destination) const;

 private:
  struct Terms {
    double gain = 0.0;   // profit per year, money units
    double sales = 0.0;  // of the plant per year, money units
    RegionId market;
    double saving = 0.0;
  };
  [[nodiscard]] Terms border(const State& state, const Future& future, CellId home, RegionId host) const;
  [[nodiscard]] Terms follow(const State& state, const Future& future, CellId home, RegionId host) const;
  [[nodiscard]] double sunk_cost(const Future& future, CellId home, RegionId host) const;
  void add_offer(const Future& future, CellId home, RegionId host, const Terms& terms, bool follows,
                 double cell_sales, std::vector<SiteOffer>& out) const;
  [[nodiscard]] double host_weight(CellId home, RegionId host) const;
  [[nodiscard]] double yearly(const State& state, RegionId destination, CellId cell) const;
  // What the host makes of the home cell's product.
  [[nodiscard]] CellId made_in(RegionId host, CellId home) const {
    return world_.axes().cell(host, world_.axes().product_of(home));
  }

  const World& world_;
  ModelSettings settings_;
  std::vector<double> moved_;  // [host][home cell] money units per year at trend 1, of the quarter's decision
};

}  // namespace entrepot::models
