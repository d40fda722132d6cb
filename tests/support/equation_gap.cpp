// The equations of model.md 4, link by link with plain powers: an independent check of the solver.
#include <algorithm>
#include <cmath>

#include "tests/support/random_equilibrium.hpp"

namespace entrepot::test {

using namespace theory;

namespace {

double ces(const std::vector<double>& weights, const std::vector<double>& prices, double elasticity) {
  double sum = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum += weights[i] * (elasticity == 1.0 ? std::log(prices[i]) : std::pow(prices[i], 1.0 - elasticity));
  }
  return elasticity == 1.0 ? std::exp(sum) : std::pow(sum, 1.0 / (1.0 - elasticity));
}

class Equations {
 public:
  Equations(const EquilibriumInput& in, const EquilibriumSolution& at, const EquilibriumSolution& base)
      : in_(in),
        at_(at),
        base_(base),
        sales_(in.groups(), 0.0),
        duties_(in.regions, 0.0),
        exports_(in.regions, 0.0) {}

  double gap() {
    for (std::size_t n = 0; n < in_.regions; ++n) {
      for (std::size_t k = 0; k < in_.sectors; ++k) nest(n, k);
    }
    for (std::size_t group = 0; group < in_.groups(); ++group) producer(group);
    for (std::size_t n = 0; n < in_.regions; ++n) region(n);
    double deficits = 0.0;
    for (const double deficit : at_.deficit) deficits += deficit;
    compare(1.0 + deficits / at_.income[0], 1.0);
    return gap_;
  }

 private:
  void compare(double value, double wanted) {
    gap_ = std::max(gap_, std::abs(value - wanted) / std::abs(wanted));
  }
  void compare_share(double value, double wanted) { gap_ = std::max(gap_, std::abs(value - wanted)); }
  [[nodiscard]] double wedge(std::size_t link) const {
    return in_.choice_wedge.empty() ? 1.0 : in_.choice_wedge[link];
  }
  [[nodiscard]] double iceberg(std::size_t link) const {
    return in_.iceberg.empty() ? 1.0 : in_.iceberg[link];
  }

  // Equations (2) and (3) for one product: choice probabilities and the index of the choice set.
  std::vector<double> choose(std::size_t n, std::size_t g, double& index) const {
    const std::size_t k = in_.product_sector[g];
    const double theta = in_.trade_elasticity[k];
    const double eta = in_.home_elasticity.empty() ? theta : in_.home_elasticity[k];
    std::vector<double> probability(in_.regions);
    double home = 0.0;
    double abroad = 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < in_.regions; ++i) {
      const std::size_t link = in_.link(n, i, g);
      const double share = in_.origin_share[(n * in_.products() + g) * in_.regions + i];
      const double delivered = at_.unit_cost[i * in_.sectors + k] * (1.0 + in_.duty[link]) /
                               (1.0 + in_.base_duty[link]) * iceberg(link) * wedge(link);
      if (i == n) {
        home = share * std::pow(delivered, -eta);
        continue;
      }
      abroad += share;
      probability[i] = share * std::pow(delivered, -theta);
      sum += probability[i];
    }
    const double imports = abroad > 0.0 ? abroad * std::pow(sum / abroad, eta / theta) : 0.0;
    index = std::pow(home + imports, -1.0 / eta);
    for (double& value : probability) value *= sum > 0.0 ? imports / (home + imports) / sum : 0.0;
    probability[n] = home / (home + imports);
    return probability;
  }

  // A nest: slots of weight mu pi' pay index / wedge and share the spending with elasticity sigma.
  void nest(std::size_t n, std::size_t k) {
    const double sigma = in_.nest_elasticity[k];
    std::vector<double> weights;
    std::vector<double> prices;
    std::vector<std::size_t> links;
    for (std::size_t g = 0; g < in_.products(); ++g) {
      const double product_share = in_.product_share[n * in_.products() + g];
      if (in_.product_sector[g] != k || product_share <= 0.0) continue;
      double index = 1.0;
      const std::vector<double> probability = choose(n, g, index);
      compare(at_.product_price[n * in_.products() + g], index);
      for (std::size_t i = 0; i < in_.regions; ++i) {
        compare_share(at_.origin_share[(n * in_.products() + g) * in_.regions + i], probability[i]);
        links.push_back(in_.link(n, i, g));
        weights.push_back(product_share * probability[i]);
        prices.push_back(index / wedge(links.back()));
      }
    }
    if (links.empty()) return;
    const double price = ces(weights, prices, sigma);
    compare(at_.sector_price[n * in_.sectors + k], price);
    for (std::size_t slot = 0; slot < links.size(); ++slot) {
      const std::size_t origin = links[slot] / in_.products() % in_.regions;
      const double spent =
          at_.spending[n * in_.sectors + k] * weights[slot] * std::pow(prices[slot] / price, 1.0 - sigma);
      const double basic = spent / (1.0 + in_.duty[links[slot]]);
      sales_[origin * in_.sectors + k] += basic;
      duties_[n] += spent - basic;
      exports_[origin] += basic;
      exports_[n] -= basic;
    }
  }

