// The plain kind of instrument: dated changes of elements of levers.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "models/policies/parts/selector.hpp"
#include "models/policies/parts/timing.hpp"
#include "sim/world/levers/duty_instrument.hpp"

namespace entrepot::models {

// How an amount meets what earlier instruments have written.
enum class Combine {
  sum,      // added: wedges (as logarithms), subsidies, fines
  overlap,  // shares stopped independently of each other: 1 - (1 - a)(1 - b)
  factor,   // multiplied: x (1 + amount)
};

struct ElementChange {
  std::uint32_t element = 0;
  double amount = 0.0;  // at full strength
};

// Changes of one lever on the same days.
struct LeverChange {
  std::vector<double> Levers::*lever = nullptr;
  Combine combine = Combine::sum;
  std::size_t size = 0;  // elements of the lever
  DaySpan days;
  std::vector<ElementChange> elements;
};

class DatedChanges final : public DutyInstrument {
 public:
  DatedChanges(Timing timing, std::vector<LeverChange> changes)
      : timing_(timing), changes_(std::move(changes)) {}
  void apply(Month month, Levers& levers) const override { change(all_of(month), levers); }
  void apply_last_day(Month month, Levers& levers) const override { change(last_day_of(month), levers); }
  void levy(DaySpan days, std::optional<Month> known, Levers& levers, DutyStack& stack) const override;
  void add_changes(Month month, std::vector<Date>& days) const override;
  [[nodiscard]] bool stacks_by_day() const override;  // it cuts duties, which end at 0
  void cover(DaySpan days, std::vector<double>& open) const override;
  [[nodiscard]] Date announced() const override { return timing_.announced; }

 private:
  void change(DaySpan over, Levers& levers) const;
  void change(const LeverChange& change, double strength, Levers& levers) const;

  Timing timing_;
  std::vector<LeverChange> changes_;
};

// One change of a flow lever per group, with an amount per flow. No change where the amount is 0.
void add_flow_changes(std::vector<LeverChange>& changes, std::vector<double> Levers::*lever, Combine combine,
                      const std::vector<FlowGroup>& groups,
                      const std::function<double(const SelectedFlow&)>& amount, const WorldTable& table);
// The same amount everywhere.
void add_flow_changes(std::vector<LeverChange>& changes, std::vector<double> Levers::*lever, Combine combine,
                      const std::vector<FlowGroup>& groups, double amount, const WorldTable& table);

}  // namespace entrepot::models
