// Several runs in one set of charts: each against its own baseline, and against the first by the same draws.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/result_data.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

struct OverlaidRun {
  std::string label;  // differs from those of the other runs
  ResultData* data;
};

struct Overlay {
  std::string importer;
  std::string rival;       // "" = none
  bool same_world = true;  // the draws are the same, so that runs can be paired
  std::vector<OverlaidRun> runs;
};

// Adds charts with a line or bars per run and their 95 % bands, and one table of the last period that all
// runs have. Measures that some runs lack are told as absent; those that all lack are left out.
void add_overlay(const Overlay& overlay, Section& section);

}  // namespace entrepot::outputs
