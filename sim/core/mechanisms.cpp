#include "sim/core/mechanisms.hpp"

#include <algorithm>

#include "sim/core/error.hpp"

namespace entrepot {

std::size_t position(const Mechanisms& table, const std::string& name) {
  const auto at =
      std::find_if(table.begin(), table.end(), [&](const Mechanism& each) { return each.name == name; });
  ENTREPOT_VALIDATE(at != table.end(), "there is no mechanism " + name);
  return static_cast<std::size_t>(at - table.begin());
}

MechanismSet at_work(const Mechanisms& table, const MechanismSet& wanted) {
  MechanismSet set = wanted;
  for (std::size_t m = 0; m < table.size(); ++m) {
    if (set[m] && !table[m].needs.empty()) set[m] = set[position(table, table[m].needs)];
  }
  return set;
}

}  // namespace entrepot
