#include "sim/world/levers.hpp"

#include <algorithm>

namespace entrepot {

Levers resolve_levers(const WorldTable& table, const std::vector<const Instrument*>& instruments,
                      Month month) {
  Levers levers;
  levers.duty = table.base_duty;
  for (const Instrument* instrument : instruments) instrument->apply(month, levers);
  for (double& duty : levers.duty) duty = std::max(0.0, duty);
  return levers;
}

}  // namespace entrepot
