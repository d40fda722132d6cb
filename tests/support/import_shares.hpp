// Shares of goods imports by origin and calendar year: the measure agents and mean field are compared by.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "sim/engine/simulation.hpp"

namespace entrepot::test {

// Customs value (at the seller's gate, duty excluded) of goods by year; home sales are kept apart.
class ImportShares {
 public:
  ImportShares(const WorldTable& table, std::size_t destination) : table_(table), destination_(destination) {}

  // `trade` is one month, [destination][origin][sector], in any one unit.
  void add(Month month, const std::vector<double>& trade);

  [[nodiscard]] const std::map<int, std::vector<double>>& value_by_year() const { return value_; }
  [[nodiscard]] std::vector<double> shares(int year) const;  // [origin], 0 at home
  // Part of all goods used in the destination that are made there.
  [[nodiscard]] double domestic(int year) const;

 private:
  const WorldTable& table_;
  std::size_t destination_;
  std::map<int, std::vector<double>> value_;  // [year][origin]
  std::map<int, double> home_;                // [year]
};

// Trade of an agent run's last step, million USD per month, [destination][origin][sector].
[[nodiscard]] std::vector<double> agent_trade(const World& world, const State& state);

}  // namespace entrepot::test
