// Names of regions, sectors and products in words: what a code is called, in English and Chinese.
#pragma once

#include <string>
#include <vector>

namespace entrepot::scenarios {

struct ListedName {
  std::string kind;  // region, sector or product
  std::string code;  // of a product, its HS chapter or heading
  std::string name;
  std::string chinese;
  std::vector<std::string> also;  // other words, and countries that a region holds
};

// names.csv of a world's folder; empty where it has none. InputError when the file is faulty.
[[nodiscard]] std::vector<ListedName> read_name_list(const std::string& folder);

// Those of the kind that `text` means: by code or by a whole name, case aside; where there are none, those
// with a name in which `text` occurs.
[[nodiscard]] std::vector<ListedName> find_names(const std::vector<ListedName>& names,
                                                 const std::string& kind, const std::string& text);

}  // namespace entrepot::scenarios
