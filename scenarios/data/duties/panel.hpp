// Duties in long form, as authorities and trackers keep them: one row per HS code, origin and stretch of
// days.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/calendar.hpp"

namespace entrepot::scenarios {

struct PanelRow {
  std::string code;          // 2 to 10 digits
  std::uint32_t origin = 0;  // of Panel::origins
  std::uint16_t authority = 0;
  Date from, until;   // until: the first day off
  double rate = 0.0;  // fraction
};

// What a row's origin stands for.
struct PanelOrigin {
  std::string name;
  enum class Kind : std::uint8_t { all, region, country } kind = Kind::all;
  std::string code;  // of the region, or ISO-3 of the country
};

struct Panel {
  std::vector<PanelRow> rows;
  std::vector<PanelOrigin> origins;
  std::vector<std::string> authorities;  // in order of appearance
};

// Trade by fine code, and by country where the file says: how codes and countries are averaged.
struct PanelWeight {
  std::string code;
  std::string region;   // "" = the same for all origins
  std::string country;  // ISO-3, or "" = all of the region
  double value = 0.0;
};

}  // namespace entrepot::scenarios
