#include "sim/world/levers.hpp"

#include <algorithm>

namespace entrepot {

Levers resolve_levers(const WorldTable& table, const std::vector<const Instrument*>& instruments,
                      Month month) {
  Levers levers;
  levers.duty = table.base_duty;
  for (const Instrument* instrument : instruments) instrument->apply(month, levers);
  for (double& duty : levers.duty) duty = std::max(0.0, duty);
  for (double& share : levers.ban) share = std::clamp(share, 0.0, 1.0);
  return levers;
}

Levers Outlook::expected(Month month, Month known) const {
  std::vector<const Instrument*> announced;
  for (const Instrument* instrument : *instruments_) {
    if (instrument->announced() < (known + 1).first_day()) announced.push_back(instrument);
  }
  return resolve_levers(*table_, announced, month);
}

}  // namespace entrepot
