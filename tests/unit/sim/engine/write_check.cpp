#include "sim/engine/write_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "models/behaviours/presets.hpp"
#include "sim/core/error.hpp"
#include "sim/world/state/columns.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::write_check_test {

using namespace models;
namespace {

// Says that it writes wages and the columns of research, and does something.
class Claims : public Action {
 public:
  explicit Claims(std::function<void(State&)> does) : does_(std::move(does)) {}
  [[nodiscard]] Phase phase() const override { return Phase::learn; }
  [[nodiscard]] std::string_view name() const override { return "claims"; }
  [[nodiscard]] Access access() const override { return {{"flow"}, {"wage", "research.*"}}; }
  void run(StepContext& context) override { does_(context.state); }

 private:
  std::function<void(State&)> does_;
};

class WriteCheckTest : public testing::Test {
 protected:
  void run_checked(const std::function<void(State&)>& does) {
    Claims action(does);
    Levers levers;
    StepContext context{run_.world(), run_.state(), levers, pool_, {1, 1}, 0, Month(2017, 1)};
    WriteCheck check(run_.state());
    action.run(context);
    check.after(action, run_.state());
  }
  test::Run run_{{}};
  ThreadPool pool_{1};
};

TEST_F(WriteCheckTest, LetsAnActionWriteWhatItDeclares) {
  EXPECT_NO_THROW(run_checked([](State& state) {
    state.wage[0] += 0.1;
    state.research.capital.assign(3, 1.0);
  }));
}

TEST_F(WriteCheckTest, FindsAWriteThatIsNotDeclared) {
  try {
    run_checked([](State& state) { state.flow.back().duty += 1; });
    FAIL() << "the planted fault went unnoticed";
  } catch (const BugError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("claims has changed flow"));
  }
  EXPECT_THROW(run_checked([](State& state) { state.links_kept -= 1; }), BugError);
  EXPECT_THROW(run_checked([](State& state) { state.events.emplace_back(); }), BugError);
}

// Every name that an action declares is that of a column, of a lever or the outlook.
TEST(Access, NamesExist) {
  std::vector<std::string> known{"outlook", "levers.firms", "levers.quotas", "levers.contents"};
  for (const LeverColumn& lever : lever_columns()) known.push_back(std::string("levers.") + lever.name);
  test::Run run({});
  for_each_column(run.state(), [&](const ColumnInfo& info, const auto&) { known.emplace_back(info.name); });
  for (const auto& action : make_actions(run.world(), preset_settings("relocation-technology"))) {
    const Access access = action->access();
    for (const auto& names : {access.reads, access.writes}) {
      for (const std::string_view name : names) {
        EXPECT_TRUE(std::ranges::any_of(known, [&](const std::string& one) { return stands_for(name, one); }))
            << action->name() << ": " << name;
      }
    }
  }
}

}  // namespace
}  // namespace entrepot::test::write_check_test
