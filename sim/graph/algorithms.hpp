// Questions to the production graph, answered by Boost.Graph. Nodes: firms, then one final buyer per region.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entrepot {

class BglView;

struct Components {
  std::size_t count = 0;
  std::size_t largest = 0;           // nodes in the largest one
  std::vector<std::uint32_t> label;  // [node] 0 .. count - 1
};

// Connected components, directions ignored (boost::incremental_components over disjoint sets).
[[nodiscard]] Components connected_components(const BglView& view);

// Sets of nodes that reach each other along the edges (boost::strong_components).
[[nodiscard]] Components strong_components(const BglView& view);

// Nodes without which some others hang together no more, directions ignored, ascending
// (boost::articulation_points).
[[nodiscard]] std::vector<std::uint32_t> cut_vertices(const BglView& view);

// PageRank along the edges, summing to 1; every slot counts as one link (boost::graph::page_rank). A node
// without out-edges hands its rank to all nodes alike: dividing Boost's ranks by their sum does just that.
[[nodiscard]] std::vector<double> page_rank(const BglView& view, double damping = 0.85,
                                            std::size_t iterations = 100);

inline constexpr std::uint32_t unreachable = 0xFFFFFFFFU;

// Fewest edges from any of `sources` to every node, along the edges (boost::breadth_first_visit).
[[nodiscard]] std::vector<std::uint32_t> shortest_hops(const BglView& view,
                                                       std::span<const std::uint32_t> sources);

}  // namespace entrepot
