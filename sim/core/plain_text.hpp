// Text of strangers that goes to a terminal, into a table or into the name of a file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entrepot {

// Where a control character begins, npos where there is none: all but line feed and tab, those that take two
// bytes in UTF-8 (U+0080 to U+009F) too. Terminals take them as commands.
[[nodiscard]] std::size_t find_control(std::string_view text);
// The same text with a question mark for each control character.
[[nodiscard]] std::string without_control(std::string_view text);
// Why a name cannot be that of a file; empty = it can.
[[nodiscard]] std::string file_name_problem(const std::string& name);

}  // namespace entrepot
