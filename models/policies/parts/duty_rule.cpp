#include "models/policies/parts/duty_rule.hpp"

#include <algorithm>

namespace entrepot::models {

double ruled_duty(DutyRule rule, double amount, double in_force, double base) {
  switch (rule) {
    case DutyRule::add:
      return std::max(0.0, in_force + amount);
    case DutyRule::set:
      return std::max(0.0, amount);
    case DutyRule::at_least:
      return std::max(in_force, amount);
    case DutyRule::at_most:
      return std::min(in_force, std::max(0.0, amount));
    case DutyRule::cut:
      return std::max(0.0, in_force - amount * base);
    case DutyRule::swiss:
      return std::max(0.0, in_force - base + (base > 0.0 ? amount * base / (amount + base) : 0.0));
  }
  return in_force;
}

}  // namespace entrepot::models
