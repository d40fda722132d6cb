#include "scenarios/data/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/data/name_order.hpp"

namespace entrepot::scenarios {

namespace {

// Beyond any economy, in millions of USD: larger numbers are slips, and their sums would overflow.
constexpr double largest = 1e15;
const NumberRange not_negative{0.0, largest, "a flow or coefficient is never negative, and at most 1e15"};
const NumberRange any_sign{-largest, largest, "at most 1e15 either way"};

void read_output(const CsvTable& csv, Figures& figures, LongTable& table, Faults& faults) {
  const std::vector<LongKey> keys{{"region", &figures.regions}, {"sector", &figures.sectors}};
  table = read_long(csv, keys, {"output_musd", "value_added_musd"}, any_sign, faults);
  figures.output = table.values[0];
  figures.value_added = table.values[1];
  const auto column = csv.find_column("output_musd");
  for (std::size_t group = 0; group < table.row.size() && column; ++group) {
    const std::size_t row = table.row[group];
    const std::string name = figures.regions.names()[group / figures.sectors.size()] + " " +
                             figures.sectors.names()[group % figures.sectors.size()];
    if (row == LongTable::none) {
      faults.add({csv.file(), 0, 0, ""}, fmt::format("no row for {}", name),
                 "output is needed for every cell", "write 0,0 where nothing is made");
    } else if (figures.output[group] < 0.0) {
      faults.add(csv.place(row, *column), fmt::format("output of {} is negative", name));
    } else if (figures.value_added[group] > csv.number(row, *column).value_or(largest)) {
      faults.add(csv.place(row, *column), fmt::format("value added of {} is above its output", name));
    }
  }
}

// Value added below 1 % of output leaves no room for labour: it is raised, and said.
void clip_value_added(Figures& figures) {
  constexpr double least = 0.01;
  std::size_t count = 0;
  double amount = 0.0;
  for (std::size_t group = 0; group < figures.output.size(); ++group) {
    const double floor = least * figures.output[group];
    if (figures.value_added[group] >= floor) continue;
    ++count;
    amount += floor - figures.value_added[group];
    figures.value_added[group] = floor;
  }
  if (count == 0) return;
  figures.notes.push_back(fmt::format(
      "clipped: value added of {} cells raised to 1 % of output, {:.0f} musd in all", count, amount));
}

// Consumption and investment are one use; a negative sum goes to the balancing account.
void read_final_use(const CsvTable& csv, Figures& figures, Faults& faults) {
  const std::vector<LongKey> keys{{"region", &figures.regions}, {"sector", &figures.sectors}};
  const LongTable table = read_long(csv, keys, {"consumption_musd", "investment_musd"}, any_sign, faults);
  figures.final_use = table.values[0];
  std::size_t count = 0;
  double amount = 0.0;
  for (std::size_t i = 0; i < figures.final_use.size(); ++i) {
    figures.final_use[i] += table.values[1][i];
    if (figures.final_use[i] >= 0.0) continue;
    ++count;
    amount += figures.final_use[i];
    figures.final_use[i] = 0.0;
  }
  if (count > 0) {
    figures.notes.push_back(
        fmt::format("balancing account: {} figures of final use are negative, {:.0f} musd in all; set to 0",
                    count, amount));
  }
  if (table.absent() > 0) {
    figures.notes.push_back(fmt::format("absent: {} rows of final_use.csv, taken as 0", table.absent()));
  }
}

// Totals of trade by origin and of demand by destination, [region][sector].
struct Totals {
  std::vector<double> sold, bought, used;
};

Totals totals_of(const Figures& figures) {
  const std::size_t regions = figures.regions.size();
  const std::size_t sectors = figures.sectors.size();
  Totals totals{std::vector<double>(regions * sectors), std::vector<double>(regions * sectors),
                figures.final_use};
  for (std::size_t i = 0; i < regions; ++i) {
    for (std::size_t n = 0; n < regions; ++n) {
      for (std::size_t k = 0; k < sectors; ++k) {
        const double flow = figures.trade[(i * regions + n) * sectors + k];
        totals.sold[i * sectors + k] += flow;
        totals.bought[n * sectors + k] += flow;
      }
    }
  }
  for (std::size_t user = 0; user < regions * sectors; ++user) {
    for (std::size_t k = 0; k < sectors; ++k) {
      totals.used[user / sectors * sectors + k] +=
          figures.technology[user * sectors + k] * figures.output[user];
    }
  }
  return totals;
}

// Figures that contradict each other so that no balanced table exists.
void check_consistency(const CsvTable& csv, const LongTable& rows, const Figures& figures, Faults& faults) {
  const std::size_t sectors = figures.sectors.size();
  const Totals totals = totals_of(figures);
  const auto column = csv.find_column("output_musd");
  for (std::size_t group = 0; group < rows.row.size() && column; ++group) {
    if (rows.row[group] == LongTable::none) continue;
    const std::string name =
        figures.regions.names()[group / sectors] + " " + figures.sectors.names()[group % sectors];
    const Place place = csv.place(rows.row[group], *column);
    const auto first = figures.technology.begin() + static_cast<std::ptrdiff_t>(group * sectors);
    const bool has_inputs =
        std::any_of(first, first + static_cast<std::ptrdiff_t>(sectors), [](double c) { return c > 0; });
    const double output = figures.output[group];
    if (output <= 0.0 && totals.sold[group] > 0.0) {
      faults.add(place, fmt::format("{} has no output but sells {:.6g} musd", name, totals.sold[group]),
                 "trade.csv has sales of this origin");
    } else if (output > 0.0 && totals.sold[group] <= 0.0) {
      faults.add(place, fmt::format("{} has output but sells nothing", name),
                 "trade.csv has no sale of this origin");
    } else if (output > figures.value_added[group] && !has_inputs) {
      faults.add(place, fmt::format("{} has value added below output but no inputs", name),
                 "technology.csv has no coefficient of this user");
    }
    if (totals.used[group] > 0.0 && totals.bought[group] <= 0.0) {
      faults.add(place, fmt::format("{} is used but nobody sells it there", name),
                 "trade.csv has no sale to this destination");
    }
  }
}

}  // namespace

namespace {

// Axes are in the order of axes.csv or of names, whatever the order of rows.
Labels in_order(const WorldFolder& folder, const std::string& axis, const Labels& labels, Faults& faults) {
  const NameOrder order(folder.path(""), axis, faults);
  order.check_names(labels.names(), faults);
  return labels_of(axis, order.sorted(labels.names()));
}

}  // namespace

Figures read_figures(WorldFolder& folder, const CsvTable& parameters, Faults& faults) {
  Figures figures;
  const CsvTable output = folder.load("output.csv");
  figures.sectors = in_order(folder, "sector", read_labels(parameters, "sector", "sector", faults), faults);
  figures.regions = in_order(folder, "region", read_labels(output, "region", "region", faults), faults);
  if (figures.regions.size() == 0 || figures.sectors.size() == 0)
    faults.throw_if_any();  // all rows would be unknown
  LongTable rows;
  read_output(output, figures, rows, faults);
  clip_value_added(figures);
  read_final_use(folder.load("final_use.csv"), figures, faults);
  const std::vector<LongKey> technology_keys{
      {"region", &figures.regions}, {"sector", &figures.sectors}, {"input", &figures.sectors}};
  const LongTable technology =
      read_long(folder.load("technology.csv"), technology_keys, {"coefficient"}, not_negative, faults);
  const std::vector<LongKey> trade_keys{
      {"origin", &figures.regions}, {"destination", &figures.regions}, {"sector", &figures.sectors}};
  const LongTable trade =
      read_long(folder.load("trade.csv"), trade_keys, {"value_musd"}, not_negative, faults);
  figures.technology = technology.values[0];
  figures.trade = trade.values[0];
  if (technology.absent() > 0) {
    figures.notes.push_back(
        fmt::format("absent: {} rows of technology.csv, taken as 0", technology.absent()));
  }
  if (trade.absent() > 0) {
    figures.notes.push_back(fmt::format("absent: {} rows of trade.csv, taken as 0", trade.absent()));
  }
  // Contradictions are looked for only among figures that could be read: otherwise faults would breed faults.
  if (faults.empty()) check_consistency(output, rows, figures, faults);
  return figures;
}

std::vector<SectorParameters> read_sector_parameters(const CsvTable& csv, const Labels& sectors,
                                                     Faults& faults, std::size_t& unmatched) {
  std::vector<SectorParameters> parameters(sectors.size());
  std::vector<bool> found(sectors.size(), false);
  const auto name = csv.require_column("sector", faults);
  struct Field {
    std::string column;
    double SectorParameters::*member;
    NumberRange range = {0.0, 1e6, "a parameter is never negative"};
    bool optional = false;
  };
  const std::vector<Field> fields{{"trade_elasticity_theta",
                                   &SectorParameters::trade_elasticity,
                                   {0.05, 100.0, "an elasticity of trade lies between 0.05 and 100"}},
                                  {"sigma_short_run",
                                   &SectorParameters::short_run_sigma,
                                   {0.01, 0.99, "short-run substitution lies between 0.01 and 0.99"}},
                                  {"resourcing_hazard_per_year", &SectorParameters::resourcing_hazard},
                                  {"time_to_build_months", &SectorParameters::time_to_build_months},
                                  {"inventory_days", &SectorParameters::inventory_days},
                                  {"capital_output", &SectorParameters::capital_output},
                                  {"distribution_margin",
                                   &SectorParameters::distribution_margin,
                                   {0.0, 0.95, "a part of the retail price, 0 to 0.95"},
                                   true}};
  for (const Field& field : fields) {
    const auto column =
        field.optional ? csv.find_column(field.column) : csv.require_column(field.column, faults);
    if (!column || !name) continue;
    for (std::size_t row = 0; row < csv.rows(); ++row) {
      const auto sector = sectors.find(csv.text(row, *name));
      if (!sector) continue;  // a table may use some of the sectors only
      found[*sector] = true;
      parameters[*sector].*field.member = read_number(csv, row, *column, field.range, faults);
    }
  }
  unmatched = static_cast<std::size_t>(std::count(found.begin(), found.end(), false));
  return parameters;
}

}  // namespace entrepot::scenarios
