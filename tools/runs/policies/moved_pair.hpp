// The pair of regions whose trade the policies of a scenario move most: what its tables look at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/reader/scenario.hpp"
#include "sim/world/levers/levers.hpp"

namespace entrepot::tools {

struct MovedPair {
  std::string origin;
  std::string importer;
  bool operator==(const MovedPair&) const = default;
};

// By base trade times the change of its terms (duty, wedge and iceberg as logarithms, share banned), summed
// over products and months. Policies that answer others (retaliation) do not count, so that an
// answer does not turn the tables round. Nothing where no term of a flow between regions changes.
[[nodiscard]] std::optional<MovedPair> most_moved_pair(const WorldTable& table,
                                                       const std::vector<const Instrument*>& instruments,
                                                       const Calendar& calendar);
// The same for the policies of a scenario.
[[nodiscard]] std::optional<MovedPair> most_moved_pair(const scenarios::Scenario& scenario,
                                                       const WorldTable& table);

// Goods trade of the base between regions on which policies change a term in some month, a part of all such
// trade; of one importer and of the world.
struct TouchedTrade {
  double of_importer = 0.0;
  double of_world = 0.0;
};
[[nodiscard]] TouchedTrade touched_trade(const WorldTable& table,
                                         const std::vector<const Instrument*>& instruments,
                                         const Calendar& calendar, const std::string& importer);

// The region that imports most goods from others at the base.
[[nodiscard]] const std::string& largest_importer(const WorldTable& table);

}  // namespace entrepot::tools
