// The path of the default model with infinitely many slots per nest: an independent computation of what the
// agents approach (model.md sections 3 and 4), used to judge a run of agents. It shares the world's figures,
// the settings and the resolved duties with the engine, and none of the behaviours.
//
// State: the weight share of every (destination, product, value class) by signing month, and the origin
// shares and match terms at which each month signed. A signing month ("cohort") is 0 for the base and t + 1
// for slots signed in step t. Users of a destination (its sectors, then final use) share the cohorts and
// differ in base origin shares, product mix and class shares. Inside a user and input the classes form one
// nest: that lets substitution between slots (0.4) act between firms of different size, where the agents have
// their output elasticity; with prices of classes a few per cent apart this is of second order.
//
// With `model.investment.sites` firms open plants abroad at the rate of tests/support/site_field.hpp,
// customers sign with the plant of their choice or move to it at the rate of the agents. What such plants buy
// is taken to be what local firms buy: their inputs from home, and suppliers that follow, are not covered.
//
// With `model.sourcing.enterprises`, owners in the world and no new plants, contracts move between the base
// plants of one enterprise (tests/support/enterprise_field.hpp).
//
// Not covered either: `pricing: own`, `match: frechet`, closures other than `fixed`, and a capacity ratio
// other than 1.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/core/parallel.hpp"
#include "sim/world/levers/levers.hpp"
#include "tests/support/enterprise_field.hpp"
#include "tests/support/site_field.hpp"
#include "tests/support/value_classes.hpp"

namespace entrepot::test {

using namespace models;

class MeanField {
 public:
  static constexpr std::size_t default_firm_classes = 12;

  // `world` gives figures and slot values only; its links are not used. It must outlive the mean field.
  MeanField(const World& world, const ModelSettings& settings, std::vector<const Instrument*> instruments,
            Calendar calendar, ThreadPool& pool, std::size_t firm_classes = default_firm_classes,
            const OpeningRule& opening = {});

  void step();  // one month

  [[nodiscard]] int steps_done() const { return step_; }
  [[nodiscard]] Month month() const { return calendar_.at(step_ - 1); }  // of the last step
  // Customs value of the last step (at the gate, duty excluded), million USD per month,
  // [destination][origin][sector]; home sales are where origin = destination.
  [[nodiscard]] const std::vector<double>& trade() const { return trade_; }
  [[nodiscard]] const std::vector<double>& group_price() const { return price_; }  // base = 1
  [[nodiscard]] const std::vector<double>& shipped() const { return shipped_; }    // goods, per month

  // Origin shares in the base weight of (destination, product) after the last step's re-sourcing, all users
  // and classes of final use and firms by their base spending.
  [[nodiscard]] std::vector<double> weight_shares(std::size_t destination, std::size_t product) const;
  // Origin shares of slots signed in the last step.
  [[nodiscard]] const double* signed_shares(std::size_t destination, std::size_t product) const {
    return &signed_share_[(pair(destination, product) * cohorts_ + static_cast<std::size_t>(step_)) *
                          regions_];
  }
  // Largest |1 - sum of weights over cohorts| of any (destination, product, class).
  [[nodiscard]] double weight_error() const;
  // Sales of plants abroad in the last step, million USD of the base year per month, [host][sector].
  [[nodiscard]] std::vector<double> site_goods() const;
  [[nodiscard]] const SiteField* sites() const { return sites_.get(); }  // null = off

