// China's value added per dollar of the hubs' exports of goods to the USA in `relocation-2045`: with plants
// abroad as classes of their own, from the firms' own links, and with plants averaged into the host's
// sectors.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "models/behaviours/orders/use_table.hpp"
#include "models/behaviours/step.hpp"
#include "outputs/metrics/parts/linkage.hpp"
#include "tests/support/firm_leontief.hpp"
#include "tests/support/scenario_case.hpp"

namespace entrepot::test::linkage_plants_test {

using namespace models;
using namespace theory;
using namespace outputs;
namespace {

using Index = Eigen::Index;

double content_per_dollar(const ScenarioCase& c, const InterCountryFlows& flows) {
  const Linkage linkage(flows, c.world->table);
  const std::vector<bool>& goods = c.world->table.sector_is_goods;
  const auto inside = value_added_in_exports(linkage.system, linkage.content, goods);
  const Eigen::MatrixXd exports = gross_exports(linkage.system, goods);
  const auto usa = static_cast<Index>(c.region("USA"));
  double held = 0.0;
  double all = 0.0;
  for (const char* hub : {"VNM", "ASE", "MEX"}) {
    held += inside[c.region(hub)](static_cast<Index>(c.region("CHN")), usa);
    all += exports(static_cast<Index>(c.region(hub)), usa);
  }
  return held / all;
}

// The same flows without classes of plants.
InterCountryFlows averaged(const InterCountryFlows& flows) {
  const auto groups = static_cast<Index>(flows.groups());
  InterCountryFlows out{flows.regions, flows.sectors, Eigen::MatrixXd::Zero(groups, groups),
                        Eigen::MatrixXd::Zero(groups, static_cast<Index>(flows.regions))};
  out.detours = flows.detours;
  for (std::size_t s = 0; s < flows.classes(); ++s) {
    const auto row = static_cast<Index>(flows.group_of(s));
    out.final_use.row(row) += flows.final_use.row(static_cast<Index>(s));
    for (std::size_t u = 0; u < flows.classes(); ++u)
      out.intermediate(row, static_cast<Index>(flows.group_of(u))) +=
          flows.intermediate(static_cast<Index>(s), static_cast<Index>(u));
  }
  return out;
}

TEST(LinkageOfPlants, IsThatOfTheFirmsOwnLinksInRelocation2045) {
  const ScenarioCase c = load_case("relocation-2045", {"world.firms=10000"}, 0);
  ThreadPool pool(0);
  ActionList actions = make_actions(*c.world, c.settings);
  UseTable& table = use_table_of(actions);
  Simulation run(*c.world, std::move(actions), c.in_force(), c.scenario.calendar, Seed{c.scenario.seed, 1},
                 pool);
  const std::vector<std::size_t> hubs = {c.region("VNM"), c.region("ASE"), c.region("MEX")};
  for (const int year : {2019, 2022, 2026, 2030, 2044}) {
    const int step = Month(year, 12).count() - c.scenario.calendar.start.count();
    std::vector<std::int64_t> money;
    table.record_links(step, money);
    while (run.state().step <= step) run.step();
    const FirmLeontief firms(*c.world, run.state(), money);
    const double own = firms.exports(firms.content(c.region("CHN")), hubs, c.region("USA")).per_dollar();
    const InterCountryFlows flows = state_flows(*c.world, run.state());
    const double measured = content_per_dollar(c, flows);
    const double without = content_per_dollar(c, averaged(flows));
    RecordProperty(std::to_string(year), "firms " + std::to_string(own) + ", classes " +
                                             std::to_string(measured) + " (" +
                                             std::to_string(run.state().plant_class.size()) +
                                             " of plants), averaged " + std::to_string(without));
    // Plants of the base stand with their group.
    EXPECT_NEAR(measured, own, 0.03 * own) << year;
  }
}

}  // namespace
}  // namespace entrepot::test::linkage_plants_test
