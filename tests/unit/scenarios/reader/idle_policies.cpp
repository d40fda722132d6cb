#include "scenarios/reader/idle_policies.hpp"

#include <gmock/gmock.h>

#include "models/behaviours/registry.hpp"
#include "models/policies/registry.hpp"
#include "scenarios/reader/load.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::idle_policies_test {

using namespace models;
using namespace scenarios;
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* text = R"(extends: no-policy
name: enforced
policies:
  - {type: enforcement, id: look, importer: USA, origin: CHN, look_through: 0.5, from: 2020-01-01}
  - {type: technology_control, id: know, receiver: CHN, source: USA, from: 2020-01-01}
  - {type: tariff, id: duty, importer: USA, origin: CHN, rate: +5 pp, from: 2018-01-01}
)";

Scenario load(const std::vector<std::string>& overrides) {
  const support::TemporaryFolder folder;
  return load_scenario(folder.write("s.yaml", text), overrides, support::source_paths(),
                       support::world2017_names);
}

TEST(IdlePolicies, AreNotedWithTheSwitchThatWakesThem) {
  const std::string routes =
      "policy look acts through trade routes, which are off: it does nothing; model.routing.routes: true "
      "switches them on";
  const std::string knowledge =
      "policy know acts through flows of knowledge and research efforts, which are off: it does nothing; "
      "model.learning.diffusion: true or model.learning.research: true switches them on";
  EXPECT_THAT(idle_policies(load({"model.preset=contracts"})), ElementsAre(routes, knowledge));
  EXPECT_THAT(load({"model.preset=contracts"}).notes, ::testing::IsSupersetOf({routes, knowledge}));
  EXPECT_THAT(idle_policies(load({})), ElementsAre(knowledge));
  EXPECT_THAT(idle_policies(load({"model.learning.research=true"})), IsEmpty());
}

TEST(IdlePolicies, ActThroughMechanismsOfTheModel) {
  for (const PolicyDescriptor& policy : policy_descriptors()) {
    for (const std::string& name : policy.acts_through)
      EXPECT_NO_THROW((void)position(mechanisms(), name)) << policy.name;
  }
}

}  // namespace
}  // namespace entrepot::test::idle_policies_test
