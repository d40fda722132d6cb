#include <fmt/format.h>

#include <filesystem>

#include "outputs/store/csv_text.hpp"
#include "sim/core/error.hpp"
#include "sim/world/state/tails.hpp"
#include "tools/entrepot/parts/world_report.hpp"
#include "tools/runs/firm_privacy.hpp"
#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

namespace {

std::string write_firms(const World& world, OutputClaim output) {
  const WorldTable& table = world.table;
  TextFile file(std::move(output));
  const bool ids = shows_ids(table);
  file.line("firm,region,sector,product,output_musd{}", ids ? ",id,tags" : "");
  for (std::size_t f = 0; f < world.n_firms(); ++f) {
    const std::size_t product = world.firm_cell[f] % table.n_products();
    const std::string more = ids ? fmt::format(",{},{}", outputs::csv_field(firm_id(world, f)),
                                               outputs::csv_field(firm_tags(world, f)))
                                 : "";
    file.line("{},{},{},{},{:.9g}{}", f, table.regions[world.firm_cell[f] / table.n_products()],
              table.sectors[table.product_sector[product].index()], table.products[product],
              world.firm_output[f], more);
  }
  return file.finish();
}

// Buyers beyond the firms are the regions' households: buyer = number of firms + region.
std::string write_links(const World& world, OutputClaim output) {
  const std::vector<std::uint32_t> buyers = nest_buyers(world);
  TextFile file(std::move(output));
  file.line("buyer,supplier,product,weight_in_nest,value_musd");
  for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
    const std::uint32_t first = world.nest_first[nest];
    const std::uint32_t end = world.nest_first[nest + 1];
    const double spending = static_cast<double>(world.nest_value[nest]) * (end - first);
    for (std::uint32_t s = first; s < end; ++s) {
      const std::uint32_t supplier = world.slot_supplier[s];
      const auto weight = static_cast<double>(world.slot_weight[s]);
      file.line("{},{},{},{:.7g},{:.7g}", buyers[nest], supplier,
                world.table.products[world.firm_cell[supplier] % world.table.n_products()], weight,
                weight * spending);
    }
  }
  return file.finish();
}

std::string write_table(const World& world, OutputClaim output) {
  const WorldTable& table = world.table;
  TextFile file(std::move(output));
  file.line("origin,sector,destination,use,value");
  for (std::size_t supplier = 0; supplier < table.n_groups(); ++supplier) {
    const std::string& origin = table.regions[supplier / table.n_sectors()];
    const std::string& sector = table.sectors[supplier % table.n_sectors()];
    for (std::size_t user = 0; user < table.n_groups(); ++user) {
      if (table.z(supplier, user) <= 0.0) continue;
      file.line("{},{},{},{},{:.12g}", origin, sector, table.regions[user / table.n_sectors()],
                table.sectors[user % table.n_sectors()], table.z(supplier, user));
    }
    for (std::size_t n = 0; n < table.n_regions(); ++n) {
      if (table.f(supplier, n) <= 0.0) continue;
      file.line("{},{},{},FINAL,{:.12g}", origin, sector, table.regions[n], table.f(supplier, n));
    }
  }
  return file.finish();
}

// Before anything is claimed in it.
std::string made_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw RunError(fmt::format("cannot create {}: {}", folder, error.message()));
  return folder;
}

}  // namespace

WorldFiles::WorldFiles(const std::string& folder, Existing existing)
    : firms(made_folder(folder) + "/firms.csv.gz", existing),
      links(folder + "/links.csv.gz", existing),
      table(folder + "/table.csv.gz", existing) {}

std::vector<std::string> export_world(const World& world, WorldFiles files) {
  return {write_firms(world, std::move(files.firms)), write_links(world, std::move(files.links)),
          write_table(world, std::move(files.table))};
}

}  // namespace entrepot::tools
