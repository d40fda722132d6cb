#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/sweep/analysis/analysis.hpp"
#include "tools/sweep/analysis/svg.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

constexpr std::size_t drivers_shown = 6;

const char* const style =
    "body{font:15px/1.45 sans-serif;margin:2em auto;max-width:960px;color:#222}"
    "figure{display:inline-block;margin:0 12px 18px 0;width:450px;vertical-align:top}"
    "figcaption{font-weight:600}svg{width:100%}svg text{font-size:11px;fill:#333}.axis{stroke:#999}"
    "table{border-collapse:collapse}td,th{padding:2px 10px;text-align:right;border-bottom:1px solid #ddd}"
    "td:first-child,th:first-child{text-align:left}pre{background:#f4f4f4;padding:8px;overflow:auto}";

std::string unit_text(const TargetAnalysis& analysis) {
  return analysis.values.units.empty() || analysis.values.units == "1" ? "" : analysis.values.units;
}

std::string importance_bars(const SweepPlan& plan, const TargetAnalysis& analysis) {
  std::vector<svg::Bar> bars;
  for (const std::size_t i : analysis.order) {
    const Interval& of = analysis.convergence.back().importance[i];
    const double inner = analysis.sobol    ? analysis.sobol->first[i].value
                         : analysis.morris ? std::nan("")
                                           : analysis.ranks[i].partial;
    bars.push_back({plan.parameters[i].name, of.value, of.lower, of.upper, inner});
  }
  const std::string title = analysis.sobol ? "Total index (light) and first-order index (dark)"
                            : analysis.morris
                                ? "Mean size of elementary effects, mu*"
                                : "Rank correlation (light) and partial rank correlation (dark)";
  return svg::bars({title, analysis.morris ? unit_text(analysis) : "", ""}, bars);
}

// From the lowest to the highest mean of a parameter's response curve.
std::string tornado(const SweepPlan& plan, const TargetAnalysis& analysis) {
  double mean = 0.0;
  double count = 0.0;
  for (const double value : analysis.values.points) {
    if (std::isnan(value)) continue;
    mean += value;
    count += 1.0;
  }
  mean /= std::max(1.0, count);
  std::vector<svg::Bar> bars;
  for (std::size_t i = 0; i < plan.parameters.size(); ++i) {
    svg::Bar bar{plan.parameters[i].name, mean, mean, mean, std::nan("")};
    for (const ResponseBin& bin : analysis.curves[i]) {
      bar.lower = std::min(bar.lower, bin.mean);
      bar.upper = std::max(bar.upper, bin.mean);
    }
    bars.push_back(bar);
  }
  std::stable_sort(bars.begin(), bars.end(), [](const svg::Bar& a, const svg::Bar& b) {
    return a.upper - a.lower > b.upper - b.lower;
  });
  return svg::tornado({"Lowest and highest mean over each parameter's range", unit_text(analysis), ""}, bars);
}

std::string scatters(const SweepPlan& plan, const Design& design, const TargetAnalysis& analysis) {
  std::string text;
  for (std::size_t k = 0; k < std::min(drivers_shown, analysis.order.size()); ++k) {
    const std::size_t i = analysis.order[k];
    std::vector<std::pair<double, double>> points;
    for (std::size_t p = 0; p < design.points.size(); ++p)
      points.emplace_back(design.points[p].values[i], analysis.values.points[p]);
    svg::Series curve;
    for (const ResponseBin& bin : analysis.curves[i]) curve.points.emplace_back(bin.input, bin.mean);
    text += svg::scatter({plan.parameters[i].name + ": points and mean response", plan.parameters[i].name,
                          unit_text(analysis)},
                         points, curve);
  }
  return text;
}

std::string convergence(const SweepPlan& plan, const TargetAnalysis& analysis) {
  if (analysis.convergence.size() < 2) return "";
  std::vector<svg::Series> series;
  for (std::size_t k = 0; k < std::min(drivers_shown, analysis.order.size()); ++k) {
    const std::size_t i = analysis.order[k];
    svg::Series one{plan.parameters[i].name, {}};
    for (const ConvergenceStep& step : analysis.convergence)
      one.points.emplace_back(static_cast<double>(step.samples), step.importance[i].value);
    series.push_back(one);
  }
  return svg::lines({"Convergence: " + importance_name(analysis) + " by sample size", "samples", ""}, series);
}

std::string section(const SweepPlan& plan, const Design& design, const TargetAnalysis& analysis) {
  return fmt::format("<h2>{}</h2>\n<p>{}. {}</p>\n<pre>{}</pre>\n", svg::escaped(analysis.target.name),
                     svg::escaped(analysis.values.long_name),
                     svg::escaped(analysis.target.of + ", " + analysis.target.summary +
                                  (analysis.target.at.empty() ? "" : " of " + analysis.target.at) + " " +
                                  analysis.target.where),
                     svg::escaped(analysis_text(plan, analysis))) +
         importance_bars(plan, analysis) + tornado(plan, analysis) + scatters(plan, design, analysis) +
         convergence(plan, analysis);
}

}  // namespace

std::string analysis_html(const SweepPlan& plan, const Design& design,
                          const std::vector<TargetAnalysis>& analyses, const std::string& source) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
      "charset=\"utf-8\"><title>{0}</title><style>{1}</style></head>"
      "<body>\n<h1>{0}</h1>\n<p>{2}</p>\n<p>{3} points, {4} replicate{5} each. {6}.</p>\n",
      svg::escaped(plan.name), style, svg::escaped(plan.description), design.points.size(), plan.replicates,
      plan.replicates == 1 ? "" : "s", svg::escaped(source));
  for (const TargetAnalysis& analysis : analyses) text += section(plan, design, analysis);
  return text + "<h2>Plan</h2>\n<pre>" + svg::escaped(plan.text) + "</pre>\n</body></html>\n";
}

}  // namespace entrepot::tools
