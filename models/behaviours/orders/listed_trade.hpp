// What firms on entity lists and their peers trade in a step.
#pragma once

#include "models/behaviours/orders/placed_orders.hpp"

namespace entrepot::models {

// Fills State::listed. A plant has the status of its owner.
void sum_listed_trade(StepContext& context, const PlacedOrders& orders);

}  // namespace entrepot::models
