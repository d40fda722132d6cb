#include "outputs/compare/linkage/linkage_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "outputs/compare/linkage/linkage_summary.hpp"
#include "outputs/compare/linkage/phases.hpp"
#include "outputs/compare/linkage/series.hpp"
#include "outputs/compare/match.hpp"
#include "outputs/compare/render/text_table.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

// Yearly values of the sectors of one flow in one year, one replicate.
class SectorFlows {
 public:
  SectorFlows(const ResultReader& reader, const std::string& group, const std::string& metric,
              const std::vector<AxisFilter>& filters, int year)
      : series_(reader, group, metric, options(filters, year), Pool::none) {}
  [[nodiscard]] std::vector<double> read(std::size_t replicate) const {
    std::vector<double> values;
    for (const std::vector<double>& sector : series_.read(replicate)) values.push_back(sector.front());
    return values;
  }

 private:
  static CompareOptions options(std::vector<AxisFilter> filters, int year) {
    CompareOptions out;
    out.filters = std::move(filters);
    out.filters.push_back({"time", std::to_string(year)});
    return out;
  }
  SeriesReader series_;
};

// Sectors that pay a duty somewhere: goods. [sector]
std::vector<bool> goods_sectors(const ResultReader& reader, int year) {
  const SectorFlows duties(reader, "baseline", "duties", {}, year);
  const std::size_t sectors = reader.axis("baseline", "sector").size();
  std::vector<bool> goods(sectors, false);
  const std::vector<double> paid = duties.read(0);
  for (std::size_t i = 0; i < paid.size(); ++i) {
    if (paid[i] > 0.0) goods[i % sectors] = true;
  }
  return goods;
}

void keep_goods(std::vector<double>& values, const std::vector<bool>& goods) {
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!goods[k]) values[k] = 0.0;  // hub_correlation leaves out sectors without a flow
  }
}

HubRow correlate(const ResultReader& reader, const LinkageRequest& request, const std::string& hub) {
  const std::vector<AxisFilter> into = {{"origin", request.origin}, {"destination", hub}};
  const std::vector<AxisFilter> out = {{"origin", hub}, {"destination", request.destination}};
  const auto flows = [&](const std::string& group, const std::vector<AxisFilter>& filters, int year) {
    return SectorFlows(reader, group, "customs_trade", filters, year);
  };
  const SectorFlows before_in = flows("scenario", into, request.from);
  const SectorFlows before_out = flows("scenario", out, request.from);
  const SectorFlows after_in = flows("scenario", into, request.until);
  const SectorFlows after_out = flows("scenario", out, request.until);
  const SectorFlows base_in = flows("baseline", into, request.until);
  const SectorFlows base_out = flows("baseline", out, request.until);
  const std::vector<bool> goods = goods_sectors(reader, request.from);
  std::vector<double> growth;
  std::vector<double> effect;
  for (std::size_t r = 0; r < reader.replicates("scenario").size(); ++r) {
    HubTrade trade{before_in.read(r), after_in.read(r), before_out.read(r), after_out.read(r)};
    keep_goods(trade.imports_before, goods);
    growth.push_back(hub_correlation(trade));
    trade.imports_before = base_in.read(r);
    trade.exports_before = base_out.read(r);
    keep_goods(trade.imports_before, goods);
    effect.push_back(hub_correlation(trade));
  }
  HubRow row{hub, estimate(growth), estimate(effect), 0};
  for (const bool is_goods : goods) row.sectors += is_goods ? 1U : 0U;
  return row;
}

std::string shown(const Estimate& estimate, std::size_t replicates) {
  std::string text = format_value(estimate.mean);
  if (!std::isnan(estimate.half_width)) text += fmt::format(" +- {}", format_value(estimate.half_width));
  if (estimate.values > 0 && estimate.values < replicates)
    text += fmt::format(" ({} of {})", estimate.values, replicates);
  return text;
}

std::string date(const Estimate& estimate, std::size_t replicates) {
  if (estimate.values == 0) return "-";
  std::string text = fmt::format("{:.1f}", estimate.mean);
  if (!std::isnan(estimate.half_width)) text += fmt::format(" +- {:.1f}", estimate.half_width);
  if (estimate.values < replicates) text += fmt::format(" ({} of {})", estimate.values, replicates);
  return text;
}

}  // namespace

LinkageReport linkage_report(const std::string& file, const LinkageRequest& request) {
  const ResultReader reader(file);
  if (!reader.has_group("baseline")) {
    throw InputError(Fault{Place{file, 0, 0, ""}, "no baseline to compare with",
                           "the run was made without one", "run the scenario with its baseline"});
  }
  LinkageReport report;
  report.file = file;
  report.request = request;
  report.replicates = reader.replicates("scenario").size();
  note_unfinished(reader, report.notes);
  add_phases(reader, report);
  for (const LinkageRow& row : report.rows) {
    if (row.peaks_at_end == 0) continue;
    report.notes.push_back(fmt::format("{}: {} of {} replicates end at their top, the peak may still come",
                                       row.name, row.peaks_at_end, report.replicates));
  }
  for (const std::string& hub : request.hubs) report.hubs.push_back(correlate(reader, request, hub));
  if (report.replicates == 1) report.notes.emplace_back("one replicate: no intervals");
  return report;
}

std::string to_text(const LinkageReport& report) {
  const std::size_t n = report.replicates;
  const LinkageRequest& request = report.request;
  TextTable paths;
  paths.columns = {{"series", Align::left},
                   {"base", Align::right},
                   {"peak", Align::right},
                   {"date of peak", Align::right},
                   {"half-life, years", Align::right},
                   {"end", Align::right},
                   {"fall from peak", Align::right}};
  for (const LinkageRow& row : report.rows) {
    paths.rows.push_back({row.name, format_value(row.base.mean), shown(row.peak, n), date(row.peak_date, n),
                          date(row.half_life, n), shown(row.end, n), shown(row.fall, n)});
  }
  TextTable hubs;
  hubs.columns = {{"hub", Align::left},
                  {fmt::format("{} to {}", request.from, request.until), Align::right},
                  {fmt::format("{} over the baseline", request.until), Align::right},
                  {"sectors", Align::right}};
  for (const HubRow& row : report.hubs)
    hubs.rows.push_back({row.hub, shown(row.scenario, n), shown(row.effect, n), std::to_string(row.sectors)});
  std::string text = fmt::format(
      "{}: indirect links from {} to {}, {} replicate{}\n\n"
      "Peak, end and fall are of scenario less baseline; a date or half-life over fewer replicates says how "
      "many\n"
      "have one. content: value added of {} per dollar of a hub's exports of goods to {}.\n\n{}\n"
      "Correlation across goods sectors of the growth of {} -> hub and hub -> {} exports:\n\n{}",
      report.file, request.origin, request.destination, n, n == 1 ? "" : "s", request.origin,
      request.destination, paths.render(), request.origin, request.destination, hubs.render());
  text += fmt::format(
      "\nAll four phases are seen in {} of {} replicate{}: 1 direct trade falls, 2 goods take detours, 3 "
      "plants\n"
      "abroad take over, 4 the content rises and has fallen by the end.\n",
      report.all_phases, n, n == 1 ? "" : "s");
  if (!report.notes.empty()) text += "\n";
  for (const std::string& note : report.notes) text += fmt::format("note: {}\n", note);
  return text;
}

}  // namespace entrepot::outputs
