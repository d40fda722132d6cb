// A small world in which all happens at once: every mechanism is on, and to a dozen policies of all kinds
// drawn at random come those that a hub and buyers who look ahead answer.
#pragma once

#include <memory>

#include "models/behaviours/presets.hpp"
#include "sim/world/world.hpp"
#include "tests/support/moving_policy_world.hpp"
#include "tests/support/random_owners.hpp"
#include "tests/support/random_policies.hpp"

namespace entrepot::test {

using namespace models;

class EventfulWorld {
 public:
  explicit EventfulWorld(int seed)
      : policies_(drawn_policies(seed), table()), settings_(preset_settings("relocation-technology")) {
    SynthesisOptions options;
    options.firms = 1200;
    options.slots_per_firm = 12;
    options.seed = {static_cast<std::uint64_t>(seed), 0};
    world_ = std::make_unique<World>(synthesise(policies_.table(), options, 2));
    settings_.investment.uncertainty_weight = 0.5;
    settings_.investment.weighing_rate = 2.0;
    settings_.investment.fixed_cost = 0.0;
    settings_.investment.time_to_build_scale = 0.3;
    settings_.demand.growth = 1.2;
    if (seed % 4 == 0) settings_.pricing.pricing = PriceRule::own;
    // Worlds 1 and 7 promise more subsidies on plants than a region earns, which `clearing` refuses.
    settings_.settlement.closure =
        seed == 1 || seed == 7 ? WageClosure::phillips : static_cast<WageClosure>(seed % 3);
  }
  [[nodiscard]] const World& world() const { return *world_; }
  [[nodiscard]] const ModelSettings& settings() const { return settings_; }
  [[nodiscard]] const std::vector<const Instrument*>& instruments() const { return policies_.instruments(); }
  // Two years after this most of the policies have changed something.
  static Month start() { return {2019, 7}; }

 private:
  static std::vector<std::string> drawn_policies(int seed) {
    std::vector<std::string> policies = random_policies(seed, 12);
    policies.insert(
        policies.end(),
        {"{type: tariff, importer: A, origin: B, rate: +25 pp, from: 2019-10-15}",
         "{type: enforcement, importer: A, origin: B, detection: 0.2, fine: 0.1, look_through: 0.3, "
         "from: 2020-02-01}",
         "{type: export_control, exporter: D, destination: A, sector: MAC, from: 2021-06-10, "
         "announced: 2020-12-01}"});
    return policies;
  }
  static WorldTable table() {
    WorldTable table = moving_policy_world();
    table.base_routes = {{RegionId(1), RegionId(2), RegionId(0), 0.1}};
    add_random_owners(table, 1);
    for (std::size_t g = 0; g < table.n_groups(); ++g)
      table.technology_level.push_back(1.0 - 0.2 * static_cast<double>((g * 7) % 5));
    return table;
  }

  PolicyCase policies_;
  ModelSettings settings_;
  std::unique_ptr<World> world_;
};

}  // namespace entrepot::test
