// The terms of the months that a run has behind it, as one number each.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/runs/run_job.hpp"

namespace entrepot::tools {

// [month of the first `steps`] equal numbers are equal terms. Of quotas, the first `quotas` count and all
// that are in force.
[[nodiscard]] std::vector<std::uint64_t> past_terms(const RunJob& job, bool with_policies, int steps,
                                                    std::size_t quotas);

}  // namespace entrepot::tools
