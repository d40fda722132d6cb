// Privacy by construction: what may not be told is not there.
#pragma once

#include <string>
#include <vector>

#include "sim/world/firms/firm_register.hpp"
#include "sim/world/table.hpp"

namespace entrepot {

// Takes out of a register with a rule `min_firms` every cell of fewer firms, as if it were not in the file,
// and owners that fewer firms of a (region, sector) share. Synthesis fills the place from the table alone, so
// that no output, nor the difference of two, depends on what was taken out.
void withhold_small_cells(FirmRegister& firms, const WorldTable& table, std::vector<std::string>& notes);

}  // namespace entrepot
