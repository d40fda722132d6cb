#include "sim/world/firms/firm_register.hpp"

#include <algorithm>

namespace entrepot {

std::uint32_t FirmRegister::find(const std::string& wanted) const {
  const auto at = std::lower_bound(id.begin(), id.end(), wanted);
  return at != id.end() && *at == wanted ? static_cast<std::uint32_t>(at - id.begin()) : no_entry;
}

}  // namespace entrepot
