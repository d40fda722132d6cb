#include "sim/world/levers/levers.hpp"
namespace entrepot {

const std::vector<LeverColumn>& lever_columns() {
  constexpr double any = 1e300;
  static const std::vector<LeverColumn> all = {{"duty", &Levers::duty, 0.0, any},
                                               {"ban", &Levers::ban, 0.0, 1.0},
                                               {"log_wedge", &Levers::log_wedge, -any, any},
                                               {"log_iceberg", &Levers::log_iceberg, -any, any},
                                               {"credit", &Levers::credit, 0.0, most_paid},
                                               {"detection", &Levers::detection, 0.0, 1.0},
                                               {"fine", &Levers::fine, 0.0, any},
                                               {"look_through", &Levers::look_through, 0.0, 1.0},
                                               {"host_barred", &Levers::host_barred, 0.0, 1.0},
                                               {"plant_wedge", &Levers::plant_wedge, -any, any},
                                               {"plant_support", &Levers::plant_support, -any, any},
                                               {"divested", &Levers::divested, 0.0, 1.0},
                                               {"guardrail", &Levers::guardrail, 0.0, any},
                                               {"output_subsidy", &Levers::output_subsidy, 0.0, most_paid},
                                               {"control", &Levers::control, 0.0, 1.0},
                                               {"research", &Levers::research, -any, any},
                                               {"budget", &Levers::budget, 0.0, any}};
  return all;
}

}  // namespace entrepot
