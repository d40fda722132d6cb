// Which inputs stop a sector's production when none is on hand.
#include "scenarios/data/figures.hpp"

namespace entrepot::scenarios {

void read_critical_inputs(WorldFolder& folder, WorldTable& table, Faults& faults) {
  const std::string file = "critical_inputs.csv";
  if (!folder.has(file)) return;
  const CsvTable csv = folder.load(file);
  Labels sectors("sector");
  for (const std::string& sector : table.sectors) sectors.add(sector);
  const auto user = csv.require_column("user", faults);
  const auto input = csv.require_column("input", faults);
  table.critical_input.assign(table.n_sectors() * table.n_sectors(), false);
  for (std::size_t row = 0; row < csv.rows() && user && input; ++row) {
    const auto j = sectors.resolve(csv, row, *user, faults);
    const auto k = sectors.resolve(csv, row, *input, faults);
    if (!j || !k) continue;
    if (!table.sector_is_goods[*k]) {
      faults.add(csv.place(row, *input), table.sectors[*k] + " is a service", "services are not stocked",
                 "leave the row out");
    }
    table.critical_input[*j * table.n_sectors() + *k] = true;
  }
}

}  // namespace entrepot::scenarios
