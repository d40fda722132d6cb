// The links of a month, firm by firm, as a table of edges or a graph.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/output_option.hpp"

namespace entrepot::tools {

struct LinkExport {
  std::string scenario;
  std::vector<std::string> overrides;
  std::string at;  // YYYY-MM; "" = the calendar's last month
  std::string format = "csv";
  std::string filters;  // axes origin, destination, sector
  std::size_t top = 0;  // the largest links by value; 0 = all
  bool baseline = false;
  int replicate = 0;
  OutputOption output;
};

// Runs the scenario (or its baseline) to the month and writes its links. Links are state, which result files
// do not hold: draws depend on seed and step alone, so they are those of `entrepot run` to the last bit.
void export_links(const LinkExport& asked, const CommonOptions& common);

}  // namespace entrepot::tools
