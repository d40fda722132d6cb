// A scenario with many independent places, and the faults that can be planted in it.
#pragma once

#include <string>
#include <vector>

#include "sim/core/error.hpp"

namespace entrepot::support {

// One fault: a line of the good scenario (each stands there once) is replaced by `faulty`, one or more lines.
struct FaultCase {
  std::string name;
  std::string line;
  std::string faulty;
  std::string at;           // the fault is expected where this text starts
  std::string what;         // part of the expected message: what (why) suggestion
  std::string elsewhere{};  // the good line on which it is expected, if not in `faulty`
  bool hides = false;       // other faults cannot be seen beside it: never drawn with others
};

[[nodiscard]] const std::string& good_scenario();
[[nodiscard]] const std::vector<FaultCase>& fault_cases();

struct ExpectedFault {
  int line = 0;
  int column = 0;
  std::string name;
  std::string what;
};

struct BrokenScenario {
  std::string text;
  std::vector<ExpectedFault> expected;
};

// Plants all `cases` (of different lines) in the good scenario.
[[nodiscard]] BrokenScenario plant(const std::vector<FaultCase>& cases);

// True if one of `faults` is the expected one, in file `file`.
[[nodiscard]] bool reported(const ExpectedFault& expected, const std::vector<Fault>& faults,
                            const std::string& file);

}  // namespace entrepot::support
