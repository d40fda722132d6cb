// Whether a result file holds all that its run was asked for.
#pragma once

#include <string>

#include "outputs/store/results/result_reader.hpp"

namespace entrepot::outputs {

// "FILE holds 2 of 40 replicates: interrupted, or still running"; "" for a whole file, one that is not a
// run's, or one of a version that did not say how many were asked for.
[[nodiscard]] std::string unfinished_note(const ResultReader& reader);

}  // namespace entrepot::outputs
