// The trade equilibrium of a scenario's terms in one month, and that of the same world without policies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/theory/equilibrium.hpp"
#include "outputs/store/results/result_types.hpp"
#include "scenarios/reader/scenario.hpp"
#include "sim/world/accounts.hpp"
#include "sim/world/levers/levers.hpp"

namespace entrepot::tools {

using namespace models;
using namespace theory;
using namespace scenarios;
using namespace outputs;

// The month named by `text` (YYYY-MM), the calendar's last month if it is empty. UsageError where it is no
// month or outside the calendar.
[[nodiscard]] Month month_of_calendar(const std::string& text, const Calendar& calendar);

// "fixed" or "clearing"; empty = what the scenario's settlement says. UsageError for any other.
[[nodiscard]] Closure closure_of(const std::string& text, const Scenario& scenario);
[[nodiscard]] const char* closure_name(Closure closure);

struct SolvedEquilibrium {
  EquilibriumInput input;
  EquilibriumSolution solution;
};

// A scenario bound to its world table, at one month.
class EquilibriumJob {
 public:
  EquilibriumJob(Scenario scenario, WorldTable table, Month month, Closure closure);

  // InputError or NoEquilibrium, as the solver says.
  [[nodiscard]] SolvedEquilibrium solve(bool with_policies) const;

  // Every metric that has a meaning in this equilibrium, for the month; flows carry the month's demand trend.
  // Under fixed wages there is no real income: welfare is not available.
  [[nodiscard]] std::vector<Variable> variables(const SolvedEquilibrium& solved) const;

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] const WorldTable& table() const { return table_; }
  [[nodiscard]] Month month() const { return month_; }
  [[nodiscard]] Closure closure() const { return closure_; }
  // Demand of the month over the base, the same for all regions and sectors.
  [[nodiscard]] double trend() const { return demand_trend(settings_.demand, month_); }

 private:
  void note_left_out();

  Scenario scenario_;
  WorldTable table_;
  Month month_;
  Closure closure_;
  ModelSettings settings_;
  BaseAccounts accounts_;
  std::vector<std::unique_ptr<Instrument>> instruments_;
};

}  // namespace entrepot::tools
