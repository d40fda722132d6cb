// The files of a figures folder as dense arrays, before anything is expanded or balanced.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/data/labels.hpp"
#include "sim/world/table.hpp"

namespace entrepot::scenarios {

// Reads the files of one folder and remembers their content for the hash.
class WorldFolder {
 public:
  explicit WorldFolder(std::string folder) : folder_(std::move(folder)) {}
  [[nodiscard]] bool has(const std::string& file) const;
  [[nodiscard]] CsvTable load(const std::string& file);
  [[nodiscard]] std::string path(const std::string& file) const { return folder_ + "/" + file; }
  [[nodiscard]] std::string hash() const;  // of every csv file of the folder, in order of their names

 private:
  std::string folder_;
};

struct Figures {
  Labels regions{"region"};
  Labels sectors{"sector"};
  std::vector<double> output;       // X [region][sector], musd
  std::vector<double> value_added;  // VA [region][sector], musd
  std::vector<double> technology;   // [region][sector][input], musd of input per musd of output
  std::vector<double> final_use;    // [region][sector], musd, consumption + investment, >= 0
  std::vector<double> trade;        // [origin][destination][sector], musd
  std::vector<std::string> notes;
};

// Labels, then all figures; checks them against each other. Faults are added, none is thrown.
[[nodiscard]] Figures read_figures(WorldFolder& folder, const CsvTable& parameters, Faults& faults);

// Sector parameters by name from a table with the columns of sector_parameters.csv; sectors without a row
// keep the defaults and are counted in `unmatched`.
[[nodiscard]] std::vector<SectorParameters> read_sector_parameters(const CsvTable& csv, const Labels& sectors,
                                                                   Faults& faults, std::size_t& unmatched);

// Product axis and mix into `table`, whose regions, sectors, output and sector_is_goods are set.
void read_products(WorldFolder& folder, WorldTable& table, Faults& faults);

// Distances, plant costs, technology levels and the mix of capital goods, each where the folder has its file.
void read_places(WorldFolder& folder, WorldTable& table, Faults& faults);

// Pairs (user sector, input sector) whose input stops production when none is on hand, where the folder has
// critical_inputs.csv; without it none does.
void read_critical_inputs(WorldFolder& folder, WorldTable& table, Faults& faults);

// A row of base_routes.csv: the part of an origin's goods to a destination that goes by way of some hubs.
struct RouteShares {
  RegionId origin, destination;
  std::vector<RegionId> hubs;      // more than one: split by what each sells of the product there itself
  std::optional<SectorId> sector;  // absent: all goods whose sector has no row of its own for the pair
  double share = 0.0;              // of all its hubs together
  std::size_t row = 0;
};

// Base shares of trans-shipment, where the folder has base_routes.csv; laid over the balanced table.
[[nodiscard]] std::vector<RouteShares> read_routes(WorldFolder& folder, const WorldTable& table,
                                                   Faults& faults);
void lay_routes(const std::vector<RouteShares>& rows, WorldTable& table);
// Memberships in clubs with their dates (clubs.csv: club,region,from,until), where the folder has the file.
void read_clubs(WorldFolder& folder, WorldTable& table, Faults& faults);

// Who owns the plants, where the folder has owner_shares.csv (host, sector, owner, share_of_output,
// share_of_exports) and beside it owner_shares_exports_to_<region>.csv (host, sector, owner,
// share_of_exports_to_<region>) for single destinations. Returns the files read.
std::vector<std::string> read_owners(const std::string& folder, WorldTable& table, Faults& faults);

// Gives every sector of the table one product named like it ("none" list): tables without product detail.
void add_single_products(WorldTable& table);

}  // namespace entrepot::scenarios
