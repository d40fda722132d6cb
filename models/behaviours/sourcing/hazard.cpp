#include "models/behaviours/sourcing/hazard.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "sim/core/math.hpp"
#include "sim/world/synthesis/nest_layout.hpp"

namespace entrepot::models {

namespace {

// Input sector of every nest, in nest order.
template <class Visit>
void for_each_nest_input(const World& world, const Visit& visit) {
  const std::size_t sectors = world.table.n_sectors();
  for (const Block& block : world.blocks) {
    for (std::size_t k = 0; k < sectors; ++k) {
      const std::size_t first = nest_of(block, block.first_firm, k);
      for (std::size_t nest = first; nest < first + block.firm_count; ++nest) visit(nest, k);
    }
  }
  for (const GroupId nest : world.axes().groups())
    visit(world.firm_nests() + nest.index(), world.axes().sector_of(nest).index());
}

// Turns rates of one slot to running sums over the slots of every (block, input).
void accumulate(const World& world, std::vector<float>& line) {
  for (const Block& block : world.blocks) {
    for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
      double sum = 0.0;
      const std::size_t first = nest_of(block, block.first_firm, k);
      for (std::size_t nest = first; nest < first + block.firm_count; ++nest) {
        sum += static_cast<double>(line[nest]) * (world.nest_first[nest + 1] - world.nest_first[nest]);
        line[nest] = static_cast<float>(sum);
      }
    }
  }
}

}  // namespace

float BaseRates::slot_rate(std::size_t input, float value) const {
  if (!(value > 0.0F)) return 0.0F;
  const auto factor = static_cast<float>(pow64(static_cast<double>(value), -value_exponent));
  return static_cast<float>(static_cast<double>(factor) * level[input]);
}

BaseRates base_rates(const World& world, const SourcingSettings& settings) {
  const std::size_t sectors = world.table.n_sectors();
  BaseRates rates;
  rates.line.assign(world.n_nests(), 0.0F);
  std::vector<double> value(sectors, 0.0);
  std::vector<double> value_factor(sectors, 0.0);
  double slots = 0.0;
  double factor_sum = 0.0;
  for_each_nest_input(world, [&](std::size_t nest, std::size_t k) {
    const auto mean = static_cast<double>(world.nest_value[nest]);
    if (!(mean > 0.0)) return;
    const double count = world.nest_first[nest + 1] - world.nest_first[nest];
    const double factor = pow64(mean, -settings.value_exponent);
    rates.line[nest] = static_cast<float>(factor);
    value[k] += mean * count;
    value_factor[k] += mean * count * factor;
    slots += count;
    factor_sum += count * factor;
  });
  rates.value_exponent = settings.value_exponent;
  rates.level.assign(sectors, 0.0);
  rates.cross_share.assign(sectors, 0.0);
  rates.within_share.assign(sectors, 0.0);
  rates.gap_ratio.assign(sectors, 0.0);
  for (std::size_t k = 0; k < sectors; ++k) {
    if (!(value[k] > 0.0)) continue;
    const double mean_factor = value_factor[k] / value[k];
    const double cross = settings.hazard_scale * world.table.sector_parameters[k].resourcing_hazard;
    const double total = settings.turnover * mean_factor * slots / factor_sum;  // of a slot with m = 1
    const double line = std::max({total, cross, 1e-6});
    rates.cross_share[k] = cross / line;
    rates.within_share[k] = std::max(0.0, total - cross) / line;
    rates.gap_ratio[k] = settings.gap_hazard / line;
    rates.level[k] = line / mean_factor / 12.0;
  }
  for_each_nest_input(world, [&](std::size_t nest, std::size_t k) {
    rates.line[nest] = static_cast<float>(static_cast<double>(rates.line[nest]) * rates.level[k]);
  });
  accumulate(world, rates.line);
  return rates;
}

GapHazard::GapHazard(const World& world, const SourcingSettings& settings, const BaseRates& rates)
    : world_(world),
      settings_(settings),
      axes_(world.axes()),
      inverse_scale_(static_cast<float>(1.0 / settings.gap_scale)),
      bound_(axes_.n_groups(), 0.0F) {
  for (const SectorId k : world.table.product_sector)
    product_ratio_.push_back(static_cast<float>(rates.gap_ratio[k.index()]));
  for (const CellId cell : axes_.cells()) product_of_cell_.push_back(axes_.product_of(cell).get());
  watched_first_.push_back(0);
  for (const CellId market : world.axes().cells()) {
    for (const RegionId origin : world.axes().regions()) {
      if (world.accounts.base_share[world.axes().at(market, origin)] > 0.01) watched_.push_back(origin.get());
    }
    watched_first_.push_back(static_cast<std::uint32_t>(watched_.size()));
  }
}

