#include "models/policies/parts/schedule_rows.hpp"

namespace entrepot::models {

std::string flow_row(const std::string& origin, const std::string& product) { return origin + "/" + product; }

ScheduleRows::ScheduleRows(const ScheduleTable& schedule) : kind_(schedule.row_kind) {
  for (std::size_t row = 0; row < schedule.rows.size(); ++row) {
    rows_.emplace(schedule.rows[row], row);
  }
}

std::optional<std::size_t> ScheduleRows::find(const std::string& origin, const std::string& destination,
                                              const std::string& product) const {
  const auto it = rows_.find(kind_ == "origin"        ? origin
                             : kind_ == "destination" ? destination
                             : kind_ == "flow"        ? flow_row(origin, product)
                                                      : product);
  if (it == rows_.end()) return {};
  return it->second;
}

}  // namespace entrepot::models
