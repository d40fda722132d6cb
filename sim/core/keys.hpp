// Builders for keys, each a KeySpec said in one line, and a key's value as it would stand in a scenario.
#pragma once

#include <string>
#include <vector>

#include "sim/core/descriptor.hpp"

namespace entrepot {

[[nodiscard]] KeySpec optional_key(const char* name, KeyType type, const char* help);  // absent unless given
[[nodiscard]] KeySpec required_key(const char* name, KeyType type, const char* help);
[[nodiscard]] KeySpec default_key(const char* name, KeyType type, const char* default_text, const char* help);
[[nodiscard]] KeySpec number_key(const char* name, const char* default_text, double lower, double upper,
                                 const char* help, const char* unit = "");
// A number between 0 and 1.
[[nodiscard]] KeySpec share_key(const char* name, const char* default_text, const char* help);
[[nodiscard]] KeySpec required_share_key(const char* name, const char* help);
[[nodiscard]] KeySpec flag_key(const char* name, const char* help);  // default: false
// The first choice is the default.
[[nodiscard]] KeySpec choice_key(const char* name, std::vector<std::string> choices, const char* help);
// The same key within bounds.
[[nodiscard]] KeySpec ranged(KeySpec key, double lower, double upper);

// "0.5 per year", "5 %", "true", "2017-01": what the reader would read as `value`. Numbers, flags, choices,
// text and dates only. Twelve digits: a fraction shown in percent has a last bit of its own.
[[nodiscard]] std::string value_text(const KeySpec& key, const Value& value);

}  // namespace entrepot
