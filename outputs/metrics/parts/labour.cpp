#include "outputs/metrics/parts/labour.hpp"

#include <limits>

#include "sim/core/math.hpp"

namespace entrepot::outputs {

namespace {

// One run of firms that share technology, wage and premium.
struct Workplace {
  std::size_t first, end;  // firms
  std::size_t technology;  // group whose labour share and markup they have
  std::size_t place;       // group they stand in
  double log_premium;      // ln of unit cost over what the technology gives, productivity included
};

double demanded(const MetricView& view, const Workplace& at) {
  const BaseAccounts& base = view.world.accounts;
  const double e = view.state.value_added_elasticity;
  const double wage = view.state.wage[view.world.axes().region_of(GroupId(at.place)).index()];
  const double log_wage = log64(wage);
  double sum = 0.0;
  for (std::size_t f = at.first; f < at.end; ++f) {
    const auto goods = static_cast<double>(view.state.firm_sales[f].goods);
    if (goods == 0.0) continue;
    const double log_cost = log64(static_cast<double>(view.state.firm_cost[f])) - at.log_premium;
    sum += goods * exp64(e * (log_cost - log_wage) + at.log_premium);
  }
  return sum * base.labour_share[at.technology] / base.markup[at.technology] * view.world.unit_musd;
}

// ln of what productivity takes off a unit of cost, as firms reckon it.
double saved(const State& state, std::size_t group) {
  return state.group_log_saving.empty()
             ? 0.0
             : static_cast<double>(static_cast<float>(state.group_log_saving[group]));
}

}  // namespace

std::vector<double> labour_demanded(const MetricView& view, LabourUnit unit) {
  const World& world = view.world;
  const State& state = view.state;
  std::vector<double> labour(world.table.n_groups(), 0.0);
  for (std::size_t g = 0; g < labour.size(); ++g)
    labour[g] = demanded(view, {world.group_first[g], world.group_first[g + 1], g, g, -saved(state, g)});
  for (const SiteBlock& block : state.sites.blocks) {
    const std::size_t place = state.sites.site[block.first_site].group;
    const std::size_t first = world.n_firms() + block.first_site;
    labour[place] += demanded(view, {first, first + block.count, block.technology, place,
                                     static_cast<double>(block.log_premium) - saved(state, place)});
  }
  if (unit == LabourUnit::cost || state.group_log_productivity.empty()) return labour;
  for (std::size_t g = 0; g < labour.size(); ++g)
    labour[g] *= exp64(saved(state, g) - state.group_log_productivity[g]);
  return labour;
}

std::vector<double> base_labour_demanded(const World& world) {
  std::vector<double> labour;
  for (std::size_t g = 0; g < world.table.n_groups(); ++g)
    labour.push_back(world.accounts.labour_share[g] * world.table.output[g] / world.accounts.markup[g] /
                     12.0);
  return labour;
}

void read_employment_index(const MetricView& view, std::span<double> out) {
  const std::vector<double> labour = labour_demanded(view, LabourUnit::head);
  const std::vector<double> base = base_labour_demanded(view.world);
  for (std::size_t g = 0; g < out.size(); ++g) {
    out[g] =
        base[g] > 0.0 ? labour[g] / (base[g] * view.state.trend) : std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace entrepot::outputs
