// `entrepot describe metrics | mechanisms | regions | sectors | products`: the names that scenarios and
// filters use.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace entrepot::tools {

struct NameTopic {
  std::string name;
  std::string summary;
};
[[nodiscard]] const std::vector<NameTopic>& name_topics();

// The topic as text, or nothing where `topic` is none and no metric either; `search` keeps the rows that have
// that word. UsageError where no row has it.
[[nodiscard]] std::optional<std::string> describe_names(const std::string& topic, const std::string& search,
                                                        const std::string& world);

}  // namespace entrepot::tools
