// How the terms of a month are put together: instruments in order, duties on every day.
#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/world/levers/duties_on.hpp"
#include "sim/world/levers/duty_instrument.hpp"
#include "sim/world/levers/news.hpp"

namespace entrepot {

namespace {

using Instruments = std::vector<const Instrument*>;

const DutyInstrument* duty_of(const Instrument& instrument) {
  return dynamic_cast<const DutyInstrument*>(&instrument);
}

Levers base_levers(const WorldTable& table) {
  Levers levers;
  levers.duty = table.base_duty;
  return levers;
}

void cut_to_bounds(Levers& levers) {
  for (const LeverColumn& lever : lever_columns()) {
    for (double& value : levers.*lever.column) value = std::clamp(value, lever.lower, lever.upper);
  }
}

// The duties of a month in whose midst they change, some of them otherwise than by sums: put together on
// every stretch of days and weighted. Where that agrees with the month as a whole, the month's bits stand.
class DutiesByDay {
 public:
  DutiesByDay(const WorldTable& table, const Instruments& instruments, Month month,
              std::optional<Month> known)
      : known_(known) {
    std::vector<Date> days = days_of_change(instruments, month);
    if (days.empty()) return;
    const DaySpan all = all_of(month);
    days.insert(days.end(), {all.from, all.until});
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    for (std::size_t i = 0; i + 1 < days.size(); ++i) {
      const DaySpan span{days[i], days[i + 1]};
      stretches_.push_back({span, share_of_days(all, span), base_levers(table), {&instruments, {}}});
    }
  }
  // `levers`: after the instrument has acted on the month as a whole.
  void levy(const Instrument& instrument, Levers& levers) {
    const DutyInstrument* const duty = duty_of(instrument);
    if (stretches_.empty() || duty == nullptr) return;
    constexpr double rounding = 1e-12;
    for (Stretch& at : stretches_) duty->levy(at.days, known_, at.levers, at.stack);
    for (std::size_t at = 0; at < levers.duty.size(); ++at) {
      double mean = 0.0;
      for (const Stretch& stretch : stretches_) mean += stretch.share * stretch.levers.duty[at];
      if (std::abs(mean - levers.duty[at]) > rounding) levers.duty[at] = mean;
    }
  }

 private:
  struct Stretch {
    DaySpan days;
    double share = 0.0;  // of the month
    Levers levers;
    DutyStack stack;
  };
  // None where all duties are sums.
  static std::vector<Date> days_of_change(const Instruments& instruments, Month month) {
    std::vector<Date> days;
    bool by_day = false;
    for (const Instrument* instrument : instruments) {
      const DutyInstrument* const duty = duty_of(*instrument);
      if (duty == nullptr) continue;
      by_day = by_day || duty->stacks_by_day();
      duty->add_changes(month, days);
    }
    return by_day ? days : std::vector<Date>{};
  }

  std::optional<Month> known_;
  std::vector<Stretch> stretches_;
};

// Base duties, then every instrument in order over `days`, by `apply` where it needs no stack.
template <class Apply, class After>
Levers resolve(const WorldTable& table, const Instruments& instruments, DaySpan days,
               std::optional<Month> known, const Apply& apply, const After& after) {
  Levers levers = base_levers(table);
  DutyStack stack{&instruments, {}};
  for (std::size_t i = 0; i < instruments.size(); ++i) {
    const DutyInstrument* const duty = duty_of(*instruments[i]);
    if (duty != nullptr && duty->needs_stack()) {
      duty->levy(days, known, levers, stack);
    } else {
      apply(*instruments[i], levers);
    }
    after(i, levers);
  }
  cut_to_bounds(levers);
  return levers;
}

}  // namespace

Levers resolve_in_steps(const WorldTable& table, const Instruments& instruments, Month month,
                        const AfterEach& after) {
  DutiesByDay by_day(table, instruments, month, {});
  return resolve(
      table, instruments, all_of(month), {},
      [&](const Instrument& instrument, Levers& levers) { instrument.apply(month, levers); },
      [&](std::size_t i, Levers& levers) {
        by_day.levy(*instruments[i], levers);
        if (after) after(i, levers);
      });
}

std::vector<double> duties_on(const WorldTable& table, const Instruments& instruments, Date day) {
  Levers levers = base_levers(table);
  DutyStack stack{&instruments, {}};
  for (const Instrument* instrument : instruments) {
    const DutyInstrument* const duty = duty_of(*instrument);
    if (duty != nullptr) duty->levy({day, day + std::chrono::days(1)}, {}, levers, stack);
  }
  return levers.duty;
}

Levers resolve_levers(const WorldTable& table, const Instruments& instruments, Month month) {
  return resolve_in_steps(table, instruments, month, {});
}

Levers resolve_last_day(const WorldTable& table, const Instruments& instruments, Month month) {
  return resolve(
      table, instruments, last_day_of(month), {},
      [&](const Instrument& instrument, Levers& levers) { instrument.apply_last_day(month, levers); },
      [](std::size_t, Levers&) {});
}

std::size_t Outlook::announced(Month known) const {
  std::size_t count = 0;
  for (const Instrument* instrument : *instruments_) {
    const News* const news = dynamic_cast<const News*>(instrument);
    count += news != nullptr ? news->news_before((known + 1).first_day())
                             : static_cast<std::size_t>(known_by(*instrument, known));
  }
  return count;
}

Levers Outlook::expected(Month month, Month known) const {
  std::vector<const Instrument*> announced;
  for (const Instrument* instrument : *instruments_) {
    if (known_by(*instrument, known)) announced.push_back(instrument);
  }
  DutiesByDay by_day(*table_, announced, month, known);
  return resolve(
      *table_, announced, all_of(month), known,
      [&](const Instrument& instrument, Levers& levers) { instrument.expect(month, known, levers); },
      [&](std::size_t i, Levers& levers) { by_day.levy(*announced[i], levers); });
}

bool known_by(const Instrument& instrument, Month known) {
  return instrument.announced() < (known + 1).first_day();
}

}  // namespace entrepot
