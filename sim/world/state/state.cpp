#include "sim/world/state/state.hpp"

namespace entrepot {

State::State(const World& world)
    : slot_supplier(world.slot_supplier),
      slot_cell(world.n_slots()),
      slot_cohort(world.n_slots(), base_link_bit),
      slot_strength(world.slot_weight),
      nest_scale(world.firm_nests(), 0.0F),
      firm_capacity(world.n_firms(), 0.0),
      firm_shipped(world.n_firms()),
      firm_cost(world.n_firms(), 1.0F),
      firm_sales(world.n_firms()),
      firm_inputs(world.n_firms()),
      group_price(world.table.n_groups(), 1.0),
      group_cost(world.table.n_groups(), 1.0),
      group_utilisation(world.table.n_groups(), 1.0),
      group_capacity_ratio(world.table.n_groups(), 1.0),
      log_cost(world.axes().n_flows(), 0.0),
      flow(world.axes().n_flows()),
      wage(world.table.n_regions(), 1.0),
      budget_factor(world.table.n_regions(), 1.0),
      nest_price_final(world.table.n_groups(), 1.0),
      account(world.table.n_regions()),
      links_kept(static_cast<std::int64_t>(world.n_slots())) {
  for (std::size_t s = 0; s < slot_cell.size(); ++s) slot_cell[s] = world.firm_cell[slot_supplier[s]];
  for (std::size_t f = 0; f < firm_shipped.size(); ++f) {
    firm_shipped[f] = world.firm_output[f] / 12.0 / world.unit_musd;
  }
  for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
    value_all += slot_base_value(world, nest) * (world.nest_first[nest + 1] - world.nest_first[nest]);
  }
  value_kept = value_all;
}

}  // namespace entrepot