 private:
  [[nodiscard]] std::size_t pair(std::size_t destination, std::size_t product) const {
    return destination * products_ + product;
  }
  [[nodiscard]] double* weights(std::size_t pair, std::size_t value_class) {
    return &weight_[(pair * classes_.count + value_class) * cohorts_];
  }
  [[nodiscard]] const double* weights(std::size_t pair, std::size_t value_class) const {
    return &weight_[(pair * classes_.count + value_class) * cohorts_];
  }
  // Share of each value class in a user's base spending on an input.
  [[nodiscard]] const double* class_shares(std::size_t destination, std::size_t user,
                                           std::size_t input) const {
    return &classes_.share[((destination * users_ + user) * sectors_ + input) * classes_.count];
  }
  [[nodiscard]] double base_spending(std::size_t destination, std::size_t user, std::size_t input) const;
  void add_weights(std::size_t destination, std::size_t product, std::size_t user,
                   std::vector<double>& out) const;
  [[nodiscard]] double short_run_exponent(std::size_t product) const;  // 1 - sigma
  void set_base_weights();
  void set_budgets(Month month);
  void set_costs(Month month);
  void sign(std::size_t destination, std::size_t product);
  [[nodiscard]] std::vector<double> hazards(std::size_t destination, std::size_t product) const;
  void reopen(std::size_t destination, std::size_t product);
  void relocate(std::size_t destination, std::size_t product);
  void place_at_sites(std::size_t destination, std::size_t product, std::size_t user, double kept,
                      const std::vector<double>& price, const std::vector<double>& moved);
  void sell(std::size_t destination, std::size_t user, std::size_t product, std::size_t place, double spent);
  void sell_by_place(std::size_t destination, std::size_t user, std::size_t product, std::size_t origin,
                     double spent);
  void note_signed(std::size_t destination, std::size_t product);
  // ln of delivered cost of an origin as its customers see it: over the plants of its enterprises.
  [[nodiscard]] double customer_cost(std::size_t destination, std::size_t origin, std::size_t product) const {
    const std::size_t at = world_.table.duty_index(destination, origin, product);
    return enterprises_ != nullptr ? enterprises_->log_composite(FlowId(at)) : log_cost_[at];
  }
  void effective_weights(std::size_t destination, std::size_t product);
  void weigh_user(std::size_t destination, std::size_t product, std::size_t user,
                  const std::vector<double>& price, const std::vector<double>& pull);
  [[nodiscard]] std::vector<double> nest_prices(std::size_t destination, std::size_t user) const;
  [[nodiscard]] std::vector<double> spending(std::size_t destination, std::size_t user);
  void order(std::size_t destination, std::size_t user);
  void produce();
  void settle();
  void post_prices();

  const World& world_;
  ModelSettings settings_;
  std::vector<const Instrument*> instruments_;
  Calendar calendar_;
  ThreadPool& pool_;
  std::size_t regions_, sectors_, products_, users_, cohorts_;
  ValueClasses classes_;
  std::vector<std::size_t> first_product_;  // [sector + 1]
  std::vector<double> base_weight_;  // [destination][user][product][origin] of the nest, purchaser prices

  std::vector<double> weight_;        // [destination][product][class][cohort] sums to 1 over cohorts
  std::vector<double> signed_share_;  // [destination][product][cohort][origin] P
  std::vector<double> signed_pull_;   // ... P z^(sigma - 1)
  std::vector<double> signed_cost_;   // ... ln x when signed
  std::vector<double> price_;         // [group] posted, base = 1
  std::vector<double> shipped_;       // [group] goods of last step, million USD per month
  std::vector<double> income_;        // [region] million USD per month

  // Plants abroad; empty where sites are off.
  std::unique_ptr<SiteField> sites_;
  // [destination][product][home][host] part of the home cell's customers that buy of its plants in the host:
  std::vector<double> base_moved_;    // ... of those who never signed anew
  std::vector<double> signed_there_;  // ... of the others, those who signed there
  std::vector<double> signed_moved_;  // ... and those who signed at home and moved
  std::vector<double>
      effective_site_;  // [destination][user][product][place] part of `effective_` that sites sell
  std::vector<double> site_goods_;  // as `goods_`

  // Base plants of enterprises; empty where they are off.
  std::unique_ptr<EnterpriseField> enterprises_;
  std::vector<double> ordered_from_;  // [destination][origin][product] goods ordered of base cells, per month

  int step_ = 0;
  double trend_ = 1.0;
  std::vector<double> budget_factor_;  // [region]
  Levers levers_;
  std::vector<double> log_cost_;     // [destination][origin][product]
  std::vector<double> effective_;    // [destination][user][product][origin] w d^(1 - sigma)
  std::vector<double> unit_cost_;    // [group]
  std::vector<double> money_;        // [destination][user][origin][sector] at the gate
  std::vector<double> duty_;         // ... duty on it
  std::vector<double> goods_;        // ... at base prices
  std::vector<double> utilisation_;  // [group]
  std::vector<double> trade_;        // [destination][origin][sector]
};

}  // namespace entrepot::test
