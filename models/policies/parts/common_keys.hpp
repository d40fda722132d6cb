// Keys that many instruments share, each declared once, and the rules between them.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <vector>

#include "sim/core/keys.hpp"
#include "sim/world/names.hpp"

namespace entrepot::models {

[[nodiscard]] std::vector<KeySpec> product_keys();  // sector, product, list, except
[[nodiscard]] std::vector<KeySpec> date_keys();     // from (required), full_from, until, announced
[[nodiscard]] KeySpec scale_key();
// The unit of a text key that takes one id or a list of ids of policies.
inline constexpr const char* id_list = "ids";
[[nodiscard]] std::vector<KeySpec> joined(std::initializer_list<std::vector<KeySpec>> parts);

// Rules between the dates: announced <= from <= full_from, from < until, full_from <= until.
void check_dates(const Values& values, std::vector<KeyFault>& faults);
// A fault where `early` does not come before `late` (on the same day, where that is allowed).
void check_order(const Values& values, const char* early, const char* late, bool equal_allowed,
                 std::vector<KeyFault>& faults);
// A fault where a rate sets the duty instead of adding to it.
void check_adds(const Values& values, const char* key, std::vector<KeyFault>& faults);
// A fault where one of the keys of a clause on content, content_from and content_at_least, is given alone.
void check_content_clause(const std::set<std::string>& given, std::vector<KeyFault>& faults);
// The same as a descriptor's `check`, for instruments without further rules.
[[nodiscard]] std::vector<KeyFault> only_dates(const Values& values, const std::set<std::string>& given);
// Nothing said = announced on the day it comes into force.
void complete_announced(Values& values);

[[nodiscard]] Date date_or(const Values& values, const std::string& key, Date other);
[[nodiscard]] double number_or(const Values& values, const std::string& key, double other);
[[nodiscard]] bool flag(const Values& values, const std::string& key);

}  // namespace entrepot::models
