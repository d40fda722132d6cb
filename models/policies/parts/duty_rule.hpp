// How a duty is changed by one policy: added to, set, held from below or above, or cut by a formula.
#pragma once

namespace entrepot::models {

enum class DutyRule {
  add,       // what is in force + rate
  set,       // rate, whatever is in force
  at_least,  // what is in force, or the rate where that is higher
  at_most,   // what is in force, or the rate where that is lower
  cut,       // what is in force less this part of the base duty
  swiss,     // the base duty t becomes a t / (a + t), a the coefficient; added duties stay
};

// The duty that stands after the rule, fraction, 0 at least. `amount`: rate, part or coefficient, fraction.
[[nodiscard]] double ruled_duty(DutyRule rule, double amount, double in_force, double base);

}  // namespace entrepot::models
