#include "outputs/report/sections/goods_shares.hpp"

namespace entrepot::outputs {

std::vector<double> goods_shares(const std::vector<double>& trade, std::size_t regions,
                                 std::size_t destination, const std::vector<bool>& goods,
                                 const std::vector<int>& year) {
  const std::size_t sectors = goods.size();
  const std::size_t years = static_cast<std::size_t>(year.back()) + 1;
  std::vector<double> share(regions * years, 0.0);
  std::vector<double> total(years, 0.0);
  for (std::size_t t = 0; t < year.size(); ++t) {
    const auto y = static_cast<std::size_t>(year[t]);
    for (std::size_t i = 0; i < regions; ++i) {
      if (i == destination) continue;
      const double* const row = &trade[((t * regions + i) * regions + destination) * sectors];
      for (std::size_t k = 0; k < sectors; ++k) {
        if (!goods[k]) continue;
        share[i * years + y] += row[k];
        total[y] += row[k];
      }
    }
  }
  for (std::size_t i = 0; i < share.size(); ++i) {
    const double whole = total[i % years];
    share[i] = whole > 0.0 ? 100.0 * share[i] / whole : 0.0;
  }
  return share;
}

}  // namespace entrepot::outputs
