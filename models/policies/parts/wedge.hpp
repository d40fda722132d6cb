// What instruments that write a choice wedge share: keys, and the wedge in logarithms.
#pragma once

#include "models/policies/parts/lever_change.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

// The key wedge: a choice wedge as a fraction of the price; it moves choices and costs no cash.
[[nodiscard]] KeySpec wedge_key(const char* help);
// ln(1 + wedge) times scale.
[[nodiscard]] double log_wedge_of(const Values& values);

// Keys of a preference of buyers among origins: importer, wedge, products, scale, dates.
[[nodiscard]] std::vector<KeySpec> preference_keys(const char* wedge_help);
// A wedge on imports from all other regions: log_wedge_of times `weights(importer)[origin]`.
[[nodiscard]] std::unique_ptr<Instrument> make_preference(
    const Values& values, const WorldTable& table,
    const std::function<std::vector<double>(std::size_t importer)>& weights);
// A fault at `key` where the world has no political distances.
void check_political(const WorldNames& names, const char* key, std::vector<KeyFault>& faults);
[[nodiscard]] std::vector<KeyFault> check_preference(const Values& values, const WorldNames& names);

}  // namespace entrepot::models
