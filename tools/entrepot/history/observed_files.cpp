#include "tools/entrepot/history/observed_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <set>

#include "scenarios/data/csv.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

constexpr double no_share = std::numeric_limits<double>::quiet_NaN();

// A region of the world as columns of a file: those added less those taken off, so that no country counts
// twice.
struct ObservedColumns {
  std::string region;
  std::vector<std::string> plus;
  std::vector<std::string> minus = {};
};

const std::vector<ObservedColumns> us_partners = {{"CHN", {"China"}},
                                                  {"MEX", {"Mexico"}},
                                                  {"CAN", {"Canada"}},
                                                  {"VNM", {"Vietnam"}},
                                                  {"ASE", {"ASEAN5"}, {"Vietnam"}},
                                                  {"EUK", {"EU27UK"}},
                                                  {"JPN", {"Japan"}},
                                                  {"KOR", {"Korea"}},
                                                  {"TWN", {"Taiwan"}},
                                                  {"IND", {"India"}}};
const std::vector<ObservedColumns> us_sector_partners = {
    {"CHN", {"CHN"}},    {"MEX", {"MEX"}}, {"CAN", {"CAN"}}, {"VNM", {"VNM"}}, {"ASE", {"ASEAN5"}, {"VNM"}},
    {"EUK", {"EU27UK"}}, {"JPN", {"JPN"}}, {"KOR", {"KOR"}}, {"TWN", {"TWN"}}, {"IND", {"IND"}}};
const std::vector<ObservedColumns> china_destinations = {{"USA", {"USA"}},
                                                         {"MEX", {"MEX"}},
                                                         {"CAN", {"CAN"}},
                                                         {"VNM", {"VNM"}},
                                                         {"ASE", {"ASEAN10"}, {"VNM"}},
                                                         {"EUK", {"EU27", "GBR"}},
                                                         {"JPN", {"JPN"}},
                                                         {"KOR", {"KOR"}},
                                                         {"TWN", {"TWN"}},
                                                         {"IND", {"IND"}}};
// Connector countries by region; others of the file are parts of regions too large to be compared.
const std::map<std::string, std::string> connector_region = {
    {"VNM", "VNM"}, {"MEX", "MEX"}, {"TWN", "TWN"}, {"KOR", "KOR"}, {"IND", "IND"}, {"CAN", "CAN"},
    {"JPN", "JPN"}, {"THA", "ASE"}, {"MYS", "ASE"}, {"IDN", "ASE"}, {"KHM", "ASE"}, {"PHL", "ASE"}};

// Cells of one observed file, with faults where they are no share, no amount or no year.
class ObservedReader {
 public:
  ObservedReader(const std::string& path, Faults& faults) : table_(CsvTable::load(path)), faults_(faults) {}

  [[nodiscard]] std::size_t rows() const { return table_.rows(); }
  [[nodiscard]] const CsvTable& table() const { return table_; }

  // Whether all columns are there; a fault for each that is not.
  [[nodiscard]] bool require(const std::vector<std::string>& columns) {
    bool all = true;
    for (const std::string& column : columns) all = table_.require_column(column, faults_).has_value() && all;
    return all;
  }
  [[nodiscard]] bool require(const std::vector<ObservedColumns>& regions) {
    std::set<std::string> names;
    for (const ObservedColumns& region : regions) {
      names.insert(region.plus.begin(), region.plus.end());
      names.insert(region.minus.begin(), region.minus.end());
    }
    return require(std::vector<std::string>(names.begin(), names.end()));
  }

  [[nodiscard]] std::string text(std::size_t row, const std::string& column) const {
    return std::string(table_.text(row, *table_.find_column(column)));
  }

  [[nodiscard]] int year(std::size_t row) {
    const double value = number(row, "year", 1900.0, 2200.0, "a year from 1900 to 2200");
    if (!std::isnan(value) && value != std::floor(value)) {
      faults_.add(place(row, "year"), "not a whole year", "", "");
      return 0;
    }
    return std::isnan(value) ? 0 : static_cast<int>(value);
  }
  [[nodiscard]] double share(std::size_t row, const std::string& column) {
    return number(row, column, 0.0, 1.0, "a share from 0 to 1, as a fraction");
  }
  [[nodiscard]] double amount(std::size_t row, const std::string& column) {
    return number(row, column, 0.0, std::numeric_limits<double>::infinity(), "an amount of 0 or more");
  }
  // Share of a region; NaN where a part of it is missing.
  [[nodiscard]] double share(std::size_t row, const ObservedColumns& region) {
    double total = 0.0;
    for (const std::string& column : region.plus) total += share(row, column);
    for (const std::string& column : region.minus) total -= share(row, column);
    if (total < 0.0) {
      faults_.add(place(row, region.plus.front()), fmt::format("{} is smaller than {}, which is a part of it",
                                                               region.plus.front(), region.minus.front()));
    }
    return total;
  }
  [[nodiscard]] Place place(std::size_t row, const std::string& column) const {
    return table_.place(row, *table_.find_column(column));
  }
  void twice(std::size_t row, const std::string& column, const std::string& what) {
    faults_.add(place(row, column), fmt::format("{} stands twice", what));
  }

