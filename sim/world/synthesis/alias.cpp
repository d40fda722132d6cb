#include "sim/world/synthesis/alias.hpp"

namespace entrepot {

namespace {

void build_cell(std::uint32_t first, std::uint32_t end, std::span<const double> weight, SupplierAlias& alias,
                std::vector<std::uint32_t>& small, std::vector<std::uint32_t>& large,
                std::vector<double>& scaled) {
  double sum = 0.0;
  for (std::uint32_t f = first; f < end; ++f) sum += weight[f];
  small.clear();
  large.clear();
  scaled.assign(end - first, 1.0);
  for (std::uint32_t f = first; f < end; ++f) {
    if (sum > 0.0) scaled[f - first] = weight[f] * (end - first) / sum;
    (scaled[f - first] < 1.0 ? small : large).push_back(f);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t s = small.back();
    const std::uint32_t l = large.back();
    small.pop_back();
    alias[s] = {static_cast<float>(scaled[s - first]), l};
    scaled[l - first] -= 1.0 - scaled[s - first];
    if (scaled[l - first] < 1.0) {
      large.pop_back();
      small.push_back(l);
    }
  }
}

}  // namespace

SupplierAlias build_alias(std::span<const std::uint32_t> cell_first, std::span<const double> weight) {
  SupplierAlias alias(weight.size());
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  std::vector<double> scaled;
  for (std::size_t c = 0; c + 1 < cell_first.size(); ++c) {
    build_cell(cell_first[c], cell_first[c + 1], weight, alias, small, large, scaled);
  }
  return alias;
}

}  // namespace entrepot
