// A run on a random world in one line, for engine tests.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/orders/use_table.hpp"
#include "models/behaviours/step.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/random_owners.hpp"
#include "tests/support/random_table.hpp"

namespace entrepot::test {

using namespace models;

// A permanent duty on one origin at one destination, all products.
class FlatDuty : public Instrument {
 public:
  FlatDuty(const WorldTable& table, std::size_t destination, std::size_t origin, double added)
      : table_(table), destination_(destination), origin_(origin), added_(added) {}
  void apply(Month, Levers& levers) const override {
    for (std::size_t p = 0; p < table_.n_products(); ++p) {
      if (table_.sector_is_goods[table_.product_sector[p].index()]) {
        levers.duty[table_.duty_index(destination_, origin_, p)] += added_;
      }
    }
  }

 private:
  const WorldTable& table_;
  std::size_t destination_, origin_;
  double added_;
};

// Any terms, written as a function of the month.
class FreeTerms : public Instrument {
 public:
  using Write = std::function<void(const WorldTable&, Month, Levers&)>;
  FreeTerms(const WorldTable& table, Write write) : table_(table), write_(std::move(write)) {}
  void apply(Month month, Levers& levers) const override { write_(table_, month, levers); }

 private:
  const WorldTable& table_;
  Write write_;
};

struct RunSetup {
  std::uint64_t seed = 1;
  std::int64_t firms = 1500;
  double slots_per_firm = 15;
  TableShape shape;
  ModelSettings model;
  double duty = 0.0;          // on origin 1 at destination 0, from the first month
  FreeTerms::Write terms;     // more terms; none if empty
  bool critical_all = false;  // every input stops production
  int threads = 2;
  int steps = 24;
  std::uint32_t replicate = 1;
  std::vector<BaseRoute> base_routes;
  std::vector<const Instrument*> instruments;         // after the duty
  std::vector<std::int64_t>* record_links = nullptr;  // money of every slot in the last step, written there
  bool owners = false;         // plants have foreign owners, tests/support/random_owners.hpp
  bool spread_levels = false;  // technology levels differ between groups, 0.2 to 1
};

// World, pool and simulation that live together.
class Run {
 public:
  explicit Run(const RunSetup& setup) : pool_(setup.threads) {
    SynthesisOptions options;
    options.firms = setup.firms;
    options.slots_per_firm = setup.slots_per_firm;
    options.seed = {setup.seed, 0};
    WorldTable table = random_table(setup.seed, setup.shape);
    if (setup.critical_all) table.critical_input.assign(table.n_sectors() * table.n_sectors(), true);
    table.base_routes = setup.base_routes;
    if (setup.owners) add_random_owners(table, setup.seed);
    for (std::size_t g = 0; g < table.n_groups() && setup.spread_levels; ++g)
      table.technology_level.push_back(1.0 - 0.2 * static_cast<double>((g * 7) % 5));
    world_ = std::make_unique<World>(synthesise(table, options, setup.threads));
    duty_ = std::make_unique<FlatDuty>(world_->table, 0, 1, setup.duty);
    std::vector<const Instrument*> instruments;
    if (setup.duty != 0.0) instruments.push_back(duty_.get());
    if (setup.terms) {
      terms_ = std::make_unique<FreeTerms>(world_->table, setup.terms);
      instruments.push_back(terms_.get());
    }
    instruments.insert(instruments.end(), setup.instruments.begin(), setup.instruments.end());
    ActionList actions = make_actions(*world_, setup.model);
    if (setup.record_links != nullptr)
      use_table_of(actions).record_links(setup.steps - 1, *setup.record_links);
    simulation_ = std::make_unique<Simulation>(*world_, std::move(actions), instruments,
                                               Calendar{Month(2017, 1), setup.steps},
                                               Seed{setup.seed, setup.replicate}, pool_);
  }
  [[nodiscard]] const World& world() const { return *world_; }
  [[nodiscard]] State& state() { return simulation_->state(); }
  [[nodiscard]] const Levers& levers() const { return simulation_->levers(); }
  void step() { simulation_->step(); }
  void finish() {
    while (!simulation_->done()) simulation_->step();
  }

 private:
  ThreadPool pool_;
  std::unique_ptr<World> world_;
  std::unique_ptr<FlatDuty> duty_;
  std::unique_ptr<FreeTerms> terms_;
  std::unique_ptr<Simulation> simulation_;
};

}  // namespace entrepot::test
