#include "tests/support/report_file.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "outputs/store/results/result_file.hpp"
#include "sim/core/calendar.hpp"

namespace entrepot::test {

using namespace outputs;

namespace {

constexpr std::size_t n = 3;

// A number in [0, 1) that looks random and is the same everywhere.
double scatter(std::size_t a, std::size_t b) {
  return static_cast<double>((a * 7919 + b * 104729 + 12345) % 1009) / 1009.0;
}

std::vector<double> days(int count, int step) {
  std::vector<double> out;
  for (int i = 0; i < count; ++i) {
    const auto first = (Month(2017, 1) + i * step).first_day();
    out.push_back(static_cast<double>((first - Month(2017, 1).first_day()).count()));
  }
  return out;
}

Axis labelled(const std::string& name, const std::vector<std::string>& labels) {
  return {name, name, "", labels, {}, false};
}

FileHeader report_header(const ReportFileOptions& options) {
  FileHeader header;
  header.title = "tiny: a test";
  header.source = "entrepot test";
  header.id = "tiny-1";
  header.axes = {Axis{"time", "month", "", {}, days(report_months, 1), true},
                 Axis{"quarter", "quarter", "", {}, days(report_months / 3, 3), true}};
  for (const char* const name : {"origin", "destination", "border", "hub", "region", "owner", "host"})
    header.axes.push_back(labelled(name, report_regions));
  header.axes.push_back(labelled("sector", report_sectors));
  header.axes.push_back(labelled("part", {"terms_of_trade", "efficiency"}));
  header.provenance = {{"world", "tiny"},
                       {"scenario", "name: tiny\n"},
                       {"world_notes", "one note\n"},
                       {"sectors", "ELE electronics and more\nSRV services\n"}};
  if (options.goods) header.provenance.push_back({"goods", "ELE"});
  return header;
}

Variable filled(const std::string& name, const std::vector<std::string>& axes, Aggregation aggregation,
                std::size_t count, const std::function<double(std::size_t)>& value) {
  const std::string units = aggregation == Aggregation::sum ? "people per month" : "1";
  Variable variable{name, name, units, "test", axes, {}, aggregation};
  for (std::size_t i = 0; i < count; ++i) variable.values.push_back(value(i));
  return variable;
}

std::vector<Variable> variables(const ReportFileOptions& options, bool scenario, int replicate) {
  const auto months = static_cast<std::size_t>(report_months);
  const double effect = scenario ? options.policy : 0.0;
  std::vector<Variable> all = {
      filled("customs_trade", {"time", "origin", "destination", "sector"}, Aggregation::sum,
             months * n * n * 2,
             [&](std::size_t i) {
               return report_trade(options, scenario, replicate, static_cast<int>(i / 18), i / 6 % 3,
                                   i / 2 % 3, i % 2);
             }),
      filled("import_share", {"time", "origin", "destination"}, Aggregation::mean, months * n * n,
             [](std::size_t i) { return scatter(i, 3); }),
      filled("duties", {"time", "origin", "destination", "sector"}, Aggregation::sum, months * n * n * 2,
             [&](std::size_t i) { return i % 2 == 1 ? 0.0 : 1.0 + effect + replicate; }),
      filled("subsidies", {"time", "region"}, Aggregation::sum, months * n,
             [&](std::size_t i) { return i % 3 == 0 ? 4.0 + effect : 0.0; }),
      filled("fines", {"time", "region"}, Aggregation::sum, months * n,
             [&](std::size_t i) { return i % 3 == 0 ? 0.5 * effect : 0.0; }),
      filled("re_exports", {"time", "origin", "hub", "destination"}, Aggregation::sum, months * n * n * n,
             [&](std::size_t i) { return i % 27 == 15 ? 2.0 + effect : 0.0; }),  // CHN by way of VNM to USA
      filled("duty_rate", {"time", "origin", "destination", "sector"}, Aggregation::mean, months * n * n * 2,
             [&](std::size_t i) { return i % 2 == 1 ? 0.0 : 0.02 + 0.1 * effect; }),
      filled("import_price", {"time", "destination", "sector"}, Aggregation::mean, months * n * 2,
             [&](std::size_t i) { return i % 2 == 1 ? 5.0 : 1.0 + 0.1 * effect + 0.01 * replicate; }),
      filled("consumer_price", {"time", "region"}, Aggregation::mean, months * n,
             [&](std::size_t i) { return 1.0 + 0.01 * effect * static_cast<double>(i % 3 + 1); }),
      filled("gdp", {"time", "region"}, Aggregation::sum, months * n,
             [&](std::size_t) { return 100.0 - effect; }),
      filled("employment", {"time", "region", "sector"}, Aggregation::sum, months * n * 2,
             [&](std::size_t i) { return 50.0 + effect * (i % 2 == 0 ? 5.0 : -5.0); }),
      filled("real_income_parts", {"time", "region", "part"}, Aggregation::sum, months * n * 2,
             [&](std::size_t i) {
               return 7.0 + (i % 6 == 0 ? -effect : i % 6 == 1 ? -3.0 * effect : 0.0);
             }),
      filled("link_survival", {"time"}, Aggregation::mean, months,
             [&](std::size_t i) { return std::pow(0.97 - 0.01 * effect, static_cast<double>(i)); }),
      filled("value_survival", {"time"}, Aggregation::mean, months,
             [&](std::size_t i) { return std::pow(0.99, static_cast<double>(i)); }),
      filled("sites", {"time", "owner", "host"}, Aggregation::mean, months * n * n,
             [&](std::size_t i) { return i % 9 == 5 ? effect * static_cast<double>(i / 9) : 0.0; }),
      filled("value_added_by_border", {"quarter", "origin", "border", "destination"}, Aggregation::mean,
             months / 3 * n * n * n,
             [&](std::size_t i) {
               return report_border(options, scenario, replicate, static_cast<int>(i / 27), i / 9 % 3,
                                    i / 3 % 3, i % 3);
             }),
      filled("indirect_link_index", {"quarter", "origin", "destination"}, Aggregation::mean,
             months / 3 * n * n,
             [&](std::size_t i) {
               const double quarter = static_cast<double>(i / 9);
               return 1.0 + effect * 0.1 *
                                (quarter < 4.0 ? quarter : 7.0 - quarter);  // 1.3 in the fourth and fifth
             }),
  };
  std::erase_if(all, [&](const Variable& one) {
    return std::find(options.without.begin(), options.without.end(), one.name) != options.without.end();
  });
  return all;
}

// Ten links are lost each month to other suppliers at home; with the policies five more to other countries.
Table events(bool scenario) {
  Table table{"events", "event", "a test", {}};
  Column kind{"kind", "what happened", "", true, false, {}, {}};
  Column cause{"cause", "why", "", true, false, {}, {}};
  Column count{"count", "how many", "", false, false, {}, {}};
  Column region{"region", "where", "", true, false, {}, {}};
  Column partner{"partner", "from", "", true, false, {}, {}};
  Column via{"via", "hub", "", true, false, {}, {}};
  const auto add = [&](const char* what, const char* why, double many, const char* to = "",
                       const char* from = "", const char* hub = "") {
    kind.texts.emplace_back(what);
    cause.texts.emplace_back(why);
    region.texts.emplace_back(to);
    partner.texts.emplace_back(from);
    via.texts.emplace_back(hub);
    count.numbers.push_back(many);
  };
  for (int month = 0; month < report_months; ++month) {
    add("links ended", "same origin", 10.0);
    if (scenario) add("links ended", "other origin", 5.0);
  }
  if (scenario) add("plant opened", "", 1.0);
  if (scenario) add("route switched", "", 1.0, "USA", "CHN", "VNM");
  if (scenario) add("route switched", "", 1.0, "USA", "CHN", "VNM");
  add("route switched", "", 1.0, "USA", "CHN");
  add("route switched", "", 1.0, "CHN", "USA", "VNM");
  table.columns = {kind, cause, region, partner, via, count};
  return table;
}

}  // namespace

double report_trade(const ReportFileOptions& options, bool scenario, int replicate, int month,
                    std::size_t origin, std::size_t destination, std::size_t sector) {
  const double base =
      10.0 + 5.0 * scatter(origin * 7 + destination * 3 + sector, static_cast<std::size_t>(month));
  const double noise = 0.2 * scatter(static_cast<std::size_t>(replicate) + origin, destination + 11);
  const bool hit = scenario && origin == 1 && destination == 0 && sector == 0 && month >= 12;
  return (base + noise) * (hit ? 1.0 - 0.3 * options.policy + 0.01 * replicate : 1.0);
}

double report_border(const ReportFileOptions& options, bool scenario, int replicate, int quarter,
                     std::size_t origin, std::size_t border, std::size_t destination) {
  if (border == destination && origin != destination) return 0.0;
  const double base = origin == border ? 20.0 : 2.0;
  const double rise = origin == 1 && border == 2 && destination == 0 ? 1.0
                      : origin == 1 && border == 1                   ? -2.0
                                                                     : 0.0;
  return base + 0.1 * replicate + (scenario ? options.policy * rise * quarter : 0.0);
}

void write_report_file(const std::string& path, const ReportFileOptions& options) {
  std::filesystem::remove(path);
  ResultWriter writer(path, report_header(options));
  for (int replicate = 0; replicate < options.replicates; ++replicate) {
    ReplicateResult result{replicate, variables(options, true, replicate), {}};
    if (options.baseline) result.baseline = variables(options, false, replicate);
    if (std::find(options.without.begin(), options.without.end(), "events") == options.without.end()) {
      result.scenario_tables = {events(true)};
      if (options.baseline) result.baseline_tables = {events(false)};
    }
    writer.append(result);
  }
  writer.finish({});
}

}  // namespace entrepot::test
