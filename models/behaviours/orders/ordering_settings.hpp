// Settings of the block `ordering` of `model:`.
#pragma once

#include <cstddef>

#include "sim/world/table.hpp"

namespace entrepot::models {

enum class SigmaSource { uniform, column };  // one for all sectors, or the sector's own of the world

struct OrderingSettings {
  double short_run_sigma = 0.4;  // between the slots of a nest
  SigmaSource sigma_source = SigmaSource::uniform;
  double input_elasticity = 0.3;        // eM: between inputs
  double value_added_elasticity = 0.5;  // e: between value added and inputs
};

// Short-run substitution sigma between the slots of a nest of one input sector; exactly 1 = Cobb-Douglas.
[[nodiscard]] double slot_sigma(const OrderingSettings& ordering, const WorldTable& table,
                                std::size_t sector);

}  // namespace entrepot::models
