#include "sim/world/levers/levers.hpp"

#include <algorithm>

namespace entrepot {

const std::vector<LeverColumn>& lever_columns() {
  constexpr double any = 1e300;
  static const std::vector<LeverColumn> all = {{"duty", &Levers::duty, 0.0, any},
                                               {"ban", &Levers::ban, 0.0, 1.0},
                                               {"log_wedge", &Levers::log_wedge, -any, any},
                                               {"log_iceberg", &Levers::log_iceberg, -any, any},
                                               {"credit", &Levers::credit, 0.0, most_paid},
                                               {"detection", &Levers::detection, 0.0, 1.0},
                                               {"fine", &Levers::fine, 0.0, any},
                                               {"look_through", &Levers::look_through, 0.0, 1.0},
                                               {"host_barred", &Levers::host_barred, 0.0, 1.0},
                                               {"plant_wedge", &Levers::plant_wedge, -any, any},
                                               {"plant_support", &Levers::plant_support, -any, any},
                                               {"divested", &Levers::divested, 0.0, 1.0},
                                               {"guardrail", &Levers::guardrail, 0.0, any},
                                               {"output_subsidy", &Levers::output_subsidy, 0.0, most_paid},
                                               {"control", &Levers::control, 0.0, 1.0},
                                               {"research", &Levers::research, -any, any},
                                               {"budget", &Levers::budget, 0.0, any}};
  return all;
}

namespace {

template <class Apply>
Levers resolve(const WorldTable& table, const std::vector<const Instrument*>& instruments,
               const Apply& apply) {
  Levers levers;
  levers.duty = table.base_duty;
  for (const Instrument* instrument : instruments) apply(*instrument, levers);
  for (const LeverColumn& lever : lever_columns()) {
    for (double& value : levers.*lever.column) value = std::clamp(value, lever.lower, lever.upper);
  }
  return levers;
}

}  // namespace

Levers resolve_levers(const WorldTable& table, const std::vector<const Instrument*>& instruments,
                      Month month) {
  return resolve(table, instruments,
                 [&](const Instrument& instrument, Levers& levers) { instrument.apply(month, levers); });
}

Levers resolve_last_day(const WorldTable& table, const std::vector<const Instrument*>& instruments,
                        Month month) {
  return resolve(table, instruments, [&](const Instrument& instrument, Levers& levers) {
    instrument.apply_last_day(month, levers);
  });
}

std::size_t Outlook::announced(Month known) const {
  return static_cast<std::size_t>(
      std::count_if(instruments_->begin(), instruments_->end(),
                    [&](const Instrument* instrument) { return known_by(*instrument, known); }));
}

Levers Outlook::expected(Month month, Month known) const {
  std::vector<const Instrument*> announced;
  for (const Instrument* instrument : *instruments_) {
    if (known_by(*instrument, known)) announced.push_back(instrument);
  }
  return resolve(*table_, announced, [&](const Instrument& instrument, Levers& levers) {
    instrument.expect(month, known, levers);
  });
}

bool known_by(const Instrument& instrument, Month known) {
  return instrument.announced() < (known + 1).first_day();
}

}  // namespace entrepot
