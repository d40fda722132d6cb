// What the policies of a scenario do to the terms over its calendar, without a run.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/world/levers/duty_instrument.hpp"

namespace entrepot::tools {

// Told for every month and policy: the policy's place in the list, the terms before and after it acts.
using OnTerms = std::function<void(Month, std::size_t, const Levers&, const Levers&)>;
void walk_terms(const WorldTable& table, const std::vector<const Instrument*>& instruments,
                const Calendar& calendar, const OnTerms& on_terms);

// What one policy does over the whole calendar.
struct PolicyReach {
  bool acts = false;
  Month first;  // months in which it changes something
  Month last;
  std::vector<std::string> levers;    // by name, those it changes
  std::vector<std::size_t> elements;  // of each such lever, the most that it changes in one month
};
[[nodiscard]] std::vector<PolicyReach> policy_reach(const WorldTable& table,
                                                    const std::vector<const Instrument*>& instruments,
                                                    const Calendar& calendar);

}  // namespace entrepot::tools
