// A register of firms and their transactions, from files as large as they come.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scenarios/data/firms/firm_plan.hpp"
#include "sim/core/sha256.hpp"
#include "sim/world/firms/firm_register.hpp"
#include "sim/world/table.hpp"

namespace entrepot::scenarios {

// Sets the table's register, its owners and hash, and notes what was left out. `members` is the folder whose
// members.csv names countries ("" = none). InputError with all faults of both files.
void read_register(const FirmPlan& plan, const std::string& members, WorldTable& table);

}  // namespace entrepot::scenarios
