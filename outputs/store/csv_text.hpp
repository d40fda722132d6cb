// Fields of comma-separated values (RFC 4180), as every table for other programs is written.
#pragma once

#include <string>

namespace entrepot::outputs {

// A text, quoted where it must be; one that a spreadsheet would compute (=cmd) gets an apostrophe before it.
[[nodiscard]] std::string csv_field(const std::string& text);
// A number with all its digits; empty when it is not known (NaN).
[[nodiscard]] std::string csv_number(double value);

}  // namespace entrepot::outputs
