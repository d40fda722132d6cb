// Which row of a schedule rules a flow.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

#include "sim/core/descriptor.hpp"

namespace entrepot::models {

// The name of a panel's row (row_kind "flow").
[[nodiscard]] std::string flow_row(const std::string& origin, const std::string& product);

class ScheduleRows {
 public:
  explicit ScheduleRows(const ScheduleTable& schedule);
  // Nothing where the schedule has no row for the flow.
  [[nodiscard]] std::optional<std::size_t> find(const std::string& origin, const std::string& destination,
                                                const std::string& product) const;

 private:
  std::string kind_;
  std::unordered_map<std::string, std::size_t> rows_;
};

}  // namespace entrepot::models
