// A small balanced inter-country table with duties and products, for tests of whole runs.
#pragma once

#include <cstddef>

#include "sim/world/levers/levers.hpp"
#include "sim/world/table.hpp"

namespace entrepot::test {

// Three regions, two goods sectors of two products each, and services of one product:
//
//   RIV ---+---> BUY     every region sells everything to every other; BUY levies base duties of 2 to 5 % on
//   ALT ---+             goods, the others none. RIV sells more of the first product of a sector.
//
// Origin shares of a (destination, sector) are the same for all its users.
[[nodiscard]] WorldTable toy_table();

// A duty added at one destination on all goods of one origin, from a month on.
class ToyTariff : public Instrument {
 public:
  ToyTariff(const WorldTable& table, std::size_t destination, std::size_t origin, double rate, Month from)
      : table_(table), destination_(destination), origin_(origin), rate_(rate), from_(from) {}
  void apply(Month month, Levers& levers) const override;

 private:
  const WorldTable& table_;
  std::size_t destination_, origin_;
  double rate_;  // fraction
  Month from_;
};

}  // namespace entrepot::test
