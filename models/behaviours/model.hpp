// The numbers that the behaviours of firms and countries use, one member per block of `model:`. Each block's
// keys stand beside its struct (<room>/<block>_settings.cpp).
#pragma once

#include "models/behaviours/firms/entry_exit_settings.hpp"
#include "models/behaviours/firms/pricing_settings.hpp"
#include "models/behaviours/income/demand_settings.hpp"
#include "models/behaviours/income/settlement_settings.hpp"
#include "models/behaviours/orders/ordering_settings.hpp"
#include "models/behaviours/orders/production_settings.hpp"
#include "models/behaviours/plants/investment_settings.hpp"
#include "models/behaviours/routes/routing_settings.hpp"
#include "models/behaviours/sourcing/sourcing_settings.hpp"
#include "models/behaviours/stocks/stockpiling_settings.hpp"
#include "models/behaviours/technology/learning_settings.hpp"

namespace entrepot::models {

struct ModelSettings {
  RoutingSettings routing;
  SourcingSettings sourcing;
  OrderingSettings ordering;
  PricingSettings pricing;
  ProductionSettings production;
  DemandSettings demand;
  SettlementSettings settlement;
  InvestmentSettings investment;
  EntryExitSettings entry_exit;
  LearningSettings learning;
  StockpilingSettings stockpiling;
};

}  // namespace entrepot::models
