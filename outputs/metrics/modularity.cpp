#include "models/theory/modularity.hpp"

#include <numeric>

#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric modularity_metric() {
  return may_be_missing(
      {"modularity",
       "Modularity of trade between firms, cut in regions",
       "1",
       "Directed, weighted by money (Leicht and Newman 2008, Physical Review Letters 100, 118703): the "
       "share of "
       "firms' purchases inside regions beyond that of chance; final use left out",
       "mean",
       {},
       [](const MetricView& view, std::span<double> out) {
         const InterCountryFlows& flows = view.linkage->system.flows();
         const auto regions = static_cast<Eigen::Index>(flows.regions);
         Eigen::MatrixXd between = Eigen::MatrixXd::Zero(regions, regions);
         for (std::size_t user = 0; user < flows.classes(); ++user) {
           for (std::size_t seller = 0; seller < flows.classes(); ++seller) {
             between(static_cast<Eigen::Index>(flows.region_of(seller)),
                     static_cast<Eigen::Index>(flows.region_of(user))) +=
                 flows.intermediate(static_cast<Eigen::Index>(seller), static_cast<Eigen::Index>(user));
           }
         }
         std::vector<std::size_t> bloc(static_cast<std::size_t>(regions));
         std::iota(bloc.begin(), bloc.end(), std::size_t{0});
         out[0] = modularity(between, bloc);
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
