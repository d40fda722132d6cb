// A dated duty on flows: the instrument behind `tariff`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/policies/parts/duty_rule.hpp"
#include "models/policies/parts/timing.hpp"
#include "sim/world/levers/duty_instrument.hpp"
#include "sim/world/levers/news.hpp"

namespace entrepot::models {

// One duty cell and the row of the rate table that rules it.
struct DutyTarget {
  std::uint32_t lever = 0;  // WorldTable::duty_index
  std::uint32_t row = 0;
};

// Targets with the days on which both sides are named.
struct DutyTargets {
  DaySpan days;
  std::vector<DutyTarget> targets;
};

// Which member of a group of policies counts, where several act.
enum class Takes { higher, lower };

class DatedDuty final : public DutyInstrument, public News {
 public:
  const WorldTable* table = nullptr;
  DutyRule rule = DutyRule::add;
  double strength = 1.0;         // scale * compliance * (1 - excluded)
  double coverage = 1.0;         // part of the trade on which it acts
  std::vector<DaySpan> periods;  // ascending, disjoint
  std::size_t rows = 1;
  std::vector<double> rates;  // [period][row], fraction
  std::vector<DutyTargets> groups;
  Date known = Date::min();  // the day it is announced
  std::string group;         // policies of which one counts; "" = none
  Takes takes = Takes::higher;
  Date unless_from = Date::min();  // the day from which it yields to others
  // Beliefs: a threat is taken back before its first day and never in force; before its first day it is
  // reckoned with by its probability; its end is foreseen from a day on.
  Date withdrawn = Date::max();
  double probability = 1.0;
  Date end_known = Date::min();

  [[nodiscard]] Date announced() const override { return known; }
  void apply(Month month, Levers& levers) const override { levy_alone(all_of(month), levers); }
  void apply_last_day(Month month, Levers& levers) const override { levy_alone(last_day_of(month), levers); }
  void expect(Month month, Month known_in, Levers& levers) const override {
    DutyStack none;
    levy(all_of(month), known_in, levers, none);
  }
  [[nodiscard]] std::size_t news_before(Date end) const override;
  void levy(DaySpan over, std::optional<Month> known_in, Levers& levers, DutyStack& stack) const override;
  void add_changes(Month month, std::vector<Date>& days) const override;
  [[nodiscard]] bool stacks_by_day() const override;
  [[nodiscard]] bool needs_stack() const override { return !group.empty() || !others_.empty(); }
  void cover(DaySpan over, std::vector<double>& open) const override;
  void yield_to(const std::vector<const DutyInstrument*>& others) override { others_ = others; }

  // A period with one rate per row, cut to `within`; nothing where it is empty.
  void add_period(DaySpan period, DaySpan within, const double* row_rates);

 private:
  struct Stretch;  // what it does over some days
  // Its periods as they are known before the day `end`; nothing said = as they are.
  [[nodiscard]] std::vector<DaySpan> periods_known(std::optional<Month> known_in) const;
  // Without regard to others.
  void levy_alone(DaySpan over, Levers& levers) const {
    DutyStack none;
    levy(over, {}, levers, none);
  }
  void levy_on(const DutyTargets& group_of_targets, const Stretch& stretch, Levers& levers,
               DutyStack& stack) const;
  void act(const DutyTarget& target, const Stretch& stretch, GroupDuty* shared, Levers& levers) const;
  [[nodiscard]] double changed(double duty, std::size_t at, double rate, double in_force,
                               double strength_here) const;
  [[nodiscard]] std::vector<double> open_trade(DaySpan over, const DutyStack& stack) const;

  std::vector<const DutyInstrument*> others_;  // where these act it does not
};

}  // namespace entrepot::models
