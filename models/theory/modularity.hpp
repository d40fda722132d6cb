// How much of a network's links stay inside blocs beyond what chance would put there.
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <span>

namespace entrepot::theory {

// Modularity of a directed, weighted network cut in blocs (Leicht and Newman 2008, "Community structure in
// directed networks", Physical Review Letters 100, 118703; weights as in Newman 2004, Physical Review E 70,
// 056131):
//   Q = (1/m) sum_ij [ w_ij - out_i in_j / m ] delta(bloc_i, bloc_j),   m = sum_ij w_ij.
// Q depends on nodes only through sums by bloc, so `links` [from][to] may hold classes of nodes (regions) in
// place of nodes, as long as no class is cut by a bloc: the value is that of the network of nodes. `bloc`
// [class] numbers from 0. NaN without any link.
[[nodiscard]] double modularity(const Eigen::MatrixXd& links, std::span<const std::size_t> bloc);

}  // namespace entrepot::theory
