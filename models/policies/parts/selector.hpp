// Which flows an instrument speaks of: destinations, origins and products by name, club, HS code and list.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/policies/parts/regions.hpp"
#include "sim/world/names.hpp"
#include "sim/world/table.hpp"

namespace entrepot::models {

// Whether services can be chosen: never (duties), or where their sector is named.
enum class Services { never, named };

// Indices of the products that the keys sector, product and list choose together, minus except.
[[nodiscard]] std::vector<std::size_t> selected_products(const Values& values, const WorldNames& names,
                                                         Services services);

struct SelectedFlow {
  std::uint32_t lever = 0;  // WorldTable::duty_index
  std::uint16_t destination = 0;
  std::uint16_t origin = 0;
  std::uint32_t product = 0;
  // (region, sector) that sells it.
  [[nodiscard]] GroupId origin_group(const Axes& axes) const {
    return axes.group(RegionId(origin), axes.sector_of(ProductId(product)));
  }
};

// Flows with the days on which both sides are named.
struct FlowGroup {
  DaySpan days;
  std::vector<SelectedFlow> flows;
};

// Who buys and who sells.
struct FlowSides {
  std::vector<NamedRegion> destinations;
  std::vector<NamedRegion> origins;
};

// Whether a region's sales to itself are among its flows.
enum class Domestic { left_out, included };

// All flows in `sides` with these products, one group per period.
[[nodiscard]] std::vector<FlowGroup> select_flows(const FlowSides& sides,
                                                  const std::vector<std::size_t>& products,
                                                  const WorldTable& table,
                                                  Domestic domestic = Domestic::left_out);

// A fault where the product keys choose nothing.
void check_products(const Values& values, const WorldNames& names, Services services,
                    std::vector<KeyFault>& faults);
// A fault where the two keys name one and the same region.
void check_sides(const Values& values, const char* origin, const char* destination, const WorldNames& names,
                 std::vector<KeyFault>& faults);

}  // namespace entrepot::models
