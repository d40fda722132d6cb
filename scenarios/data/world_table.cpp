// A ready-made inter-country table in million USD: checked, negative final use set aside, balanced. Square:
// first column row labels REG_SEC, the same labels as columns, then final use REG_xxx, OUT or OUTPUT, and a
// VA row; the last two may be absent. Long: columns origin, sector, destination, use, value, where a use that
// is no sector is final use. Sector parameters go by sector name; sectors without any keep defaults, which is
// noted. Base duties are 0.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/data/figures.hpp"
#include "scenarios/data/load_world.hpp"
#include "scenarios/data/raw_table.hpp"
#include "sim/core/sha256.hpp"
#include "sim/world/balancing.hpp"

namespace entrepot::scenarios {

namespace {

// Final use may be negative (stock changes): within a destination it is netted, what stays negative is set to
// 0.
void set_final_use_aside(RawTable& raw, std::vector<std::string>& notes) {
  if (raw.negative_final_cells == 0) return;
  std::size_t count = 0;
  double amount = 0.0;
  for (double& use : raw.final_use) {
    if (use >= 0.0) continue;
    ++count;
    amount += use;
    use = 0.0;
  }
  notes.push_back(
      fmt::format("balancing account: {} cells of final use are negative, {:.0f} musd; netted with the other "
                  "final use of their "
                  "destination, {} stay negative, {:.0f} musd in all, and are set to 0",
                  raw.negative_final_cells, raw.negative_final_amount, count, amount));
}

std::vector<double> row_totals(const RawTable& raw) {
  const std::size_t groups = raw.regions.size() * raw.sectors.size();
  std::vector<double> totals(groups, 0.0);
  for (std::size_t row = 0; row < groups; ++row) {
    for (std::size_t user = 0; user < groups; ++user) totals[row] += raw.intermediate[row * groups + user];
    for (std::size_t n = 0; n < raw.regions.size(); ++n)
      totals[row] += raw.final_use[row * raw.regions.size() + n];
  }
  return totals;
}

std::vector<double> input_totals(const RawTable& raw) {
  const std::size_t groups = raw.regions.size() * raw.sectors.size();
  std::vector<double> totals(groups, 0.0);
  for (std::size_t row = 0; row < groups; ++row) {
    for (std::size_t user = 0; user < groups; ++user) totals[user] += raw.intermediate[row * groups + user];
  }
  return totals;
}

// Output and value added, from the file or from sums; contradictions are faults, thin value added is raised.
void settle_totals(RawTable& raw, const std::string& file, std::vector<std::string>& notes, Faults& faults) {
  const std::vector<double> sold = row_totals(raw);
  const std::vector<double> inputs = input_totals(raw);
  if (raw.output.empty()) {
    raw.output = sold;
    notes.emplace_back("estimated: the table has no output column; output is the sum of each row");
  }
  const bool has_value_added = !raw.value_added.empty();
  if (!has_value_added) {
    raw.value_added.assign(raw.output.size(), 0.0);
    notes.emplace_back("estimated: the table has no value-added row; value added is output minus inputs");
  }
  std::size_t clipped = 0;
  double amount = 0.0;
  for (std::size_t group = 0; group < raw.output.size(); ++group) {
    const double output = raw.output[group];
    double& value_added = raw.value_added[group];
    if (!has_value_added) value_added = output - inputs[group];
    const std::string name = raw.regions.names()[group / raw.sectors.size()] + "_" +
                             raw.sectors.names()[group % raw.sectors.size()];
    const auto contradiction = [&](const std::string& what) {
      faults.add({file, 0, 0, ""}, name + " " + what);
    };
    if (output <= 0.0 && sold[group] > 0.0)
      contradiction(fmt::format("has no output but sells {:.6g}", sold[group]));
    if (output <= 0.0 && inputs[group] > 0.0)
      contradiction(fmt::format("has no output but buys {:.6g}", inputs[group]));
    if (output > 0.0 && sold[group] <= 0.0) contradiction("has output but sells nothing");
    if (value_added > output) contradiction("has value added above its output");
    if (output > value_added && inputs[group] <= 0.0)
      contradiction("has value added below output but no inputs");
    if (value_added >= 0.01 * output) continue;
    ++clipped;
    amount += 0.01 * output - value_added;
    value_added = 0.01 * output;
  }
  if (clipped > 0) {
    notes.push_back(fmt::format(
        "clipped: value added of {} cells raised to 1 % of output, {:.0f} musd in all", clipped, amount));
  }
}

// Parameters from sector_parameters.csv beside the table, else from the source's file.
void set_sectors(WorldTable& table, const Labels& sectors, const WorldSource& source, Sha256& hash) {
  const std::string services = "SRV";
  table.sector_is_goods.assign(table.n_sectors(), true);
  if (const auto found = sectors.find(services)) {
    table.sector_is_goods[*found] = false;
  } else {
    table.notes.push_back("estimated: no sector is named SRV; all sectors count as goods");
  }
  table.sector_is_manufacturing = table.sector_is_goods;
  table.notes.push_back("estimated: all goods sectors count as manufacturing in the linkage metrics");
  const std::string beside =
      (std::filesystem::path(source.path).parent_path() / "sector_parameters.csv").string();
  const std::string file = std::filesystem::is_regular_file(beside) ? beside : source.parameters;
  table.sector_parameters.assign(table.n_sectors(), SectorParameters{});
  std::size_t unmatched = table.n_sectors();
  if (!file.empty()) {
    Faults faults;
    hash.add(read_bytes(file));
    table.sector_parameters = read_sector_parameters(CsvTable::load(file), sectors, faults, unmatched);
    faults.throw_if_any();
  }
  if (unmatched == 0) return;
  table.notes.push_back(
      fmt::format("estimated: {} of {} sectors have no parameters of their own; defaults are used", unmatched,
                  table.n_sectors()));
}

// Who owns the plants, from files beside the table.
void set_owners(WorldTable& table, const WorldSource& source, Sha256& hash) {
  Faults faults;
  const std::string folder = std::filesystem::path(source.path).parent_path().string();
  for (const std::string& file : read_owners(folder.empty() ? "." : folder, table, faults))
    hash.add(read_bytes(file));
  faults.throw_if_any();
}

void note_balance(WorldTable& table, const BalanceReport& report) {
  const auto group = [&](std::size_t g) {
    return table.regions[g / table.n_sectors()] + "_" + table.sectors[g % table.n_sectors()];
  };
  const auto note = [&](const char* kind, const MoveSummary& moves, const std::string& largest) {
    table.notes.push_back(fmt::format(
        "moved by balancing: {} cells of {}, median {:.2g} %, at most {:.2g} % ({}), {:.0f} musd in all",
        moves.figures, kind, 100.0 * moves.median_relative, 100.0 * moves.largest_relative, largest,
        moves.total_absolute));
  };
  const std::size_t z = report.intermediate.largest_index;
  note("intermediate use", report.intermediate,
       group(z / table.n_groups()) + "->" + group(z % table.n_groups()));
  const std::size_t f = report.final_use.largest_index;
  note("final use", report.final_use,
       group(f / table.n_regions()) + "->" + table.regions[f % table.n_regions()]);
  table.notes.push_back(
      fmt::format("balanced in {} iterations to {:.1e}; output and value added are kept", report.iterations,
                  std::max(report.max_relative_row_error, report.max_relative_column_error)));
}

void note_reading(const RawTable& raw, std::vector<std::string>& notes) {
  if (raw.blank_cells > 0)
    notes.push_back(fmt::format("absent: {} blank cells, taken as 0", raw.blank_cells));
  if (raw.value_added_outside != 0.0) {
    notes.push_back(fmt::format("skipped: {:.0f} musd of the value-added row stand under final use",
                                raw.value_added_outside));
  }
}

WorldTable world_of_table(const WorldSource& source) {
  Faults faults;
  WorldTable table;
  std::string bytes = read_bytes(source.path);
  Sha256 hash;
  hash.add(bytes);
  const CsvTable csv = CsvTable::parse(source.path, std::move(bytes));
  RawTable raw = is_long_table(csv) ? read_long_raw(csv, faults) : read_square_raw(csv, faults);
  faults.throw_if_any();
  note_reading(raw, table.notes);
  set_final_use_aside(raw, table.notes);
  settle_totals(raw, source.path, table.notes, faults);
  if (std::all_of(raw.output.begin(), raw.output.end(), [](double output) { return output <= 0.0; }))
    faults.add({source.path, 0, 0, ""}, "nobody in the table produces anything", "all its flows are 0",
               "is it in million USD?");
  faults.throw_if_any();
  table.regions = raw.regions.names();
  table.sectors = raw.sectors.names();
  set_sectors(table, raw.sectors, source, hash);
  set_owners(table, source, hash);
  table.intermediate = std::move(raw.intermediate);
  table.final_use = std::move(raw.final_use);
  table.output = std::move(raw.output);
  table.value_added = std::move(raw.value_added);
  add_single_products(table);
  table.base_duty.assign(table.n_regions() * table.n_regions() * table.n_products(), 0.0);
  note_balance(table, balance(table));
  table.data_hash = hash.finish();
  return table;
}

}  // namespace

ReaderDescriptor table_reader() {
  return {"table", "an inter-country table in million USD (CSV, may be gzipped), square or long",
          [](const WorldSource& source) { return std::filesystem::is_regular_file(source.path); },
          world_of_table};
}

}  // namespace entrepot::scenarios
