#include "models/behaviours/investment.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "sim/core/math.hpp"

namespace entrepot {

namespace {

constexpr int months_per_decision = 3;

}  // namespace

Investment::Investment(const World& world, const ModelSettings& settings, const BaseRates* rates)
    : world_(world), settings_(settings), rates_(rates), choice_(world, settings) {
  group_output_.assign(world.table.n_groups(), 0.0);
  for (std::size_t g = 0; g < group_output_.size(); ++g) {
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      group_output_[g] += world.firm_output[f] / 12.0 / world.unit_musd;
    }
  }
}

void Investment::run(StepContext& context) {
  State& state = context.state;
  prepare_sites(world_, state);
  ramp_up(state, context.step);
  if (context.step % months_per_decision == months_per_decision - 1) {
    if (!state.sites.empty()) resize(context);
    choice_.note_moved(state);
    std::vector<Plan> plans = weigh(context);
    keep_room(state, plans);
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
}

// Capacity follows orders, up by at most the hub's growth and down by depreciation; a plant whose profit does
// not earn the return on its scrap value is closed.
void Investment::resize(StepContext& context) {
  State& state = context.state;
  const InvestmentSettings& s = settings_.investment;
  std::vector<std::uint32_t> closing;
  for (std::size_t position = 0; position < state.sites.site.size(); ++position) {
    Site& site = state.sites.site[position];
    if (site.closed >= 0 || site.ready < 1.0) continue;
    const double made = state.firm_shipped[world_.n_firms() + position] / state.trend;
    const double margin = 1.0 - 1.0 / world_.accounts.markup[site.group];
    const double capital =
        world_.table.sector_parameters[site.group % world_.table.n_sectors()].capital_output * site.target;
    if (margin * made < (s.discount_rate + s.depreciation) * s.scrap_share * capital) {
      closing.push_back(static_cast<std::uint32_t>(position));
      note(state, EventKind::plant_closed, EventCause::loss, site);
      continue;
    }
    const double years = months_per_decision / 12.0;
    site.target = std::clamp(made, site.target * (1.0 - s.depreciation * years),
                             site.target * (1.0 + s.hub_growth * years));
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
  event.partner = static_cast<std::uint16_t>(world_.firm_cell[site.owner] / world_.table.n_products());
  event.product = static_cast<std::uint16_t>(site.cell % world_.table.n_products());
  event.firm = site.owner;
  event.size = site.target;
  state.events.push_back(event);
}

bool Investment::has_site(const State& state, std::uint32_t firm, std::size_t host) const {
  for (std::uint32_t p = state.sites.first_of_owner[firm]; p != no_site;
       p = state.sites.site[p].next_of_owner) {
    if (state.sites.site[p].host == host) return true;  // one plant per host; a closed one is not reopened
  }
  return false;
}

std::vector<Investment::Plan> Investment::weigh(StepContext& context) const {
  std::vector<std::vector<Plan>> by_cell(world_.n_cells());
  context.pool.for_each(world_.n_cells(), [&](std::size_t cell) {
    const std::size_t sector = world_.table.product_sector[cell % world_.table.n_products()].index();
    if (world_.table.sector_is_goods[sector] && world_.cell_first[cell] < world_.cell_first[cell + 1]) {
      weigh_cell(context, cell, by_cell[cell]);
    }
  });
  std::vector<Plan> all;
  for (const std::vector<Plan>& plans : by_cell) all.insert(all.end(), plans.begin(), plans.end());
  return all;
}

void Investment::weigh_cell(const StepContext& context, std::size_t cell, std::vector<Plan>& plans) const {
  const std::vector<SiteOffer> offers = choice_.offers(context.state, cell);
  if (offers.empty()) return;
  const InvestmentSettings& s = settings_.investment;
  const std::size_t sector = world_.table.product_sector[cell % world_.table.n_products()].index();
  const auto step = static_cast<std::uint32_t>(context.step);
  const double rate_border = 1.0 - exp64(-s.weighing_rate * months_per_decision / 12.0);
  const double rate_follow = 1.0 - exp64(-s.follow_rate * months_per_decision / 12.0);
  const double dispersion = s.cost_dispersion * 0.5513288954217921;  // logistic scale: sqrt(3) / pi
  for (std::uint32_t f = world_.cell_first[cell]; f < world_.cell_first[cell + 1]; ++f) {
    const auto words = random_words(context.seed, Stream::site_weighed, f, step, 0);
    const double border = to_unit(words[0]);
    const double follow = to_unit(words[1]);
    if (border >= rate_border && follow >= rate_follow) continue;
    const SiteOffer* chosen = nullptr;
    float best = std::numeric_limits<float>::infinity();
    for (const SiteOffer& offer : offers) {
      if ((offer.follows ? follow >= rate_follow : border >= rate_border)) continue;
      const float clock = exponential32(random_words(context.seed, Stream::site_host, f, 0, offer.host)[0]);
      const float arrival = clock / static_cast<float>(offer.weight);
      if (arrival < best && !has_site(context.state, f, offer.host)) {
        best = arrival;
        chosen = &offer;
      }
    }
    if (chosen == nullptr) continue;
    const double u = to_unit(random_words(context.seed, Stream::site_cost, f, 0, chosen->host)[0]);
    if (chosen->log_ratio < dispersion * (log64(u) - log64(1.0 - u))) continue;
    Plan plan;
    plan.home_cell = cell;
    plan.home_group = cell / world_.table.n_products() * world_.table.n_sectors() + sector;
    plan.draw = to_unit(words[2]);
    plan.site = {f, chosen->host, context.step + 1 + months_to_build(sector),
                 chosen->sales_share * context.state.firm_shipped[f] / context.state.trend, chosen->follows};
    if (plan.site.target > 0.0) plans.push_back(plan);
  }
}

int Investment::months_to_build(std::size_t sector) const {
  return std::max(1, static_cast<int>(settings_.investment.time_to_build_scale *
                                          world_.table.sector_parameters[sector].time_to_build_months +
                                      0.5));
}

// Keeps the plans for which the host group has room this quarter, in the order of their draws.
void Investment::keep_room(const State& state, std::vector<Plan>& plans) const {
  std::sort(plans.begin(), plans.end(), [](const Plan& a, const Plan& b) {
    return a.draw != b.draw ? a.draw < b.draw : a.site.owner < b.site.owner;
  });
  std::vector<double> room(group_output_);
  for (std::size_t position = 0; position < state.sites.site.size(); ++position) {
    const Site& site = state.sites.site[position];
    if (site.closed < 0) room[site.group] += site.target;
  }
  for (double& r : room) r *= settings_.investment.hub_growth * months_per_decision / 12.0;
  const std::size_t sectors = world_.table.n_sectors();
  std::erase_if(plans, [&](const Plan& plan) {
    double& left = room[plan.site.host * sectors + plan.home_group % sectors];
    if (plan.site.target > left) return true;
    left -= plan.site.target;
    return false;
  });
}

// Sites of one (home group, host) opened together form blocks.
void Investment::build(StepContext& context, std::vector<Plan>& plans) {
  State& state = context.state;
  std::sort(plans.begin(), plans.end(), [](const Plan& a, const Plan& b) {
    if (a.home_group != b.home_group) return a.home_group < b.home_group;
    if (a.site.host != b.site.host) return a.site.host < b.site.host;
    return a.site.owner < b.site.owner;
  });
  static const std::vector<float> no_line;
  const bool resourced = rates_ != nullptr && settings_.investment.resource_inputs;
  const auto premium = static_cast<float>(log64(1.0 + settings_.investment.cost_premium));
  for (std::size_t first = 0; first < plans.size();) {
    std::vector<NewSite> batch;
    std::size_t end = first;
    while (end < plans.size() && plans[end].home_group == plans[first].home_group &&
           plans[end].site.host == plans[first].site.host && batch.size() < sites_per_block) {
      start_project(state, plans[end]);
      batch.push_back(plans[end++].site);
    }
    add_sites(world_, state, batch, premium, resourced ? rates_->line : no_line);
    for (std::size_t i = state.sites.site.size() - batch.size(); i < state.sites.site.size(); ++i) {
      note(state, EventKind::plant_decided, cause_of(state.sites.site[i]), state.sites.site[i]);
    }
    first = end;
  }
}

// A plant costs K/Y times its yearly output, spread over the time to build.
void Investment::start_project(const State& state, const Plan& plan) {
  const std::size_t sector = plan.home_group % world_.table.n_sectors();
  const double plant_cost = world_.table.plant_cost.empty() ? 1.0 : world_.table.plant_cost[plan.site.host];
  const double total = world_.table.sector_parameters[sector].capital_output * plant_cost * 12.0 *
                       plan.site.target * state.trend;
  const int months = months_to_build(sector);
  projects_.push_back(
      {plan.site.host, plan.home_group / world_.table.n_sectors(), total / months, state.step + 1 + months});
}

// Outlays of next month: final demand of the host, paid by the owner.
void Investment::spend(State& state) {
  const std::size_t sectors = world_.table.n_sectors();
  std::erase_if(projects_, [&](const Project& project) { return project.until <= state.step + 1; });
  for (RegionAccount& account : state.account) account.outlays = 0;
  state.capital_spending.assign(projects_.empty() ? 0 : world_.table.n_groups(), 0.0);
  for (const Project& project : projects_) {
    state.account[project.owner_region].outlays += round_half_even(project.per_month);
    for (std::size_t k = 0; k < sectors; ++k) {
      const std::size_t nest = project.host * sectors + k;
      const double share =
          world_.table.capital_mix.empty() ? world_.accounts.budget_share[nest] : world_.table.capital_mix[k];
      state.capital_spending[nest] += share * project.per_month;
    }
  }
}

}  // namespace entrepot
