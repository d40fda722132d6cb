// Content hashes of /results: "same bits" means equal hashes. They cover full name, type, shape and raw
// (little-endian) values of every dataset, not attributes, order of creation, chunks or compression.
#pragma once

#include <string>
#include <vector>

namespace entrepot::outputs {

struct NamedHash {
  std::string name;  // full name: /results/scenario/trade
  std::string hash;  // 64 hex digits
};

// Sorted by name; axes are included.
[[nodiscard]] std::vector<NamedHash> per_variable_hash(const std::string& path);
[[nodiscard]] std::string results_hash(const std::string& path);

}  // namespace entrepot::outputs
