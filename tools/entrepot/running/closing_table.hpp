// The table with which a run ends: shares of an importer's goods imports.
#pragma once

#include <string>

#include "outputs/report/sections/share_table.hpp"
#include "tools/runs/run_job.hpp"

namespace entrepot::tools {

using namespace outputs;

// Of the importer as asked, or the usual one. InputError when there is no such region.
[[nodiscard]] ShareTableBuilder closing_table(const RunJob& job, const std::string& importer);

// Counts the first replicates that a result file of the job holds.
void add_stored(const std::string& file, int replicates, ShareTableBuilder& shares);

}  // namespace entrepot::tools
