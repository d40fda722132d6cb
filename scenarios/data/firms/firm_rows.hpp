// The table of firms, and the ids by which transactions name them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenarios/data/firms/firm_plan.hpp"
#include "sim/core/faults.hpp"
#include "sim/world/firms/firm_register.hpp"
#include "sim/world/table.hpp"

namespace entrepot::scenarios {

// Entries by id. Views into the register's ids, which must outlive it.
class FirmIndex {
 public:
  explicit FirmIndex(const FirmRegister& firms);
  [[nodiscard]] std::uint32_t find(std::string_view id) const {
    const auto at = entry_.find(id);
    return at == entry_.end() ? no_entry : at->second;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> entry_;
};

// Firms by id, in any order of rows; those without output are left out and noted.
[[nodiscard]] FirmRegister read_firms(const FirmPlan& plan, const std::string& members, WorldTable& table,
                                      Faults& faults);

// Sums of what each pair's payments come to in a year; what is left out is noted.
[[nodiscard]] std::vector<RegisterLink> read_transactions(const FirmPlan& plan, const FirmRegister& firms,
                                                          std::vector<std::string>& notes, Faults& faults);

}  // namespace entrepot::scenarios
