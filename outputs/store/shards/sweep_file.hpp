// A sweep as one file: shards of HDF5 beside it, and virtual datasets [point][replicate][axes...] over them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "outputs/store/output/output_claim.hpp"
#include "outputs/store/shards/shard.hpp"

namespace entrepot::outputs {

// One column of the design.
struct SweepColumn {
  std::string name;
  std::string path;                // in the scenario
  std::vector<double> numbers;     // [point]; NaN = as in the scenario
  std::vector<std::string> texts;  // [point] as the scenario reads it
};

struct SweepLayout {
  FileHeader header;  // its axes are not used
  std::size_t points = 0;
  int replicates = 1;
  std::vector<SweepColumn> columns;
};

// Which record of which log counts for a run of the sweep.
struct LedgerRow {
  std::size_t log = 0;  // position in `logs`
  LedgerEntry entry;
};

struct Ledger {
  std::vector<std::string> logs;    // files
  std::vector<LedgerRow> finished;  // by (point, replicate), one each
  std::vector<LedgerRow> failed;    // without a finished record
  std::size_t other_keys = 0;       // records of another scenario, seed or program version: not counted
  std::size_t damaged = 0;          // records whose bytes are not those written: their runs are open again
  std::size_t torn = 0;             // logs that end in a part of a record: being written, or cut off
};

// Reads the logs of a folder (*.log); `key` gives the key that counts for a run, "" = none does.
using KeyOf = std::function<std::string(std::size_t point, int replicate)>;
[[nodiscard]] Ledger read_ledger(const std::string& folder, const KeyOf& key);

// Writes a shard `*.h5` beside every log that counts, then `target` over them. InputError when the runs have
// different axes or another process merges them; RunError when the disk is full.
void write_sweep_file(const SweepLayout& layout, const Ledger& ledger, OutputClaim target);

}  // namespace entrepot::outputs
