#include "models/behaviours/stocks/holding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entrepot::models {

SectorId capital_goods(const WorldTable& table) {
  SectorId largest;
  double share = 0.0;
  for (std::size_t k = 0; k < table.capital_mix.size(); ++k) {
    if (!table.sector_is_goods[k] || table.capital_mix[k] <= share) continue;
    share = table.capital_mix[k];
    largest = SectorId(k);
  }
  return largest;
}

Holding::Holding(const World& world, const ModelSettings& settings, const StockRule& normal)
    : first_(settings.stockpiling.holding_cost) {
  const StockpilingSettings& own = settings.stockpiling;
  const SectorId capital = capital_goods(world.table);
  const auto doubling = [&](double months) {
    return own.holding_rise > 0.0 ? months / own.holding_rise : std::numeric_limits<double>::infinity();
  };
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    Terms terms;
    if (SectorId(k) == capital) {
      terms = {doubling(own.capital_goods_ahead), static_cast<double>(own.capital_goods_ahead)};
    } else {
      terms = {doubling(normal.months(k)), static_cast<double>(own.most_ahead)};
    }
    terms_.push_back(normal.holds(k) ? terms : Terms{});
  }
}

double Holding::months(std::size_t sector, double log_rise) const {
  const Terms& terms = terms_[sector];
  if (!(log_rise > 0.0) || !(terms.most > 0.0)) return 0.0;
  if (std::isinf(log_rise)) return terms.most;
  const double plain = log_rise / first_;
  if (std::isinf(terms.doubling)) return std::min(terms.most, plain);
  const double months = terms.doubling * (std::sqrt(1.0 + 2.0 * plain / terms.doubling) - 1.0);
  return std::min(terms.most, months);
}

}  // namespace entrepot::models
