// Words that readers of tables take for a missing value.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace entrepot {

// What pandas' read_csv (2.2, default na_values) and R's read.csv (na.strings) read as missing, quoted or
// not. The empty text is one of them.
inline constexpr std::array<std::string_view, 19> missing_words = {
    "",     "#N/A", "#N/A N/A", "#NA",  "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A",  "NA",       "NULL", "NaN",     "None",     "n/a",  "nan",  "null"};

[[nodiscard]] inline bool is_missing_word(std::string_view text) {
  return std::find(missing_words.begin(), missing_words.end(), text) != missing_words.end();
}

// Why a label must not be one of them, for faults.
inline constexpr std::string_view missing_word_reason =
    "pandas and R read it as a missing value, quoted or not, so rows of every export would lose their label";

}  // namespace entrepot
