// "Whom it would hurt to lose": what `entrepot graph --json` wrote, as a section of a run's report.
#pragma once

#include <string>

#include "outputs/report/summary.hpp"

namespace entrepot::tools {

struct GraphSection {
  std::string scenario;  // whose links they are
  outputs::Section section;
};

// InputError for a file that is none of `entrepot graph --json`.
[[nodiscard]] GraphSection read_graph_section(const std::string& path);

}  // namespace entrepot::tools
