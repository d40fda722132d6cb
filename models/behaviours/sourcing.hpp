// Source phase: slots are re-opened by two clocks and choose an origin and a supplier anew.
#pragma once

#include <vector>

#include "models/behaviours/choice.hpp"
#include "models/behaviours/hazard.hpp"
#include "models/behaviours/model.hpp"

namespace entrepot {

// Events are a Poisson process on a line on which every slot has the length of its rate, so one logarithm is
// spent per event and none per slot, and an event does not depend on the length of the slots before it being
// changed by policy (rates on the base line never change). The gap-driven extra hazard comes in layers of
// fixed width on the same line, thinned to the slot's own hazard: a scenario with more hazard keeps the
// events of one with less.
class Sourcing : public Action {
 public:
  Sourcing(const World& world, const ModelSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::source; }
  [[nodiscard]] std::string_view name() const override { return "sourcing"; }
  void run(StepContext& context) override;

 private:
  // The slots of one input that one block, or one chunk of a final nest, holds: a piece of the line.
  struct Segment {
    std::size_t destination;
    std::size_t input;
    std::size_t first_nest;
    std::size_t end_nest;
    std::uint32_t first_slot;
    std::uint32_t end_slot;
    std::uint32_t agent;  // stable number of the block or chunk
    double length;        // sum of the slots' base rates, per step
  };
  // What one block did; summed as integers.
  struct Counts {
    std::int64_t cross = 0;
    std::int64_t within = 0;
    std::int64_t links_lost = 0;
    std::int64_t value_lost = 0;
  };

  struct Found {
    std::size_t nest;
    std::uint32_t slot;
  };
  struct Event {
    Found found;
    bool cross;
  };
  [[nodiscard]] Found at(const Segment& segment, double position) const;
  void prefetch(const State& state, std::uint32_t slot) const;
  void base_events(StepContext& context, const Segment& segment, Draws& draws, double& next,
                   Counts& counts) const;
  void extra_events(StepContext& context, const Segment& segment, Counts& counts) const;
  void open_all(StepContext& context, const Segment& segment, Counts& counts) const;
  void run_block(StepContext& context, std::size_t block, Counts& counts) const;
  void run_chunk(StepContext& context, std::size_t chunk, Counts& counts) const;
  void change_origin(StepContext& context, const Segment& segment, std::size_t nest, std::uint32_t slot,
                     Counts& counts) const;
  void change_supplier(StepContext& context, std::size_t nest, std::uint32_t slot, std::size_t cell,
                       Counts& counts) const;
  [[nodiscard]] float rematched(float strength, std::uint32_t slot, float log_match,
                                std::size_t sector) const;

  const World& world_;
  SourcingSettings settings_;
  std::vector<double> theta_;          // [sector]
  std::vector<double> match_mean_;     // [sector] mean of the cost draw before scaling: Gamma(1 + 1/theta)
  std::vector<float> match_exponent_;  // [sector] sigma - 1: strength = w z^(sigma - 1), or w (1 + ln z) at 0
  BaseRates rates_;
  GapHazard gap_;
  ChoiceTables choice_;
};

}  // namespace entrepot
