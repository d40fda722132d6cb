#include "tests/support/limit_world.hpp"

#include "models/behaviours/presets.hpp"
#include "scenarios/reader/load.hpp"
#include "scenarios/reader/scenario.hpp"
#include "tools/entrepot/app.hpp"

namespace entrepot::test {

using namespace models;
using namespace scenarios;
using namespace tools;

namespace {

// [destination][origin][sector] from [destination][origin][product]. An origin's mix is the same to every
// destination, so its flows of the base year weigh products by the mix.
std::vector<double> by_sector(const WorldTable& table, const std::vector<double>& duty) {
  const std::size_t regions = table.n_regions();
  std::vector<double> out(regions * regions * table.n_sectors(), 0.0);
  for (std::size_t link = 0; link < regions * regions; ++link) {
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      out[link * table.n_sectors() + table.product_sector[p].index()] +=
          table.product_mix[link % regions * table.n_products() + p] * duty[link * table.n_products() + p];
    }
  }
  return out;
}

}  // namespace

LimitCase limit_of_scenario(const std::string& scenario, Month month) {
  const Scenario read = read_scenario(scenario, {});
  LimitCase limit{read_world(read.world), {}, preset_settings("frictionless")};
  limit.settings.sourcing.tastes = Tastes::redrawn;
  const std::vector<std::unique_ptr<Instrument>> instruments = make_instruments(read, limit.table);
  std::vector<const Instrument*> in_force;
  for (const auto& instrument : instruments) in_force.push_back(instrument.get());
  limit.duty = resolve_levers(limit.table, in_force, month).duty;
  return limit;
}

LimitCase one_product_per_sector(const LimitCase& limit) {
  LimitCase out = limit;
  out.duty = by_sector(limit.table, limit.duty);
  WorldTable& table = out.table;
  table.base_duty = by_sector(limit.table, limit.table.base_duty);
  table.products = table.product_hs = table.product_name = table.sectors;
  table.product_list.assign(table.n_sectors(), "none");
  table.product_sector.clear();
  for (std::size_t k = 0; k < table.n_sectors(); ++k) table.product_sector.emplace_back(k);
  table.product_mix.assign(table.n_groups(), 1.0);
  return out;
}

}  // namespace entrepot::test
