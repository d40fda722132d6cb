#include "models/behaviours/technology/research.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::models {

namespace {

// Shares of source regions in what a group buys abroad, as the table has it.
std::vector<double> source_shares(const WorldTable& table) {
  const Axes axes = table.axes();
  std::vector<double> share(axes.n_groups() * axes.n_regions(), 0.0);
  for (const GroupId user : axes.groups()) {
    double sum = 0.0;
    for (const GroupId seller : axes.groups()) {
      const RegionId source = axes.region_of(seller);
      if (source == axes.region_of(user)) continue;
      share[axes.at(user, source)] += table.z(seller.index(), user.index());
      sum += table.z(seller.index(), user.index());
    }
    for (const RegionId r : axes.regions()) {
      if (sum > 0.0) share[axes.at(user, r)] /= sum;
    }
  }
  return share;
}

}  // namespace

Research::Research(const World& world, const LearningSettings& settings)
    : world_(world),
      settings_(settings),
      denied_(world.table.n_groups(), 0.0),
      source_share_(source_shares(world.table)) {}

// Share of every group's base output made by firms with a link that is banned now: a firm with several
// links keeps them all with probability prod (1 - chi).
void Research::find_denied(StepContext& context) {
  const Axes axes = world_.axes();
  std::vector<double> kept(world_.n_firms(), 1.0);
  context.pool.for_each(world_.blocks.size(), [&](std::size_t b) {
    const Block& block = world_.blocks[b];
    const RegionId destination = axes.region_of(GroupId(block.group));
    const std::uint32_t end = world_.nest_first[block.first_nest + axes.n_sectors() * block.firm_count];
    for (std::uint32_t s = world_.nest_first[block.first_nest]; s < end; ++s) {
      const CellId cell(world_.firm_cell[world_.slot_supplier[s]]);
      if (axes.region_of(cell) == destination) continue;
      const double banned = ban_[axes.flow(destination, cell).index()];
      if (banned > 0.0) kept[block.first_firm + world_.slot_buyer[s]] *= 1.0 - banned;
    }
  });
  for (std::size_t g = 0; g < denied_.size(); ++g) {
    double output = 0.0;
    double denied = 0.0;
    for (std::uint32_t f = world_.group_first[g]; f < world_.group_first[g + 1]; ++f) {
      output += world_.firm_output[f];
      denied += world_.firm_output[f] * (1.0 - kept[f]);
    }
    denied_[g] = output > 0.0 ? denied / output : 0.0;
  }
}

void Research::update(StepContext& context) {
  const Axes axes = world_.axes();
  const Levers& levers = context.levers;
  if (levers.ban != ban_) {
    ban_ = levers.ban;
    std::fill(denied_.begin(), denied_.end(), 0.0);
    if (!ban_.empty()) find_denied(context);
  }
  ResearchState& research = context.state.research;
  research.effort.resize(denied_.size(), 1.0);
  research.capital.resize(denied_.size(), 1.0);
  research.paid.resize(denied_.size(), 0.0);
  const double adjust = 1.0 - exp64(-1.0 / settings_.research_lag_months);
  const double renew = 1.0 - exp64(-settings_.research_depreciation / 12.0);
  for (const GroupId group : axes.groups()) {
    const std::size_t g = group.index();
    double listed = 0.0;
    for (const RegionId r : axes.regions()) {
      if (levers.control.empty()) break;
      const std::size_t at = axes.at(axes.region_of(group), axes.group(r, axes.sector_of(group)));
      listed += source_share_[axes.at(group, r)] * levers.control[at];
    }
    const double wanted = 1.0 + settings_.research_response * std::max(denied_[g], listed);
    double& effort = research.effort[g];
    double& capital = research.capital[g];
    effort += adjust * (wanted - effort);
    capital += renew * ((1.0 - settings_.listed_loss * listed) * effort - capital);
    research.paid[g] += Levers::value(levers.research, g) / 12.0;
  }
}

double Research::log_productivity(const State& state, std::size_t group) const {
  const ResearchState& research = state.research;
  return settings_.research_elasticity * log64(research.capital[group]) + research.paid[group];
}

}  // namespace entrepot::models
