#include "models/policies/parts/selector.hpp"

#include <algorithm>

namespace entrepot::models {

namespace {

bool chosen(const Values& values, const std::string& key, const std::string& name) {
  return !values.has(key) || contains(values.get<Names>(key), name);
}

std::vector<bool> codes_mask(const Values& values, const std::string& key, const WorldNames& names,
                             bool absent) {
  std::vector<bool> mask(names.products.size(), absent && !values.has(key));
  for (const std::string& code : values.names(key)) {
    for (const std::size_t p : products_of_code(names, code)) mask[p] = true;
  }
  return mask;
}

bool is_goods(const WorldNames& names, const std::string& sector) {
  return names.sector_is_goods.empty() || names.sector_is_goods[index_of(names.sectors, sector)];
}

// The group of that period, new or known.
FlowGroup& group_of(DaySpan days, std::vector<FlowGroup>& groups) {
  for (FlowGroup& group : groups) {
    if (group.days == days) return group;
  }
  groups.push_back({days, {}});
  return groups.back();
}

}  // namespace

std::vector<std::size_t> selected_products(const Values& values, const WorldNames& names, Services services) {
  const std::vector<bool> wanted = codes_mask(values, "product", names, true);
  const std::vector<bool> excepted = codes_mask(values, "except", names, false);
  const bool any_sector = services == Services::named && values.has("sector");
  std::vector<std::size_t> found;
  for (std::size_t p = 0; p < names.products.size(); ++p) {
    if (!wanted[p] || excepted[p] || !(any_sector || is_goods(names, names.product_sector[p]))) continue;
    if (!chosen(values, "sector", names.product_sector[p]) || !chosen(values, "list", names.product_list[p]))
      continue;
    found.push_back(p);
  }
  return found;
}

std::vector<FlowGroup> select_flows(const FlowSides& sides, const std::vector<std::size_t>& products,
                                    const WorldTable& table, Domestic domestic) {
  std::vector<FlowGroup> groups;
  for (const NamedRegion& destination : sides.destinations) {
    for (const NamedRegion& origin : sides.origins) {
      const DaySpan days = destination.days.cut(origin.days);
      const bool left_out = domestic == Domestic::left_out && origin.region == destination.region;
      if (left_out || days.empty()) continue;
      FlowGroup& group = group_of(days, groups);
      for (const std::size_t product : products) {
        group.flows.push_back(
            {static_cast<std::uint32_t>(table.duty_index(destination.region, origin.region, product)),
             static_cast<std::uint16_t>(destination.region), static_cast<std::uint16_t>(origin.region),
             static_cast<std::uint32_t>(product)});
      }
    }
  }
  return groups;
}

void check_products(const Values& values, const WorldNames& names, Services services,
                    std::vector<KeyFault>& faults) {
  if (!selected_products(values, names, services).empty()) return;
  const std::string key = values.has("product") ? "product" : values.has("list") ? "list" : "sector";
  const std::string why =
      services == Services::never
          ? "sector, product and list intersect, services pay no duty"
          : "sector, product and list intersect, services only where their sector is named";
  faults.push_back({key, "no product is selected", why, ""});
}

void check_sides(const Values& values, const char* origin, const char* destination, const WorldNames& names,
                 std::vector<KeyFault>& faults) {
  const Names buyers = values.names(destination);
  if (buyers.size() != 1 || values.names(origin) != buyers || contains(names.clubs, buyers[0])) return;
  faults.push_back({origin, std::string(origin) + " and " + destination + " are the same region",
                    "domestic sales are not concerned", ""});
}

}  // namespace entrepot::models
