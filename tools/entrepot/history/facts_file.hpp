// Reads the facts that a report holds a run against: CSV with a heading line, or YAML with a list under
// `facts:`.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/sections/facts.hpp"

namespace entrepot::tools {

using namespace outputs;

// The file of that name: itself, or one of the library (scenarios/facts). InputError when there is none.
[[nodiscard]] std::string facts_path(const std::string& name);

// `name` is a file, or the name of one in the library (scenarios/facts). Keys of both forms: id, role, theme,
// statement, value, low, high, unit, source; and how it is measured: metric, where, time, base, as.
// InputError with all faults of the file.
[[nodiscard]] std::vector<Fact> read_facts(const std::string& name);

}  // namespace entrepot::tools
