// Random registers of firms for random tables.
#pragma once

#include <cstdint>
#include <memory>

#include "sim/world/firms/firm_register.hpp"
#include "sim/world/table.hpp"

namespace entrepot::test {

struct RegisterShape {
  std::size_t firms_per_group = 6;
  double coverage = 0.5;     // outputs of a covered group's firms over the table's
  double group_share = 0.6;  // of groups that are covered
  double products = 0.5;     // share of firms whose product is said
  double links_per_firm = 4;
  double link_size = 0.02;  // mean value over the supplier's output
};

// The same seed gives the same register.
[[nodiscard]] FirmRegister random_register(const WorldTable& table, std::uint64_t seed,
                                           const RegisterShape& shape = {});

// The table with a register.
[[nodiscard]] inline WorldTable with_register(WorldTable table, FirmRegister firms) {
  table.firm_register = std::make_shared<const FirmRegister>(std::move(firms));
  return table;
}

}  // namespace entrepot::test
