#include "models/theory/modularity.hpp"

#include <numeric>

#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric modularity_metric() {
  return {"modularity",
          "Modularity of trade between firms, cut in regions",
          "1",
          "Directed, weighted by money (Leicht and Newman 2008, Physical Review Letters 100, 118703): the "
          "share of "
          "firms' purchases inside regions beyond that of chance; final use left out",
          "mean",
          {},
          [](const MetricView& view, std::span<double> out) {
            const auto sectors = static_cast<Eigen::Index>(view.world.table.n_sectors());
            const auto regions = static_cast<Eigen::Index>(view.world.table.n_regions());
            Eigen::MatrixXd between(regions, regions);
            for (Eigen::Index i = 0; i < regions; ++i) {
              for (Eigen::Index n = 0; n < regions; ++n) {
                between(i, n) = view.linkage->system.flows()
                                    .intermediate.block(i * sectors, n * sectors, sectors, sectors)
                                    .sum();
              }
            }
            std::vector<std::size_t> bloc(static_cast<std::size_t>(regions));
            std::iota(bloc.begin(), bloc.end(), std::size_t{0});
            out[0] = modularity(between, bloc);
          },
          nullptr,
          Sampling::quarter};
}

}  // namespace entrepot::outputs
