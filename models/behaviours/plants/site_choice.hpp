// Whether a plant abroad pays, and where: the investment rule of model.md section 5.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/plants/class_sales.hpp"
#include "models/behaviours/plants/place_index.hpp"
#include "models/behaviours/plants/prospects.hpp"

namespace entrepot::models {

// ln of a site's unit cost over its parent's technology at the host's prices: the premium of a young plant
// abroad, and what workers and local services cost more than at home (WorldTable::plant_cost to the power of
// `local_cost_share`). A cheaper place earns no discount: where it pays without a policy, the base world
// already makes the good there.
[[nodiscard]] double log_plant_premium(const InvestmentSettings& settings, const WorldTable& table,
                                       RegionId home, RegionId host);

// What opening in one host means to one firm.
struct SiteOffer {
  std::uint16_t host = 0;
  double ratio = 0.0;        // expected discounted profit over what the plant costs
  double base_ratio = 0.0;   // the same at the terms and prices of the base
  double weight = 0.0;       // in the choice among hosts
  double sales = 0.0;        // of the plant, money units per year
  bool follows = false;      // most of the gain is from customers that moved; else from borders
  std::uint16_t market = 0;  // destination that gives most of the profit
};

// What the firms of this quarter look ahead to.
struct Future {
  std::vector<Prospect> prospects;
  const ProspectsState* known = nullptr;
  const Levers* levers = nullptr;
};

// A firm that weighs a plant.
struct Seller {
  std::uint32_t firm = 0;
  std::span<const std::int64_t> sales;  // [destination] money units per month
  std::span<const std::int64_t> moved;  // [destination] part of it by customers' plants that came there
};

// What all firms of a home cell reckon with.
struct PlanTerms {
  CellId home;
  double trend = 1.0;  // of demand
  // [scene][host][destination] ln of delivered cost from a plant in the host over the home plant's. Scenes
  // are the base, then the prospects.
  std::vector<double> relative;
  // [scene][destination] ln of the cell's own delivered cost over the base, 0 where no policy touches it.
  std::vector<double> home_cost;
  std::vector<double> scene_weight;  // [prospect] sum 1
  std::vector<double> attraction;  // [host][destination] weight of a host by what it sells there at the base
  // [host] over the plant's yearly sales: what is lost of its cost, now and at the base, and what treasuries
  // pay
  std::vector<double> lost, lost_base, paid;
};

// One plan over all markets: at every destination that a plant in the host would reach more cheaply, the host
// itself included, the firm's own sales S grow by
//   G = (Phi_with / Phi_without)^(theta / theta_s) - 1,
// Phi as in place_index.hpp over all plants that the firm has, theta the sector's trade elasticity; in the
// host theta_h, for there customers take from the firm's plant instead of its imports. Customers whose plants
// came to the host are kept: of what they buy, the part that they would buy elsewhere. The profit gained,
// reached as customers re-source and discounted, is held against what is lost of the cost of the plant, less
// what treasuries pay of all of it:
//   F = F0 + K/Y * plant cost * sales of the plant * (sunk share * (1 + omega TPU) - subsidy).
class SiteChoice {
 public:
  SiteChoice(const World& world, const ModelSettings& settings);

  [[nodiscard]] PlanTerms terms(const State& state, const Future& future, CellId home) const;
  // Hosts where a plant pays more than at the base, to a firm of that cell; empty if there is none. The
  // firm's own sales are the same on both sides of this comparison: they wander in a world that stands still,
  // and a customer won by chance is no reason to build.
  [[nodiscard]] std::vector<SiteOffer> offers(const State& state, const PlanTerms& terms,
                                              const Seller& seller) const;

  // ln of delivered cost from a plant in the host over home: cost premium, proximity and duties of the base,
  // and what has changed since.
  [[nodiscard]] double relative_cost(const State& state, CellId home, RegionId host,
                                     RegionId destination) const;

 private:
  // Of a plan at one destination or in all, per year, money units.
  struct Gain {
    double local = 0.0;  // sales won back or kept from borders
    double moved = 0.0;  // sales to customers that moved, kept
    double sales = 0.0;  // of the plant
    [[nodiscard]] double all() const { return local + moved; }
    void add(double weight, const Gain& other) {
      local += weight * other.local;
      moved += weight * other.moved;
      sales += weight * other.sales;
    }
  };
  // A plant that the firm has beside its own: opened since the base (a closed one has no part), or of the
  // base and in its enterprise.
  struct Present {
    std::size_t host;
    double part;  // fresh: as in PlaceTerms; else of the enterprise's output
    bool fresh;
  };
  struct Weighing {
    const Seller& seller;
    std::vector<Present> present;
    double own_part;                 // of the enterprise's output, made by the firm's own plant
    std::vector<PlaceTerms> places;  // room for one destination's
    std::vector<double> expected;    // [destination] money units per month at base terms and trend
    std::vector<double> without;     // [scene][destination] Phi without another plant; < 0 = not known yet
  };

  [[nodiscard]] double base_relative(CellId home, RegionId host, RegionId destination) const;
  [[nodiscard]] std::vector<bool> touched(const Future& future, CellId home) const;
  void set_attraction(PlanTerms& terms) const;
  void set_costs(PlanTerms& terms, const Future& future) const;
  [[nodiscard]] double paid(const Future& future, CellId home, RegionId host) const;
  [[nodiscard]] double uncertainty(const Future& future, CellId home, RegionId host) const;
  [[nodiscard]] Weighing weighing_of(const State& state, const Seller& seller) const;
  [[nodiscard]] Gain gain(const PlanTerms& terms, std::size_t scene, Weighing& weighing, RegionId host,
                          RegionId destination) const;
  [[nodiscard]] SiteOffer offer(const PlanTerms& terms, Weighing& weighing, RegionId host) const;
  // Expected discounted profit of a yearly gain in sales, and what is paid for the plant, over what is lost
  // of its cost; both over its yearly sales.
  [[nodiscard]] double ratio(CellId home, const Gain& gain, double lost, double paid) const;
  // What the host makes of the home cell's product.
  [[nodiscard]] CellId made_in(RegionId host, CellId home) const {
    return world_.axes().cell(host, world_.axes().product_of(home));
  }

  const World& world_;
  ModelSettings settings_;
  ClassSales classes_;
  std::vector<double> log_premium_;  // [home][host]
  double log_proximity_;
};

}  // namespace entrepot::models
