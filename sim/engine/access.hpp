// What an action reads and writes.
#pragma once

#include <string_view>
#include <vector>

namespace entrepot {

// What results depend on and what is written (which may be read too): columns of State, levers
// ("levers.duty") and "outlook" by name; a star at the end stands for any ending: "routing.*".
struct Access {
  std::vector<std::string_view> reads;
  std::vector<std::string_view> writes;

  [[nodiscard]] bool may_read(std::string_view name) const;
  [[nodiscard]] bool may_write(std::string_view name) const;
};

// Whether a name of an Access stands for this one.
[[nodiscard]] bool stands_for(std::string_view declared, std::string_view name);

}  // namespace entrepot
