// A thousand random stacks of duties against the rules put together day by day: the parts add up in every
// month, floors and caps hold, a run and the equilibrium see the same duty.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

#include "models/behaviours/model.hpp"
#include "models/behaviours/step.hpp"
#include "sim/core/day_span.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/world/world.hpp"
#include "tests/support/moving_policy_world.hpp"
#include "tools/entrepot/parts/schedule_path.hpp"
#include "tools/runs/equilibrium_input.hpp"

namespace entrepot::test::stacks_test {

using namespace models;
using namespace tools;
namespace {

const Calendar calendar{Month(2020, 1), 12};

// One duty of a stack, on A's imports from B; those of a group take the higher one.
struct Law {
  std::string rule;  // add, set, at_least, at_most, cut, swiss
  double points = 0.0;
  Date from;
  Date until;
  double excluded = 0.0;
  bool in_group = false;
  std::optional<std::size_t> unless;  // an index of the stack
  [[nodiscard]] bool in_force(Date day) const { return from <= day && day < until; }
};

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  Date day(int first, int days) {
    return Month(2020, 1).first_day() + std::chrono::days(first + below(days));
  }

 private:
  std::mt19937_64 engine_;
};

std::vector<Law> random_stack(int seed) {
  static const char* const rules[] = {"add", "add", "add", "set", "at_least", "at_most", "cut", "swiss"};
  Draw draw(static_cast<std::uint64_t>(seed) + 1);
  std::vector<Law> stack(static_cast<std::size_t>(2 + draw.below(6)));
  for (std::size_t i = 0; i < stack.size(); ++i) {
    Law& law = stack[i];
    law.rule = rules[draw.below(8)];
    law.points = law.rule == "add" ? draw.below(80) - 30 : 1 + draw.below(60);
    law.from = draw.day(-60, 300);
    law.until = law.from + std::chrono::days(1 + draw.below(400));
    if (draw.below(4) == 0) law.excluded = 0.25 * draw.below(4);
    law.in_group = draw.below(4) == 0;
    if (draw.below(4) == 0) {
      const auto other = static_cast<std::size_t>(draw.below(static_cast<int>(stack.size())));
      if (other != i && stack[other].unless != i) law.unless = other;
    }
  }
  return stack;
}

std::string text_of(const Law& law, std::size_t i) {
  std::string text = fmt::format("{{id: law-{}, type: tariff, importer: A, origin: B, from: {}, until: {}", i,
                                 format_date(law.from), format_date(law.until));
  if (law.rule == "add") text += fmt::format(", rate: {:+} pp", law.points);
  if (law.rule == "set") text += fmt::format(", rate: {} %", law.points);
  if (law.rule == "at_least") text += fmt::format(", rate: at least {} %", law.points);
  if (law.rule == "at_most") text += fmt::format(", rate: at most {} %", law.points);
  if (law.rule == "cut") text += fmt::format(", cut: {} %", law.points);
  if (law.rule == "swiss") text += fmt::format(", swiss: {}", law.points);
  if (law.excluded > 0.0) text += fmt::format(", excluded: {}", law.excluded);
  if (law.in_group) text += ", group: g, takes: higher";
  if (law.unless) text += fmt::format(", unless: law-{}", *law.unless);
  return text + "}";
}

std::vector<std::string> texts_of(const std::vector<Law>& stack) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < stack.size(); ++i) texts.push_back(text_of(stack[i], i));
  return texts;
}

// In percent, `share` of the change.
double ruled(const Law& law, double share, double duty, double base) {
  double target = duty + law.points;
  if (law.rule == "set") target = law.points;
  if (law.rule == "at_least") target = std::max(duty, law.points);
  if (law.rule == "at_most") target = std::min(duty, law.points);
  if (law.rule == "cut") target = std::max(0.0, duty - law.points / 100.0 * base);
  if (law.rule == "swiss") target = std::max(0.0, duty - base + law.points * base / (law.points + base));
  return std::max(0.0, duty + share * (target - duty));
}

// The part of the trade on which a law acts on a day.
double acting_share(const std::vector<Law>& stack, const Law& law, Date day) {
  const bool nothing = law.rule == "add" && law.points == 0.0;
  double share = law.in_force(day) && !nothing ? 1.0 - law.excluded : 0.0;
  if (!law.unless) return share;
  const Law& other = stack[*law.unless];
  const bool acts = other.in_force(day) && (other.rule != "add" || other.points != 0.0);
  return acts ? share * other.excluded : share;
}

