// Numbers of the world that a run is held against.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/inputs.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

class ResultData;

// Value v band of every fact; what misses its band is said to miss it.
[[nodiscard]] Section facts_section(ResultData& data, const std::vector<Fact>& facts,
                                    const std::string& file);

}  // namespace entrepot::outputs
