// Actions read no more than they declare: a second set of actions that meets base values wherever the first
// declares nothing writes the same columns. That they write no more: sim/engine/write_check.hpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/behaviours/step.hpp"
#include "sim/engine/write_check.hpp"
#include "sim/world/state/columns.hpp"
#include "tests/support/eventful_world.hpp"
#include "tests/support/saved_state.hpp"

namespace entrepot::test::declared_access_test {

using namespace models;
namespace {

// The base state, but for the columns that may be read.
State seen_state(const World& world, const State& state, const Access& access) {
  std::vector<const void*> whole;
  for_each_column(state, [&](const ColumnInfo&, const auto& column) { whole.push_back(&column); });
  State seen(world);
  std::size_t next = 0;
  for_each_column(seen, [&](const ColumnInfo& info, auto& column) {
    const void* const from = whole[next++];
    if (access.may_read(info.name))
      column = *static_cast<const std::remove_reference_t<decltype(column)>*>(from);
  });
  return seen;
}

// The terms of a world without policies, but for the levers that may be read.
Levers seen_levers(const World& world, const Levers& levers, const Access& access) {
  Levers seen;
  seen.duty = world.table.base_duty;
  for (const LeverColumn& lever : lever_columns()) {
    if (access.may_read(std::string("levers.") + lever.name)) seen.*lever.column = levers.*lever.column;
  }
  if (access.may_read("levers.firms")) seen.firms = levers.firms;
  if (access.may_read("levers.quotas")) seen.quotas = levers.quotas;
  if (access.may_read("levers.contents")) seen.contents = levers.contents;
  return seen;
}

class DeclaredAccess : public ::testing::TestWithParam<int> {
 protected:
  DeclaredAccess() {
    sort_by_phase(actions_);
    sort_by_phase(shadows_);
  }

  // Runs one action on all there is, and its shadow on what it declares.
  void run(std::size_t i, Levers& levers) {
    const Access access = actions_[i]->access();
    const bool policy = actions_[i]->phase() == Phase::policy;
    State seen = seen_state(world_, state_, access);
    Levers terms = seen_levers(world_, levers, access);
    const Month month = test::EventfulWorld::start() + state_.step;
    StepContext whole{
        world_, state_, levers, pool_, {1, 1}, state_.step, month, &outlook_, policy ? &levers : nullptr};
    StepContext part{world_,
                     seen,
                     terms,
                     pool_,
                     {1, 1},
                     state_.step,
                     month,
                     access.may_read("outlook") ? &outlook_ : nullptr,
                     policy ? &terms : nullptr};
    WriteCheck check(state_);
    const Levers before = levers;
    actions_[i]->run(whole);
    check.after(*actions_[i], state_);
    shadows_[i]->run(part);
    for (const std::string& column : test::differing_columns(state_, seen))
      EXPECT_FALSE(access.may_write(column)) << actions_[i]->name() << " writes another " << column;
    if (!policy) return;
    EXPECT_EQ(levers.ban, access.may_write("levers.ban") ? terms.ban : before.ban);
    EXPECT_EQ(levers.duty, access.may_write("levers.duty") ? terms.duty : before.duty);
  }

  test::EventfulWorld eventful_{GetParam()};
  const World& world_ = eventful_.world();
  Outlook outlook_{world_.table, eventful_.instruments()};
  ThreadPool pool_{2};
  ActionList actions_ = make_actions(world_, eventful_.settings());
  ActionList shadows_ = make_actions(world_, eventful_.settings());
  State state_{world_};
};

TEST_P(DeclaredAccess, IsAllThatActionsTouch) {
  for (int step = 0; step < 30 && !HasFailure(); ++step) {
    Levers levers =
        resolve_levers(world_.table, eventful_.instruments(), test::EventfulWorld::start() + step);
    for (std::size_t i = 0; i < actions_.size(); ++i) run(i, levers);
    report_link_ends(step, state_.link_ends, state_.events);
    ++state_.step;
  }
}

INSTANTIATE_TEST_SUITE_P(Policies, DeclaredAccess, ::testing::Range(0, 6));

}  // namespace
}  // namespace entrepot::test::declared_access_test
