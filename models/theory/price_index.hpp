// Price indices and origin shares of every market, given unit costs: equations (2) and (3) of model.md 4.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/theory/equilibrium_types.hpp"

namespace entrepot::theory {

// ln of the CES aggregate (sum w exp(power l))^(1 / power); power 0 is the weighted mean. Weights sum to 1.
// Exact near power = 0 and at l = 0.
[[nodiscard]] double log_ces(std::span<const double> weights, std::span<const double> logs, double power);

// What `TradePrices` computes; buffers are reused between calls.
struct PriceIndices {
  std::vector<double> origin_share;  // pi' [market][product][origin]
  std::vector<double> log_choice;    // [market][product] ln Q, choice wedges included
  std::vector<double> log_cash;      // [market][product] ln of the cash price of the product
  std::vector<double> log_sector;    // [market][sector] ln P
};

// A choice wedge tau acts like a duty refunded on the spot: choices and the index Q see it, the slot's cash
// price is Q / tau; the nest aggregates cash prices over slots with elasticity sigma.
class TradePrices {
 public:
  // Keeps a reference to `input`, which must be checked and outlive this object.
  explicit TradePrices(const EquilibriumInput& input);

  // log_cost [group].
  void evaluate(const std::vector<double>& log_cost, PriceIndices& out) const;

  // Share of the market's spending on the sector, by product and origin (sums to 1 over a sector).
  [[nodiscard]] std::vector<double> value_shares(const PriceIndices& at) const;

  // Sum over origins of |d ln P / d ln cost of the origin| for every [market][sector] at `at`: 1 without
  // wedges.
  [[nodiscard]] std::vector<double> amplification(const PriceIndices& at) const;

  [[nodiscard]] bool has_wedges() const { return any_wedge_; }
  [[nodiscard]] bool active(std::size_t market, std::size_t product) const {
    return home_mass_[cell(market, product)] + import_mass_[cell(market, product)] > 0.0;
  }

 private:
  [[nodiscard]] std::size_t cell(std::size_t market, std::size_t product) const {
    return market * input_.products() + product;
  }
  void load_links(std::size_t market, std::size_t product);
  double one_tier(std::size_t at, double theta, std::span<double> share) const;
  double two_tiers(std::size_t at, std::size_t home, double theta, double eta, std::span<double> share) const;
  [[nodiscard]] double log_refund(std::size_t at, std::span<const double> share, double sigma) const;
  [[nodiscard]] double log_wedge(std::size_t at, std::size_t origin) const {
    return any_wedge_ ? log_wedge_[at * input_.regions + origin] : 0.0;
  }
  void add_response(std::size_t at, const PriceIndices& indices, std::span<const double> value,
                    std::span<double> response) const;

  const EquilibriumInput& input_;
  std::vector<double> open_share_;   // [market][product][origin] pi0 of links that are open
  std::vector<double> log_term_;     // [market][product][origin] ln of (1+t)/(1+t0) * iceberg * wedge
  std::vector<double> log_wedge_;    // same shape, empty without wedges
  std::vector<double> home_mass_;    // [market][product] pi0 of the home origin, open or not
  std::vector<double> import_mass_;  // [market][product] pi0 of the others
  bool any_wedge_ = false;
};

}  // namespace entrepot::theory
