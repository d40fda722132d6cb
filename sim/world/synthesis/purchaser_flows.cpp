#include "sim/world/synthesis/purchaser_flows.hpp"

#include <algorithm>

namespace entrepot {

double purchaser_part(const WorldTable& table, FlowId flow) {
  const Axes axes = table.axes();
  return table.mix(axes.destination_of(flow).index(), axes.origin_of(flow).index(),
                   axes.product_of(flow).index()) *
         (1.0 + table.base_duty[flow.index()]);
}

double purchaser_factor(const WorldTable& table, RegionId destination, GroupId supplier) {
  double factor = 0.0;
  for (const CellId cell : table.axes().cells_of(supplier))
    factor += purchaser_part(table, table.axes().flow(destination, cell));
  return factor;
}

bool duty_varies(const WorldTable& table, RegionId destination, GroupId supplier) {
  const Axes axes = table.axes();
  double lowest = 1e300;
  double highest = -1e300;
  for (const CellId cell : axes.cells_of(supplier)) {
    const FlowId flow = axes.flow(destination, cell);
    if (table.mix(destination.index(), axes.region_of(supplier).index(), axes.product_of(cell).index()) <=
        0.0)
      continue;
    lowest = std::min(lowest, table.base_duty[flow.index()]);
    highest = std::max(highest, table.base_duty[flow.index()]);
  }
  return highest > lowest;
}

}  // namespace entrepot