void GapHazard::update(StepContext& context, const std::vector<double>& log_cost) {
  GapState& gap = context.state.gap;
  if (gap.history.empty()) gap.history = gap.low = gap.high = std::vector<float>(watched_.size(), 0.0F);
  for (std::size_t at = 0; at < axes_.n_cells(); ++at) {
    for (std::uint32_t w = watched_first_[at]; w < watched_first_[at + 1]; ++w) {
      const FlowId flow =
          axes_.flow(axes_.region_of(CellId(at)), RegionId(watched_[w]), axes_.product_of(CellId(at)));
      const auto now = static_cast<float>(log_cost[flow.index()]);
      gap.history.push_back(now);
      gap.low[w] = std::min(gap.low[w], now);
      gap.high[w] = std::max(gap.high[w], now);
    }
  }
  cohorts_ = gap.history.size() / std::max<std::size_t>(1, watched_.size());
  extra_.resize(axes_.n_regions() * cohorts_ * axes_.n_products());
  context.pool.for_each(axes_.n_regions(), [&](std::size_t n) {
    update_bounds(gap, n);
    update_extra(gap, n);
  });
}

bool GapHazard::any_moved() const {
  return std::ranges::any_of(bound_, [](float bound) { return bound > 0.0F; });
}

// The largest gap of any cohort is the distance to the lowest or highest cost that any cohort has seen, so
// that the work of a step does not grow with the number of cohorts.
void GapHazard::update_bounds(const GapState& state, std::size_t n) {
  const float* const now = costs_now(state);
  float* const bound = &bound_[axes_.groups_of(RegionId(n)).front().index()];
  std::fill_n(bound, axes_.n_sectors(), 0.0F);
  for (std::size_t g = 0; g < axes_.n_products(); ++g) {
    float gap = 0.0F;
    const std::size_t at = axes_.cell(RegionId(n), ProductId(g)).index();
    for (std::uint32_t w = watched_first_[at]; w < watched_first_[at + 1]; ++w) {
      gap = std::max({gap, now[w] - state.low[w], state.high[w] - now[w]});
    }
    const std::size_t k = world_.table.product_sector[g].index();
    bound[k] = std::max(bound[k], rate(gap, product_ratio_[g]));
  }
}

// By cohort: distances of all watched costs, then the largest by product, then the rates, each a plain loop
// over arrays.
void GapHazard::update_extra(const GapState& state, std::size_t n) {
  const std::span<const float> bounds =
      std::span(bound_).subspan(axes_.groups_of(RegionId(n)).front().index(), axes_.n_sectors());
  if (std::ranges::all_of(bounds, [](float bound) { return !(bound > 0.0F); })) return;
  thread_local std::vector<float> distance;
  const std::size_t first_market = axes_.cell(RegionId(n), ProductId(0)).index();
  const std::uint32_t first = watched_first_[first_market];
  const std::uint32_t end = watched_first_[first_market + axes_.n_products()];
  distance.resize(end - first);
  const float* const now = costs_now(state) + first;
  for (std::size_t cohort = 0; cohort < cohorts_; ++cohort) {
    const float* const then = state.history.data() + cohort * watched_.size() + first;
    for (std::size_t w = 0; w < distance.size(); ++w) distance[w] = std::abs(now[w] - then[w]);
    float* const row = &extra_[(n * cohorts_ + cohort) * axes_.n_products()];
    for (std::size_t g = 0; g < axes_.n_products(); ++g) {
      float gap = 0.0F;
      for (std::uint32_t w = watched_first_[first_market + g]; w < watched_first_[first_market + g + 1]; ++w)
        gap = std::max(gap, distance[w - first]);
      row[g] = gap;
    }
    for (std::size_t g = 0; g < axes_.n_products(); ++g) row[g] = rate(row[g], product_ratio_[g]);
  }
}

}  // namespace entrepot::models