 private:
  // An empty cell is no number; anything else must be one in the range.
  double number(std::size_t row, const std::string& column, double low, double high,
                const std::string& wanted) {
    if (text(row, column).empty()) return no_share;
    const std::optional<double> value = table_.number(row, *table_.find_column(column));
    if (value && *value >= low && *value <= high) return *value;
    faults_.add(place(row, column),
                fmt::format("{} is not {} ({})", in_quotes(text(row, column)), wanted, column));
    return no_share;
  }

  CsvTable table_;
  Faults& faults_;
};

// A file of one row per year.
void read_by_year(ObservedReader& reader, const std::vector<ObservedColumns>& regions,
                  ObservedSeries& series) {
  if (!reader.require({"year"}) || !reader.require(regions)) return;
  for (std::size_t row = 0; row < reader.rows(); ++row) {
    const int year = reader.year(row);
    std::vector<double> shares;
    for (const ObservedColumns& region : regions) shares.push_back(reader.share(row, region));
    if (!series.years.emplace(year, std::move(shares)).second)
      reader.twice(row, "year", std::to_string(year));
  }
}

ObservedSeries us_partner_series(ObservedReader& reader) {
  ObservedSeries series{
      "us-imports", "US import shares by partner", "us_import_shares_by_partner.csv", {}, {}};
  for (const ObservedColumns& one : us_partners)
    series.cells.push_back({one.region,
                            "USA",
                            {{one.region}, {"USA"}, {}, false},
                            one.region == "CHN" ? Part::loser : Part::gainer,
                            1.0});
  read_by_year(reader, us_partners, series);
  return series;
}

ObservedSeries china_export_series(ObservedReader& reader) {
  ObservedSeries series{
      "china-exports", "China's export shares by destination", "china_export_shares.csv", {}, {}};
  for (const ObservedColumns& one : china_destinations)
    series.cells.push_back({one.region,
                            "CHN",
                            {{"CHN"}, {one.region}, {}, true},
                            one.region == "USA" ? Part::loser : Part::gainer,
                            1.0});
  read_by_year(reader, china_destinations, series);
  return series;
}

// Partner by sector: a row per sector and year.
ObservedSeries us_sector_series(ObservedReader& reader, int from) {
  ObservedSeries series{"us-imports-by-sector",
                        "US import shares by partner and sector",
                        "us_import_shares_by_sector.csv",
                        {},
                        {}};
  if (!reader.require({"sector", "year", "us_imports_bn"}) || !reader.require(us_sector_partners))
    return series;
  std::map<std::string, double> imports;  // by sector, of the base year
  std::map<std::pair<int, std::string>, std::vector<double>> rows;
  for (std::size_t row = 0; row < reader.rows(); ++row) {
    const int year = reader.year(row);
    const std::string sector = reader.text(row, "sector");
    const double amount = reader.amount(row, "us_imports_bn");
    imports.try_emplace(sector, 0.0);
    if (year == from && !std::isnan(amount)) imports[sector] = amount;
    std::vector<double> shares;
    for (const ObservedColumns& partner : us_sector_partners) shares.push_back(reader.share(row, partner));
    if (!rows.emplace(std::pair(year, sector), std::move(shares)).second)
      reader.twice(row, "sector", fmt::format("{} of {}", sector, year));
  }
  for (const auto& [sector, amount] : imports) {
    for (const ObservedColumns& one : us_sector_partners)
      series.cells.push_back({sector + " " + one.region,
                              sector,
                              {{one.region}, {"USA"}, {sector}, false},
                              one.region == "CHN" ? Part::loser : Part::gainer,
                              amount});
  }
  for (const auto& [key, unused] : rows) {
    if (series.years.contains(key.first)) continue;
    std::vector<double>& year = series.years[key.first];
    for (const auto& [sector, amount] : imports) {
      const auto row = rows.find({key.first, sector});
      for (std::size_t i = 0; i < us_sector_partners.size(); ++i)
        year.push_back(row == rows.end() ? no_share : row->second[i]);
    }
  }
  return series;
}

// A region's connectors in one year: amounts add up, shares are amounts over amounts.
struct ConnectorSum {
  double from_china = 0.0, imports = 0.0, to_usa = 0.0, exports = 0.0;
};

