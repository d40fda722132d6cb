// What policies touch. Prices wander a little in a world that stands still, and for years on end in a small
// one: plants are neither built nor chosen for that.
#pragma once

#include <vector>

#include "sim/world/levers/levers.hpp"
#include "sim/world/table.hpp"

namespace entrepot::models {

// Whether a policy in force touches what an origin sells at a destination: by the terms of the flow, or by a
// subsidy on output at the origin. It must not outlive the table and the levers.
class PolicyTouch {
 public:
  PolicyTouch(const WorldTable& table, const Levers& levers);
  [[nodiscard]] bool operator()(FlowId flow) const {
    const std::size_t at = flow.index();
    return levers_.duty[at] != table_.base_duty[at] || Levers::value(levers_.log_wedge, at) != 0.0 ||
           Levers::value(levers_.log_iceberg, at) != 0.0 ||
           (!paid_.empty() && paid_[axes_.group_of(axes_.cell_of(flow)).index()]);
  }

 private:
  const WorldTable& table_;
  const Levers& levers_;
  Axes axes_;
  std::vector<bool> paid_;  // [group] output is subsidised; empty: nowhere
};

}  // namespace entrepot::models
