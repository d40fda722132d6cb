#include "tools/entrepot/links/link_export.hpp"

#include <algorithm>
#include <numeric>

#include "models/behaviours/orders/use_table.hpp"
#include "outputs/compare/compare.hpp"
#include "outputs/store/csv_text.hpp"
#include "sim/core/error.hpp"
#include "sim/core/faults.hpp"
#include "sim/world/state/state_links.hpp"
#include "tools/entrepot/links/link_nodes.hpp"
#include "tools/runs/equilibrium_job.hpp"
#include "tools/runs/run_job.hpp"
#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;
using namespace outputs;

namespace {

struct Link {
  std::uint32_t buyer = 0;  // firm, site or, after these, a region's final buyer
  std::uint32_t supplier = 0;
  double value = 0.0;  // million USD of the month, at the seller's gate
};

// Which links a filter keeps.
class Keep {
 public:
  Keep(const std::string& filters, const WorldTable& table) : filters_(parse_filters(filters)) {
    for (const AxisFilter& filter : filters_) {
      const std::vector<std::string> axes{"origin", "destination", "sector"};
      if (std::find(axes.begin(), axes.end(), filter.axis) == axes.end())
        throw UsageError("links have the axes origin, destination and sector, not '" + filter.axis + "'");
      const std::vector<std::string>& known = filter.axis == "sector" ? table.sectors : table.regions;
      if (std::find(known.begin(), known.end(), filter.label) == known.end()) {
        throw UsageError(fmt::format("no '{}' on the axis {}{}", filter.label, filter.axis,
                                     appended(suggest(filter.label, known, Asks::plain))));
      }
    }
  }
  [[nodiscard]] bool operator()(const LinkNodes& nodes, const Link& link) const {
    return holds("origin", nodes.region(link.supplier)) && holds("destination", nodes.region(link.buyer)) &&
           holds("sector", nodes.sector(link.supplier));
  }

 private:
  [[nodiscard]] bool holds(const std::string& axis, const std::string& label) const {
    bool asked = false;
    for (const AxisFilter& filter : filters_) {
      if (filter.axis != axis) continue;
      if (filter.label == label) return true;
      asked = true;
    }
    return !asked;
  }
  std::vector<AxisFilter> filters_;
};

// The kept links in the order of their contracts; the largest `top` by value, where asked for.
std::vector<Link> links_of(const World& world, const State& state, const std::vector<std::int64_t>& money,
                           const Keep& keep, std::size_t top) {
  const StateLinks graph(world, state);
  const ProductionLinks view = graph.view();
  const LinkNodes nodes(world, state);
  std::vector<Link> links;
  for (std::size_t nest = 0; nest + 1 < view.nest_first.size(); ++nest) {
    for (std::uint32_t slot = view.nest_first[nest]; slot < view.nest_first[nest + 1]; ++slot) {
      // Links of plants decided on in this step stand at the end and have no trade yet.
      const double value = slot < money.size() ? static_cast<double>(money[slot]) * world.unit_musd : 0.0;
      const Link link{view.nest_buyer[nest], view.slot_supplier[slot], value};
      if (keep(nodes, link)) links.push_back(link);
    }
  }
  if (top == 0 || top >= links.size()) return links;
  std::stable_sort(links.begin(), links.end(),
                   [](const Link& a, const Link& b) { return a.value > b.value; });
  links.resize(top);
  return links;
}

void write_csv(TextFile& file, const LinkNodes& nodes, const std::vector<Link>& links) {
  file.line(
      "buyer,buyer_region,buyer_sector,supplier,supplier_region,supplier_owner,sector,product,value_musd{}",
      nodes.has_ids() ? ",buyer_id,supplier_id" : "");
  for (const Link& link : links) {
    const std::string ids = nodes.has_ids() ? fmt::format(",{},{}", csv_field(nodes.id(link.buyer)),
                                                          csv_field(nodes.id(link.supplier)))
                                            : "";
    file.line("{},{},{},{},{},{},{},{},{}{}", nodes.name(link.buyer), csv_field(nodes.region(link.buyer)),
              csv_field(nodes.sector(link.buyer)), nodes.name(link.supplier),
              csv_field(nodes.region(link.supplier)), csv_field(nodes.owner(link.supplier)),
              csv_field(nodes.sector(link.supplier)), csv_field(nodes.product(link.supplier)), link.value,
              ids);
  }
}

std::string xml(const std::string& text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '&')
      out += "&amp;";
    else if (letter == '<')
      out += "&lt;";
    else if (letter == '"')
      out += "&quot;";
    else
      out += letter;
  }
  return out;
}

