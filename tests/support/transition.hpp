// Paired runs with one permanent duty per market at fixed prices (T2 of model.md section 4): how imports and
// shares move, and the closed forms they are held against.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/engine/simulation.hpp"

namespace entrepot::test {

using namespace models;

// The default model at fixed prices without capacity: posted prices never move, theta x 1, hazards x 1 that
// do not fall with value and, unless set, do not depend on the gap.
[[nodiscard]] ModelSettings fixed_price_settings();

// A random table of `sectors` goods and one service without base duties whose producers all spend the share
// `labour` of their output on value added.
[[nodiscard]] WorldTable uniform_table(std::uint64_t seed, std::size_t regions, std::size_t sectors,
                                       double labour);

// One origin that is taxed at one destination in one sector; `rivals` are the other foreign origins.
struct TaxedCell {
  std::size_t destination;
  std::size_t origin;
  std::size_t sector;
  double share;        // pi of the origin
  double home;         // pi of the destination itself
  double own_nest;     // H: sum E W_i^2 / sum E W_i over nests, W_i the origin's weight in the nest
  double rivals_nest;  // C: sum E W_r W_i / sum E W_r
};

struct TransitionOptions {
  std::uint64_t seed = 1;
  std::size_t regions = 4;
  std::size_t sectors = 4;  // goods; one service is added
  std::uint32_t slots_per_market = 8000;
  std::uint32_t firms_per_group = 1;
  double labour = 0.8;
  double duty = 0.01;        // added in the first month
  double later_duty = -1.0;  // level from month `later` on; below 0 = none
  int later = 0;
  ModelSettings model = fixed_price_settings();
};

// Values by [month asked for][taxed cell].
using CellPaths = std::vector<std::vector<double>>;

class Transition {
 public:
  // A random foreign origin above 2 % of every market of goods is taxed.
  Transition(const TransitionOptions& options, ThreadPool& pool);

  [[nodiscard]] const std::vector<TaxedCell>& cells() const { return cells_; }
  [[nodiscard]] const World& world() const { return *world_; }
  // Mean number of slots of firms' nests.
  [[nodiscard]] double slots_per_nest() const;

  struct Paths {
    CellPaths against_rivals;  // elasticity of imports relative to untaxed foreign origins
    CellPaths own;             // elasticity of imports
    CellPaths share;           // the origin's share of the market's slots by base value, scenario
  };
  // Scenario and baseline with the same draws; months count from 1 (the state after that many steps). Imports
  // are the last month's at the seller's gate, elasticities are per ln (1 + duty).
  [[nodiscard]] Paths run(std::uint32_t replicate, const std::vector<int>& months);

  // Hazard per year of slots that were signed `gap` log points of delivered cost ago.
  [[nodiscard]] double hazard(const TaxedCell& cell, double gap) const;
  // pi(x) of the taxed origin where its cost is 1 + duty times the base.
  [[nodiscard]] double chosen_share(const TaxedCell& cell, double duty) const;
  // eps(h) of model.md section 4 after `months`, first order in the duty.
  [[nodiscard]] double linear_elasticity(const TaxedCell& cell, int months) const;
  // The same for the duty as it is: the exact ratio of expected imports of the taxed to an untaxed origin.
  [[nodiscard]] double exact_elasticity(const TaxedCell& cell, int months) const;

 private:
  [[nodiscard]] double theta(const TaxedCell& cell) const;
  [[nodiscard]] double sigma(const TaxedCell& cell) const;
  [[nodiscard]] double stays(const TaxedCell& cell, int months) const;
  [[nodiscard]] double signed_pull(const TaxedCell& cell) const;
  void choose_cells();
  void weigh_nests(TaxedCell& cell) const;
  [[nodiscard]] double imports(const State& state, const TaxedCell& cell, bool rivals) const;
  [[nodiscard]] double slot_share(const State& state, const TaxedCell& cell) const;
  [[nodiscard]] std::unique_ptr<Simulation> simulation(const Instrument* duty, std::uint32_t replicate) const;

  TransitionOptions options_;
  ThreadPool& pool_;
  std::unique_ptr<World> world_;
  std::vector<TaxedCell> cells_;
  std::unique_ptr<Instrument> duty_;
};

}  // namespace entrepot::test
