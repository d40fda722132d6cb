#include "sim/world/levers/firm_set.hpp"

namespace entrepot {

void add_firm_set(Fingerprint& print, const FirmSet& firms) {
  print.add(firms.groups);
  print.add(firms.numbers);
  print.add(firms.top);
  print.add(firms.top_share);
  print.add(firms.random_share);
  for (const RankedFirm& one : firms.ranked) {
    for (const std::int64_t part :
         {std::int64_t{one.group}, one.cell, std::int64_t{one.rank}, std::int64_t{one.by_chance}})
      print.add(part);
    if (one.registered) print.add(std::int64_t{1});
  }
}

}  // namespace entrepot