// What every law adds to the duty of one day, percent.
std::vector<double> parts_of_day(const std::vector<Law>& stack, Date day, double base) {
  std::vector<double> parts;
  double duty = base;
  double before_group = 0.0;
  std::optional<double> of_group;
  for (const Law& law : stack) {
    const double stood = duty;
    const double share = acting_share(stack, law, day);
    if (share > 0.0 && law.in_group) {
      if (!of_group) before_group = duty;
      const double alone = ruled(law, share, before_group, base);
      const double best = of_group ? std::max(*of_group, alone) : alone;
      duty = std::max(0.0, duty + best - of_group.value_or(duty));
      of_group = best;
    } else if (share > 0.0) {
      duty = ruled(law, share, duty, base);
    }
    parts.push_back(duty - stood);
  }
  return parts;
}

// The mean over the days of a month.
std::vector<double> parts_of_month(const std::vector<Law>& stack, Month month, double base) {
  std::vector<double> mean(stack.size(), 0.0);
  for (int day = 0; day < month.days(); ++day) {
    const auto parts = parts_of_day(stack, month.first_day() + std::chrono::days(day), base);
    for (std::size_t i = 0; i < parts.size(); ++i) mean[i] += parts[i] / month.days();
  }
  return mean;
}

WorldTable world_of(int seed) {
  WorldTable table = test::policy_world();
  std::fill(table.base_duty.begin(), table.base_duty.end(), 0.01 * (seed % 23));
  return table;
}

TEST(Stacks, PartsAreThoseOfTheDaysAndAddUpInEveryMonth) {
  for (int seed = 0; seed < 1000; ++seed) {
    const std::vector<Law> stack = random_stack(seed);
    const test::PolicyCase policies(texts_of(stack), world_of(seed));
    for (const FlowMonth& at : flow_path(parse_flow("B->A:84.1", policies.table()), policies.table(),
                                         policies.instruments(), calendar)) {
      std::vector<double> parts(stack.size(), 0.0);
      double sum = at.base_duty;
      for (const TermSource& source : at.sources) {
        parts[source.policy] = source.change;
        sum += source.change;
      }
      ASSERT_NEAR(sum, at.values[0], 1e-7) << "seed " << seed << " " << at.month.text();
      const auto expected = parts_of_month(stack, at.month, at.base_duty);
      for (std::size_t i = 0; i < stack.size(); ++i)
        ASSERT_NEAR(parts[i], expected[i], 1e-7)
            << "seed " << seed << " " << at.month.text() << " " << text_of(stack[i], i);
    }
  }
}

// On a day on which it acts last, on all of the trade, a floor or a cap holds.
TEST(Stacks, FloorsAndCapsHold) {
  int floors = 0;
  int caps = 0;
  for (int seed = 0; seed < 1000; ++seed) {
    const std::vector<Law> stack = random_stack(seed);
    const Law& last = stack.back();
    if (last.in_group || (last.rule != "at_least" && last.rule != "at_most")) continue;
    const test::PolicyCase policies(texts_of(stack), world_of(seed));
    for (int step = 0; step < calendar.steps; ++step) {
      const Month month = calendar.at(step);
      if (acting_share(stack, last, last_day_of(month).from) < 1.0) continue;
      const Levers levers = resolve_last_day(policies.table(), policies.instruments(), month);
      const double duty = 100.0 * levers.duty[policies.table().duty_index(0, 1, 0)];
      const bool is_floor = last.rule == "at_least";
      ASSERT_GE(is_floor ? duty - last.points : last.points - duty, -1e-9) << "seed " << seed;
      (is_floor ? floors : caps) += 1;
    }
  }
  EXPECT_GT(floors, 50);
  EXPECT_GT(caps, 50);
}

TEST(Stacks, ARunAndTheEquilibriumSeeTheSameDuty) {
  SynthesisOptions options;
  options.firms = 200;
  options.slots_per_firm = 6;
  options.seed = {3, 0};
  ThreadPool pool(2);
  const ModelSettings model;
  const World world = synthesise(test::moving_policy_world(), options, 2);
  for (int seed = 0; seed < 20; ++seed) {
    const std::vector<Law> stack = random_stack(seed);
    const test::PolicyCase policies(texts_of(stack), world.table);
    Simulation run(world, make_actions(world, model), policies.instruments(), calendar, Seed{1, 1}, pool);
    const auto path = flow_path(parse_flow("B->A:84.1", policies.table()), policies.table(),
                                policies.instruments(), calendar);
    for (int step = 0; step < calendar.steps; ++step) {
      run.step();
      const EquilibriumInput input =
          equilibrium_input(world.table, world.accounts, policies.levers(calendar.at(step)), model);
      ASSERT_EQ(run.levers().duty, input.duty) << "seed " << seed << " month " << step;
      ASSERT_NEAR(100.0 * input.duty[world.table.duty_index(0, 1, 0)],
                  path[static_cast<std::size_t>(step)].values[0], 1e-9);
    }
  }
}

}  // namespace
}  // namespace entrepot::test::stacks_test
