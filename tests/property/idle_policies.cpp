// What `acts_through` says of an instrument is true: with its mechanisms off it changes no bit of a run, and
// an instrument without mechanisms moves a run of the default model.
#include <gtest/gtest.h>

#include "models/behaviours/model.hpp"
#include "models/behaviours/step.hpp"
#include "models/policies/registry.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/moving_policy_world.hpp"
#include "tests/support/policy_case.hpp"
#include "tests/support/random_policies.hpp"

namespace entrepot::test::idle_policies_test {

using namespace models;
namespace {

// Random policies of one type, all of whose dates lie in the run.
std::vector<std::string> policies_of(const std::string& type) {
  std::vector<std::string> chosen;
  for (int seed = 0; seed < 40 && chosen.size() < 6; ++seed) {
    for (const std::string& policy : test::random_policies(seed, 24)) {
      if (policy.find("type: " + type + ",") != std::string::npos) chosen.push_back(policy);
    }
  }
  return chosen;
}

// Money and prices at the end of a run of ten years under `policies`, with links that change or not.
struct Outcome {
  std::vector<std::int64_t> money;
  std::vector<double> price;
  bool operator==(const Outcome&) const = default;
};

Outcome outcome(const std::vector<std::string>& policies, bool resourcing) {
  const test::PolicyCase bound(policies, test::moving_policy_world());
  SynthesisOptions options;
  options.firms = 300;
  options.slots_per_firm = 8;
  options.seed = {3, 0};
  const World world = synthesise(bound.table(), options, 2);
  ModelSettings model;
  model.sourcing.resourcing = resourcing;
  ThreadPool pool(2);
  Simulation simulation(world, make_actions(world, model), bound.instruments(), Calendar{Month(2017, 1), 144},
                        Seed{1, 1}, pool);
  Outcome out;
  while (!simulation.done()) {
    simulation.step();
    for (const Flow& flow : simulation.state().flow) out.money.push_back(flow.money + flow.duty);
    for (const RegionAccount& account : simulation.state().account)
      out.money.push_back(account.final_spending);
  }
  out.price = simulation.state().group_price;
  return out;
}

TEST(IdlePolicies, ChangeNoBit) {
  const Outcome changing = outcome({}, true);
  const Outcome fixed = outcome({}, false);
  for (const PolicyDescriptor& policy : policy_descriptors()) {
    if (policy.acts_through.empty()) continue;
    const bool resourcing = policy.acts_through.front() != "sourcing";
    const std::vector<std::string> policies = policies_of(policy.name);
    ASSERT_FALSE(policies.empty()) << policy.name;
    EXPECT_TRUE(outcome(policies, resourcing) == (resourcing ? changing : fixed)) << policy.name;
  }
}

TEST(IdlePolicies, AllOthersMoveARun) {
  const Outcome without = outcome({}, true);
  for (const PolicyDescriptor& policy : policy_descriptors()) {
    if (!policy.acts_through.empty() && policy.acts_through.front() != "sourcing") continue;
    if (policy.name == "retaliation" || policy.name == "reciprocal_tariff")
      continue;  // need duties to answer
    const std::vector<std::string> policies = policies_of(policy.name);
    ASSERT_FALSE(policies.empty()) << policy.name;
    EXPECT_FALSE(outcome(policies, true) == without) << policy.name;
  }
}

}  // namespace
}  // namespace entrepot::test::idle_policies_test
