// What a run, or a rival of it, says to a fact, and whether that lies in the fact's band.
#pragma once

#include <string>
#include <vector>

#include "outputs/compare/statistics.hpp"
#include "outputs/report/facts/fact_view.hpp"
#include "outputs/report/inputs.hpp"

namespace entrepot::outputs {

struct FactAnswer {
  Estimate value;       // over replicates, in the units of the fact
  std::string why_not;  // "" when there is a value
};

// By the fact's own measure where its row gives one, else by that of the table of measures.
[[nodiscard]] FactAnswer answer_fact(const Fact& fact, const std::vector<const FactView*>& replicates);

// "in the band", "MISS: below the band", "MISS: above the band", "no band", "not measured: why". A fact that
// asks for a sign has all numbers of that sign as its band.
[[nodiscard]] std::string fact_verdict(const Fact& fact, const FactAnswer& answer);

// "-31 to -17", "above 0", "-".
[[nodiscard]] std::string fact_band(const Fact& fact);

// How the fact is measured, in words; "" where nothing says.
[[nodiscard]] std::string fact_words(const Fact& fact);

}  // namespace entrepot::outputs
