#include "tools/entrepot/parts/equilibrium_summary.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "outputs/compare/render/text_table.hpp"

namespace entrepot::tools {

using namespace theory;
using namespace outputs;

namespace {

TextTable share_rows(const ShareTable& shares) {
  TextTable table{{{"origin"},
                   {"baseline %", Align::right},
                   {"scenario %", Align::right},
                   {"change pp", Align::right},
                   {"change %", Align::right}},
                  {}};
  for (std::size_t i = 0; i < shares.origins.size(); ++i) {
    const double baseline = shares.baseline[i][0];
    table.rows.push_back(
        {shares.origins[i], fmt::format("{:.2f}", baseline), fmt::format("{:.2f}", shares.scenario[i][0]),
         fmt::format("{:+.2f}", shares.change(i, 0)),
         baseline > 0.0 ? fmt::format("{:+.1f}", 100.0 * shares.change(i, 0) / baseline) : "-"});
  }
  return table;
}

std::string welfare_text(const EquilibriumSummary& summary) {
  if (!summary.real_income) {
    return "Real income: not available, wages and final budgets are fixed (--closure clearing gives it).\n";
  }
  TextTable table{{{"region"}, {"real income %", Align::right}}, {}};
  for (std::size_t n = 0; n < summary.regions.size(); ++n) {
    table.rows.push_back(
        {summary.regions[n], fmt::format("{:+.3f}", 100.0 * ((*summary.real_income)[n] - 1.0))});
  }
  return "Real income of final use, change\n\n" + table.render();
}

std::string price_text(const EquilibriumSummary& summary) {
  const PriceCertificate& prices = summary.quality.prices;
  return fmt::format(
      "{} iteration{}{}, last step r = {:.2g}, modulus rho = {:.4f} ({});\n"
      "            |ln cost - exact| <= rho r / (1 - rho) = {:.2g}\n",
      prices.iterations, prices.iterations == 1 ? "" : "s",
      summary.closure == Closure::clearing ? " at the last wages" : "", prices.residual, prices.modulus,
      prices.modulus_is_global ? "at all prices" : "near the solution", prices.bound);
}

std::string wage_text(const EquilibriumSummary& summary) {
  if (summary.closure == Closure::fixed) return "fixed\n";
  return fmt::format("clear regional labour after {} evaluations, largest relative excess {:.2g}\n",
                     summary.quality.wage_steps, summary.quality.wage_residual);
}

}  // namespace

EquilibriumSummary summarise(const EquilibriumJob& job, const SolvedEquilibrium& scenario,
                             ShareTable shares) {
  const EquilibriumSolution& solution = scenario.solution;
  return {job.scenario().name,
          job.month(),
          job.closure(),
          job.trend(),
          job.table().n_products(),
          std::move(shares),
          job.table().regions,
          solution.real_income,
          {solution.certificate, solution.spending_residual, solution.wage_steps, solution.wage_residual,
           solution.world_gap, solution.banned_links}};
}

std::string quality_text(const EquilibriumSummary& summary) {
  std::string text =
      fmt::format("{:<12}{}, terms day-weighted over the month; demand {:.4g} times the base\n", "month",
                  summary.month.text(), summary.trend);
  text += fmt::format("{:<12}{}\n", "closure", closure_name(summary.closure));
  text += fmt::format(
      "{:<12}{}, solved per product; agents come near it as their contracts per input grow many\n",
      "products", summary.products);
  text += fmt::format("{:<12}{}", "prices", price_text(summary));
  text += fmt::format("{:<12}last relative step {:.2g}\n", "spending", summary.quality.spending_residual);
  text += fmt::format("{:<12}{}", "wages", wage_text(summary));
  text +=
      fmt::format("{:<12}sum of deficits over world income {:.2g}\n", "accounts", summary.quality.world_gap);
  if (summary.quality.closed_links > 0)
    text += fmt::format("{:<12}{} with base trade, by bans or prohibitive duties\n", "closed links",
                        summary.quality.closed_links);
  return text;
}

std::string equilibrium_text(const EquilibriumSummary& summary) {
  return fmt::format(
      "Equilibrium of {} in {}: every contract re-chosen, capacity never binds\n"
      "Share of {} goods imports by origin (customs value)\n\n{}\n{}\n{}",
      summary.scenario, summary.month.text(), summary.shares.importer, share_rows(summary.shares).render(),
      welfare_text(summary), quality_text(summary));
}

std::string equilibrium_json(const EquilibriumSummary& summary) {
  const EquilibriumQuality& quality = summary.quality;
  nlohmann::json json = {{"scenario", summary.scenario},
                         {"month", summary.month.text()},
                         {"closure", closure_name(summary.closure)},
                         {"demand_trend", summary.trend},
                         {"importer", summary.shares.importer},
                         {"units", "percent of goods imports, customs value"},
                         {"products", {{"count", summary.products}, {"aggregation", "per product"}}},
                         {"real_income", nullptr}};
  for (std::size_t i = 0; i < summary.shares.origins.size(); ++i) {
    json["origins"][summary.shares.origins[i]] = {{"scenario", summary.shares.scenario[i][0]},
                                                  {"baseline", summary.shares.baseline[i][0]}};
  }
  for (std::size_t n = 0; summary.real_income && n < summary.regions.size(); ++n)
    json["real_income"][summary.regions[n]] = (*summary.real_income)[n];
  json["prices"] = {{"iterations", quality.prices.iterations},
                    {"residual", quality.prices.residual},
                    {"modulus", quality.prices.modulus},
                    {"modulus_is_global", quality.prices.modulus_is_global},
                    {"bound", quality.prices.bound}};
  json["spending_residual"] = quality.spending_residual;
  json["wage_steps"] = quality.wage_steps;
  json["wage_residual"] = quality.wage_residual;
  json["world_gap"] = quality.world_gap;
  json["closed_links"] = quality.closed_links;
  return json.dump(2) + "\n";
}

}  // namespace entrepot::tools
