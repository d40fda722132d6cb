// Which world a run or an equilibrium is about: one name for result files, comparisons and shared work.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "scenarios/reader/scenario.hpp"
#include "sim/world/world.hpp"

namespace entrepot::tools {

using namespace scenarios;

// What a world's table and its accounts are a function of: all that an equilibrium has of a world.
struct TableKey {
  std::string data_hash;         // of the files the table was read from
  bool product_origins = false;  // the table's product flows were laid by product_origins.csv
  double markup = 0.0;           // price over unit cost in the accounts
  double owner_judgement = 1.0;  // factor on shares of owners that are judgements
  auto operator<=>(const TableKey&) const = default;
  // "data_hash: 3f2a...; world.product_origins: false; model.pricing.markup: 1.1", the keys of the scenario.
  [[nodiscard]] std::string text() const;
};

// Exactly what enters synthesis. Equal keys mean worlds of equal bits.
struct WorldKey {
  TableKey table;
  std::int64_t firms = 0;
  double slots_per_firm = 0.0;
  double size_tail = 0.0;
  double multinational_share = 0.0;
  std::uint64_t seed = 0;
  std::optional<int> redrawn;  // the replicate, where each has a world of its own; else all share one
  auto operator<=>(const WorldKey&) const = default;
  // The same for all replicates of a run: `compare` pairs them by number.
  [[nodiscard]] std::string text() const;
};

[[nodiscard]] TableKey table_key(const Scenario& scenario, const WorldTable& table);
[[nodiscard]] WorldKey world_key(const Scenario& scenario, const WorldTable& table, int replicate);

[[nodiscard]] SynthesisOptions synthesis_options(const WorldKey& key);

}  // namespace entrepot::tools
