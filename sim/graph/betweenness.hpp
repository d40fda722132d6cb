// Who stands between others: shortest paths along the goods, from a sample of sellers to all nodes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/parallel.hpp"
#include "sim/graph/production_links.hpp"

namespace entrepot {

struct Betweenness {
  std::size_t sources = 0;  // sellers the paths start from
  std::vector<double>
      node;  // [node] shortest paths through it, parts of a path where there are several, ends left
             // out; times sellers / sources: an estimate of the sum over all sellers
  std::vector<double>
      hub_share;  // [region] part of the shortest paths between nodes of other regions that visit it
};

// Brandes (2001, "A faster algorithm for betweenness centrality", J. Math. Sociology 25) from `sample`
// sellers at equal distances in their order, which is that of cells, so that all cells are met in proportion
// (Brandes and Pich 2007); 0 or more than there are: all. Several contracts of one pair are one link.
// `node_region` [node] < links.regions. The same at any number of threads.
[[nodiscard]] Betweenness betweenness(const ProductionLinks& links,
                                      std::span<const std::uint16_t> node_region, std::size_t sample,
                                      ThreadPool& pool);

}  // namespace entrepot
