// Invest phase: firms open, ramp up, resize and close plants abroad (model.md section 5).
#pragma once

#include <vector>

#include "models/behaviours/hazard.hpp"
#include "models/behaviours/site_choice.hpp"
#include "sim/world/site_builder.hpp"

namespace entrepot {

// Every quarter a firm weighs a site with a given rate; where offers pay, it chooses a host (a race whose
// clocks depend on firm and host alone) and opens if the ratio of profit to sunk cost exceeds its own
// threshold, a log-logistic draw that lasts. Capacity built in a host group per year is bounded.
class Investment : public Action {
 public:
  // `rates`: the base rates of sourcing, or null where nothing is re-sourced.
  Investment(const World& world, const ModelSettings& settings, const BaseRates* rates);
  [[nodiscard]] Phase phase() const override { return Phase::invest; }
  [[nodiscard]] std::string_view name() const override { return "investment"; }
  void run(StepContext& context) override;

 private:
  struct Plan {
    NewSite site;
    std::size_t home_group;
    std::size_t home_cell;
    double draw;  // order in which the host's room is given away
  };
  // A building under way: spending until a step.
  struct Project {
    std::size_t host;
    std::size_t owner_region;
    double per_month;  // money units
    int until;         // step
  };

  void ramp_up(State& state, int step) const;
  void resize(StepContext& context);
  [[nodiscard]] static EventCause cause_of(const Site& site);
  void note(State& state, EventKind kind, EventCause cause, const Site& site) const;
  [[nodiscard]] std::vector<Plan> weigh(StepContext& context) const;
  void weigh_cell(const StepContext& context, std::size_t cell, std::vector<Plan>& plans) const;
  [[nodiscard]] bool has_site(const State& state, std::uint32_t firm, std::size_t host) const;
  void keep_room(const State& state, std::vector<Plan>& plans) const;
  void build(StepContext& context, std::vector<Plan>& plans);
  void start_project(const State& state, const Plan& plan);
  void spend(State& state);
  [[nodiscard]] int months_to_build(std::size_t sector) const;

  const World& world_;
  ModelSettings settings_;
  const BaseRates* rates_;
  SiteChoice choice_;
  std::vector<double> group_output_;  // [group] base output, goods units per month
  std::vector<Project> projects_;
};

}  // namespace entrepot
