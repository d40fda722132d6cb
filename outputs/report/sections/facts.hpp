// Numbers of the world that a run is held against.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/inputs.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

class ResultData;

// "3 of 5 facts of FILE in their band"; "" without facts.
[[nodiscard]] std::string facts_line(const Section& facts);

// Value v band of every fact; what misses its band is said to miss it.
[[nodiscard]] Section facts_section(ResultData& data, const std::vector<Fact>& facts,
                                    const std::string& file);

}  // namespace entrepot::outputs
