// A summary in another language.
#pragma once

#include <set>
#include <string>

#include "outputs/report/labels/labels.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

// Puts labels in the place of what the program says: titles, units, sources, sentences, headings, names of
// rows. What users, worlds and facts say themselves (descriptions, notes, statements, settings) stays as it
// is. Returns the texts of the program that have no label and stay in English.
[[nodiscard]] std::set<std::string> translate(Summary& summary, const std::string& language);

}  // namespace entrepot::outputs
