// Who receives the profits of plants that are owned abroad.
#pragma once

#include <vector>

#include "sim/world/table.hpp"

namespace entrepot {

// The margin of a contract maker: what its owner abroad receives per unit of sales (model.md section 5).
inline constexpr double contract_margin = 0.03;

// Part of a firm's profit that an owner abroad receives, where the host's markup is mu.
[[nodiscard]] double profit_part_abroad(bool contract_maker, double markup);

// By the table's figures, [group][region of the owner]; empty where the table has no owners. `markup`:
// [group]; `judgement_scale`: see owner_targets.hpp.
[[nodiscard]] std::vector<double> profit_owners(const WorldTable& table, const std::vector<double>& markup,
                                                double judgement_scale);

}  // namespace entrepot
