// The names a scenario may use: regions, sectors and products of a world, without its figures.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace entrepot {

struct FirmRegister;

struct WorldNames {
  std::vector<std::string> regions;
  std::vector<std::string> sectors;
  std::vector<bool> sector_is_goods;        // [sector]; empty = all are goods
  std::vector<std::string> products;        // codes, text
  std::vector<std::string> product_hs;      // [product] HS chapter or heading
  std::vector<std::string> product_list;    // [product] list tag
  std::vector<std::string> product_sector;  // [product] sector name
  bool knows_distance = false;              // between regions, km
  bool knows_political_distance = false;
  std::vector<std::string> clubs;                     // each once; a club may stand where regions are named
  std::shared_ptr<const FirmRegister> firm_register;  // firms by id; null = the world has none
};

struct WorldTable;
[[nodiscard]] WorldNames world_names(const WorldTable& table);

// Indices of the products that `code` means: the product itself, all splits of an HS heading, or everything
// inside a two-digit HS chapter.
[[nodiscard]] std::vector<std::size_t> products_of_code(const WorldNames& names, const std::string& code);

}  // namespace entrepot
