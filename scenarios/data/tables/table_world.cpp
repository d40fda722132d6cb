// From the sums of a published table to a world: checked, negative uses set aside, balanced, and completed by
// the files beside its world file. Whatever is estimated, moved or missing is noted.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include "scenarios/data/figures.hpp"
#include "scenarios/data/tables/table_companions.hpp"
#include "scenarios/data/tables/table_layouts.hpp"
#include "sim/world/balancing.hpp"

namespace entrepot::scenarios {

namespace {

constexpr double trillion = 1e6;           // million USD
constexpr double least_world = 10.0;       // trillion USD of world output: the world of about 1970
constexpr double largest_world = 1000.0;   // five times the world of 2020
constexpr double worth_a_warning = 0.001;  // of world output
constexpr double rounding = 0.01;          // of output: margins of published tables are rounded

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

std::string group_name(const RawTable& raw, std::size_t group) {
  return raw.regions.names()[group / raw.sectors.size()] + "_" +
         raw.sectors.names()[group % raw.sectors.size()];
}

// Final use may be negative (stock changes): within a destination it is netted, what stays negative is set to
// 0. So are sales between producers where a layout has negative ones.
void set_negatives_aside(RawTable& raw, std::vector<std::string>& notes) {
  if (raw.negative_flow_cells > 0) {
    notes.push_back(
        fmt::format("balancing account: {} sales between producers are negative, {:.0f} musd in "
                    "all, and are set to 0",
                    raw.negative_flow_cells, raw.negative_flow_amount));
  }
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

// Says where sums miss output, before anything is moved; `less`: what all lines together lack.
double note_imbalance(const RawTable& raw, const std::vector<double>& sums, const char* what,
                      std::vector<std::string>& notes) {
  constexpr double worth_a_word = 1e-6;  // of output: more than the digits of any file
  std::size_t lines = 0;
  std::size_t worst = 0;
  double amount = 0.0;
  double less = 0.0;
  for (std::size_t g = 0; g < sums.size(); ++g) {
    const double gap = raw.output[g] - sums[g];
    less += gap;
    if (std::abs(gap) <= worth_a_word * raw.output[g]) continue;
    ++lines;
    amount += std::abs(gap);
    if (std::abs(gap) > std::abs(raw.output[worst] - sums[worst])) worst = g;
  }
  if (lines > 0) {
    notes.push_back(fmt::format(
        "imbalance: {} of {} {} miss output by more than 1e-6 of it, {:.6g} musd in all; "
        "the most {} by {:.6g}",
        lines, sums.size(), what, amount, group_name(raw, worst), raw.output[worst] - sums[worst]));
  }
  return less;
}

// What industries pay in taxes on products less subsidies is no purchase: it is income of the region.
void place_taxes(RawTable& raw, std::vector<std::string>& notes) {
  if (raw.taxes.empty()) return;
  notes.push_back(
      fmt::format("placed: taxes less subsidies on products (with margins and adjustments, where the "
                  "table has them), {:.0f} musd on inputs, join value added: income of the region; "
                  "{:.0f} musd on final use lie outside flows at basic prices and are left out",
                  sum_of(raw.taxes), raw.taxes_outside));
  if (raw.value_added.empty()) return;
  for (std::size_t g = 0; g < raw.taxes.size(); ++g) raw.value_added[g] += raw.taxes[g];
}

void estimate_margins(RawTable& raw, const std::vector<double>& sold, const std::vector<double>& inputs,
                      std::vector<std::string>& notes) {
  if (raw.output.empty()) {
    raw.output = sold;
    notes.emplace_back("estimated: the table has no output column; output is the sum of each row");
  } else {
    note_imbalance(raw, sold, "rows", notes);
  }
  if (raw.value_added.empty()) {
    raw.value_added.resize(raw.output.size());
    for (std::size_t g = 0; g < raw.output.size(); ++g) raw.value_added[g] = raw.output[g] - inputs[g];
    notes.emplace_back("estimated: the table has no value-added row; value added is output minus inputs");
    return;
  }
  std::vector<double> costs = inputs;
  for (std::size_t g = 0; g < costs.size(); ++g) costs[g] += raw.value_added[g];
  const double less = note_imbalance(raw, costs, "columns (inputs, value added and taxes)", notes);
  if (raw.taxes.empty() && less > worth_a_warning * sum_of(raw.output)) {
    notes.push_back(
        fmt::format("DOUBT: INPUTS AND VALUE ADDED ARE {:.0f} MUSD BELOW OUTPUT: is the row of taxes "
                    "less subsidies (TLS, TXSP, REGION_TAXSUB) missing from the file?",
                    less));
  }
}

// Contradictions that no balanced table can hold.
void refuse_contradictions(const RawTable& raw, const std::vector<double>& sold,
                           const std::vector<double>& inputs, const std::string& file, Faults& faults) {
  for (std::size_t g = 0; g < raw.output.size(); ++g) {
    const double output = raw.output[g];
    const double added = raw.value_added[g];
    const auto refuse = [&](const std::string& what) {
      faults.add({file, 0, 0, ""}, group_name(raw, g) + " " + what);
    };
    if (output <= 0.0 && sold[g] > 0.0) refuse(fmt::format("has no output but sells {:.6g}", sold[g]));
    if (output <= 0.0 && inputs[g] > 0.0) refuse(fmt::format("has no output but buys {:.6g}", inputs[g]));
    if (output > 0.0 && sold[g] <= 0.0) refuse("has output but sells nothing");
    if (added > (1.0 + rounding) * output) refuse("has value added above its output");
    if ((1.0 - rounding) * output > added && inputs[g] <= 0.0)
      refuse("has value added below output but no inputs");
  }
}

// Value added inside [1 % of output, output]; all of it where nothing is bought.
void clip_value_added(RawTable& raw, const std::vector<double>& inputs, std::vector<std::string>& notes) {
  std::size_t raised = 0;
  std::size_t rounded = 0;
  double amount = 0.0;
  for (std::size_t g = 0; g < raw.output.size(); ++g) {
    double& added = raw.value_added[g];
    const double output = raw.output[g];
    if (added > output || (inputs[g] <= 0.0 && added != output)) {
      rounded += std::abs(added - output) > 1e-9 * output ? 1U : 0U;
      added = output;
    }
    if (added >= 0.01 * output) continue;
    ++raised;
    amount += 0.01 * output - added;
    added = 0.01 * output;
  }
  if (rounded > 0)
    notes.push_back(
        fmt::format("clipped: value added of {} cells is rounded past output and set to it", rounded));
  if (raised > 0) {
    notes.push_back(fmt::format(
        "clipped: value added of {} cells raised to 1 % of output, {:.0f} musd in all", raised, amount));
  }
}

void settle_totals(RawTable& raw, const std::string& file, std::vector<std::string>& notes, Faults& faults) {
  const std::vector<double> sold = row_totals(raw);
  const std::vector<double> inputs = input_totals(raw);
  place_taxes(raw, notes);
  estimate_margins(raw, sold, inputs, notes);
  if (std::all_of(raw.output.begin(), raw.output.end(), [](double output) { return output <= 0.0; })) {
    faults.add({file, 0, 0, ""}, "nobody in the table produces anything", "all its flows are 0",
               "is it in million USD?");
  }
  refuse_contradictions(raw, sold, inputs, file, faults);
  if (faults.empty()) clip_value_added(raw, inputs, notes);
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
  const double moved = report.intermediate.total_absolute + report.final_use.total_absolute;
  const double world = sum_of(table.output);
  if (moved > worth_a_warning * world) {
    table.notes.push_back(
        fmt::format("WARNING: BALANCING MOVED {:.0f} MUSD, {:.2f} % OF WORLD OUTPUT: the table's "
                    "rows and columns do not add up (see the imbalances above); results are no "
                    "better than the table",
                    moved, 100.0 * moved / world));
  }
}

std::string unit_text(const TableLayout& layout, const TablePlan& plan) {
  return fmt::format("one figure is {:.6g} million {}, as the {}{}",
                     plan.unit > 0.0 ? plan.unit : layout.unit,
                     layout.currency.empty() ? "USD" : layout.currency,
                     plan.unit > 0.0 ? "world file says" : "layout is published",
                     plan.rate > 0.0 ? fmt::format(", at {:.6g} USD for one", plan.rate) : "");
}

void note_layout(const TableLayout& layout, const WorldSource& source, std::vector<std::string>& notes) {
  notes.push_back(fmt::format("layout: {} ({}{}); {}", layout.title, layout.name,
                              source.plan.layout.empty() ? ", recognised" : ", as the world file says",
                              unit_text(layout, source.plan)));
  if (!layout.tested) {
    notes.push_back(
        fmt::format("DOUBT: THE READER OF {} IS UNTESTED ON A PUBLISHED FILE: check regions, sectors and "
                    "totals below",
                    layout.name));
  }
  if (!layout.currency.empty() && source.plan.rate <= 0.0) {
    notes.push_back(fmt::format("DOUBT: THE TABLE IS IN {}, TAKEN AS USD: give `rate:` in a world file",
                                layout.currency));
  }
}

void note_reading(const RawTable& raw, std::vector<std::string>& notes) {
  notes.insert(notes.end(), raw.notes.begin(), raw.notes.end());
  if (raw.blank_cells > 0)
    notes.push_back(fmt::format("absent: {} blank cells, taken as 0", raw.blank_cells));
  if (raw.value_added_outside != 0.0) {
    notes.push_back(fmt::format("skipped: {:.0f} musd of the value-added rows stand under final use",
                                raw.value_added_outside));
  }
}

// Tables of the world have a size that cannot be mistaken by a factor of 1,000.
void doubt_size(const RawTable& raw, std::vector<std::string>& notes) {
  const double world = sum_of(raw.output) / trillion;
  if (world >= least_world && world <= largest_world) return;
  notes.push_back(
      fmt::format("DOUBT: WORLD OUTPUT IS {:.6g} TN USD, not between 10 and 1,000: is the unit right "
                  "(`unit:` in a world file), and is it the whole world?",
                  world));
}

}  // namespace

WorldTable finish_table(RawTable raw, const TableLayout& layout, const WorldSource& source,
                        const std::vector<std::string>& files) {
  Faults faults;
  WorldTable table;
  note_layout(layout, source, table.notes);
  note_reading(raw, table.notes);
  set_negatives_aside(raw, table.notes);
  settle_totals(raw, source.path, table.notes, faults);
  faults.throw_if_any();
  doubt_size(raw, table.notes);
  table.regions = raw.regions.names();
  table.sectors = raw.sectors.names();
  table.output = std::move(raw.output);
  table.value_added = std::move(raw.value_added);
  Sha256 hash;
  for (const std::string& file : files) add_unpacked(file, hash);
  const std::vector<std::string> like = set_sectors(table, raw.sectors, raw.sector_sources, source, hash);
  const std::vector<RouteShares> routes = read_companions(table, like, source, hash);
  table.intermediate = std::move(raw.intermediate);
  table.final_use = std::move(raw.final_use);
  note_balance(table, balance(table));
  lay_routes(routes, table);
  table.data_hash = hash.finish();
  return table;
}

}  // namespace entrepot::scenarios
