// What an action reads and writes.
#pragma once

#include <string_view>
#include <vector>

namespace entrepot {

// Columns of State (sim/world/state/columns.hpp), levers ("levers.duty") and "outlook" by name; a star at the
// end stands for any ending: "routing.*". Reads are what its results depend on; what is written may be read
// too.
struct Access {
  std::vector<std::string_view> reads;
  std::vector<std::string_view> writes;

  [[nodiscard]] bool may_read(std::string_view name) const;
  [[nodiscard]] bool may_write(std::string_view name) const;
};

// Whether a name of an Access stands for this one.
[[nodiscard]] bool stands_for(std::string_view declared, std::string_view name);

}  // namespace entrepot
