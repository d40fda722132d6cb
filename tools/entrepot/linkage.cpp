#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "outputs/compare/linkage/linkage_report.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

struct LinkageArguments {
  std::string file;
  std::string hubs;
  std::string period = "year";
  LinkageRequest request;
};

nlohmann::json number_or_null(double value) {
  return std::isnan(value) ? nlohmann::json() : nlohmann::json(value);
}

nlohmann::json to_json(const Estimate& estimate) {
  return {{"mean", number_or_null(estimate.mean)},
          {"half_width_95", number_or_null(estimate.half_width)},
          {"values", estimate.values}};
}

std::string to_json(const LinkageReport& report) {
  nlohmann::json json = {{"file", report.file},
                         {"origin", report.request.origin},
                         {"destination", report.request.destination},
                         {"replicates", report.replicates},
                         {"with_all_phases", report.all_phases},
                         {"notes", report.notes}};
  for (const LinkageRow& row : report.rows) {
    json["series"].push_back({{"name", row.name},
                              {"phase", row.phase == 0 ? nlohmann::json() : nlohmann::json(row.phase)},
                              {"base", to_json(row.base)},
                              {"peak", to_json(row.peak)},
                              {"peak_date", to_json(row.peak_date)},
                              {"half_life_years", to_json(row.half_life)},
                              {"end", to_json(row.end)},
                              {"fall", to_json(row.fall)},
                              {"peaks_at_end", row.peaks_at_end}});
  }
  for (const HubRow& row : report.hubs) {
    json["hub_correlation"].push_back({{"hub", row.hub},
                                       {"from", report.request.from},
                                       {"until", report.request.until},
                                       {"growth", to_json(row.scenario)},
                                       {"over_baseline", to_json(row.effect)},
                                       {"sectors", row.sectors}});
  }
  return json.dump(2) + "\n";
}

void linkage(LinkageArguments& arguments, const CommonOptions& common) {
  arguments.request.period = parse_period(arguments.period);
  if (!arguments.hubs.empty()) arguments.request.hubs = split_commas(arguments.hubs);
  if (arguments.request.until <= arguments.request.from) throw UsageError("--until must be after --from");
  guard_reading({arguments.file}, common.quiet);
  const LinkageReport report = linkage_report(arguments.file, arguments.request);
  common.json ? print_json(to_json(report)) : fmt::print("{}", to_text(report));
}

}  // namespace

void add_linkage(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "linkage", "indirect links of a run: peak, half-life and fall, and the correlation of hubs' trade");
  gives_json(*verb, common);
  auto arguments = std::make_shared<LinkageArguments>();
  LinkageRequest& request = arguments->request;
  verb->add_option("file", arguments->file, "result file (.h5)")->required();
  verb->add_option("--origin", request.origin, "region whose value added is followed; default: CHN");
  verb->add_option("--destination", request.destination, "region it reaches; default: USA");
  verb->add_option("--hubs", arguments->hubs, "regions between them; default: VNM,ASE,MEX");
  verb->add_option("--period", arguments->period, "month, quarter or year");
  verb->add_option("--from", request.from, "first year of the growth of hub trade; default: 2017");
  verb->add_option("--until", request.until, "last year of it; default: 2022");
  verb->callback([arguments, &common] { linkage(*arguments, common); });
}

}  // namespace entrepot::tools
