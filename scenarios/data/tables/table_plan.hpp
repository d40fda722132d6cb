// What a world file says about its table (docs/worlds.md): how to read it, and what to make of its labels.
#pragma once

#include <memory>
#include <string>

#include "scenarios/data/firms/firm_plan.hpp"

namespace entrepot::scenarios {

struct TablePlan {
  std::string file;     // the world file itself, or "" = the table stands alone
  std::string layout;   // a reader of readers.def, or "" = recognised
  double unit = 0.0;    // millions of the currency in one figure; 0 = what the layout is published in
  double rate = 0.0;    // USD per unit of the currency; 0 = not given, taken as 1
  std::string regions;  // concordance files, or "" = the labels of the table
  std::string sectors;
  // Folder of the files beside the world file (base_tariffs.csv, ...); "" = none is looked for.
  std::string folder;
  // File of shares by which sectors or regions of a world are split, or ""; the source is then that world,
  // and `whole` says how to read it.
  std::string split = {};
  std::shared_ptr<const TablePlan> whole = nullptr;
  std::shared_ptr<const FirmPlan> firms = nullptr;  // real firms in place of drawn ones, or null
};

}  // namespace entrepot::scenarios
