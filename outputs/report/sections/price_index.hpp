// Prices and duties of several sectors as one number, by fixed weights.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/result_data.hpp"

namespace entrepot::outputs {

// [sector] the importer's purchases of goods from `origin` in the first year without the policies (with them
// where the file has no baseline), mean over replicates; 0 for services.
[[nodiscard]] std::vector<double> pair_weights(ResultData& data, const std::string& origin,
                                               const std::string& importer);
// The same from all foreign origins.
[[nodiscard]] std::vector<double> import_weights(ResultData& data, const std::string& importer);

// [time] means of `values` [time][sector], times `scale`; NaN where no weight is positive.
[[nodiscard]] std::vector<double> weighted_means(const std::vector<double>& values,
                                                 const std::vector<double>& weights, std::size_t sectors,
                                                 double scale);

// [time] of the metric import_price of one destination.
[[nodiscard]] Derived import_price_index(const ResultData& data, const PairedMetric& prices,
                                         const std::vector<double>& weights);

}  // namespace entrepot::outputs