void write_nodes(TextFile& file, const LinkNodes& nodes, const std::vector<Link>& links) {
  std::vector<std::uint32_t> used;
  for (const Link& link : links) used.insert(used.end(), {link.buyer, link.supplier});
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  for (const std::uint32_t node : used) {
    const std::string id =
        nodes.has_ids() ? fmt::format(R"(<data key="firm_id">{}</data>)", xml(nodes.id(node))) : "";
    file.line(
        R"(<node id="{}"><data key="region">{}</data><data key="owner">{}</data><data key="sector">{}</data>{}</node>)",
        xml(nodes.name(node)), xml(nodes.region(node)), xml(nodes.owner(node)), xml(nodes.sector(node)), id);
  }
}

// GraphML; an edge runs from the supplier to the buyer, as the goods do.
void write_graphml(TextFile& file, const LinkNodes& nodes, const std::vector<Link>& links,
                   const std::string& month) {
  file.line(R"(<?xml version="1.0" encoding="UTF-8"?>)");
  file.line(R"(<graphml xmlns="http://graphml.graphdrawing.org/xmlns">)");
  for (const char* key : {"region", "owner", "sector"})
    file.line(R"(<key id="{0}" for="node" attr.name="{0}" attr.type="string"/>)", key);
  if (nodes.has_ids()) file.line(R"(<key id="firm_id" for="node" attr.name="firm_id" attr.type="string"/>)");
  file.line(R"(<key id="product" for="edge" attr.name="product" attr.type="string"/>)");
  file.line(R"(<key id="value_musd" for="edge" attr.name="value_musd" attr.type="double"/>)");
  file.line(R"(<graph id="{}" edgedefault="directed">)", month);
  write_nodes(file, nodes, links);
  for (const Link& link : links) {
    file.line(
        R"(<edge source="{}" target="{}"><data key="product">{}</data><data key="value_musd">{}</data></edge>)",
        xml(nodes.name(link.supplier)), xml(nodes.name(link.buyer)), xml(nodes.product(link.supplier)),
        link.value);
  }
  file.line("</graph>");
  file.line("</graphml>");
}

}  // namespace

void export_links(const LinkExport& asked, const CommonOptions& common) {
  Scenario scenario = read_scenario(asked.scenario, asked.overrides);
  const Month month = month_of_calendar(asked.at, scenario.calendar);
  const int steps = month.count() - scenario.calendar.start.count() + 1;
  WorldTable table = table_to_run(scenario, common);
  require_single_firms(table, "an export of links");
  const Keep keep(asked.filters, table);
  RunJob job(std::move(scenario), std::move(table), common.threads);
  TextFile file = open_text(asked.output);
  std::vector<std::int64_t> money;
  const std::unique_ptr<Simulation> simulation = job.simulation(
      !asked.baseline, asked.replicate,
      [&](const ActionList& actions) { use_table_of(actions).record_links(steps - 1, money); });
  run_to(*simulation, steps, "links", common.quiet);
  const LinkNodes nodes(simulation->world(), simulation->state());
  const std::vector<Link> links = links_of(simulation->world(), simulation->state(), money, keep, asked.top);
  if (asked.format == "csv") {
    write_csv(file, nodes, links);
  } else {
    write_graphml(file, nodes, links, month.text());
  }
  const std::string written = file.finish();
  if (!common.quiet) fmt::print(stderr, "{} links of {}; {}\n", links.size(), month.text(), written);
}

}  // namespace entrepot::tools
