// Agents in the frictionless limit (model.md section 4) under terms that never change, and the solver's
// answer for the same table, terms and settings.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/theory/equilibrium.hpp"
#include "sim/engine/simulation.hpp"

namespace entrepot::test {

using namespace models;
using namespace theory;

// Duties of every link, in force from the first month on.
class FixedTerms : public Instrument {
 public:
  explicit FixedTerms(std::vector<double> duty) : duty_(std::move(duty)) {}
  void apply(Month /*month*/, Levers& levers) const override { levers.duty = duty_; }

 private:
  std::vector<double> duty_;  // [destination][origin][product], fraction
};

struct LimitCase {
  WorldTable table;
  std::vector<double> duty;  // [destination][origin][product], fraction
  ModelSettings settings;    // frictionless, tastes redrawn
};

// 3-6 regions, 2-5 sectors of one product, random input-output table and base duties; new duties of up to 40
// % on a random half of the foreign goods links; one or two tiers.
[[nodiscard]] LimitCase random_limit_case(std::uint64_t seed);

// With the closure of the settings, fixed or clearing.
[[nodiscard]] EquilibriumSolution solve_case(const LimitCase& limit);

class LimitAgents {
 public:
  // `limit` and `pool` must outlive the object. Draws of different replicates are independent.
  LimitAgents(const LimitCase& limit, World world, std::uint32_t replicate, ThreadPool& pool);

  void step() { simulation_->step(); }
  // Steps until no posted price moves by more than 1e-9 (float32 costs then repeat themselves); returns the
  // steps taken. RunError after 500.
  int settle();
  // Posted prices and plans of other agents of the same case with as many firms.
  void start_from(const LimitAgents& other);

  // Shares of origins in spending at purchaser prices in the last step, [destination][product][origin].
  [[nodiscard]] std::vector<double> shares() const;
  // The same by sector, [destination][sector][origin].
  [[nodiscard]] std::vector<double> sector_shares() const;
  [[nodiscard]] const World& world() const { return *world_; }
  [[nodiscard]] const State& state() const { return simulation_->state(); }

 private:
  [[nodiscard]] std::vector<double> shares_by(const std::vector<std::size_t>& group,
                                              std::size_t groups) const;

  std::unique_ptr<World> world_;
  FixedTerms terms_;
  std::unique_ptr<Simulation> simulation_;
};

}  // namespace entrepot::test
