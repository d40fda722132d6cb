#include "models/behaviours/plants/class_sales.hpp"

namespace entrepot::models {

ClassSales::ClassSales(const World& world, bool by_owner) : world_(world), by_owner_(by_owner) {
  const Axes axes = world_.axes();
  const Ownership& own = world_.ownership;
  const std::size_t regions = axes.n_regions();
  output_.assign(by_owner_ ? own.class_owner.size() : axes.n_cells(), 0.0);
  rate_.assign(output_.size() * regions, 0.0);
  for (std::size_t f = 0; f < world_.n_firms(); ++f) output_[class_of(f)] += world_.firm_output[f];
  for (const CellId cell : axes.cells()) {
    const std::size_t first = by_owner_ ? own.class_first[cell.index()] : cell.index();
    const std::size_t end = by_owner_ ? own.class_first[cell.index() + 1] : first + 1;
    for (const RegionId n : axes.regions()) {
      const CellId market = axes.cell(n, axes.product_of(cell));
      const double sales = world_.accounts.product_spending[market.index()] *
                           world_.accounts.base_share[axes.at(market, axes.region_of(cell))] /
                           (1.0 + world_.table.base_duty[axes.flow(n, cell).index()]);
      for (std::size_t one = first; one < end; ++one) {
        const double part = by_owner_ ? own.class_share[one * regions + n.index()] : 1.0;
        if (output_[one] > 0.0) rate_[one * regions + n.index()] = part * sales / output_[one];
      }
    }
  }
}

}  // namespace entrepot::models
