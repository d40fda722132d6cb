#include "models/behaviours/plants/investment.hpp"

#include <algorithm>

#include "models/behaviours/plants/guardrails.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

Investment::Investment(const World& world, const ModelSettings& settings, const BaseRates* rates,
                       const OwnSales& own)
    : world_(world),
      settings_(settings),
      rates_(rates),
      own_(own),
      choice_(world, settings),
      prospects_(world, settings.investment) {
  group_output_.assign(world.table.n_groups(), 0.0);
  for (std::size_t g = 0; g < group_output_.size(); ++g) {
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      group_output_[g] += world.firm_output[f] / 12.0 / world.unit_musd;
    }
  }
}

Access Investment::access() const {
  return {{"step", "trend", "log_cost", "group_price", "firm_idle", "levers.duty", "levers.log_wedge",
           "levers.log_iceberg", "levers.host_barred", "levers.plant_wedge", "levers.plant_support",
           "levers.divested", "levers.guardrail", "levers.output_subsidy", "levers.contents", "outlook"},
          {"investment.*",
           "prospects.*",
           "sites.*",
           "slot_*",
           "nest_scale",
           "stocks.nest_*",
           "stocks.firm_*",
           "firm_capacity",
           "firm_shipped",
           "firm_log_price",
           "firm_cost",
           "firm_sales",
           "firm_inputs",
           "firm_content_subsidy",
           "group_site_ratio",
           "sourcing.slot_terms",
           "sourcing.slot_host",
           "gap.left",
           "account",
           "capital_spending",
           "events",
           "link_ends"}};
}

void Investment::run(StepContext& context) {
  State& state = context.state;
  prepare_sites(world_, state);
  prospects_.note(context);
  ramp_up(state, context.step);
  if (context.step % months_per_quarter == months_per_quarter - 1) {
    if (!state.sites.empty()) resize(context);
    std::vector<Plan> plans =
        weigh(context, {prospects_.expected(context), &state.prospects, &context.levers});
    share_room(context, plans);
    build(context, plans);
  }
  spend(state);
}

// Sites that are built take up production over the months of their ramp.
void Investment::ramp_up(State& state, int step) const {
  for (std::size_t position = 0; position < state.sites.site.size(); ++position) {
    Site& site = state.sites.site[position];
    if (site.closed >= 0 || step + 1 < site.opens) continue;
    if (site.ready == 0.0) note(state, EventKind::plant_opened, cause_of(site), site);
    site.ready = std::min(1.0, site.ready + 1.0 / settings_.investment.ramp_months);
    state.firm_capacity[world_.n_firms() + position] =
        site.target * site.ready / settings_.production.utilisation;
  }
  if (settings_.investment.sites_attract) note_attraction(state);
}

// Plants in a group, over its base output: they add to the local capacity that attracts.
void Investment::note_attraction(State& state) const {
  state.group_site_ratio.assign(group_output_.size(), 0.0);
  for (const Site& site : state.sites.site) {
    if (site.closed < 0) state.group_site_ratio[site.group] += site.target * site.ready;
  }
  for (std::size_t g = 0; g < group_output_.size(); ++g) {
    if (group_output_[g] > 0.0) state.group_site_ratio[g] /= group_output_[g];
  }
}

// What a plant at work will sell: what it sells, and what those of its customers will buy who have not chosen
// between plants since it opened. It was decided for the sales after all have chosen, so to judge it by the
// first months alone would close most plants before their customers come. Where it has lost its advantage
// nobody more is expected.
double Investment::expected_sales(const State& state, const Site& site, double made) const {
  if (!(choice_.relative_cost(state, CellId(world_.firm_cell[site.owner]), RegionId(site.host),
                              RegionId(site.market)) < 0.0))
    return made;
  // Customers of the plan that have gone meanwhile come back as links turn over, once there is a whole plant.
  const double rate = settings_.sourcing.turnover;
  const double months = state.step + 1 - site.opens - settings_.investment.ramp_months;
  return made + site.part * site.wanted * exp64(-rate / 12.0 * std::max(0.0, months));
}

// Capacity follows orders, up by at most the hub's growth (growth_, as far as there is room) and down by
// depreciation; a plant whose expected profit does not earn the return on its scrap value is closed.
void Investment::resize(StepContext& context) {
  State& state = context.state;
  const InvestmentSettings& s = settings_.investment;
  std::vector<std::uint32_t> closing;
  growth_.assign(state.sites.site.size(), 0.0);
  for (std::size_t position = 0; position < state.sites.site.size(); ++position) {
    Site& site = state.sites.site[position];
    if (site.closed >= 0) continue;
    if (drawn(context, context.levers.divested, site.owner, site.host)) {
      closing.push_back(static_cast<std::uint32_t>(position));
      note(state, EventKind::plant_closed, EventCause::divestment, site);
      continue;
    }
    if (site.ready < 1.0) continue;
    const double made = state.firm_shipped[world_.n_firms() + position] / state.trend;
    const double margin = 1.0 - 1.0 / world_.accounts.markup[site.group];
    const std::size_t sector = world_.axes().sector_of(GroupId(site.group)).index();
    const double capital = world_.table.sector_parameters[sector].capital_output * site.target;
    const double expected = expected_sales(state, site, made);
    if (margin * expected < (s.discount_rate + s.depreciation) * s.scrap_share * capital) {
      closing.push_back(static_cast<std::uint32_t>(position));
      note(state, EventKind::plant_closed, EventCause::loss, site);
      continue;
    }
    const double years = months_per_quarter / 12.0;
    if (made > site.target) {
      if (!barred(context, site.owner, site.host))
        growth_[position] = std::min(made - site.target, site.target * s.hub_growth * years);
      continue;
    }
    site.target = std::clamp(expected, site.target * (1.0 - s.depreciation * years), site.target);
  }
  close_sites(world_, state, closing, context.pool);
}

