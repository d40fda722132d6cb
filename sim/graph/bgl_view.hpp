// The only include of Boost.Graph: a snapshot of the production graph that its algorithms run on.
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/incremental_components.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/pending/disjoint_sets.hpp>
#include <cstdint>
#include <mutex>

#include "sim/graph/production_links.hpp"

namespace entrepot {

// Which way the edges point: along the goods (supplier -> buyer), or against them (buyer -> supplier).
enum class Direction { downstream, upstream };

// One edge per slot (parallel edges where a buyer holds several slots with one supplier), its weight as the
// bundled property. The snapshot is taken at the first call of graph(); the spans must live until then.
class BglView {
 public:
  using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, float,
                                                   boost::no_property, std::uint32_t, std::uint32_t>;

  explicit BglView(const ProductionLinks& links, Direction direction = Direction::downstream)
      : links_(links), direction_(direction) {}
  [[nodiscard]] const Graph& graph() const;

 private:
  [[nodiscard]] Graph build() const;

  ProductionLinks links_;
  Direction direction_;
  mutable std::once_flag built_;
  mutable Graph graph_;
};

}  // namespace entrepot
