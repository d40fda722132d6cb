// Instruments that move duties, and how their duties stack: on every day in the order of the file, then
// weighted over the days of the month.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/day_span.hpp"
#include "sim/world/levers/levers.hpp"

namespace entrepot {

// What the members of one group, of which the highest or the lowest counts, have made of the duties so far.
struct GroupDuty {
  std::string name;
  std::vector<double> before;   // [WorldTable::duty_index] duty before the first member acted
  std::vector<double> reached;  // what stands of the group; NaN where no member has acted
};

// What instruments must know of each other while a stack of duties is put together.
struct DutyStack {
  const std::vector<const Instrument*>* acting = nullptr;  // those that are reckoned with; null = all
  std::vector<GroupDuty> groups;
};

class DutyInstrument : public Instrument {
 public:
  // Its change of duties alone over days of one month, inside which nothing of it changes (or on the mean of
  // them). `known`: as `expect` has it; nothing = all is known.
  virtual void levy(DaySpan days, std::optional<Month> known, Levers& levers, DutyStack& stack) const = 0;
  // Adds the days inside the month on which its duties change.
  virtual void add_changes(Month month, std::vector<Date>& days) const = 0;
  // Whether its duties combine with those of others in another way than a sum, so that the mean of a month is
  // not that of its means.
  [[nodiscard]] virtual bool stacks_by_day() const { return false; }
  // Whether it needs the stack of its resolution: then it is levied, never applied on its own.
  [[nodiscard]] virtual bool needs_stack() const { return false; }
  // Takes the share of the trade on which its terms act over these days out of `open`, by
  // WorldTable::duty_index.
  virtual void cover(DaySpan days, std::vector<double>& open) const = 0;
  // Names the instruments where which it does not act. Called once, before the first month.
  virtual void yield_to(const std::vector<const DutyInstrument*>& /*others*/) {}
};

// Told after each instrument: its place in the list, and the levers as they stand then.
using AfterEach = std::function<void(std::size_t, const Levers&)>;

// resolve_levers, which tells after each instrument what stands.
[[nodiscard]] Levers resolve_in_steps(const WorldTable& table,
                                      const std::vector<const Instrument*>& instruments, Month month,
                                      const AfterEach& after);

}  // namespace entrepot
