// A scenario: inert data, checked and complete. Reading one never computes anything.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "scenarios/reader/data_paths.hpp"
#include "sim/core/calendar.hpp"
#include "sim/core/descriptor.hpp"
#include "sim/world/levers.hpp"
#include "sim/world/names.hpp"

namespace entrepot {

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
  std::int64_t firms = 0;
  double slots_per_firm = 0.0;
  double size_tail = 0.0;
  bool product_origins = false;  // lay product flows by the world's product_origins.csv
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

// The names a world offers; throws InputError when the world cannot be read.
using NamesProvider = std::function<WorldNames(const WorldSpec&)>;

// Reads, merges and checks a scenario file (or library scenario of that name). Throws InputError with all
// faults. Without a provider the names of regions, sectors and products are not checked.
[[nodiscard]] Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides,
                                     const DataPaths& paths, const NamesProvider& names);

// The instruments of the scenario bound to its world, in file order.
[[nodiscard]] std::vector<std::unique_ptr<Instrument>> make_instruments(const Scenario& scenario,
                                                                        const WorldTable& table);

// Aligned plain text about a topic: "" (all topics), "policies", "model", or the name of a block, policy or
// behaviour. Throws UsageError for an unknown topic.
[[nodiscard]] std::string describe(const std::string& what);

// JSON Schema (draft 2020-12) of a scenario file, for editors.
[[nodiscard]] nlohmann::json json_schema();

}  // namespace entrepot