  // Equation (1), and what the group sells.
  void producer(std::size_t group) {
    const std::size_t n = group / in_.sectors;
    const double beta = in_.labour_share[group];
    compare(at_.output[group] + 1e-9, sales_[group] + 1e-9);
    const std::vector<double> shares(&in_.input_share[group * in_.sectors],
                                     &in_.input_share[group * in_.sectors] + in_.sectors);
    const std::vector<double> prices(&at_.sector_price[n * in_.sectors],
                                     &at_.sector_price[n * in_.sectors] + in_.sectors);
    if (sales_[group] <= 0.0) return;
    compare(at_.unit_cost[group],
            ces({beta, 1.0 - beta}, {at_.wage[n], ces(shares, prices, in_.input_elasticity)},
                in_.labour_elasticity));
  }

  // E_k = y / mu (1 - beta) gamma_k c^(e-1) PM^(eM-e) P_k^(1-eM), over the groups of a region.
  double inputs_bought(std::size_t n, std::size_t k, double& labour, double& profit) const {
    double bought = 0.0;
    labour = profit = 0.0;
    const std::vector<double> prices(&at_.sector_price[n * in_.sectors],
                                     &at_.sector_price[n * in_.sectors] + in_.sectors);
    for (std::size_t group = n * in_.sectors; group < (n + 1) * in_.sectors; ++group) {
      const std::vector<double> shares(&in_.input_share[group * in_.sectors],
                                       &in_.input_share[group * in_.sectors] + in_.sectors);
      const double index = ces(shares, prices, in_.input_elasticity);
      const double cost = sales_[group] / in_.markup[group];
      const double e = in_.labour_elasticity;
      labour += cost * in_.labour_share[group] * std::pow(at_.wage[n] / at_.unit_cost[group], 1.0 - e);
      profit += sales_[group] - cost;
      bought += cost * (1.0 - in_.labour_share[group]) * shares[k] * std::pow(at_.unit_cost[group], e - 1.0) *
                std::pow(index, in_.input_elasticity - e) * std::pow(prices[k], 1.0 - in_.input_elasticity);
    }
    return bought;
  }

  // Equations (4), (5), (6) and the closure.
  void region(std::size_t n) {
    double labour = 0.0;
    double profit = 0.0;
    for (std::size_t k = 0; k < in_.sectors; ++k) {
      const double bought =
          inputs_bought(n, k, labour, profit) + in_.budget_share[n * in_.sectors + k] * at_.budget[n];
      compare(at_.spending[n * in_.sectors + k], bought);
    }
    const double income = labour + profit + duties_[n];
    compare(at_.income[n], income);
    compare(at_.budget[n] - at_.deficit[n], income);
    compare(income - exports_[n], at_.budget[n]);  // the trade balance is minus the deficit
    if (in_.closure == Closure::clearing) {
      compare(labour, at_.wage[n] * base_.labour_income[n]);
      compare(income + base_.deficit[n], at_.budget[n]);
    } else {
      const double m = in_.income_response;
      compare(at_.wage[n], 1.0);
      compare(at_.budget[n], in_.budget[n] * (1.0 + m * (income / base_.income[n] - 1.0)));
    }
  }

  const EquilibriumInput& in_;
  const EquilibriumSolution& at_;
  const EquilibriumSolution& base_;
  std::vector<double> sales_;
  std::vector<double> duties_;
  std::vector<double> exports_;  // net, basic prices
  double gap_ = 0.0;
};

}  // namespace

double equation_gap(const EquilibriumInput& input, const EquilibriumSolution& solution,
                    const EquilibriumSolution& base) {
  return Equations(input, solution, base).gap();
}

}  // namespace entrepot::test
