// Learn phase: productivity of every (region, sector) over the base.
#pragma once

#include <optional>

#include "models/behaviours/diffusion.hpp"
#include "models/behaviours/learning.hpp"
#include "models/behaviours/research.hpp"

namespace entrepot {

// Sums, in logs, what learning by doing, diffusion and research add, each where it is switched on. Absent
// when none is.
class Technology : public Action {
 public:
  Technology(const World& world, const LearningSettings& settings);
  [[nodiscard]] static bool wanted(const LearningSettings& settings) {
    return settings.active || settings.diffusion || settings.research;
  }
  [[nodiscard]] Phase phase() const override { return Phase::learn; }
  [[nodiscard]] std::string_view name() const override { return "technology"; }
  void run(StepContext& context) override;

 private:
  std::optional<Learning> learning_;
  std::optional<Diffusion> diffusion_;
  std::optional<Research> research_;
};

}  // namespace entrepot
