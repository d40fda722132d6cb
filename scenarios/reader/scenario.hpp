// A scenario: inert data, checked and complete (read by load.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scenarios/data/tables/table_plan.hpp"
#include "sim/core/calendar.hpp"
#include "sim/core/descriptor.hpp"

namespace entrepot::scenarios {

struct PolicySpec {
  std::string id;
  std::string type;
  Values values;
  Place place;
};

struct WorldSpec {
  std::string name;
  std::string folder;  // of the world's files, or ""
  std::string table;   // path of a ready-made table, or ""
  TablePlan plan;      // of the table, from a world file
  std::int64_t firms = 0;
  double slots_per_firm = 0.0;
  double size_tail = 0.0;
  double multinational_share = 0.5;  // part of output at home that firms with plants abroad may make
  double owner_judgement = 1.0;      // factor on shares of owners that are judgements
  bool product_origins = false;      // lay product flows by the world's product_origins.csv
};

struct Scenario {
  std::string name;
  std::string description;
  std::string path;  // as asked for
  std::uint64_t seed = 0;
  int replicates = 1;
  bool resynthesise = false;
  WorldSpec world;
  Calendar calendar;
  std::vector<PolicySpec> policies;
  std::string preset;                   // of model
  std::map<std::string, Values> model;  // by behaviour, defaults filled in
  std::vector<std::string> notes;       // what a schedule leaves out and the like
  std::string resolved_text;            // the effective scenario as YAML, reloadable: bases and --set applied
};

}  // namespace entrepot::scenarios
