// From result files to the summary.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/facts.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot {

struct Setting {
  std::string name;
  std::string value;
  std::string usual;  // the default; "" where there is none
};

struct AssumedPolicy {
  std::string id;
  std::string type;
  std::string dates;  // "2018-07-06 to 2030-12-31"
  std::string terms;  // the other keys as written
};

// What a run assumed, from the scenario text it stored.
struct Assumptions {
  std::string name;
  std::string description;
  std::vector<AssumedPolicy> policies;
  std::vector<Setting> settings;
};

struct SummaryInput {
  std::string file;
  Assumptions assumptions;
};

struct SummaryOptions {
  std::string importer;     // "" = the first region with trade by product, else the first
  std::string rival;        // "" = the origin that loses most
  std::vector<Fact> facts;  // empty = no section
  std::string facts_file;
  int threads = 0;  // 0 = all cores
};

// InputError for a file that is none of ours, and for a region that is not in it.
[[nodiscard]] Summary summarise(const std::vector<SummaryInput>& inputs, const SummaryOptions& options);

}  // namespace entrepot
