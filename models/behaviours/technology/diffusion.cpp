#include "models/behaviours/technology/diffusion.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"
#include "sim/world/state/use_classes.hpp"

namespace entrepot::models {

namespace {

// Share of a group's inputs that is bought abroad, as the table has it.
double foreign_input_share(const WorldTable& table, GroupId user) {
  const Axes axes = table.axes();
  double all = 0.0;
  double foreign = 0.0;
  for (const GroupId seller : axes.groups()) {
    const double flow = table.z(seller.index(), user.index());
    all += flow;
    if (axes.region_of(seller) != axes.region_of(user)) foreign += flow;
  }
  return all > 0.0 ? foreign / all : 0.0;
}

}  // namespace

Diffusion::Diffusion(const World& world, const LearningSettings& settings)
    : world_(world),
      rate_(settings.diffusion_rate),
      same_sector_weight_(settings.same_sector_weight),
      gap_scale_(settings.gap_scale),
      base_gap_(technology_gaps(world.table, settings.gap_scale, {})) {
  for (const GroupId user : world.axes().groups())
    base_exposure_.push_back(foreign_input_share(world.table, user));
}

void Diffusion::sum_owned_output(const State& state) {
  if (state.sites.empty()) return;
  const std::size_t groups = world_.table.n_groups();
  const std::size_t firms = world_.n_firms();
  const Axes axes = world_.axes();
  owned_.assign(axes.n_regions() * groups, 0.0);
  shipped_.assign(groups, 0.0);
  for (std::size_t g = 0; g < groups; ++g) {
    for_each_firm(world_, state, g, [&](std::uint32_t f) {
      shipped_[g] += state.firm_shipped[f];
      if (f < firms) return;
      const std::uint32_t owner = state.sites.site[f - firms].owner;
      owned_[axes.at(axes.region_of(CellId(world_.firm_cell[owner])), GroupId(g))] += state.firm_shipped[f];
    });
  }
}

// From the use table: uses that are plants in the region of the sellers. Where all plants of a group are one
// class, they count by who owns its output.
void Diffusion::sum_customers(const State& state) {
  if (state.sites.empty()) return;
  const Axes axes = world_.axes();
  const std::size_t groups = world_.table.n_groups();
  const std::size_t classes = n_use_classes(world_, state);
  std::vector<std::int64_t> all(groups, 0);
  for (std::size_t use = 0; use < classes + axes.n_regions(); ++use) {
    for (std::size_t g = 0; g < groups; ++g) all[g] += state.use_flow[use * classes + g];
  }
  sold_.assign(axes.n_regions() * groups, 0.0);
  for (std::size_t c = 0; c < state.plant_class.size(); ++c) {
    const PlantClass& plants = state.plant_class[c];
    const GroupId user(plants.group);
    double plants_output = 0.0;
    for (const RegionId r : axes.regions()) plants_output += owned_[axes.at(r, user)];
    for (const GroupId seller : axes.groups_of(axes.region_of(user))) {
      const std::int64_t bought = state.use_flow[(groups + c) * classes + seller.index()];
      if (bought == 0) continue;
      const double share = static_cast<double>(bought) / static_cast<double>(all[seller.index()]);
      for (const RegionId r : axes.regions()) {
        const double of_owner = plants.owner == any_owner
                                    ? (plants_output > 0.0 ? owned_[axes.at(r, user)] / plants_output : 0.0)
                                    : (plants.owner == r.get() ? 1.0 : 0.0);
        sold_[axes.at(r, seller)] += share * of_owner;
      }
    }
  }
}

double Diffusion::open(const StepContext& context, GroupId user, RegionId source) const {
  const Axes axes = world_.axes();
  const std::size_t at = axes.at(axes.region_of(user), axes.group(source, axes.sector_of(user)));
  return 1.0 - Levers::value(context.levers.control, at);
}

double Diffusion::exposure(const StepContext& context, std::size_t group) const {
  const Axes axes = world_.axes();
  const GroupId user(group);
  const std::vector<std::int64_t> bought = inputs_by_region(world_, context.state, user);
  std::int64_t all = 0;
  double weighted = 0.0;
  double plants = 0.0;
  for (const RegionId r : axes.regions()) {
    const std::int64_t inputs = bought[r.index()];
    all += inputs;
    if (r == axes.region_of(user)) continue;
    const double passes = open(context, user, r);
    weighted += static_cast<double>(inputs) * passes;
    if (owned_.empty()) continue;
    plants += sold_[axes.at(r, user)] * passes;
    if (shipped_[group] > 0.0)
      plants += same_sector_weight_ * owned_[axes.at(r, user)] / shipped_[group] * passes;
  }
  return (all > 0 ? weighted / static_cast<double>(all) : 0.0) + plants;
}

void Diffusion::update(StepContext& context) {
  std::vector<double>& log_productivity = context.state.diffusion.log_productivity;
  log_productivity.resize(world_.table.n_groups(), 0.0);
  if (!context.month.is_quarter_end() || context.state.use_flow.empty()) return;
  sum_owned_output(context.state);
  sum_customers(context.state);
  const std::vector<double> gaps =
      technology_gaps(world_.table, gap_scale_, context.state.group_log_productivity);
  for (std::size_t g = 0; g < gaps.size(); ++g) {
    if (!(base_gap_[g] > 0.0) && !(gaps[g] > 0.0)) continue;
    const double open = exposure(context, g);
    const double speed = rate_ * open;
    const double span = speed * years_per_quarter > 1e-9 ? (1.0 - exp64(-speed * years_per_quarter)) / speed
                                                         : years_per_quarter;
    log_productivity[g] += span * rate_ * (open * gaps[g] - base_exposure_[g] * base_gap_[g]);
  }
}

std::vector<double> technology_gaps(const WorldTable& table, double scale,
                                    const std::vector<double>& log_productivity) {
  std::vector<double> level(table.n_groups(), 0.0);
  if (table.technology_level.empty()) return level;
  const Axes axes = table.axes();
  for (std::size_t g = 0; g < level.size(); ++g) {
    level[g] = scale * log64(table.technology_level[g]) + Levers::value(log_productivity, g);
  }
  std::vector<double> gap(level.size(), 0.0);
  for (const SectorId sector : axes.sectors()) {
    double best = -1e300;
    for (const RegionId region : axes.regions()) {
      const std::size_t g = axes.group(region, sector).index();
      if (table.output[g] > 0.0) best = std::max(best, level[g]);
    }
    for (const RegionId region : axes.regions()) {
      const std::size_t g = axes.group(region, sector).index();
      if (table.output[g] > 0.0) gap[g] = best - level[g];
    }
  }
  return gap;
}

}  // namespace entrepot::models
