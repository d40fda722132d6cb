// Base-year accounts at purchaser prices, from a table at basic prices (model.md section 2).
#pragma once

#include <vector>

#include "sim/world/table.hpp"

namespace entrepot {

// Money: million USD per year. group = region * sectors + sector.
struct BaseAccounts {
  std::vector<double> input_duties;  // [group] duties paid on intermediate inputs
  std::vector<double> value_added;   // [group] net of duties on inputs
  std::vector<double> markup;        // [group] mu, capped at 1 / (1 - 0.5 VA / X)
  std::vector<double> labour_share;  // [group] beta: labour over cost, labour = VA_net - (1 - 1/mu) X
  std::vector<double> input_share;   // [group][input] gamma: share of an input in all inputs
  std::vector<double> budget;        // [region] B_n0: final spending
  std::vector<double> budget_share;  // [region][sector] alpha
  std::vector<double> final_duties;  // [region] duties paid on final use
  std::vector<double> product;       // [region] domestic product: VA_net + all duties of the region
  std::vector<double> income;        // [region] product + profits received from abroad - paid abroad
  std::vector<double> deficit;       // [region] D_n0 = budget - income; the world's sum is 0
  // [group][region of the owner] part of the group's profits that owners abroad receive; empty = none
  std::vector<double> profit_abroad;
  std::vector<double> base_share;  // [destination][product][origin] pi_0, sums to 1 where anything is bought
  std::vector<double> product_spending;  // [destination][product] all purchases of the product
};

// Profits of a group before any owner's share, million USD per year.
[[nodiscard]] double base_profit(const WorldTable& table, const BaseAccounts& accounts, GroupId group);

// Accounts of a balanced table. `markup` is the wanted markup mu >= 1 before the cap; owners of plants by the
// table's figures (`judgement_scale`: see ownership/owner_targets.hpp).
[[nodiscard]] BaseAccounts base_accounts(const WorldTable& table, double markup,
                                         double judgement_scale = 1.0);

}  // namespace entrepot
