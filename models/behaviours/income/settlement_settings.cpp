#include "models/behaviours/income/settlement_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

namespace {

std::vector<KeyFault> check_settlement(const Values& values, const std::set<std::string>& given) {
  if (given.count("income_response") == 0 || !values.has("closure")) return {};
  if (values.get<std::string>("closure") != "clearing") return {};
  return {{"income_response", "income_response has no part in the closure clearing",
           "all income is spent where wages clear", "leave it out"}};
}

}  // namespace

SettingsBlock<SettlementSettings> settlement_block() {
  using Settings = SettlementSettings;
  SettingsBlock<Settings> block;
  block.name = "settlement";
  block.summary = "Who is paid, what wages do, and what final demand does with income.";
  block.keys = {
      choice(
          &Settings::closure, "closure",
          {{"fixed", WageClosure::fixed},
           {"clearing", WageClosure::clearing},
           {"phillips", WageClosure::phillips}},
          "fixed: wages are fixed, the external balance is a result; clearing: wages clear regional labour "
          "markets, all income is spent and the base deficit is kept, so real income has a meaning; "
          "phillips: wages follow the labour gap, budgets are those of fixed."),
      key(&Settings::income_response, "income_response", 0, 1,
          "Part m of a change of regional income that final budgets follow; not under clearing."),
      key(&Settings::wage_adjustment, "wage_adjustment", 0.001, 1,
          "Rise of the log wage each quarter per unit of the labour gap, under clearing (judgement; "
          "0.05-0.5).",
          "per quarter"),
      key(&Settings::wage_slope, "wage_slope", 0, 5,
          "Rise of the log wage per unit of the labour gap, under phillips (judgement; 0.1-1).", "per year"),
  };
  block.check = check_settlement;
  return block;
}

}  // namespace entrepot::models
