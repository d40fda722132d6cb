#include "sim/world/names.hpp"

#include <algorithm>

#include "sim/world/table.hpp"

namespace entrepot {

WorldNames world_names(const WorldTable& table) {
  WorldNames names;
  names.regions = table.regions;
  names.sectors = table.sectors;
  names.sector_is_goods = table.sector_is_goods;
  names.products = table.products;
  names.product_hs = table.product_hs;
  names.product_list = table.product_list;
  for (const SectorId sector : table.product_sector)
    names.product_sector.push_back(table.sectors.at(sector.index()));
  names.knows_distance = !table.distance_km.empty();
  names.knows_political_distance = !table.political_distance.empty();
  names.firm_register = table.firm_register;
  for (const ClubMember& member : table.clubs) {
    if (std::find(names.clubs.begin(), names.clubs.end(), member.club) == names.clubs.end())
      names.clubs.push_back(member.club);
  }
  return names;
}

std::vector<std::size_t> products_of_code(const WorldNames& names, const std::string& code) {
  std::vector<std::size_t> found;
  for (std::size_t p = 0; p < names.products.size(); ++p) {
    const std::string& hs = p < names.product_hs.size() ? names.product_hs[p] : names.products[p];
    const bool in_chapter = code.size() == 2 && hs.size() > 2 && hs.compare(0, 2, code) == 0;
    if (names.products[p] == code || hs == code || in_chapter) found.push_back(p);
  }
  return found;
}

}  // namespace entrepot