EventCause Investment::cause_of(const Site& site) {
  return site.follows ? EventCause::customers : EventCause::border;
}

void Investment::note(State& state, EventKind kind, EventCause cause, const Site& site) const {
  Event event;
  event.step = state.step;
  event.kind = kind;
  event.cause = cause;
  event.region = site.host;
  event.partner = world_.axes().region_of(CellId(world_.firm_cell[site.owner])).get();
  event.product = world_.axes().product_of(CellId(site.cell)).get();
  event.firm = site.owner;
  event.size = site.target;
  state.events.push_back(event);
}

// What the host's sector can take in this quarter is shared pro rata among new plants, those that had to
// start smaller than wanted, and those that have outgrown their size (model.md section 5, hub ramp limit).
void Investment::share_room(StepContext& context, std::vector<Plan>& plans) {
  State& state = context.state;
  for (const Plan& plan : plans) {
    if (plan.barred != EventCause::none) note_barred(state, plan);
  }
  std::erase_if(plans, [](const Plan& plan) { return plan.barred != EventCause::none; });
  const auto group_of = [axes = world_.axes()](const Plan& plan) {
    return axes.group(RegionId(plan.site.host), axes.sector_of(plan.home_group)).index();
  };
  std::vector<double> room(group_output_);
  std::vector<double> asked(room.size(), 0.0);
  growth_.resize(state.sites.site.size(), 0.0);
  for (std::size_t position = 0; position < state.sites.site.size(); ++position) {
    const Site& site = state.sites.site[position];
    if (site.closed >= 0) continue;
    room[site.group] += site.target;
    asked[site.group] += (1.0 - site.part) * site.wanted + growth_[position];
  }
  for (const Plan& plan : plans) asked[group_of(plan)] += plan.site.target;
  std::vector<double> given(room.size(), 1.0);
  for (std::size_t g = 0; g < room.size(); ++g) {
    const double limit = room[g] * settings_.investment.hub_growth * months_per_quarter / 12.0;
    if (asked[g] > limit) given[g] = limit / asked[g];
  }
  for (std::size_t position = 0; position < state.sites.site.size(); ++position) {
    Site& site = state.sites.site[position];
    if (site.closed < 0) site.target += given[site.group] * growth_[position];
    if (site.closed >= 0 || site.part >= 1.0 || barred(context, site.owner, site.host)) continue;
    const double more = given[site.group] * (1.0 - site.part);
    site.part = std::min(1.0, site.part + more);
    site.target += more * site.wanted;
    start_project(context, site.owner, site.host, more * site.wanted);
  }
  for (Plan& plan : plans) plan.site.part = given[group_of(plan)];
  std::erase_if(plans, [](const Plan& plan) { return !(plan.site.part > 0.0); });
}

// Sites of one (home group, host) opened together form blocks.
void Investment::build(StepContext& context, std::vector<Plan>& plans) const {
  State& state = context.state;
  std::sort(plans.begin(), plans.end(), [](const Plan& a, const Plan& b) {
    if (a.home_group != b.home_group) return a.home_group < b.home_group;
    if (a.site.host != b.site.host) return a.site.host < b.site.host;
    return a.site.owner < b.site.owner;
  });
  static const std::vector<float> no_line;
  const bool resourced = rates_ != nullptr && settings_.investment.resource_inputs;
  for (std::size_t first = 0; first < plans.size();) {
    std::vector<NewSite> batch;
    std::size_t end = first;
    while (end < plans.size() && plans[end].home_group == plans[first].home_group &&
           plans[end].site.host == plans[first].site.host && batch.size() < sites_per_block) {
      const NewSite& site = plans[end++].site;
      start_project(context, site.owner, site.host, site.part * site.target);
      bind_by_guardrail(context, site.owner, site.host);
      batch.push_back(site);
    }
    const double premium =
        log_plant_premium(settings_.investment, world_.table,
                          world_.axes().region_of(plans[first].home_group), RegionId(plans[first].site.host));
    add_sites(world_, state, batch, static_cast<float>(premium), resourced ? rates_->line : no_line);
    for (std::size_t i = state.sites.site.size() - batch.size(); i < state.sites.site.size(); ++i) {
      note(state, EventKind::plant_decided, cause_of(state.sites.site[i]), state.sites.site[i]);
    }
    first = end;
  }
}

}  // namespace entrepot::models
