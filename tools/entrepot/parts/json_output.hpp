// What --json prints.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "tools/entrepot/parts/common_options.hpp"

namespace entrepot::tools {

// Version of the shape of what --json prints, `json_schema` in every answer. A key that goes or changes its
// meaning raises it; a new key does not.
inline constexpr int json_output_schema = 1;

// Declares that the verb answers --json; of other verbs it is a usage error.
void gives_json(const CLI::App& verb, CommonOptions& common);

// UsageError when --json is asked of a verb that has no such answer.
void refuse_json_elsewhere(const CLI::App& app, const CommonOptions& common);

// An object gets `json_schema` as its first key; a list stands under `rows` beside it.
void print_json(const nlohmann::ordered_json& answer);
void print_json(const std::string& answer);  // JSON text

}  // namespace entrepot::tools
