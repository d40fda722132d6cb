#include "models/behaviours/technology/technology.hpp"

namespace entrepot::models {

Technology::Technology(const World& world, const LearningSettings& settings)
    : pass_through_(settings.pass_through) {
  if (settings.active) learning_.emplace(world, settings);
  if (settings.diffusion) diffusion_.emplace(world, settings);
  if (settings.research) research_.emplace(world, settings);
}

Access Technology::access() const {
  return {{"trend", "firm_shipped", "use_flow", "plant_class", "sites.*", "levers.ban", "levers.control",
           "levers.research"},
          {"learning.*", "diffusion.*", "research.*", "group_log_productivity", "group_log_saving"}};
}

void Technology::run(StepContext& context) {
  if (learning_) learning_->update(context);
  if (diffusion_) diffusion_->update(context);
  if (research_) research_->update(context);
  State& state = context.state;
  std::vector<double>& sum = state.group_log_productivity;
  std::vector<double>& saving = state.group_log_saving;
  sum.assign(context.world.table.n_groups(), 0.0);
  saving.assign(sum.size(), 0.0);
  for (std::size_t g = 0; g < sum.size(); ++g) {
    const double learnt = learning_ ? learning_->log_productivity(state, g) : 0.0;
    double risen = 0.0;
    if (diffusion_) risen += state.diffusion.log_productivity[g];
    if (research_) risen += research_->log_productivity(state, g);
    sum[g] = learnt + risen;
    saving[g] = learnt + pass_through_ * risen;
  }
}

}  // namespace entrepot::models
