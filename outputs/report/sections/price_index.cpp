#include "outputs/report/sections/price_index.hpp"

#include <cmath>
#include <limits>

namespace entrepot::outputs {

namespace {

// [sector] goods bought by `importer` in the first year; from all foreign origins where `origin` is "".
std::vector<double> first_year_purchases(ResultData& data, const std::string& origin,
                                         const std::string& importer) {
  const PairedMetric& trade = data.paired("customs_trade", Period::year, {{"destination", importer}});
  const std::vector<std::string>& origins = trade.labels_of("origin");
  const std::vector<bool> goods = data.goods();
  const Derived first = data.derive({&trade}, [&](const ResultData::Values& values) {
    std::vector<double> out(goods.size(), 0.0);
    for (std::size_t i = 0; i < origins.size() * goods.size(); ++i) {
      const std::string& from = origins[i / goods.size()];
      const bool wanted = origin.empty() ? from != importer : from == origin;
      if (wanted && goods[i % goods.size()]) out[i % goods.size()] += (*values[0])[i];
    }
    return out;
  });
  return data.has_baseline() ? first.baseline : first.scenario;
}

}  // namespace

std::vector<double> pair_weights(ResultData& data, const std::string& origin, const std::string& importer) {
  return first_year_purchases(data, origin, importer);
}

std::vector<double> import_weights(ResultData& data, const std::string& importer) {
  return first_year_purchases(data, "", importer);
}

std::vector<double> weighted_means(const std::vector<double>& values, const std::vector<double>& weights,
                                   std::size_t sectors, double scale) {
  std::vector<double> out(values.size() / sectors);
  for (std::size_t t = 0; t < out.size(); ++t) {
    double sum = 0.0;
    double weight = 0.0;
    for (std::size_t k = 0; k < sectors; ++k) {
      if (weights[k] <= 0.0) continue;
      sum += weights[k] * values[t * sectors + k];
      weight += weights[k];
    }
    out[t] = weight > 0.0 ? scale * sum / weight : std::numeric_limits<double>::quiet_NaN();
  }
  return out;
}

Derived import_price_index(const ResultData& data, const PairedMetric& prices,
                           const std::vector<double>& weights) {
  const std::size_t sectors = prices.size_of("sector");
  return data.derive({&prices}, [&](const ResultData::Values& values) {
    return weighted_means(*values[0], weights, sectors, 1.0);
  });
}

}  // namespace entrepot::outputs
