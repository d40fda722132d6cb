#include "models/behaviours/technology.hpp"

namespace entrepot {

Technology::Technology(const World& world, const LearningSettings& settings) {
  if (settings.active) learning_.emplace(world, settings);
  if (settings.diffusion) diffusion_.emplace(world, settings);
  if (settings.research) research_.emplace(world, settings);
}

void Technology::run(StepContext& context) {
  if (learning_) learning_->update(context);
  if (diffusion_) diffusion_->update(context);
  if (research_) research_->update(context);
  std::vector<double>& sum = context.state.group_log_productivity;
  sum.assign(context.world.table.n_groups(), 0.0);
  for (std::size_t g = 0; g < sum.size(); ++g) {
    if (learning_) sum[g] += learning_->log_productivity(g);
    if (diffusion_) sum[g] += diffusion_->log_productivity(g);
    if (research_) sum[g] += research_->log_productivity(g);
  }
}

}  // namespace entrepot
