// A scenario or a baseline under way as sections of a checkpoint: every column of the state, and the metrics
// recorded so far.
#pragma once

#include <string>

#include "outputs/store/checkpoint_file.hpp"
#include "tools/runs/variant_run.hpp"

namespace entrepot::tools {

void save_run(CheckpointWriter& to, const VariantRun& run);
// Puts a run of the same world and settings that has not begun where the saved one was. InputError when the
// columns or metrics are those of another program.
void load_run(const CheckpointReader& from, VariantRun& run);

void save_result(CheckpointWriter& to, const VariantResult& result);
[[nodiscard]] VariantResult load_result(const CheckpointReader& from, const World& world,
                                        const Calendar& calendar);

}  // namespace entrepot::tools
