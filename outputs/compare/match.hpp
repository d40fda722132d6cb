// May two sets of results be compared? Every reason why not, at once.
#pragma once

#include <string>
#include <vector>

#include "outputs/store/results/result_reader.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

// One side of a comparison.
struct Side {
  const ResultReader& reader;
  std::string group;  // "scenario" or "baseline"
  std::string name;   // how tables call it
};

// Positions of one replicate number on both sides.
struct ReplicatePair {
  std::size_t value = 0;
  std::size_t against = 0;
};

// Why not, and what else is to be said.
struct Findings {
  std::vector<Fault> faults;
  std::vector<std::string> notes;
};

// True for the file of a static equilibrium (text "equilibrium" of /provenance): one month, no firms, no
// draws.
[[nodiscard]] bool is_equilibrium(const ResultReader& reader);

// Units, axes, labels and, unless an equilibrium meets a run, calendar of one metric.
void match_metric(const Side& value, const Side& against, const std::string& metric,
                  std::vector<Fault>& faults);

// Adds a note for a file that does not hold all replicates of its run, once.
void note_unfinished(const ResultReader& reader, std::vector<std::string>& notes);

// InputError when no replicate is on both sides; the others are counted in a note, as is an unfinished file.
// An equilibrium has no draws: it is paired with every replicate of a run.
[[nodiscard]] std::vector<ReplicatePair> pair_replicates(const Side& value, const Side& against,
                                                         std::vector<std::string>& notes);

// Metrics of both sides that fit a name or glob pattern; InputError when there is none.
[[nodiscard]] std::vector<std::string> common_metrics(const Side& value, const Side& against,
                                                      const std::string& pattern,
                                                      std::vector<std::string>& notes);

}  // namespace entrepot::outputs
