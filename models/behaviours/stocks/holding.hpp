// What holding goods bought ahead costs, and how many months of use a rise of their price pays for.
#pragma once

#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/stocks/stockpiling.hpp"

namespace entrepot::models {

// The monthly cost h rises with the time s that goods are held: h (1 + s / D), so S months of use bought
// ahead are worth a rise of ln price of (model.md section 6)
//
//   H(S) = h S (1 + S / 2D),   S(rise) = D (sqrt(1 + 2 rise / h D) - 1)
//
// D is the sector's normal stock over `holding_rise`: who holds 75 days in normal times holds goods that keep
// and has room for them. Capital goods are put up early instead of stored: their D is the bound.
class Holding {
 public:
  Holding(const World& world, const ModelSettings& settings, const StockRule& normal);

  // Months of use of an input sector that a rise of ln price pays for; an infinite rise pays for the bound.
  [[nodiscard]] double months(std::size_t sector, double log_rise) const;

 private:
  struct Terms {
    double doubling = 0.0;  // D, months; infinite: the cost does not rise
    double most = 0.0;      // bound, months; 0 = not held
  };
  double first_;              // h
  std::vector<Terms> terms_;  // [sector]
};

// The goods sector with the largest part in capital outlays; invalid where the world does not know.
[[nodiscard]] SectorId capital_goods(const WorldTable& table);

}  // namespace entrepot::models
