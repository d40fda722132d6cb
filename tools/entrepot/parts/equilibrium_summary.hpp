// What `entrepot equilibrium` tells: shares, welfare, and how exact the solution is. One summary, two
// renderings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outputs/report/sections/share_table.hpp"
#include "tools/runs/equilibrium_job.hpp"

namespace entrepot::tools {

using namespace theory;
using namespace outputs;

// How well the solver ended, of one solution.
struct EquilibriumQuality {
  PriceCertificate prices;
  double spending_residual = 0.0;
  int wage_steps = 0;
  double wage_residual = 0.0;
  double world_gap = 0.0;
  std::size_t closed_links = 0;
};

struct EquilibriumSummary {
  std::string scenario;
  Month month;
  Closure closure = Closure::fixed;
  double trend = 1.0;
  std::size_t products = 0;
  ShareTable shares;  // one column: the month's year
  std::vector<std::string> regions;
  std::optional<std::vector<double>> real_income;  // [region], base = 1; absent = not available
  EquilibriumQuality quality;
};

[[nodiscard]] EquilibriumSummary summarise(const EquilibriumJob& job, const SolvedEquilibrium& scenario,
                                           ShareTable shares);

// Aligned text for the terminal.
[[nodiscard]] std::string equilibrium_text(const EquilibriumSummary& summary);
[[nodiscard]] std::string equilibrium_json(const EquilibriumSummary& summary);

// Month, closure and how exact the solution is: the lines a result file keeps.
[[nodiscard]] std::string quality_text(const EquilibriumSummary& summary);

}  // namespace entrepot::tools
