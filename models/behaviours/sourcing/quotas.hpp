// Policy phase: turns quotas into bans and duties of one month, by what was traded in the month before.
#pragma once

#include "sim/engine/action.hpp"

namespace entrepot::models {

// A quota holds back the share of licences that would bring the last month's imports down to its volume, and
// gives them back as imports fall short of it. A tariff-rate quota puts a duty between nothing and its
// over-quota duty on all imports under it: what a licence is worth where licences are sold. A
// volume of a quarter or a year may be used at any time within it, by licences or by who comes first
// (docs/decisions/0029-quotas.md).
class Quotas : public Action {
 public:
  [[nodiscard]] Phase phase() const override { return Phase::policy; }
  [[nodiscard]] std::string_view name() const override { return "quotas"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  static double hold_of(const StepContext& context, std::size_t q);
};

}  // namespace entrepot::models
