#include "models/behaviours/firms/entry_exit.hpp"

#include <algorithm>

#include "models/behaviours/plants/plant_growth.hpp"
#include "sim/core/math.hpp"
#include "sim/world/state/link_value.hpp"
#include "sim/world/state/site_keys.hpp"
#include "sim/world/synthesis/idle_firms.hpp"

namespace entrepot::models {

namespace {

constexpr float sales_memory_months = 12.0F;

}  // namespace

EntryExit::EntryExit(const World& world, const ModelSettings& settings)
    : world_(world), settings_(settings), base_sales_(world.axes().n_flows(), 0.0) {
  const Axes axes = world.axes();
  for (const FlowId flow : axes.flows()) {
    const CellId market = axes.cell(axes.destination_of(flow), axes.product_of(flow));
    base_sales_[flow.index()] = world.accounts.base_share[axes.at(market, axes.origin_of(flow))] *
                                world.accounts.product_spending[market.index()] /
                                (1.0 + world.table.base_duty[flow.index()]);
  }
}

Access EntryExit::access() const {
  return {{"trend", "log_cost", "nest_scale", "group_capacity_ratio", "sites.*", "levers.duty"},
          {"entry_exit.*", "firm_idle", "firm_capacity", "firm_shipped", "slot_*", "events", "link_ends",
           "links_kept", "value_kept"}};
}

void EntryExit::run(StepContext& context) {
  note_sales(context);
  if (context.step % months_per_quarter != months_per_quarter - 1) return;
  const std::vector<double> prospect = prospects(context);
  std::vector<std::vector<Change>> by_cell(world_.n_cells());
  context.pool.for_each(by_cell.size(), [&](std::size_t cell) {
    const std::size_t sector = world_.axes().sector_of(CellId(cell)).index();
    if (world_.table.sector_is_goods[sector]) decide_cell(context, cell, prospect[cell], by_cell[cell]);
  });
  std::vector<Change> changes;
  for (const std::vector<Change>& one : by_cell) changes.insert(changes.end(), one.begin(), one.end());
  apply(context, changes);
}

void EntryExit::note_sales(StepContext& context) {
  const State& state = context.state;
  std::vector<float>& sales = context.state.entry_exit.sales;
  sales.resize(world_.n_firms(), 1.0F);
  constexpr std::size_t range = 1U << 14U;
  context.pool.for_each((sales.size() + range - 1) / range, [&](std::size_t r) {
    for (std::size_t f = r * range; f < std::min(sales.size(), (r + 1) * range); ++f) {
      const double base = world_.firm_output[f] / 12.0 / world_.unit_musd * state.trend;
      const double now = base > 0.0 ? state.firm_shipped[f] / base : 1.0;
      sales[f] += (static_cast<float>(now) - sales[f]) / sales_memory_months;
    }
  });
}

// [cell] base = 1; 1 where nothing was sold at the base.
std::vector<double> EntryExit::prospects(StepContext& context) const {
  const WorldTable& table = world_.table;
  const Axes axes = table.axes();
  const std::size_t regions = table.n_regions();
  const std::size_t products = table.n_products();
  std::vector<double> sales(base_sales_.size(), 0.0);
  context.pool.for_each(regions, [&](std::size_t n) {
    for (std::size_t g = 0; g < products; ++g) {
      const double* const pi =
          &world_.accounts.base_share[axes.at(axes.cell(RegionId(n), ProductId(g)), RegionId(0))];
      const double theta = trade_elasticity(settings_.sourcing, table, table.product_sector[g].index());
      const double eta = settings_.sourcing.tiers == Tiers::two ? settings_.sourcing.home_elasticity : theta;
      const auto log_cost = [&](std::size_t i) { return context.state.log_cost[table.duty_index(n, i, g)]; };
      double foreign = 0.0;
      double pull = 0.0;
      for (std::size_t i = 0; i < regions; ++i) {
        if (i == n || !(pi[i] > 0.0)) continue;
        foreign += pi[i];
        pull += pi[i] * exp64(-theta * log_cost(i));
      }
      const double log_import = foreign > 0.0 ? -log64(pull / foreign) / theta : 0.0;
      const double index = pi[n] * exp64(-eta * log_cost(n)) + foreign * exp64(-eta * log_import);
      for (std::size_t i = 0; i < regions; ++i) {
        const std::size_t at = table.duty_index(n, i, g);
        if (!(base_sales_[at] > 0.0)) continue;
        const double exponent =
            i == n ? -eta * log_cost(n) : -theta * log_cost(i) + (theta - eta) * log_import;
        sales[at] = base_sales_[at] * exp64(exponent) / index * (1.0 + table.base_duty[at]) /
                    (1.0 + context.levers.duty[at]);
      }
    }
  });
  std::vector<double> out(world_.n_cells(), 1.0);
  for (const CellId cell : axes.cells()) {
    double now = 0.0;
    double base = 0.0;
    for (const RegionId n : axes.regions()) {
      now += sales[axes.flow(n, cell).index()];
      base += base_sales_[axes.flow(n, cell).index()];
    }
    if (base > 0.0) out[cell.index()] = now / base;
  }
  return out;
}

void EntryExit::decide_cell(const StepContext& context, std::size_t cell, double prospect,
                            std::vector<Change>& changes) const {
  const EntryExitSettings& s = settings_.entry_exit;
  const State& state = context.state;
  const double rate = 1.0 - exp64(-s.rate * months_per_quarter / 12.0);
  const std::uint32_t first = world_.cell_first[cell];
  const std::uint32_t end = world_.cell_first[cell + 1];
  if (first == end || (prospect >= s.exit_below && state.firm_idle.empty())) return;
  std::uint32_t working = end - first;
  for (std::uint32_t f = first; f < end && !state.firm_idle.empty(); ++f) working -= state.firm_idle[f];
  for (std::uint32_t f = first; f < end; ++f) {
    const bool idle = !state.firm_idle.empty() && state.firm_idle[f] != 0;
    const double threshold =
        s.exit_below * to_unit(random_words(context.seed, Stream::firm_threshold, f, 0, 0)[0]);
    const bool wants =
        idle ? prospect > threshold * (1.0 + s.margin)
             : prospect < threshold && static_cast<double>(state.entry_exit.sales[f]) < threshold;
    if (!wants) continue;
    const auto words =
        random_words(context.seed, Stream::firm_turnover, f, static_cast<std::uint32_t>(context.step), 0);
    if (to_unit(words[0]) >= rate) continue;
    const bool owns = !state.sites.first_of_owner.empty() && state.sites.first_of_owner[f] != no_site;
    if (!idle && (working == 1 || owns)) continue;
    working += idle ? 1U : -1U;
    changes.push_back({f, !idle});
  }
}

void EntryExit::apply(StepContext& context, const std::vector<Change>& changes) const {
  if (changes.empty()) return;
  State& state = context.state;
  state.firm_idle.resize(world_.n_firms(), 0);
  bool any_gave_up = false;
  for (const Change& change : changes) {
    const std::uint32_t f = change.firm;
    const CellId cell(world_.firm_cell[f]);
    const double base = world_.firm_output[f] / 12.0 / world_.unit_musd;
    Event event;
    event.step = context.step;
    event.kind = change.gives_up ? EventKind::firm_exited : EventKind::firm_entered;
    event.cause = change.gives_up ? EventCause::loss : EventCause::profit;
    event.region = world_.axes().region_of(cell).get();
    event.product = world_.axes().product_of(cell).get();
    event.firm = f;
    event.size = change.gives_up ? state.firm_shipped[f] / state.trend : base;
    state.events.push_back(event);
    state.firm_idle[f] = change.gives_up ? 1 : 0;
    state.firm_capacity[f] =
        change.gives_up ? 0.0 : firm_capacity(world_, state, f, settings_.production.utilisation);
    if (change.gives_up) state.firm_shipped[f] = 0.0;
    any_gave_up = any_gave_up || change.gives_up;
  }
  if (any_gave_up) pass_on_links(context);
}

// Slots supplied by firms that have given up, to others of the same cell, with owners of the same region.
// Fixed ranges of slots in parallel.
void EntryExit::pass_on_links(StepContext& context) const {
  State& state = context.state;
  constexpr std::size_t range = 1U << 16U;
  const std::size_t slots = state.slot_supplier.size();
  std::vector<LinkEnds> ended((slots + range - 1) / range);
  std::vector<LinkEnds> kept(ended.size());  // of them links of the base
  context.pool.for_each(ended.size(), [&](std::size_t r) {
    for (std::size_t s = r * range; s < std::min(slots, (r + 1) * range); ++s) {
      const std::uint32_t before = state.slot_supplier[s];
      if (before >= world_.n_firms() || state.firm_idle[before] == 0) continue;
      const auto slot = static_cast<std::uint32_t>(s);
      const SupplierPool pool = supplier_pool(world_, CellId(world_.firm_cell[before]),
                                              world_.ownership.any() ? world_.owner_of(before) : RegionId());
      state.slot_supplier[s] =
          working_supplier(world_, state, pool, context.seed, slot_key_of(world_, state.sites, slot),
                           static_cast<std::uint32_t>(context.step), before);
      const std::int64_t value = link_value(world_, state, slot);
      ended[r].add(EventCause::firm_exited, value);
      if ((state.slot_cohort[s] & base_link_bit) == 0) continue;
      state.slot_cohort[s] &= cohort_mask;
      kept[r].add(EventCause::firm_exited, value);
    }
  });
  constexpr auto cause = static_cast<std::size_t>(EventCause::firm_exited);
  for (std::size_t r = 0; r < ended.size(); ++r) {
    state.link_ends += ended[r];
    state.links_kept -= kept[r].of[cause].count;
    state.value_kept -= kept[r].of[cause].value;
  }
}

}  // namespace entrepot::models
