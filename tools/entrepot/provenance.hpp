// What a result file says about where it comes from.
#pragma once

#include <string>
#include <vector>

#include "outputs/store/result_types.hpp"
#include "tools/entrepot/run_job.hpp"

namespace entrepot {

// Header of the result file of a job. Texts under /provenance depend on the inputs only; those under
// /provenance/run on the machine and the moment.
[[nodiscard]] FileHeader make_header(const RunJob& job, const World& world, const std::string& command_line);

// Wall time and time of finishing, for /provenance/run.
[[nodiscard]] std::vector<TextItem> run_facts(double wall_seconds);

}  // namespace entrepot
