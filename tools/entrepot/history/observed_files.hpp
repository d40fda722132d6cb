// Observed series of trade from a folder of CSV files: what a backtest is held against.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/backtest/observed.hpp"

namespace entrepot::tools {

using namespace outputs;

struct ObservedFiles {
  std::vector<ObservedSeries> series;
  std::vector<std::string> notes;  // files and rows that are not there or not used
};

// Reads what is there of us_import_shares_by_partner.csv, us_import_shares_by_sector.csv,
// china_export_shares.csv and connector_countries.csv (shares as fractions, one row per year, year and
// sector, or year and country); `from` is the base year, whose US imports weigh the sectors. InputError with
// all faults of all files, and for a folder with none of them.
[[nodiscard]] ObservedFiles read_observed(const std::string& folder, int from);

// Whether a file is one of these by its name, and such a file alone.
[[nodiscard]] bool is_observed_file(const std::string& name);
[[nodiscard]] ObservedFiles read_observed_file(const std::string& path, int from);

}  // namespace entrepot::tools
