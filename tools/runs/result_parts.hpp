// What run and equilibrium share on the way to a result file and its closing table.
#pragma once

#include <string>
#include <vector>

#include "outputs/metrics/metric.hpp"
#include "outputs/store/results/result_types.hpp"
#include "scenarios/reader/scenario.hpp"
#include "sim/core/calendar.hpp"

namespace entrepot::tools {

using namespace outputs;

// The axes of a result file: time (the months of the calendar), its quarters and years where one ends in it,
// and the labels of the table.
[[nodiscard]] std::vector<Axis> result_axes(const WorldTable& table, const Calendar& calendar);

// A metric as a variable of a file; `values` [its time axis][axes of the metric].
[[nodiscard]] Variable metric_variable(const Metric& metric, std::vector<double> values);

// Whether there is no value at all: the metric has no meaning under the settings of this run or equilibrium,
// such as real income under fixed wages, and is left out of the file.
[[nodiscard]] bool not_available(const std::vector<double>& values);

// The importer of the closing table: as asked, else that of the pair which the policies move most, else the
// first region with product detail, else the largest importer.
[[nodiscard]] std::string headline_importer(const std::string& asked, const scenarios::Scenario& scenario,
                                            const WorldTable& table);

}  // namespace entrepot::tools
