// Holds what an action did to the state against what it says it writes.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/action.hpp"

namespace entrepot {

// Costs a pass over the whole state per action: the step loop of debug builds and tests use it.
class WriteCheck {
 public:
  explicit WriteCheck(const State& state);
  // After `action` has run: BugError if a column has changed since the last call that it does not write,
  // RunError if one that it wrote holds what is no number.
  void after(const Action& action, const State& state);

 private:
  std::vector<std::uint64_t> prints_;  // [column] fingerprint
};

}  // namespace entrepot
