// The blocks `firms` and `privacy` of a world file.
#pragma once

#include <memory>

#include "scenarios/data/firms/firm_plan.hpp"
#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

[[nodiscard]] const Descriptor& firms_descriptor();
[[nodiscard]] const Descriptor& firm_columns_descriptor();
[[nodiscard]] const Descriptor& transaction_columns_descriptor();
[[nodiscard]] const Descriptor& privacy_descriptor();

// What the world file `root` says about real firms; null where it has no such block, or a faulty one
// (reported). `file`: the world file.
[[nodiscard]] std::shared_ptr<const FirmPlan> read_firms_block(const Node& root, const std::string& file,
                                                               ReadContext& context);

}  // namespace entrepot::scenarios
