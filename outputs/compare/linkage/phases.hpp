// The four phases of relocation as series of effects (scenario less baseline) of one result file: direct
// trade falls; goods take detours; plants abroad take over; the origin's content in what hubs export rises
// and fades.
#pragma once

#include "outputs/compare/linkage/linkage_rows.hpp"
#include "outputs/store/results/result_reader.hpp"

namespace entrepot::outputs {

// Adds the rows of the four phases and of the indirect-link index, and counts the replicates in which every
// phase is seen: the first three rise above the baseline, the content of all hubs together rises and has
// fallen by the end. What the run did not measure (no routes, nobody owns plants abroad) is left out with a
// note.
void add_phases(const ResultReader& reader, LinkageReport& report);

}  // namespace entrepot::outputs
