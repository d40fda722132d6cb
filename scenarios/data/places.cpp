// What tells places apart: distances, political distances, plant costs, what a plant is made of, levels of
// technology, who works there.
#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "scenarios/data/figures.hpp"

namespace entrepot::scenarios {

namespace {

// A square [origin][destination]: first column the origin, one column per destination.
std::vector<double> read_square(const CsvTable& csv, const Labels& regions, const NumberRange& range,
                                Faults& faults) {
  std::vector<double> square(regions.size() * regions.size(), 0.0);
  std::vector<bool> given(regions.size(), false);
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const auto origin = regions.resolve(csv, row, 0, faults);
    if (origin) given[*origin] = true;
    for (std::size_t n = 0; n < regions.size() && origin; ++n) {
      const auto column = csv.require_column(regions.names()[n], faults);
      if (!column) continue;
      square[*origin * regions.size() + n] = read_number(csv, row, *column, range, faults);
    }
  }
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (given[i]) continue;
    faults.add({csv.file(), 0, 0, ""}, "no distances of region " + regions.names()[i],
               "every region needs a row", "");
  }
  return square;
}

// One number per label; all labels are needed.
std::vector<double> read_shares(const CsvTable& csv, const Labels& labels, const std::string& key,
                                const std::string& column, const NumberRange& range, Faults& faults) {
  const LongTable read = read_long(csv, {{key, &labels}}, {column}, range, faults);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (read.row[i] == LongTable::none) {
      faults.add({csv.file(), 0, 0, ""}, fmt::format("no row for {} {}", key, labels.names()[i]),
                 "every one is needed", "");
    }
  }
  return read.values[0];
}

// Persons by region and sector. A number without a source is no number: the column `source` must be filled.
void read_employment(const CsvTable& csv, WorldTable& table, Faults& faults) {
  const Labels regions = labels_of("region", table.regions);
  const Labels sectors = labels_of("sector", table.sectors);
  const NumberRange range{0.0, 1e7, "thousand persons"};
  const LongTable read =
      read_long(csv, {{"region", &regions}, {"sector", &sectors}}, {"thousand_persons"}, range, faults);
  const auto source = csv.require_column("source", faults);
  for (std::size_t row = 0; row < csv.rows() && source; ++row) {
    if (csv.text(row, *source).empty())
      faults.add(csv.place(row, *source), "no source", "employment is taken as given, so it needs one", "");
  }
  if (read.absent() > 0) {
    faults.add({csv.file(), 0, 0, ""}, fmt::format("{} rows are missing", read.absent()),
               "every region needs its employment in every sector", "write 0 where nobody works");
  }
  table.employment = read.values[0];
}

void read_technology_levels(const CsvTable& csv, WorldTable& table, Faults& faults) {
  const Labels regions = labels_of("region", table.regions);
  const Labels sectors = labels_of("sector", table.sectors);
  const NumberRange range{0.001, 10.0, "a level is a factor of the best region's"};
  const LongTable read =
      read_long(csv, {{"region", &regions}, {"sector", &sectors}}, {"level"}, range, faults);
  if (read.absent() > 0) {
    faults.add({csv.file(), 0, 0, ""}, fmt::format("{} rows are missing", read.absent()),
               "every region needs a level in every sector", "");
  }
  table.technology_level = read.values[0];
}

}  // namespace

void read_places(WorldFolder& folder, WorldTable& table, Faults& faults) {
  const Labels regions = labels_of("region", table.regions);
  if (folder.has("distance_km.csv")) {
    const NumberRange range{1.0, 30000.0, "a distance is between 1 and 30,000 km"};
    table.distance_km = read_square(folder.load("distance_km.csv"), regions, range, faults);
  }
  if (folder.has("political_distance.csv")) {
    const NumberRange range{0.0, 20.0, "a distance of ideal points is between 0 and 20"};
    table.political_distance = read_square(folder.load("political_distance.csv"), regions, range, faults);
  }
  if (folder.has("plant_costs.csv")) {
    const NumberRange range{0.05, 20.0, "a plant cost is a factor of the world's mean"};
    table.plant_cost =
        read_shares(folder.load("plant_costs.csv"), regions, "region", "plant_cost", range, faults);
  }
  if (folder.has("employment.csv")) read_employment(folder.load("employment.csv"), table, faults);
  if (folder.has("technology_levels.csv")) {
    read_technology_levels(folder.load("technology_levels.csv"), table, faults);
  }
  if (folder.has("capital_mix.csv")) {
    const CsvTable csv = folder.load("capital_mix.csv");
    const NumberRange range{0.0, 1.0, "a share is between 0 and 1"};
    table.capital_mix =
        read_shares(csv, labels_of("sector", table.sectors), "sector", "share", range, faults);
    const double sum = std::accumulate(table.capital_mix.begin(), table.capital_mix.end(), 0.0);
    if (std::abs(sum - 1.0) > 1e-9) {
      faults.add({csv.file(), 0, 0, ""}, fmt::format("the shares sum to {}", sum), "they must sum to 1", "");
    }
  }
}

}  // namespace entrepot::scenarios
