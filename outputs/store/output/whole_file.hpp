// Writing a text that is there at once or not at all.
#pragma once

#include <string>

#include "outputs/store/output/output_claim.hpp"

namespace entrepot::outputs {

// RunError (full disk, ...) leaves the output as it was.
void write_whole(OutputClaim& output, const std::string& text);

}  // namespace entrepot::outputs
