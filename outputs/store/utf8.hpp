// Text that every HDF5 reader can decode.
#pragma once

#include <string>

namespace entrepot::outputs {

// `text` with every byte that is not valid UTF-8 (and every NUL) replaced by U+FFFD; adds their number to
// `replaced`.
[[nodiscard]] std::string valid_utf8(const std::string& text, int& replaced);

}  // namespace entrepot::outputs
