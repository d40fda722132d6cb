// Do two result files speak of the same world, and in which settings do they differ?
#pragma once

#include <string>
#include <vector>

#include "outputs/compare/comparison.hpp"
#include "outputs/compare/match.hpp"

namespace entrepot::outputs {

// The one check of all programs that pair files. Different worlds (the text "world" of /provenance) are a
// fault that names every key with both values, or a note where any may meet; a run and an equilibrium need
// the same table and accounts only. Different settings (the text "settings") are a note. What an older file
// does not say is a note too.
void match_files(const Side& value, const Side& against, Worlds worlds, Findings& findings);

// The first of several files against each other one. InputError with all faults, else the notes.
[[nodiscard]] std::vector<std::string> match_all_files(const std::vector<std::string>& files, Worlds worlds);

}  // namespace entrepot::outputs
