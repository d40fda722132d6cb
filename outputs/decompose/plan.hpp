// The runs that tell what each mechanism contributes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/core/mechanisms.hpp"

namespace entrepot::outputs {

// The runs behind one mechanism's contribution, positions in DecompositionPlan::variants.
struct Contrast {
  std::size_t mechanism;      // in the table
  std::size_t left_out;       // all but this one
  std::size_t alone;          // this one and what it needs
  std::size_t alone_without;  // what it needs, and nothing else
};

// Every set of mechanisms is run once, however many contrasts it serves.
struct DecompositionPlan {
  std::vector<MechanismSet> variants;
  std::vector<std::string> names;  // [variant] "all", "none", "all but sites", "sites only", ...
  std::size_t all = 0;
  std::size_t none = 0;
  std::vector<Contrast> contrasts;
};

// `on`: mechanisms at work in the scenario; `asked`: those to tell about (empty = all that are on).
// UsageError for an unknown name, or one that is not at work.
[[nodiscard]] DecompositionPlan plan_decomposition(const Mechanisms& table, const MechanismSet& on,
                                                   const std::vector<std::string>& asked);

// The `--set` changes that leave only the mechanisms of a variant at work.
[[nodiscard]] std::vector<std::string> overrides_of(const Mechanisms& table, const MechanismSet& on,
                                                    const MechanismSet& variant);

}  // namespace entrepot::outputs
