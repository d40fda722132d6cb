#include "sim/world/synthesis/base_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/graph/transpose.hpp"
#include "sim/world/synthesis/nest_layout.hpp"

namespace entrepot {

namespace {

// Calls visit(nest, region, user sector or n_sectors for final use, spending) for every nest.
template <class Visit>
void for_each_nest(const World& world, std::span<const double> output, const Visit& visit) {
  const Axes axes = world.axes();
  for (const Block& block : world.blocks) {
    const RegionId region = axes.region_of(GroupId(block.group));
    const std::size_t user = axes.sector_of(GroupId(block.group)).index();
    for (std::size_t k = 0; k < axes.n_sectors(); ++k) {
      const double coefficient = world.input_coefficient(block.group, k);
      for (std::uint32_t f = block.first_firm; f < block.first_firm + block.firm_count; ++f)
        visit(nest_of(block, f, k), region, user, coefficient * output[f]);
    }
  }
  for (const GroupId nest : axes.groups()) {
    const RegionId n = axes.region_of(nest);
    visit(static_cast<std::uint32_t>(world.firm_nests() + nest.index()), n, axes.n_sectors(),
          world.accounts.budget[n.index()] * world.accounts.budget_share[nest.index()]);
  }
}

// Sales by slots, with the transpose and the nest of each slot at hand.
struct SlotGraph {
  Transpose by_supplier;
  std::vector<std::uint32_t> slot_nest;
  std::vector<double> nest_spending;  // purchaser prices over the sum of the nest's float weights
  std::vector<RegionId> nest_region;
};

SlotGraph make_slot_graph(const World& world) {
  SlotGraph graph;
  graph.by_supplier = transpose(world.slot_supplier, world.n_firms());
  graph.slot_nest.resize(world.n_slots());
  graph.nest_spending.resize(world.n_nests());
  graph.nest_region.resize(world.n_nests());
  for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
      graph.slot_nest[s] = static_cast<std::uint32_t>(nest);
    }
  }
  return graph;
}

void set_spending(const World& world, std::span<const double> output, SlotGraph& graph) {
  for_each_nest(world, output, [&](std::uint32_t nest, RegionId region, std::size_t, double spending) {
    double sum = 0.0;
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
      sum += static_cast<double>(world.slot_weight[s]);
    }
    graph.nest_spending[nest] = sum > 0.0 ? spending / sum : 0.0;
    graph.nest_region[nest] = region;
  });
}

// Calls visit(destination, sales) for every slot that a firm sells to.
template <class Visit>
void for_each_sale(const World& world, const SlotGraph& graph, std::size_t firm, const Visit& visit) {
  const WorldTable& table = world.table;
  const CellId cell(world.firm_cell[firm]);
  for (std::uint64_t i = graph.by_supplier.first[firm]; i < graph.by_supplier.first[firm + 1]; ++i) {
    const std::uint32_t slot = graph.by_supplier.slot[i];
    const std::uint32_t nest = graph.slot_nest[slot];
    const double duty = table.base_duty[table.axes().flow(graph.nest_region[nest], cell).index()];
    visit(graph.nest_region[nest],
          static_cast<double>(world.slot_weight[slot]) * graph.nest_spending[nest] / (1.0 + duty));
  }
}

double firm_sales(const World& world, const SlotGraph& graph, std::size_t firm) {
  double sales = 0.0;
  for_each_sale(world, graph, firm, [&](RegionId, double sale) { sales += sale; });
  return sales;
}

}  // namespace

std::vector<double> base_sales(const World& world, std::span<const double> output, ThreadPool& pool) {
  SlotGraph graph = make_slot_graph(world);
  set_spending(world, output, graph);
  std::vector<double> sales(world.n_firms());
  pool.for_each(
      sales.size(), [&](std::size_t f) { sales[f] = firm_sales(world, graph, f); }, 256);
  return sales;
}

std::vector<float> base_sales_to(const World& world, ThreadPool& pool) {
  SlotGraph graph = make_slot_graph(world);
  set_spending(world, world.firm_output, graph);
  const std::size_t regions = world.table.n_regions();
  std::vector<float> sales(world.n_firms() * regions, 0.0F);
  pool.for_each(
      world.n_firms(),
      [&](std::size_t f) {
        std::vector<double> to(regions, 0.0);
        for_each_sale(world, graph, f, [&](RegionId n, double sale) { to[n.index()] += sale; });
        for (std::size_t n = 0; n < regions; ++n) sales[f * regions + n] = static_cast<float>(to[n]);
      },
      256);
  return sales;
}

void solve_base_output(World& world, ThreadPool& pool) {
  SlotGraph graph = make_slot_graph(world);
  std::vector<double> sales(world.n_firms());
  double change = 1.0;
  for (int iteration = 0; iteration < 200 && change > 1e-12; ++iteration) {
    set_spending(world, world.firm_output, graph);
    pool.for_each(
        sales.size(), [&](std::size_t f) { sales[f] = firm_sales(world, graph, f); }, 256);
    change = 0.0;
    for (std::size_t f = 0; f < sales.size(); ++f) {
      if (sales[f] > 0.0) change = std::max(change, std::abs(world.firm_output[f] / sales[f] - 1.0));
    }
    world.firm_output.swap(sales);
  }
  if (change > 1e-10)
    throw RunError(fmt::format("base outputs do not settle: relative change {:.3g}", change));
}

std::vector<double> base_flows(const World& world) {
  const WorldTable& table = world.table;
  const std::size_t uses_of_region = table.n_sectors() + 1;
  const std::size_t uses = table.n_regions() * uses_of_region;
  std::vector<double> flows(world.n_cells() * uses, 0.0);
  for_each_nest(world, world.firm_output,
                [&](std::uint32_t nest, RegionId region, std::size_t user, double spending) {
                  double sum = 0.0;
                  for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
                    sum += static_cast<double>(world.slot_weight[s]);
                  }
                  for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
                    const CellId cell(world.firm_cell[world.slot_supplier[s]]);
                    const double duty = table.base_duty[table.axes().flow(region, cell).index()];
                    flows[cell.index() * uses + region.index() * uses_of_region + user] +=
                        spending * static_cast<double>(world.slot_weight[s]) / sum / (1.0 + duty);
                  }
                });
  return flows;
}

}  // namespace entrepot
