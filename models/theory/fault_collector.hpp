// Collects the faults of an EquilibriumInput kind by kind; settles its shares. Internal to the solver's
// checks.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/theory/equilibrium_types.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::theory {

constexpr double share_slack = 1e-6;      // shares may miss 1 by rounding of the data, not by more
constexpr std::size_t faults_shown = 20;  // of one kind; the rest is counted

class FaultCollector {
 public:
  explicit FaultCollector(const EquilibriumInput& input) : input_(input) {}

  void add(std::string what, std::string why, std::string suggestion = "");
  void end_kind();
  void throw_if_any() const { faults_.throw_if_any(); }
  void shape(const char* name, std::size_t size, std::size_t wanted, const char* axes);
  void below(const char* name, const std::vector<std::size_t>& values, std::size_t limit);
  void range(const char* name, std::span<const double> values, double low, double high);
  [[nodiscard]] const EquilibriumInput& input() const { return input_; }

 private:
  const EquilibriumInput& input_;
  Faults faults_;
  std::size_t of_kind_ = 0;
};

// Scales shares to sum to 1 exactly, gives groups that sell nothing a plain technology.
void settle_technology(EquilibriumInput& input, FaultCollector& out);

// The same for products and origins; finds cells that are bought but have no supplier, or none left open.
void settle_markets(EquilibriumInput& input, FaultCollector& out);

}  // namespace entrepot::theory
