// Learn phase: productivity of every (region, sector) over the base.
#pragma once

#include <optional>

#include "models/behaviours/technology/diffusion.hpp"
#include "models/behaviours/technology/learning.hpp"
#include "models/behaviours/technology/learning_settings.hpp"
#include "models/behaviours/technology/research.hpp"

namespace entrepot::models {

// Sums, in logs, what learning by doing, diffusion and research add, each where it is switched on. Absent
// when none is. Learning lowers unit cost as it stands (learning curves are measured on costs); of the rise
// of productivity by diffusion and research a part raises pay, or a region that catches up while its wage is
// fixed would draw the world's plants (docs/decisions/0020-technology.md).
class Technology : public Action {
 public:
  Technology(const World& world, const LearningSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::learn; }
  [[nodiscard]] std::string_view name() const override { return "technology"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  double pass_through_;  // of diffusion and research into unit cost
  std::optional<Learning> learning_;
  std::optional<Diffusion> diffusion_;
  std::optional<Research> research_;
};

}  // namespace entrepot::models
