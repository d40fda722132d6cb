// Policies drawn at random, as a user could write them for test::policy_world().
#pragma once

#include <string>
#include <vector>

namespace entrepot::test {

// `count` policies of all types, the same for the same seed. Dates from 2016 to 2032.
[[nodiscard]] std::vector<std::string> random_policies(int seed, int count);

}  // namespace entrepot::test
