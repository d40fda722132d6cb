// Mechanisms of the model: what one key of a scenario switches, and what has to be on with it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace entrepot {

// A mechanism that one boolean key of a block of `model:` switches on.
struct Mechanism {
  std::string name;                       // for decompose, policies and the list of actions: "routing"
  std::string key;                        // of its block; true = on
  std::string plural;                     // for notes: "trade routes"
  std::string needs = {};                 // another mechanism without which this one does nothing; or ""
  std::vector<std::string> presets = {};  // that switch it on
  std::vector<std::string> columns = {};  // of the state that are its own, by the start of their names
  std::string block = {};                 // of `model:`; filled in by the list of blocks
};

using Mechanisms = std::vector<Mechanism>;

// Which mechanisms of a table are meant, [mechanism].
using MechanismSet = std::vector<bool>;

// Where a mechanism stands in the table. BugError for an unknown name.
[[nodiscard]] std::size_t position(const Mechanisms& table, const std::string& name);

// Those of `wanted` whose needs are in it too. In a table a mechanism stands behind the one it needs.
[[nodiscard]] MechanismSet at_work(const Mechanisms& table, const MechanismSet& wanted);

}  // namespace entrepot
