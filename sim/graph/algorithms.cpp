#include "sim/graph/algorithms.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "sim/graph/bgl_view.hpp"

namespace entrepot {

namespace {

template <class Value>
auto node_map(std::vector<Value>& values, const BglView::Graph& graph) {
  return boost::make_iterator_property_map(values.begin(), boost::get(boost::vertex_index, graph));
}

std::size_t largest_of(const Components& components) {
  std::vector<std::size_t> size(components.count, 0);
  for (const std::uint32_t label : components.label) ++size[label];
  return size.empty() ? 0 : *std::max_element(size.begin(), size.end());
}

}  // namespace

Components connected_components(const BglView& view) {
  const BglView::Graph& graph = view.graph();
  const std::size_t nodes = boost::num_vertices(graph);
  std::vector<std::uint32_t> rank(nodes, 0);
  std::vector<std::uint32_t> parent(nodes);
  boost::disjoint_sets sets(node_map(rank, graph), node_map(parent, graph));
  boost::initialize_incremental_components(graph, sets);
  boost::incremental_components(graph, sets);
  Components out;
  std::vector<std::uint32_t> label_of_root(nodes, unreachable);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    std::uint32_t& label = label_of_root[sets.find_set(node)];
    if (label == unreachable) label = static_cast<std::uint32_t>(out.count++);
    out.label.push_back(label);
  }
  out.largest = largest_of(out);
  return out;
}

Components strong_components(const BglView& view) {
  const BglView::Graph& graph = view.graph();
  Components out;
  out.label.resize(boost::num_vertices(graph));
  out.count = boost::strong_components(graph, node_map(out.label, graph));
  out.largest = largest_of(out);
  return out;
}

std::vector<std::uint32_t> cut_vertices(const BglView& view) {
  using Undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
  const BglView::Graph& graph = view.graph();
  Undirected both(boost::num_vertices(graph));
  for (auto [edge, end] = boost::edges(graph); edge != end; ++edge)
    boost::add_edge(boost::source(*edge, graph), boost::target(*edge, graph), both);
  std::vector<std::uint32_t> cuts;
  boost::articulation_points(both, std::back_inserter(cuts));
  std::sort(cuts.begin(), cuts.end());
  return cuts;
}

std::vector<double> page_rank(const BglView& view, double damping, std::size_t iterations) {
  const BglView::Graph& graph = view.graph();
  std::vector<double> rank(boost::num_vertices(graph));
  boost::graph::page_rank(graph, node_map(rank, graph), boost::graph::n_iterations(iterations), damping);
  const double sum = std::accumulate(rank.begin(), rank.end(), 0.0);
  for (double& value : rank) value /= sum;
  return rank;
}

std::vector<std::uint32_t> shortest_hops(const BglView& view, std::span<const std::uint32_t> sources) {
  const BglView::Graph& graph = view.graph();
  const std::size_t nodes = boost::num_vertices(graph);
  std::vector<std::uint32_t> hops(nodes, unreachable);
  for (const std::uint32_t source : sources) hops[source] = 0;
  std::vector<boost::default_color_type> color(nodes, boost::white_color);
  boost::queue<std::uint32_t> queue;
  const auto visitor =
      boost::make_bfs_visitor(boost::record_distances(node_map(hops, graph), boost::on_tree_edge()));
  boost::breadth_first_visit(graph, sources.begin(), sources.end(), queue, visitor, node_map(color, graph));
  return hops;
}

}  // namespace entrepot
