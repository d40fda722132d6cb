#include "tests/support/limit_agents.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/behaviours/presets.hpp"
#include "models/behaviours/step.hpp"
#include "sim/core/error.hpp"
#include "tests/support/random_table.hpp"
#include "tools/runs/equilibrium_input.hpp"

namespace entrepot::test {

using namespace models;
using namespace theory;
using namespace tools;

LimitCase random_limit_case(std::uint64_t seed) {
  Draws draws({seed, 0}, Stream::test, 2, 0);
  TableShape shape;
  shape.regions = 3 + static_cast<std::size_t>(4.0 * draws.unit());
  shape.sectors = 2 + static_cast<std::size_t>(4.0 * draws.unit());
  shape.products_per_sector = 1;
  shape.input_size = 8.0;
  LimitCase limit{random_table(seed, shape), {}, preset_settings("frictionless")};
  limit.settings.sourcing.tiers = draws.unit() < 0.5 ? Tiers::two : Tiers::one;
  limit.settings.sourcing.tastes = Tastes::redrawn;
  limit.duty = limit.table.base_duty;
  for (std::size_t n = 0; n < shape.regions; ++n) {
    for (std::size_t i = 0; i < shape.regions; ++i) {
      for (std::size_t p = 0; p < limit.table.n_products(); ++p) {
        const double duty = draws.unit() < 0.5 ? 0.4 * draws.unit() : 0.0;
        const bool goods = limit.table.sector_is_goods[limit.table.product_sector[p].index()];
        if (n != i && goods) limit.duty[limit.table.duty_index(n, i, p)] += duty;
      }
    }
  }
  return limit;
}

EquilibriumSolution solve_case(const LimitCase& limit) {
  const Closure closure =
      limit.settings.settlement.closure == WageClosure::clearing ? Closure::clearing : Closure::fixed;
  Levers levers;
  levers.duty = limit.duty;
  return solve_equilibrium(equilibrium_input(limit.table,
                                             base_accounts(limit.table, limit.settings.pricing.markup),
                                             levers, limit.settings, closure));
}

LimitAgents::LimitAgents(const LimitCase& limit, World world, std::uint32_t replicate, ThreadPool& pool)
    : world_(std::make_unique<World>(std::move(world))), terms_(limit.duty) {
  simulation_ = std::make_unique<Simulation>(
      *world_, make_actions(*world_, limit.settings), std::vector<const Instrument*>{&terms_},
      Calendar{Month(2017, 1), 10000}, Seed{world_->seed.value, replicate + 1}, pool);
}

int LimitAgents::settle() {
  for (int steps = 1; steps <= 500; ++steps) {
    const std::vector<double> before = state().group_price;
    step();
    double moved = 0.0;
    for (std::size_t g = 0; g < before.size(); ++g)
      moved = std::max(moved, std::abs(state().group_price[g] / before[g] - 1.0));
    if (moved < 1e-9) return steps;
  }
  throw RunError("the agents' prices do not settle");
}

void LimitAgents::start_from(const LimitAgents& other) {
  simulation_->state().group_price = other.state().group_price;
  ENTREPOT_VALIDATE(other.state().firm_shipped.size() == state().firm_shipped.size(), "as many firms");
  simulation_->state().firm_shipped = other.state().firm_shipped;
}

// Shares of origins in the spending of the last step, by a group of products: [destination][group][origin].
std::vector<double> LimitAgents::shares_by(const std::vector<std::size_t>& group, std::size_t groups) const {
  const WorldTable& table = world_->table;
  const std::size_t regions = table.n_regions();
  std::vector<double> out(regions * groups * regions, 0.0);
  std::vector<double> total(regions * groups, 0.0);
  for (std::size_t at = 0; at < state().flow.size(); ++at) {
    const std::size_t n = at / (regions * table.n_products());
    const std::size_t market = n * groups + group[at % table.n_products()];
    const auto spent = static_cast<double>(state().flow[at].money + state().flow[at].duty);
    out[market * regions + at / table.n_products() % regions] += spent;
    total[market] += spent;
  }
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (total[at / regions] > 0.0) out[at] /= total[at / regions];
  }
  return out;
}

std::vector<double> LimitAgents::shares() const {
  std::vector<std::size_t> each(world_->table.n_products());
  std::iota(each.begin(), each.end(), std::size_t{0});
  return shares_by(each, each.size());
}

std::vector<double> LimitAgents::sector_shares() const {
  std::vector<std::size_t> sector;
  for (const SectorId k : world_->table.product_sector) sector.push_back(k.index());
  return shares_by(sector, world_->table.n_sectors());
}

}  // namespace entrepot::test