ObservedSeries connector_series(ObservedReader& reader, std::vector<std::string>& notes) {
  ObservedSeries series{"connectors",
                        "Connector countries: China in their imports, the USA in their exports",
                        "connector_countries.csv",
                        {},
                        {}};
  if (!reader.require({"year", "country", "imports_from_CHN_bn", "share_CHN_in_imports", "exports_to_USA_bn",
                       "share_USA_in_exports"}))
    return series;
  std::map<int, std::map<std::string, ConnectorSum>> sums;
  std::set<std::string> regions;
  std::set<std::string> unused;
  std::set<std::pair<int, std::string>> seen;
  for (std::size_t row = 0; row < reader.rows(); ++row) {
    const int year = reader.year(row);
    const std::string country = reader.text(row, "country");
    const double from_china = reader.amount(row, "imports_from_CHN_bn");
    const double china_share = reader.share(row, "share_CHN_in_imports");
    const double to_usa = reader.amount(row, "exports_to_USA_bn");
    const double usa_share = reader.share(row, "share_USA_in_exports");
    if (!seen.insert({year, country}).second)
      reader.twice(row, "country", fmt::format("{} of {}", country, year));
    const auto region = connector_region.find(country);
    if (region == connector_region.end()) {
      unused.insert(country);
      continue;
    }
    regions.insert(region->second);
    ConnectorSum& sum = sums[year][region->second];
    sum.from_china += from_china;
    sum.imports += from_china / china_share;
    sum.to_usa += to_usa;
    sum.exports += to_usa / usa_share;
  }
  for (const std::string& region : regions) {
    series.cells.push_back({region + " imports from CHN",
                            region + " imports",
                            {{"CHN"}, {region}, {}, false},
                            Part::buyer,
                            1.0});
    series.cells.push_back(
        {region + " exports to USA", region + " exports", {{region}, {"USA"}, {}, true}, Part::seller, 1.0});
  }
  for (const auto& [year, by_region] : sums) {
    std::vector<double>& shares = series.years[year];
    for (const std::string& region : regions) {
      const auto sum = by_region.find(region);
      const ConnectorSum known =
          sum == by_region.end() ? ConnectorSum{no_share, 1.0, no_share, 1.0} : sum->second;
      shares.push_back(known.from_china / known.imports);
      shares.push_back(known.to_usa / known.exports);
    }
  }
  for (const std::string& country : unused)
    notes.push_back(
        fmt::format("connector_countries.csv: {} is no region of the world and not compared", country));
  return series;
}

using ReadSeries = std::function<ObservedSeries(ObservedReader&, int from, std::vector<std::string>& notes)>;

// The files by name.
const std::vector<std::pair<std::string, ReadSeries>>& observed_readers() {
  static const std::vector<std::pair<std::string, ReadSeries>> readers = {
      {"us_import_shares_by_partner.csv",
       [](ObservedReader& reader, int, std::vector<std::string>&) { return us_partner_series(reader); }},
      {"us_import_shares_by_sector.csv",
       [](ObservedReader& reader, int from, std::vector<std::string>&) {
         return us_sector_series(reader, from);
       }},
      {"china_export_shares.csv",
       [](ObservedReader& reader, int, std::vector<std::string>&) { return china_export_series(reader); }},
      {"connector_countries.csv", [](ObservedReader& reader, int, std::vector<std::string>& notes) {
         return connector_series(reader, notes);
       }}};
  return readers;
}

// Faults of a file that cannot be read at all are kept beside those of its cells.
void add_file(const std::filesystem::path& path, int from, ObservedFiles& out, Faults& faults) {
  for (const auto& [name, read] : observed_readers()) {
    if (path.filename() != name) continue;
    try {
      ObservedReader reader(path.string(), faults);
      out.series.push_back(read(reader, from, out.notes));
    } catch (const InputError& error) {
      faults.add(error);
    }
  }
}

}  // namespace

bool is_observed_file(const std::string& name) {
  const auto& readers = observed_readers();
  return std::any_of(readers.begin(), readers.end(),
                     [&](const auto& reader) { return reader.first == name; });
}

ObservedFiles read_observed_file(const std::string& path, int from) {
  ObservedFiles out;
  Faults faults;
  add_file(path, from, out, faults);
  faults.throw_if_any();
  return out;
}

ObservedFiles read_observed(const std::string& folder, int from) {
  ObservedFiles out;
  Faults faults;
  bool any = false;
  for (const auto& [name, read] : observed_readers()) {
    const std::filesystem::path path = std::filesystem::path(folder) / name;
    if (!std::filesystem::exists(path)) {
      out.notes.push_back(fmt::format("no {} in {}", name, folder));
      continue;
    }
    any = true;
    add_file(path, from, out, faults);
  }
  if (!any)
    faults.add(Place{folder, 0, 0, ""}, "no observed series in this folder",
               "it holds none of us_import_shares_by_partner.csv, us_import_shares_by_sector.csv, "
               "china_export_shares.csv, connector_countries.csv");
  faults.throw_if_any();
  return out;
}

}  // namespace entrepot::tools
