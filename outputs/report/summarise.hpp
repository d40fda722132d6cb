// From result files to the summary.
#pragma once

#include <string>
#include <vector>

#include "outputs/compare/comparison.hpp"
#include "outputs/report/inputs.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

struct SummaryInput {
  std::string file;
  Assumptions assumptions;
  std::vector<Section> more = {};  // made elsewhere: put before what was assumed
};

struct SummaryOptions {
  std::string importer;     // "" = the first region with trade by product, else the first
  std::string rival;        // "" = the origin that loses most
  std::vector<Fact> facts;  // empty = no section
  std::string facts_file;
  int threads = 0;               // 0 = all cores
  Worlds worlds = Worlds::same;  // of several files
};

// InputError for a file that is none of ours, for a region that is not in it, and for files of different
// worlds.
[[nodiscard]] Summary summarise(const std::vector<SummaryInput>& inputs, const SummaryOptions& options);

}  // namespace entrepot::outputs
