#include "sim/engine/action.hpp"

#include <algorithm>
#include <array>

namespace entrepot {

namespace {

constexpr std::array<std::string_view, 10> phase_names = {"policy",  "expect", "route", "source", "order",
                                                          "produce", "settle", "price", "invest", "learn"};

bool any_stands_for(const std::vector<std::string_view>& declared, std::string_view name) {
  return std::ranges::any_of(declared, [&](std::string_view one) { return stands_for(one, name); });
}

}  // namespace

std::string_view phase_name(Phase phase) { return phase_names[static_cast<std::size_t>(phase)]; }

void sort_by_phase(ActionList& actions) {
  std::ranges::stable_sort(actions, {}, [](const auto& action) { return action->phase(); });
}

bool stands_for(std::string_view declared, std::string_view name) {
  return declared.ends_with('*') ? name.starts_with(declared.substr(0, declared.size() - 1))
                                 : name == declared;
}

bool Access::may_read(std::string_view name) const { return any_stands_for(reads, name) || may_write(name); }

bool Access::may_write(std::string_view name) const { return any_stands_for(writes, name); }

}  // namespace entrepot
