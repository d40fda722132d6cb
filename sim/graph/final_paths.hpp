// Shortest directed paths from every firm to every region's final buyer, all buyers in one search.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/parallel.hpp"
#include "sim/graph/production_links.hpp"

namespace entrepot {

// Totals over the firms of a class (its region, say), [class][region]: firms with a path to the region's
// final buyer, and the links on their shortest paths.
struct FinalPaths {
  std::vector<std::int64_t> links;
  std::vector<std::int64_t> firms;
};

// Breadth-first from all final buyers at once against the goods, one bit per buyer and node (Then et al.
// 2014, "The more the merrier: efficient multi-source graph traversal", VLDB 8(4)): a level is one pass over
// the slots. Exact; the same at any number of threads. `firm_class` [firm] < classes. Agrees with
// shortest_hops on the Boost.Graph view, at a fraction of its cost.
[[nodiscard]] FinalPaths final_paths(const ProductionLinks& links, std::span<const std::uint16_t> firm_class,
                                     std::size_t classes, ThreadPool& pool);

}  // namespace entrepot
