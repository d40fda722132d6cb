// Which supply cell each firm of a register stands in, how large it is there, and what is left for drawn
// firms.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/world/firms/firm_register.hpp"
#include "sim/world/table.hpp"

namespace entrepot {

struct RegisterPlaces {
  std::vector<std::uint32_t> first;  // [cell + 1] into `entry`
  std::vector<std::uint32_t> entry;  // by cell, then by falling output
  std::vector<double> factor;        // [cell] by which outputs of its entries are multiplied
  std::vector<double> left;          // [cell] share of its output that no entry makes

  [[nodiscard]] std::uint32_t count(std::size_t cell) const { return first[cell + 1] - first[cell]; }
};

// Entries without a product go, by falling output, to the product of their sector with most room; under a
// rule of privacy, by id, to as many products as can have `min_firms` each, so that no size decides. Entries
// of a cell whose output is 0 are left out and noted. `counts` [cell]: firms as planned without a register;
// becomes entries and drawn firms together.
[[nodiscard]] RegisterPlaces place_register(const WorldTable& table, std::vector<std::uint32_t>& counts,
                                            std::vector<std::string>& notes);

// Firms of a cell by falling output: entries at their outputs, then drawn firms of the sizes `drawn` (parts
// of the output that is left).
struct PlacedFirm {
  double output = 0.0;  // million USD per year
  std::uint32_t entry = no_entry;
};
[[nodiscard]] std::vector<PlacedFirm> firms_of_cell(const RegisterPlaces& places,
                                                    const FirmRegister& firm_register, CellId cell,
                                                    const std::vector<double>& drawn, double cell_output);

}  // namespace entrepot
