// Regions and sectors as a register calls them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

// Names of one axis: the world's labels, other names for them, and a concordance (`from,to`, `*` for the
// rest) that rules where it is given.
class PlaceNames {
 public:
  PlaceNames(std::string kind, const std::vector<std::string>& labels);
  void add(const std::string& other, const std::string& label);
  // InputError or faults of the file.
  void read(const std::string& file, Faults& faults);

  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  // What is known, for a fault about `name`.
  [[nodiscard]] std::string hint(std::string_view name) const;

 private:
  std::string kind_;
  std::vector<std::string> labels_;
  std::map<std::string, std::size_t, std::less<>> known_;
  std::optional<std::size_t> rest_;
};

}  // namespace entrepot::scenarios
