// Goods under a ban that go on by way of hubs: a part of them, as far as hubs can handle it.
#include "models/behaviours/routes/diversion.hpp"

#include <gtest/gtest.h>

#include "tests/support/routed_run.hpp"

namespace entrepot::test::diversion_test {

using namespace models;
namespace {

// No link of origin 1 may trade product 0 into region 0.
void ban_all(const WorldTable& table, Month month, Levers& levers) {
  if (month < Month(2017, 4)) return;
  Levers::use(levers.ban, table.base_duty.size())[table.duty_index(0, 1, 0)] = 1.0;
}

test::RunSetup banned() {
  test::RunSetup setup = test::routed_setup();
  setup.duty = 0.0;
  setup.terms = ban_all;
  setup.model.routing.diversion = 0.2;
  return setup;
}

std::size_t flow(const test::Run& run) { return run.world().table.duty_index(0, 1, 0); }

// To buyers it is a ban on the rest.
TEST(Diversion, LeavesAPartOfTheLinks) {
  test::Run run(banned());
  test::RunSetup setup = banned();
  setup.model.routing.routes = false;
  setup.terms = [](const WorldTable& table, Month month, Levers& levers) {
    ban_all(table, month, levers);
    if (!levers.ban.empty()) levers.ban[table.duty_index(0, 1, 0)] = 0.8;
  };
  test::Run partly(setup);
  for (int step = 0; step < 4; ++step) {
    run.step();
    partly.step();
  }
  EXPECT_NEAR(run.levers().ban[flow(run)], 0.8, 1e-12);
  EXPECT_EQ(run.state().slot_supplier, partly.state().slot_supplier);
  EXPECT_GT(run.state().flow[flow(run)].money, 0);
}

// What is left arrives by the hubs, in proportion to their base shares of 0.02 and 0.01.
TEST(Diversion, SendsThemByTheHubs) {
  test::Run run(banned());
  for (int step = 0; step < 6; ++step) run.step();
  const State& state = run.state();
  const std::size_t products = run.world().table.n_products();
  EXPECT_NEAR(state.reroute[0].share, 2.0 / 3.0, 1e-9);
  EXPECT_NEAR(state.reroute[products].share, 1.0 / 3.0, 1e-9);
  EXPECT_NEAR(static_cast<double>(state.customs[flow(run)].money), 0.0, 2.0);
  EXPECT_GT(state.reroute[0].money, 0);
}

TEST(Diversion, StopsAtWhatHubsCanHandle) {
  test::RunSetup setup = banned();
  setup.model.routing.capacity = 0.0;  // their base routes, of all goods of the sector
  test::Run run(setup);
  for (int step = 0; step < 4; ++step) run.step();
  EXPECT_GT(run.levers().ban[flow(run)], 0.8);
  EXPECT_LT(run.levers().ban[flow(run)], 1.0);
}

TEST(Diversion, NeedsAHubThatMayTrade) {
  test::RunSetup setup = banned();
  setup.terms = [](const WorldTable& table, Month month, Levers& levers) {
    ban_all(table, month, levers);
    if (levers.ban.empty()) return;
    levers.ban[table.duty_index(0, 2, 0)] = 1.0;  // the first hub sells nothing there
    levers.ban[table.duty_index(3, 1, 0)] = 1.0;  // the second buys nothing there
  };
  test::Run run(setup);
  for (int step = 0; step < 4; ++step) run.step();
  EXPECT_EQ(run.levers().ban[flow(run)], 1.0);
}

TEST(Diversion, SwitchedOffLeavesTheBan) {
  test::RunSetup setup = banned();
  setup.model.routing.diversion = 0.0;
  test::Run run(setup);
  for (int step = 0; step < 4; ++step) run.step();
  EXPECT_EQ(run.levers().ban[flow(run)], 1.0);
  EXPECT_EQ(run.state().flow[flow(run)].money, 0);
}

}  // namespace
}  // namespace entrepot::test::diversion_test
