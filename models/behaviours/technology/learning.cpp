#include "models/behaviours/technology/learning.hpp"

#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot {

Learning::Learning(const World& world, const LearningSettings& settings)
    : world_(world),
      settings_(settings),
      base_output_(world.table.n_groups(), 0.0),
      experience_(world.table.n_groups(), 1.0),
      log_productivity_(world.table.n_groups(), 0.0) {
  for (std::size_t g = 0; g < base_output_.size(); ++g) {
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      base_output_[g] += world.firm_output[f] / 12.0 / world.unit_musd;
    }
  }
}

void Learning::update(StepContext& context) {
  const State& state = context.state;
  const double weight = 1.0 - exp64(-settings_.depreciation / 12.0);
  context.pool.for_each(experience_.size(), [&](std::size_t g) {
    if (!(base_output_[g] > 0.0)) return;
    double shipped = 0.0;
    for_each_firm(world_, state, g, [&](std::uint32_t f) { shipped += state.firm_shipped[f]; });
    experience_[g] += weight * (shipped / (base_output_[g] * state.trend) - experience_[g]);
    log_productivity_[g] = settings_.rate * log64(experience_[g] > 1e-6 ? experience_[g] : 1e-6);
  });
}

}  // namespace entrepot
