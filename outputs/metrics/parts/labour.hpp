// Labour that firms demand: what the metrics of employment share.
#pragma once

#include <vector>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

// What a unit of labour is measured by: head counts fall with all of productivity; cost only with the part
// that lowers unit costs, since workers are paid the rest (LearningSettings::pass_through).
enum class LabourUnit { head, cost };

// [group] labour that firms and plants demand, from the dual of their unit cost (Shephard's lemma; model.md
// section 9):
//   L = beta (y / mu) (c / w)^e / A,   c before A and plants' premium, w the nominal wage,
// million USD of the base year per month: what it cost at the wages of the base.
[[nodiscard]] std::vector<double> labour_demanded(const MetricView& view, LabourUnit unit);

// [group] the same at the base, per month at trend 1.
[[nodiscard]] std::vector<double> base_labour_demanded(const World& world);

// out [region][sector] = labour demanded over the base and the demand trend; missing where nobody worked.
void read_employment_index(const MetricView& view, std::span<double> out);

}  // namespace entrepot::outputs
