// The state is the state: a run that is saved column by column, and goes on with fresh actions, gives the
// bits of the run that was never interrupted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <utility>

#include "models/behaviours/presets.hpp"
#include "models/behaviours/step.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/world/state/columns.hpp"
#include "tests/support/engine.hpp"
#include "tests/support/eventful_world.hpp"
#include "tests/support/saved_state.hpp"
#include "tests/support/scenario_case.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::restart_test {

using namespace models;
namespace {

using test::SavedState;

// What a simulation is made of, but for its state.
struct Parts {
  const World& world;
  ModelSettings settings;
  std::vector<const Instrument*> instruments;
  Month start;
  ThreadPool& pool;
};

// Runs to step `until`; with `from`, fresh actions go on from there.
State run(const Parts& parts, int until, const SavedState* from = nullptr) {
  Simulation simulation(parts.world, make_actions(parts.world, parts.settings), parts.instruments,
                        Calendar{parts.start, until}, Seed{1, 1}, parts.pool);
  if (from != nullptr) simulation.resume(test::load(parts.world, *from));
  while (!simulation.done()) simulation.step();
  return simulation.state();
}

// Steps after which runs are saved: early, before and after quarters end, within them.
constexpr std::array<int, 6> breaks = {1, 3, 8, 14, 18, 25};

void expect_same_bits_across_breaks(const Parts& parts) {
  Simulation whole(parts.world, make_actions(parts.world, parts.settings), parts.instruments,
                   Calendar{parts.start, breaks.back()}, Seed{1, 1}, parts.pool);
  State resumed(parts.world);
  for (const int step : breaks) {
    while (whole.state().step < step) whole.step();
    const SavedState saved = test::save(resumed);
    resumed = run(parts, step, &saved);
    ASSERT_THAT(test::differing_columns(whole.state(), resumed), testing::IsEmpty()) << "by step " << step;
  }
}

bool same_terms(const Levers& a, const Levers& b) {
  return a.firms == b.firms && a.quotas == b.quotas &&
         std::ranges::all_of(lever_columns(),
                             [&](const LeverColumn& lever) { return a.*lever.column == b.*lever.column; });
}

// A few months before the terms first change, or the start.
Month eventful_start(const test::ScenarioCase& scenario) {
  const Calendar& calendar = scenario.scenario.calendar;
  const auto terms = [&](Month month) {
    return resolve_levers(scenario.world->table, scenario.in_force(), month);
  };
  for (int step = 1; step < calendar.steps; ++step) {
    if (!same_terms(terms(calendar.start), terms(calendar.at(step))))
      return calendar.at(std::max(0, step - 5));
  }
  return calendar.start;
}

class RestartScenario : public ::testing::TestWithParam<std::tuple<std::string, std::string>> {};

TEST_P(RestartScenario, GivesTheSameBits) {
  const auto& [name, preset] = GetParam();
  const test::ScenarioCase scenario =
      test::load_case(name,
                      {"world.firms=2000", "model.preset=" + preset,
                       "model.investment.uncertainty_weight=0.5", "model.investment.time_to_build_scale=0.3"},
                      2);
  ThreadPool pool(2);
  expect_same_bits_across_breaks(
      {*scenario.world, scenario.settings, scenario.in_force(), eventful_start(scenario), pool});
}

std::vector<std::string> library() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(test::source_dir() + "/scenarios/library"))
    if (file.path().extension() == ".yaml") names.push_back(file.path().stem());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> presets() {
  std::vector<std::string> names;
  for (const Preset& preset : model_presets()) names.push_back(preset.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Library, RestartScenario,
                         ::testing::Combine(::testing::ValuesIn(library()), ::testing::ValuesIn(presets())),
                         [](const auto& one) {
                           std::string name = std::get<0>(one.param) + "_" + std::get<1>(one.param);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

// Every mechanism and a dozen policies of all kinds.
Parts parts_of(const test::EventfulWorld& eventful, ThreadPool& pool) {
  return {eventful.world(), eventful.settings(), eventful.instruments(), eventful.start(), pool};
}

class Restart : public ::testing::TestWithParam<int> {};

TEST_P(Restart, GivesTheSameBits) {
  const test::EventfulWorld eventful(GetParam());
  ThreadPool pool(2);
  expect_same_bits_across_breaks(parts_of(eventful, pool));
}

INSTANTIATE_TEST_SUITE_P(Policies, Restart, ::testing::Range(0, 12));

std::set<std::string> columns_of_mechanisms(const SavedState& saved) {
  std::set<std::string> names;
  for (const auto& [name, bytes] : saved) {
    const std::string owner = name.substr(0, name.find('.'));
    if (owner != name && owner != "sites" && owner != "stocks") names.insert(name);
  }
  return names;
}

// The columns of mechanisms that can be zeros without anybody noticing, at once or within a quarter.
std::set<std::string> unnoticed_columns(const Parts& parts) {
  const int step = 25;  // within a quarter
  const State next = run(parts, step + 1);
  const State later = run(parts, step + 4);
  const SavedState saved = test::save(run(parts, step));
  std::set<std::string> names = columns_of_mechanisms(saved);
  std::erase_if(names, [&](const std::string& name) {
    SavedState without = saved;
    std::ranges::fill(without.at(name), std::byte{0});
    return !test::differing_columns(next, run(parts, step + 1, &without)).empty() ||
           !test::differing_columns(later, run(parts, step + 4, &without)).empty();
  });
  return names;
}

// By these sourcing knows whether links are to be looked through again: where no buyer is left without any
// supplier, a second look finds nothing that the first has not. `places_moved` matters where terms have come
// back to the base, so that enterprises have no reason left to move but contracts to move back.
const std::set<std::string> of_second_looks = {"sourcing.firm_terms", "sourcing.last_ban",
                                               "sourcing.last_blocks", "sourcing.places_moved"};

// The tests above can fail: with zeros in any one of the columns that mechanisms remember, the bits of some
// run are others.
TEST(RestartWithout, EveryColumnOfAMechanismIsMissed) {
  ThreadPool pool(2);
  std::set<std::string> unnoticed = columns_of_mechanisms(test::save(State(test::EventfulWorld(0).world())));
  for (int seed = 0; seed < 20; ++seed) {
    const test::EventfulWorld eventful(seed);
    const std::set<std::string> here = unnoticed_columns(parts_of(eventful, pool));
    std::erase_if(unnoticed, [&](const std::string& name) { return !here.contains(name); });
  }
  EXPECT_THAT(unnoticed, testing::IsSubsetOf(of_second_looks));
}

// A member of State that has no line among the columns shows in its size.
TEST(Columns, AreAllMembersOfTheState) {
  std::size_t visited = 0;
  test::Run run({});
  for_each_column(std::as_const(run.state()),
                  [&](const ColumnInfo&, const auto& column) { visited += sizeof column; });
  EXPECT_LT(sizeof(State) - visited, sizeof(std::int64_t));
}

}  // namespace
}  // namespace entrepot::test::restart_test
