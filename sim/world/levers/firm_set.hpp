// What tells sets of firms apart, also in another run of the program.
#pragma once

#include "sim/core/fingerprint.hpp"
#include "sim/world/levers/terms.hpp"

namespace entrepot {

void add_firm_set(Fingerprint& print, const FirmSet& firms);

}  // namespace entrepot
