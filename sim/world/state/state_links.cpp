#include "sim/world/state/state_links.hpp"

#include "sim/world/state/tails.hpp"

namespace entrepot {

StateLinks::StateLinks(const World& world, const State& state)
    : state_(state),
      regions_(world.table.n_regions()),
      nest_first_(world.nest_first),
      nest_buyer_(nest_buyers(world)),
      seller_region_(world.n_firms()) {
  for (std::size_t f = 0; f < seller_region_.size(); ++f) {
    seller_region_[f] = world.axes().region_of(CellId(world.firm_cell[f])).get();
  }
  // Sites take the numbers after the firms; the final buyers move up.
  const auto sites = static_cast<std::uint32_t>(state.sites.site.size());
  for (std::size_t nest = world.firm_nests(); nest < world.n_nests(); ++nest) nest_buyer_[nest] += sites;
  add_sites(world, state.sites);
}

// Nests and slots of sites follow the world's in the same order.
void StateLinks::add_sites(const World& world, const Sites& sites) {
  if (sites.empty()) return;
  for (const Site& site : sites.site) seller_region_.push_back(site.host);
  nest_first_.insert(nest_first_.end(), sites.nest_first.begin() + 1, sites.nest_first.end());
  for (const SiteBlock& block : sites.blocks) {
    const auto first = static_cast<std::uint32_t>(world.n_firms()) + block.first_site;
    for (std::size_t nest = 0; nest < block.count * world.table.n_sectors(); ++nest) {
      nest_buyer_.push_back(first + static_cast<std::uint32_t>(nest % block.count));
    }
  }
}

ProductionLinks StateLinks::view() const {
  return {seller_region_.size(), regions_, nest_first_, nest_buyer_, state_.slot_supplier, {}};
}

}  // namespace entrepot
