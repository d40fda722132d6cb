// Policies as a user writes them, bound to a small world, and the levers they move.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "sim/world/levers/levers.hpp"
#include "sim/world/table.hpp"

namespace entrepot::test {

// Regions A B C D; sectors MAC (84.1 list 1, 84.2 list 2), FOO (02), SRV (s). Club ABC: A and B always, C
// from 2020-01. D is far from A in kilometres and votes, B near.
[[nodiscard]] WorldTable policy_world();

// A day from YYYY-MM-DD.
[[nodiscard]] Date day(const std::string& text);

class PolicyCase {
 public:
  // One YAML map per policy, without id: `{type: tariff, importer: A, ...}`. Throws InputError on faults.
  explicit PolicyCase(const std::vector<std::string>& policies, WorldTable table = policy_world());

  [[nodiscard]] const WorldTable& table() const { return table_; }
  [[nodiscard]] const std::vector<const Instrument*>& instruments() const { return instruments_; }
  [[nodiscard]] Levers levers(Month month) const { return resolve_levers(table_, instruments_, month); }
  // Names of the levers that differ from a month without policies.
  [[nodiscard]] std::set<std::string> touched(Month month) const;
  // An element of a flow lever; 0 where no policy uses it. Regions and product by name.
  [[nodiscard]] double flow(std::vector<double> Levers::*lever, const std::string& origin,
                            const std::string& destination, const std::string& product, Month month) const;
  // How many elements of a lever differ from `neutral`.
  [[nodiscard]] std::size_t moved(std::vector<double> Levers::*lever, Month month,
                                  double neutral = 0.0) const;

 private:
  WorldTable table_;
  std::vector<std::unique_ptr<Instrument>> owned_;
  std::vector<const Instrument*> instruments_;
};

// The faults of one policy, as texts "what (why) suggestion".
[[nodiscard]] std::vector<std::string> policy_faults(const std::string& policy);

}  // namespace entrepot::test
