#include <algorithm>
#include <cmath>

#include "outputs/compare/statistics.hpp"
#include "tools/sweep/indices/indices.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

using Pairs = std::vector<std::pair<double, double>>;

ResponseBin bin_of(const Pairs& pairs, std::size_t first, std::size_t end) {
  ResponseBin bin;
  bin.count = end - first;
  const auto count = static_cast<double>(bin.count);
  for (std::size_t i = first; i < end; ++i) {
    bin.input += pairs[i].first / count;
    bin.mean += pairs[i].second / count;
  }
  double squares = 0.0;
  for (std::size_t i = first; i < end; ++i)
    squares += (pairs[i].second - bin.mean) * (pairs[i].second - bin.mean);
  bin.half_width = half_width_of_mean(squares, bin.count);
  return bin;
}

}  // namespace

std::vector<ResponseBin> response_curve(const std::vector<double>& inputs, const std::vector<double>& outputs,
                                        std::size_t bins) {
  Pairs pairs;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (!std::isnan(inputs[i]) && !std::isnan(outputs[i])) pairs.emplace_back(inputs[i], outputs[i]);
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<ResponseBin> out;
  std::size_t first = 0;
  for (std::size_t bin = 1; bin <= bins && first < pairs.size(); ++bin) {
    std::size_t end = std::max(first + 1, pairs.size() * bin / bins);
    while (end < pairs.size() && pairs[end].first == pairs[end - 1].first) ++end;
    if (end <= first) continue;
    out.push_back(bin_of(pairs, first, end));
    first = end;
  }
  return out;
}

}  // namespace entrepot::tools
