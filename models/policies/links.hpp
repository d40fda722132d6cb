// Policies that speak of others of the same scenario by id or by the name of a group.
#pragma once

#include <string>
#include <vector>

#include "sim/core/descriptor.hpp"
#include "sim/world/levers/levers.hpp"

namespace entrepot::models {

// A policy as others speak of it.
struct NamedPolicy {
  std::string id;
  std::string type;
  const Values* values = nullptr;
  Instrument* instrument = nullptr;  // null while only names are checked
};

// Faults between the policies: ids that do not exist, groups that do not agree. Index of the policy, fault.
struct LinkFault {
  std::size_t policy = 0;
  KeyFault fault;
};
[[nodiscard]] std::vector<LinkFault> check_links(const std::vector<NamedPolicy>& policies);

// Names to every instrument the earlier ones and those to which it yields, in file order.
void bind_links(const std::vector<NamedPolicy>& policies);

}  // namespace entrepot::models
