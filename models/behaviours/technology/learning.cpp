#include "models/behaviours/technology/learning.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::models {

Learning::Learning(const World& world, const LearningSettings& settings)
    : world_(world), settings_(settings), base_output_(world.table.n_groups(), 0.0) {
  for (std::size_t g = 0; g < base_output_.size(); ++g) {
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      base_output_[g] += world.firm_output[f] / 12.0 / world.unit_musd;
    }
  }
}

void Learning::update(StepContext& context) {
  const State& state = context.state;
  std::vector<double>& experience = context.state.learning.experience;
  experience.resize(base_output_.size(), 1.0);
  const double weight = 1.0 - exp64(-settings_.depreciation / 12.0);
  context.pool.for_each(experience.size(), [&](std::size_t g) {
    if (!(base_output_[g] > 0.0)) return;
    double shipped = 0.0;
    for_each_firm(world_, state, g, [&](std::uint32_t f) { shipped += state.firm_shipped[f]; });
    experience[g] += weight * (shipped / (base_output_[g] * state.trend) - experience[g]);
  });
}

double Learning::log_productivity(const State& state, std::size_t group) const {
  return settings_.rate * log64(std::max(state.learning.experience[group], 1e-6));
}

}  // namespace entrepot::models
