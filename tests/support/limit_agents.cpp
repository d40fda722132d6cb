#include "tests/support/limit_agents.hpp"

#include <algorithm>
#include <cmath>

#include "models/behaviours/model_settings.hpp"
#include "models/behaviours/presets.hpp"
#include "scenarios/reader/keys.hpp"
#include "sim/core/error.hpp"
#include "tests/support/random_table.hpp"
#include "tools/entrepot/equilibrium_input.hpp"

namespace entrepot::test {

ModelSettings preset_settings(const std::string& preset) {
  std::map<std::string, Values> model;
  for (const Descriptor& behaviour : behaviour_descriptors(*find_preset(preset)))
    model[behaviour.name] = default_values(behaviour);
  return model_settings(model);
}

LimitCase random_limit_case(std::uint64_t seed) {
  Draws draws({seed, 0}, Stream::test, 2, 0);
  TableShape shape;
  shape.regions = 3 + static_cast<std::size_t>(4.0 * draws.unit());
  shape.sectors = 2 + static_cast<std::size_t>(4.0 * draws.unit());
  shape.products_per_sector = 1;
  shape.input_size = 8.0;
  LimitCase limit{random_table(seed, shape), {}, preset_settings("frictionless")};
  limit.settings.sourcing.two_tiers = draws.unit() < 0.5;
  limit.settings.sourcing.tastes_last = false;
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
  return solve_equilibrium(equilibrium_input(limit.table,
                                             base_accounts(limit.table, limit.settings.pricing.markup),
                                             Levers{limit.duty}, limit.settings));
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

std::vector<double> LimitAgents::shares() const {
  const WorldTable& table = world_->table;
  const std::size_t regions = table.n_regions();
  const std::size_t products = table.n_products();
  std::vector<double> out(regions * products * regions, 0.0);
  for (std::size_t n = 0; n < regions; ++n) {
    for (std::size_t p = 0; p < products; ++p) {
      double* const row = &out[(n * products + p) * regions];
      double total = 0.0;
      for (std::size_t i = 0; i < regions; ++i) {
        const Flow& flow = state().flow[table.duty_index(n, i, p)];
        row[i] = static_cast<double>(flow.money + flow.duty);
        total += row[i];
      }
      for (std::size_t i = 0; i < regions && total > 0.0; ++i) row[i] /= total;
    }
  }
  return out;
}

}  // namespace entrepot::test
