// A dated duty: by importer, origin, sector, product and list tag, as one rate or as a schedule of dates.
#pragma once

#include "models/policies/registry.hpp"

namespace entrepot::models {

[[nodiscard]] PolicyDescriptor tariff_policy();
[[nodiscard]] std::vector<KeySpec> tariff_keys();

}  // namespace entrepot::models
