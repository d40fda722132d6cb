// `entrepot facts`: every fact against runs and against rivals that know less.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "outputs/report/facts/fact_view.hpp"
#include "outputs/report/inputs.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

struct FactsRequest {
  std::vector<Fact> facts;
  std::string file;  // name of the facts
  std::string hash;  // SHA-256 of the file
  int threads = 0;   // 0 = all cores
};

// The static equilibrium of a run's policies, whose last year is given.
using StaticRival =
    std::function<std::unique_ptr<FactView>(const std::string& run, const FactWorld& world, int last_year)>;

// One run per file: every fact with its value, interval, band and verdict; the rivals "no change" and "static
// equilibrium"; how many facts each has in their band. InputError for a file that is none of ours.
[[nodiscard]] Summary facts_summary(const std::vector<std::string>& files, const FactsRequest& request,
                                    const StaticRival& rival);

}  // namespace entrepot::outputs
