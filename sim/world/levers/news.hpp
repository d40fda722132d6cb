// Instruments about which more becomes known than that they are announced.
#pragma once

#include <cstddef>

#include "sim/core/calendar.hpp"

namespace entrepot {

class News {
 public:
  virtual ~News() = default;
  // How many of its news (announcement, withdrawal, end, coming into force) are known before the day `end`:
  // the same number, the same knowledge.
  [[nodiscard]] virtual std::size_t news_before(Date end) const = 0;
};

}  // namespace entrepot
