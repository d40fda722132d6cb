#include "tools/runs/equilibrium_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/behaviours/registry.hpp"
#include "outputs/metrics/parts/finite.hpp"
#include "scenarios/reader/load.hpp"
#include "tools/runs/equilibrium_input.hpp"
#include "tools/runs/result_parts.hpp"

namespace entrepot::tools {

using namespace models;
using namespace theory;
using namespace scenarios;
using namespace outputs;

Month month_of_calendar(const std::string& text, const Calendar& calendar) {
  const Month first = calendar.start;
  const Month last = calendar.at(calendar.steps - 1);
  if (text.empty()) return last;
  Date date;
  if (!parse_date(text, date))
    throw UsageError(fmt::format("--at {} is no month: write it as in 2020-02", text));
  const Month month(date);
  if (text != month.text())
    throw UsageError(fmt::format("--at {} is a day: write the month, {}", text, month.text()));
  if (month < first || last < month) {
    throw UsageError(
        fmt::format("--at {} is outside the scenario's calendar, {} to {}", text, first.text(), last.text()));
  }
  return month;
}

namespace {

std::string scenario_closure(const Scenario& scenario) {
  return scenario.model.at("settlement").get<std::string>("closure");
}

}  // namespace

// Wages that answer (phillips) have no settled state of their own; budgets are those of fixed under it too.
Closure closure_of(const std::string& text, const Scenario& scenario) {
  std::string name = text.empty() ? scenario_closure(scenario) : text;
  if (text.empty() && name == "phillips") name = closure_name(Closure::fixed);
  for (const Closure closure : {Closure::fixed, Closure::clearing}) {
    if (name == closure_name(closure)) return closure;
  }
  throw UsageError(
      fmt::format("there is no equilibrium for the closure {}: use --closure fixed or clearing", name));
}

const char* closure_name(Closure closure) { return closure == Closure::fixed ? "fixed" : "clearing"; }

EquilibriumJob::EquilibriumJob(Scenario scenario, WorldTable table, Month month, Closure closure)
    : scenario_(std::move(scenario)),
      table_(std::move(table)),
      month_(month),
      closure_(closure),
      settings_(model_settings(scenario_.model)),
      accounts_(base_accounts(table_, settings_.pricing.markup, scenario_.world.owner_judgement)),
      instruments_(make_instruments(scenario_, table_)) {
  note_left_out();
}

// Subsidies, credits, changed budgets, terms of single firms and quotas move a run, but are no terms of the
// solver.
void EquilibriumJob::note_left_out() {
  if (scenario_closure(scenario_) == "phillips") {
    scenario_.notes.push_back(fmt::format(
        "wages that follow the labour gap (phillips) have no settled state of their own: the closure here is "
        "{}{}",
        closure_name(closure_),
        closure_ == Closure::fixed ? "; --closure clearing lets wages clear labour markets" : ""));
  }
  std::vector<const Instrument*> in_force;
  for (const auto& instrument : instruments_) in_force.push_back(instrument.get());
  const Levers levers = resolve_levers(table_, in_force, month_);
  const auto note = [&](bool in_use, const char* what) {
    if (!in_use) return;
    scenario_.notes.push_back(
        fmt::format("the equilibrium takes no account of {} in force in {}", what, month_.text()));
  };
  note(!levers.output_subsidy.empty(), "subsidies on output");
  note(!levers.credit.empty(), "credits to final buyers");
  note(!levers.budget.empty(), "changes of final budgets by policies");
  note(std::any_of(levers.firms.begin(), levers.firms.end(),
                   [](const FirmTerms& at) { return !at.ban.empty(); }),
       "terms of single firms");
  note(std::any_of(levers.quotas.begin(), levers.quotas.end(),
                   [](const QuotaTerms& at) { return std::isfinite(at.volume); }),
       "quotas");
  note(std::any_of(levers.contents.begin(), levers.contents.end(),
                   [](const ContentTerms& at) { return at.rate > 0.0; }),
       "subsidies with a clause on content");
}

SolvedEquilibrium EquilibriumJob::solve(bool with_policies) const {
  std::vector<const Instrument*> in_force;
  for (const auto& instrument : instruments_) {
    if (with_policies) in_force.push_back(instrument.get());
  }
  const Levers levers = resolve_levers(table_, in_force, month_);
  SolvedEquilibrium solved{equilibrium_input(table_, accounts_, levers, settings_, closure_), {}};
  solved.solution = solve_equilibrium(solved.input);
  return solved;
}

std::vector<Variable> EquilibriumJob::variables(const SolvedEquilibrium& solved) const {
  const EquilibriumView view{table_, accounts_, solved.input, solved.solution, trend() / 12.0};
  std::vector<Variable> out;
  for (const Metric& metric : all_metrics()) {
    if (metric.read_equilibrium == nullptr) continue;
    std::vector<double> values(metric_size(metric, table_), 0.0);
    if (values.empty()) continue;  // an axis without labels: no region with product detail
    metric.read_equilibrium(view, values);
    if (not_available(values)) continue;
    expect_finite(metric, values, table_, month_.text());
    out.push_back(metric_variable(metric, std::move(values)));
  }
  return out;
}

}  // namespace entrepot::tools
