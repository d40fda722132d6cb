// How long plants abroad live, and why they come. The yardstick for exits, 5 to 10 % a year falling with age
// (Gumpert, Li, Moxnes, Ramondo and Tintelnot 2020), is not tuned to.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iostream>

#include "models/behaviours/step.hpp"
#include "tests/support/scenario_case.hpp"

namespace entrepot::test::plant_lives_test {

using namespace models;
namespace {

// Years at work and closures, by full years since the opening.
struct Lives {
  std::array<double, 12> years{};
  std::array<double, 12> closed{};

  void add(const Site& site, int last_step) {
    if (site.opens > last_step) return;
    const int end = site.closed >= 0 ? site.closed : last_step;
    const double life = std::max(0, end - site.opens) / 12.0;
    for (std::size_t age = 0; age < years.size() && static_cast<double>(age) < life; ++age)
      years[age] += std::min(1.0, life - static_cast<double>(age));
    const auto age = static_cast<std::size_t>(life);
    if (site.closed >= 0 && age < closed.size()) closed[age] += 1.0;
  }
  // Age by which half would be closed at these rates (Kaplan and Meier); past the end if fewer are.
  [[nodiscard]] double median() const {
    double alive = 1.0;
    for (std::size_t age = 0; age < years.size(); ++age) {
      const double rate = years[age] > 0.0 ? std::min(1.0, closed[age] / years[age]) : 0.0;
      if (alive * (1.0 - rate) <= 0.5) return static_cast<double>(age) + (alive - 0.5) / (alive * rate);
      alive *= 1.0 - rate;
    }
    return static_cast<double>(years.size());
  }
};

// Whose contracts new plants make in their first 24 months, by base value of links of the world's own buyers.
class FirstOrders {
 public:
  explicit FirstOrders(const World& world)
      : world_(world), holder_(world.n_slots()), since_(world.n_slots(), 0), value_(world.n_slots()) {
    for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
      double weights = 0.0;
      for (std::size_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s)
        weights += static_cast<double>(world.slot_weight[s]);
      const double count = world.nest_first[nest + 1] - world.nest_first[nest];
      for (std::size_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s)
        value_[s] = static_cast<double>(world.nest_value[nest]) * count *
                    static_cast<double>(world.slot_weight[s]) / weights;
    }
    for (std::size_t s = 0; s < holder_.size(); ++s) holder_[s] = group_of(world.slot_supplier[s]);
  }

  // After every step.
  void note(const State& state) {
    const int step = state.step - 1;
    for (std::size_t s = 0; s < holder_.size(); ++s) {
      const std::uint32_t supplier = state.slot_supplier[s];
      const bool at_site = supplier >= world_.n_firms();
      const Site* const site = at_site ? &state.sites.site[supplier - world_.n_firms()] : nullptr;
      const std::uint32_t group = group_of(at_site ? site->owner : supplier);
      if (group != holder_[s]) {
        holder_[s] = group;
        since_[s] = step;
      }
      if (!at_site || site->opens > step || step >= site->opens + 24) continue;
      (since_[s] < site->opens ? held_ : won_) += value_[s];
    }
  }
  // Part of the orders that the enterprise held without a break since before the plant opened.
  [[nodiscard]] double held_part() const { return held_ / (held_ + won_); }

 private:
  // The enterprise of a firm, or the firm where it stands alone.
  [[nodiscard]] std::uint32_t group_of(std::uint32_t firm) const {
    const std::uint32_t enterprise =
        world_.ownership.any() ? world_.ownership.firm_enterprise[firm] : no_enterprise;
    return enterprise == no_enterprise ? firm : 0x80000000U + enterprise;
  }

  const World& world_;
  std::vector<std::uint32_t> holder_;
  std::vector<int> since_;
  std::vector<double> value_;
  double held_ = 0.0;
  double won_ = 0.0;
};

TEST(PlantLives, AreThoseOfPlantsNotOfTrials) {
  const ScenarioCase c = load_case("relocation-2045", {"world.firms=10000", "calendar.end=2030-12"}, 0);
  ThreadPool pool(0);
  Simulation agents(*c.world, make_actions(*c.world, c.settings), c.in_force(), c.scenario.calendar,
                    Seed{c.scenario.seed, 1}, pool);
  FirstOrders orders(*c.world);
  while (!agents.done()) {
    agents.step();
    orders.note(agents.state());
  }
  Lives lives;
  int follows = 0;
  const std::vector<Site>& sites = agents.state().sites.site;
  for (const Site& site : sites) {
    lives.add(site, agents.state().step - 1);
    follows += site.follows ? 1 : 0;
  }
  double closed = 0.0;
  double years = 0.0;
  for (std::size_t age = 0; age < lives.years.size(); ++age) {
    closed += lives.closed[age];
    years += lives.years[age];
    std::cout << "age " << age << ": " << lives.years[age] << " years at work, closed "
              << 100.0 * lives.closed[age] / std::max(1.0, lives.years[age]) << " %\n";
  }
  std::cout << sites.size() << " plants, " << follows << " for customers; median life " << lives.median()
            << " years, closed " << 100.0 * closed / years << " % a year\n";
  std::cout << "contracts that the enterprise held before a plant opened: " << 100.0 * orders.held_part()
            << " % of the plants' first 24 months\n";
  ASSERT_GT(sites.size(), 50U);
  EXPECT_LT(closed / years, 0.25);
  EXPECT_GT(lives.median(), 2.0);
}

}  // namespace
}  // namespace entrepot::test::plant_lives_test
