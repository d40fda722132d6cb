#include "outputs/metrics/flows.hpp"

#include <algorithm>

namespace entrepot {

void product_flows(const MetricView& view, std::span<double> out, bool imports) {
  const WorldTable& table = view.world.table;
  std::size_t at = 0;
  for (const std::string& name : table.product_detail) {
    const auto reporter = static_cast<std::size_t>(
        std::find(table.regions.begin(), table.regions.end(), name) - table.regions.begin());
    for (std::size_t partner = 0; partner < table.n_regions(); ++partner) {
      const std::size_t origin = imports ? partner : reporter;
      const std::size_t destination = imports ? reporter : partner;
      for (std::size_t product = 0; product < table.n_products(); ++product) {
        out[at++] =
            to_musd(view.world, view.state.flow[table.duty_index(destination, origin, product)].money);
      }
    }
  }
}

}  // namespace entrepot
