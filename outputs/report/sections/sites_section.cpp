// Plants abroad by host.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

// [time][host] plants of all owners.
Derived by_host(const Scope& scope, const PairedMetric& sites) {
  const std::size_t regions = sites.size_of("host");
  const std::size_t owners = sites.size_of("owner");
  return scope.data.derive({&sites}, [&](const ResultData::Values& values) {
    std::vector<double> out(values[0]->size() / owners, 0.0);
    for (std::size_t i = 0; i < values[0]->size(); ++i)
      out[i / (owners * regions) * regions + i % regions] += (*values[0])[i];
    return out;
  });
}

// Hosts with plants at the end, most first.
std::vector<std::size_t> ranked_hosts(const Derived& hosts, std::size_t regions) {
  const std::size_t last = hosts.scenario.size() - regions;
  std::vector<std::size_t> order;
  for (std::size_t n = 0; n < regions; ++n) {
    if (hosts.scenario[last + n] > 0.0 || hosts.baseline[last + n] > 0.0) order.push_back(n);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return hosts.scenario[last + a] > hosts.scenario[last + b]; });
  return order;
}

DataTable host_table(const Scope& scope, const PairedMetric& sites, const Derived& hosts,
                     const std::vector<std::size_t>& order) {
  const std::size_t regions = sites.size_of("host");
  DataTable table{"hosts",
                  fmt::format("Plants abroad in operation, {}", sites.labels_of("time").back()),
                  fmt::format("sites: all owners; {}", interval_note(scope.data)),
                  paired_columns("host", "plants", 1),
                  {}};
  for (const std::size_t n : order)
    table.rows.push_back(paired_row(sites.labels_of("host")[n], hosts, hosts.scenario.size() - regions + n));
  return table;
}

DataTable owner_table(const Scope& scope, const PairedMetric& sites) {
  const Derived all = scope.data.derive({&sites}, [](const auto& values) { return *values[0]; });
  const std::size_t regions = sites.size_of("host");
  const std::size_t pairs = regions * sites.size_of("owner");
  const std::size_t last = all.scenario.size() - pairs;
  std::vector<std::size_t> order(pairs);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return all.scenario[last + a] > all.scenario[last + b]; });
  DataTable table{"owners",
                  "Owners and hosts with most plants",
                  "sites; " + interval_note(scope.data),
                  paired_columns("owner in host", "plants", 1),
                  {}};
  for (std::size_t i = 0; i < std::min<std::size_t>(12, pairs); ++i) {
    if (!(all.scenario[last + order[i]] > 0.0)) break;
    table.rows.push_back(paired_row(
        sites.labels_of("owner")[order[i] / regions] + " in " + sites.labels_of("host")[order[i] % regions],
        all, last + order[i]));
  }
  return table;
}

// Sales of plants abroad and outlays for new ones: all owners, by quarter.
void add_money(const Scope& scope, const std::string& metric, const std::string& title, Section& section) {
  if (note_absent(scope.data, {metric}, title, section.absent)) return;
  const PairedMetric& paired = scope.data.paired(metric, Period::quarter);
  const std::size_t times = paired.size_of("time");
  const Derived sums = scope.data.derive({&paired}, [&](const ResultData::Values& values) {
    std::vector<double> out(times, 0.0);
    const std::size_t inner = values[0]->size() / times;
    for (std::size_t i = 0; i < values[0]->size(); ++i) out[i / inner] += (*values[0])[i];
    return out;
  });
  section.charts.push_back(
      line_chart({metric, title, paired.units,
                  fmt::format("{}: all owners and hosts; {}", metric, interval_note(scope.data))},
                 paired.labels_of("time"), both_series(sums, "all", 0, times)));
}

void add_hosts(const Scope& scope, const PairedMetric& sites, const Derived& hosts,
               const std::vector<std::size_t>& order, Section& section) {
  const std::size_t regions = sites.size_of("host");
  Chart chart;
  chart.id = "sites-by-host";
  chart.title = "Plants abroad in operation, by host";
  chart.units = "plants";
  chart.source =
      fmt::format("sites: all owners, mean of the quarter, with the policies; the six hosts with most; {}",
                  scope.data.replicates() > 1 ? "mean over replicates" : "one replicate");
  chart.x = sites.labels_of("time");
  for (std::size_t rank = 0; rank < std::min<std::size_t>(6, order.size()); ++rank) {
    Series series{sites.labels_of("host")[order[rank]], "scenario", {}, {}, {}};
    for (std::size_t t = 0; t < chart.x.size(); ++t)
      series.values.push_back(hosts.scenario[t * regions + order[rank]]);
    chart.series.push_back(std::move(series));
  }
  section.charts = {std::move(chart)};
  section.tables = {host_table(scope, sites, hosts, order), owner_table(scope, sites)};
}

}  // namespace

Section sites_section(const Scope& scope) {
  Section section{"sites", "Plants abroad by host", {}, {}, {}, {}};
  if (note_absent(scope.data, {"sites"}, "plants abroad", section.absent)) return section;
  const PairedMetric& sites = scope.data.paired("sites", Period::quarter);
  const Derived hosts = by_host(scope, sites);
  const std::vector<std::size_t> order = ranked_hosts(hosts, sites.size_of("host"));
  if (order.empty()) {
    section.text.push_back(
        "No plant abroad was in operation at the end of this run, with or without the policies.");
    return section;
  }
  add_hosts(scope, sites, hosts, order, section);
  add_money(scope, "site_sales", "Sales of plants abroad", section);
  add_money(scope, "capital_outlays", "Outlays for new plants abroad", section);
  add_event_counts(scope,
                   {"plant-events",
                    "Plants decided, opened, closed and barred",
                    {"plant decided", "plant opened", "plant closed", "plant barred"}},
                   section);
  return section;
}

}  // namespace entrepot::outputs
