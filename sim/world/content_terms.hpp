// Subsidies on output with a clause on local content: paid to the firms that meet it.
#pragma once

#include <cstdint>
#include <vector>

namespace entrepot {

struct ContentTerms {
  std::vector<std::uint32_t> groups;  // [region][sector] whose producers may take it
  std::vector<std::uint8_t> local;    // [region] 1 = what is made there is local
  double rate = 0.0;                  // part of unit cost that is paid; 0 = not in force
  double least = 0.0;                 // local content asked for, part of sales
  bool operator==(const ContentTerms&) const = default;
};

}  // namespace entrepot
