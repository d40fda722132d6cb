// What a world file says about real firms (docs/worlds.md): their files, and how to read them.
#pragma once

#include <cstdint>
#include <string>

#include "sim/core/calendar.hpp"

namespace entrepot::scenarios {

// Columns of the firms' file by what they hold.
struct FirmColumns {
  std::string id, region, sector, product, output, owner, tags;
};
// Columns of the transactions' file.
struct LinkColumns {
  std::string supplier, buyer, value, date;
};

struct FirmPlan {
  std::string world_file;    // that says so; part of the world's hash
  std::string table;         // firms
  std::string transactions;  // "" = none
  FirmColumns columns;
  LinkColumns link_columns;
  double unit = 1.0;             // million USD in one figure of output or value
  std::string regions, sectors;  // files `from,to`: their labels to the world's; "" = the world's own
  Date from = Date::min();       // transactions of [from, until), brought to a year; Date::min(): all
  Date until = Date::max();
  bool whole = false;         // the register holds all firms of its cells
  bool skip_unknown = false;  // transactions of firms that are not in the table are left out, else faults
  bool hide_ids = false;
  std::uint32_t min_firms = 0;
};

}  // namespace entrepot::scenarios
