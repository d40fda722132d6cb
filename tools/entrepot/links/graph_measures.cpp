#include "tools/entrepot/links/graph_measures.hpp"

#include <numeric>

#include "models/behaviours/orders/use_table.hpp"
#include "sim/graph/algorithms.hpp"
#include "sim/graph/betweenness.hpp"
#include "sim/graph/bgl_view.hpp"
#include "sim/world/state/state_links.hpp"
#include "tools/entrepot/links/link_nodes.hpp"
#include "tools/runs/equilibrium_job.hpp"
#include "tools/runs/run_job.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;

namespace {

// Region of every node, the final buyers' too.
std::vector<std::uint16_t> node_regions(const StateLinks& links, std::size_t regions) {
  std::vector<std::uint16_t> all = links.seller_region();
  for (std::size_t region = 0; region < regions; ++region) all.push_back(static_cast<std::uint16_t>(region));
  return all;
}

// Part of each region's sellers that the largest strongly connected set holds.
std::vector<double> core_shares(const Components& components, const std::vector<std::uint16_t>& region,
                                std::size_t sellers, std::size_t regions) {
  std::vector<std::size_t> size(components.count, 0);
  for (const std::uint32_t label : components.label) ++size[label];
  const auto largest = static_cast<std::uint32_t>(std::max_element(size.begin(), size.end()) - size.begin());
  std::vector<double> inside(regions, 0.0);
  std::vector<double> all(regions, 0.0);
  for (std::size_t i = 0; i < sellers; ++i) {
    all[region[i]] += 1.0;
    if (components.label[i] == largest) inside[region[i]] += 1.0;
  }
  for (std::size_t r = 0; r < regions; ++r) inside[r] = all[r] > 0.0 ? inside[r] / all[r] : 0.0;
  return inside;
}

void describe_sellers(GraphMeasures& out, const LinkNodes& nodes) {
  for (std::uint32_t i = 0; i < nodes.sellers(); ++i) {
    out.name.push_back(nodes.name(i));
    out.region.push_back(nodes.region(i));
    out.sector.push_back(nodes.sector(i));
  }
}

}  // namespace

GraphMeasures measure_graph(const World& world, const State& state, const std::vector<std::int64_t>& money,
                            std::size_t sample, int threads) {
  const StateLinks graph(world, state);
  ProductionLinks links = graph.view();
  std::vector<float> weight(links.slot_supplier.size(), 0.0F);  // none of the measures reads it
  links.slot_weight = weight;
  const std::size_t regions = links.regions;
  const std::vector<std::uint16_t> region = node_regions(graph, regions);
  GraphMeasures out;
  describe_sellers(out, LinkNodes(world, state));
  const std::size_t sellers = out.name.size();
  out.links = links.slot_supplier.size();
  out.sales.assign(sellers, 0.0);
  for (std::size_t slot = 0; slot < money.size() && slot < out.links; ++slot)
    out.sales[links.slot_supplier[slot]] += static_cast<double>(money[slot]) * world.unit_musd;
  out.rank = page_rank(BglView(links, Direction::upstream));
  const BglView along(links);
  out.core = core_shares(strong_components(along), region, sellers, regions);
  out.cut.assign(sellers, 0);
  for (const std::uint32_t node : cut_vertices(along)) {
    if (node < sellers) out.cut[node] = 1;
  }
  ThreadPool pool(threads);
  const Betweenness paths = betweenness(links, region, sample, pool);
  const double all = std::accumulate(paths.node.begin(), paths.node.end(), 0.0);
  for (std::size_t i = 0; i < sellers; ++i) out.between.push_back(all > 0.0 ? paths.node[i] / all : 0.0);
  out.rank.resize(sellers);
  out.hub_share = paths.hub_share;
  out.sources = paths.sources;
  return out;
}

GraphReport graph_report(const GraphRequest& request, const CommonOptions& common) {
  Scenario scenario = read_scenario(request.scenario, request.overrides);
  const Month month = month_of_calendar(request.at, scenario.calendar);
  const int steps = month.count() - scenario.calendar.start.count() + 1;
  WorldTable table = table_to_run(scenario, common);
  require_single_firms(table, "a ranking of firms");
  GraphReport report;
  report.scenario = scenario.name;
  report.month = month.text();
  report.regions = table.regions;
  RunJob job(std::move(scenario), std::move(table), common.threads);
  const auto measure = [&](bool with_policies, const char* title) {
    std::vector<std::int64_t> money;
    const std::unique_ptr<Simulation> simulation = job.simulation(
        with_policies, request.replicate,
        [&](const ActionList& actions) { use_table_of(actions).record_links(steps - 1, money); });
    run_to(*simulation, steps, title, common.quiet);
    return measure_graph(simulation->world(), simulation->state(), money, request.sample, common.threads);
  };
  report.with = measure(true, "scenario");
  report.without = measure(false, "baseline");
  return report;
}

}  // namespace entrepot::tools
