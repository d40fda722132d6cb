#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/store/csv_text.hpp"
#include "tools/sweep/analysis/analysis.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

std::string number(double value) { return std::isnan(value) ? "-" : fmt::format("{:.4g}", value); }

std::string interval(const Interval& of) {
  return fmt::format("{} [{}, {}]", number(of.value), number(of.lower), number(of.upper));
}

std::vector<std::vector<std::string>> table(const TargetAnalysis& analysis, const SweepPlan& plan) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> head{"parameter"};
  if (analysis.sobol) head.insert(head.end(), {"total", "first order"});
  if (analysis.morris) head.insert(head.end(), {"mu*", "mu", "sigma"});
  head.insert(head.end(), {"rank correlation", "partial"});
  rows.push_back(head);
  for (const std::size_t i : analysis.order) {
    std::vector<std::string> row{plan.parameters[i].name};
    if (analysis.sobol)
      row.insert(row.end(), {interval(analysis.sobol->total[i]), interval(analysis.sobol->first[i])});
    if (analysis.morris)
      row.insert(row.end(), {interval(analysis.morris->mean_size[i]), number(analysis.morris->mean[i]),
                             number(analysis.morris->deviation[i])});
    row.insert(row.end(), {interval(analysis.ranks[i].spearman), number(analysis.ranks[i].partial)});
    rows.push_back(row);
  }
  return rows;
}

// A row of the CSV.
std::string csv_row(const TargetAnalysis& analysis, const std::string& parameter, const char* statistic,
                    std::size_t samples, const Interval& value) {
  return fmt::format("{},{},{},{},{},{},{}\n", csv_field(analysis.target.name), csv_field(parameter),
                     statistic, samples, csv_number(value.value), csv_number(value.lower),
                     csv_number(value.upper));
}

Interval exactly(double value) { return {value, std::nan(""), std::nan("")}; }

std::string csv_of(const SweepPlan& plan, const TargetAnalysis& analysis, std::size_t i) {
  const std::string& name = plan.parameters[i].name;
  const std::size_t samples = analysis.convergence.back().samples;
  std::string text;
  if (analysis.sobol) {
    text += csv_row(analysis, name, "sobol_first", samples, analysis.sobol->first[i]);
    text += csv_row(analysis, name, "sobol_total", samples, analysis.sobol->total[i]);
  }
  if (analysis.morris) {
    text += csv_row(analysis, name, "morris_mu_star", samples, analysis.morris->mean_size[i]);
    text += csv_row(analysis, name, "morris_mu", samples, exactly(analysis.morris->mean[i]));
    text += csv_row(analysis, name, "morris_sigma", samples, exactly(analysis.morris->deviation[i]));
  }
  text += csv_row(analysis, name, "spearman", samples, analysis.ranks[i].spearman);
  text += csv_row(analysis, name, "partial_rank", samples, exactly(analysis.ranks[i].partial));
  for (const ConvergenceStep& step : analysis.convergence)
    text += csv_row(analysis, name, "convergence", step.samples, step.importance[i]);
  for (const ResponseBin& bin : analysis.curves[i])
    text += csv_row(analysis, name, fmt::format("response at {}", bin.input).c_str(), bin.count,
                    {bin.mean, bin.mean - bin.half_width, bin.mean + bin.half_width});
  return text;
}

std::string left_out_text(const TargetAnalysis& analysis) {
  std::string text;
  if (analysis.values.missing > 0) text += fmt::format("{} runs have no value. ", analysis.values.missing);
  if (analysis.sobol && analysis.sobol->left_out > 0)
    text += fmt::format("{} of {} rows are left out. ", analysis.sobol->left_out,
                        analysis.sobol->left_out + analysis.sobol->rows);
  if (analysis.morris && analysis.morris->left_out > 0)
    text += fmt::format("{} steps are left out. ", analysis.morris->left_out);
  return text.empty() ? text : text + "\n";
}

}  // namespace

std::string analysis_text(const SweepPlan& plan, const TargetAnalysis& analysis) {
  double low = std::nan("");
  double high = std::nan("");
  for (const double value : analysis.values.points) {
    low = std::fmin(low, value);
    high = std::fmax(high, value);
  }
  std::string text = fmt::format("{} ({} of {}): {} to {}\n", analysis.target.name, analysis.target.summary,
                                 analysis.target.metric, number(low), number(high)) +
                     left_out_text(analysis);
  const auto rows = table(analysis, plan);
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], row[c].size());
  }
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t c = 0; c < row.size(); ++c) line += fmt::format(" {:<{}}", row[c], widths[c] + 1);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string analysis_csv(const SweepPlan& plan, const std::vector<TargetAnalysis>& analyses) {
  std::string text = "target,parameter,statistic,samples,value,lower,upper\n";
  for (const TargetAnalysis& analysis : analyses) {
    for (std::size_t i = 0; i < plan.parameters.size(); ++i) text += csv_of(plan, analysis, i);
  }
  return text;
}

}  // namespace entrepot::tools
