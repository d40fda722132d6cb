// Invest phase: firms open, ramp up, resize and close plants abroad (model.md section 5).
#pragma once

#include <optional>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/plants/own_sales.hpp"
#include "models/behaviours/plants/site_choice.hpp"
#include "models/behaviours/sourcing/hazard.hpp"
#include "sim/world/state/site_builder.hpp"

namespace entrepot::models {

// Every quarter firms that weigh a plant (OwnSales draws them) choose among the hosts where one would pay
// more than at the base (a race whose clocks depend on firm and host alone) and open if value less cost is
// above zero, at a cost of their own: the plan's times a log-logistic draw, a new one for every project. A
// firm that did not stand there at the base found it too dear then, so its draw is from those for which it
// was. Capacity built in a host group per year is bounded, plants that grow included: where more is wanted,
// plants start smaller and grow.
class Investment : public Action {
 public:
  // `rates`: the base rates of sourcing, or null where nothing is re-sourced.
  Investment(const World& world, const ModelSettings& settings, const BaseRates* rates, const OwnSales& own);
  [[nodiscard]] Phase phase() const override { return Phase::invest; }
  [[nodiscard]] std::string_view name() const override { return "investment"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  struct Plan {
    NewSite site;
    GroupId home_group;
    EventCause barred = EventCause::none;  // why it may not be decided, though it would be
  };
  void ramp_up(State& state, int step) const;
  void resize(StepContext& context);
  [[nodiscard]] double expected_sales(const State& state, const Site& site, double made) const;
  [[nodiscard]] static EventCause cause_of(const Site& site);
  void note(State& state, EventKind kind, EventCause cause, const Site& site) const;
  void note_attraction(State& state) const;
  [[nodiscard]] bool drawn(const StepContext& context, const std::vector<double>& lever, std::uint32_t firm,
                           std::size_t host) const;
  // What keeps a firm from opening or enlarging a plant; none = nothing.
  [[nodiscard]] EventCause bar(const StepContext& context, std::uint32_t firm, std::size_t host) const;
  [[nodiscard]] bool barred(const StepContext& context, std::uint32_t firm, std::size_t host) const {
    return bar(context, firm, host) != EventCause::none;
  }
  [[nodiscard]] std::vector<Plan> weigh(StepContext& context, const Future& future) const;
  // `first` to `end`: rows of the firms of one home cell that weigh a plant.
  void weigh_cell(const StepContext& context, const Future& future, std::size_t first, std::size_t end,
                  std::vector<Plan>& plans) const;
  [[nodiscard]] std::optional<Plan> choose_host(const StepContext& context,
                                                const std::vector<SiteOffer>& offers, std::uint32_t firm,
                                                bool heed_bars) const;
  [[nodiscard]] bool pays(const StepContext& context, const SiteOffer& offer, std::uint32_t firm) const;
  void share_room(StepContext& context, std::vector<Plan>& plans);
  void note_barred(State& state, const Plan& plan) const;
  void build(StepContext& context, std::vector<Plan>& plans) const;
  void start_project(StepContext& context, std::uint32_t owner, std::size_t host, double output) const;
  void spend(State& state) const;
  [[nodiscard]] int months_to_build(std::size_t sector) const;

  const World& world_;
  ModelSettings settings_;
  const BaseRates* rates_;
  const OwnSales& own_;
  SiteChoice choice_;
  Prospects prospects_;
  std::vector<double> group_output_;  // [group] base output, goods units per month
  // [site] goods per month that plants at work would grow by; found in every quarter's decision
  std::vector<double> growth_;
};

}  // namespace entrepot::models
