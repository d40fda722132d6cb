// Instruments that name owners of plants and hosts.
#pragma once

#include <memory>
#include <vector>

#include "models/policies/parts/lever_change.hpp"
#include "sim/world/names.hpp"

namespace entrepot::models {

// A part of the owners' firms, the key `share` times scale, is kept from the hosts: written to a lever
// [owner's region][host][sector] of shares that overlap.
[[nodiscard]] std::unique_ptr<Instrument> bar_owners(const Values& values, const WorldTable& table,
                                                     std::vector<double> Levers::*lever, const char* share);
// A fault where a region is owner and host.
[[nodiscard]] std::vector<KeyFault> check_owner_host(const Values& values, const WorldNames& names);

}  // namespace entrepot::models
