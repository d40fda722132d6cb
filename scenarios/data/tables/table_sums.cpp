#include "scenarios/data/tables/table_sums.hpp"

#include <fmt/format.h>

#include <cmath>

namespace entrepot::scenarios {

namespace {

// Fixed point with 50 binary digits behind the point: a figure of up to 1e12 million USD and sums of 2^30 of
// them fit into 128 bits; what is lost is below 1e-15 million USD.
__extension__ using Wide = __int128;

constexpr double largest_flow = 1e12;  // million USD: ten thousand times the world's income

Wide fixed(double value) { return static_cast<Wide>(std::nearbyint(value * 0x1p50)); }
double floating(Wide value) { return static_cast<double>(value) * 0x1p-50; }

std::vector<double> floating(const std::vector<Wide>& values) {
  std::vector<double> out;
  out.reserve(values.size());
  for (const Wide value : values) out.push_back(floating(value));
  return out;
}

}  // namespace

struct TableSums::Cells {
  std::vector<Wide> intermediate, final_use, output, value_added, taxes;
  std::vector<Wide> output_row;  // of a row of outputs, used where there is no column
  bool has_output = false, has_value_added = false, has_taxes = false;
  Wide negative_final = 0, negative_flow = 0, value_added_outside = 0, taxes_outside = 0;
  std::size_t blank_cells = 0, negative_final_cells = 0, negative_flow_cells = 0;
};

TableSums::TableSums(const LabelAxis& regions, const LabelAxis& sectors, FigureRules rules)
    : regions_(regions), sectors_(sectors), rules_(rules), cells_(std::make_unique<Cells>()) {
  const std::size_t groups = regions.names().size() * sectors.names().size();
  cells_->intermediate.assign(groups * groups, 0);
  cells_->final_use.assign(groups * regions.names().size(), 0);
  for (auto* margin : {&cells_->output, &cells_->value_added, &cells_->taxes, &cells_->output_row})
    margin->assign(groups, 0);
}

TableSums::~TableSums() = default;

TableSums::Target TableSums::target(const TableLine& line) const {
  Target target{line.kind, {}};
  if (line.kind == LineKind::final_use) target.cells = regions_.parts(line.region);
  if (line.kind != LineKind::group) return target;
  for (const LabelPart& region : regions_.parts(line.region)) {
    for (const LabelPart& sector : sectors_.parts(line.sector)) {
      target.cells.push_back(
          {region.index * sectors_.names().size() + sector.index, region.weight * sector.weight});
    }
  }
  return target;
}

void TableSums::expect(LineKind margin) {
  if (margin == LineKind::output) cells_->has_output = true;
  if (margin == LineKind::value_added) cells_->has_value_added = true;
  if (margin == LineKind::taxes) cells_->has_taxes = true;
}

// The figure in million USD; why it is none, or null.
const char* TableSums::read(const Target& row, const Target& column, std::string_view text, double& value) {
  if (text.empty()) {
    ++cells_->blank_cells;
    return nullptr;
  }
  const auto number = number_in(text);
  if (!number) return "figures are finite numbers with a point for decimals";
  value = *number * rules_.unit;
  if (std::abs(value) > largest_flow) return "a flow is at most 1e12 million USD";
  const bool flow = row.kind == LineKind::group && column.kind == LineKind::group;
  if (!flow || value >= 0.0) return nullptr;
  if (!rules_.negative_flows)
    return "a flow between producers is never negative, and at most 1e12 million USD";
  ++cells_->negative_flow_cells;
  cells_->negative_flow += fixed(value);
  value = 0.0;
  return nullptr;
}

void TableSums::refuse(std::string_view text, const char* why, const Place& place, Faults& faults) {
  const std::string what =
      number_in(text) ? fmt::format("{} is out of range", text) : fmt::format("'{}' is not a number", text);
  faults.add(place, what, why);
}

void TableSums::put(const Target& row, const Target& column, double value) {
  Cells& cells = *cells_;
  const auto margin = [&](std::vector<Wide>& values, const Target& of) {
    for (const LabelPart& part : of.cells) values[part.index] += fixed(value * part.weight);
  };
  const bool of_group = column.kind == LineKind::group;
  if (row.kind == LineKind::group && of_group) put_flow(row, column, value);
  if (row.kind == LineKind::group && column.kind == LineKind::final_use) put_final(row, column, value);
  if (row.kind == LineKind::group && column.kind == LineKind::output) margin(cells.output, row);
  if (row.kind == LineKind::output && of_group) margin(cells.output_row, column);
  if (row.kind == LineKind::value_added && of_group) margin(cells.value_added, column);
  if (row.kind == LineKind::taxes && of_group) margin(cells.taxes, column);
  if (column.kind != LineKind::final_use) return;
  if (row.kind == LineKind::value_added) cells.value_added_outside += fixed(value);
  if (row.kind == LineKind::taxes) cells.taxes_outside += fixed(value);
}

void TableSums::put_flow(const Target& row, const Target& column, double value) {
  const std::size_t groups = cells_->output.size();
  for (const LabelPart& seller : row.cells) {
    for (const LabelPart& user : column.cells)
      cells_->intermediate[seller.index * groups + user.index] +=
          fixed(value * (seller.weight * user.weight));
  }
}

void TableSums::put_final(const Target& row, const Target& column, double value) {
  for (const LabelPart& seller : row.cells) {
    for (const LabelPart& user : column.cells)
      cells_->final_use[seller.index * regions_.names().size() + user.index] +=
          fixed(value * (seller.weight * user.weight));
  }
  if (value >= 0.0) return;
  ++cells_->negative_final_cells;
  cells_->negative_final += fixed(value);
}

RawTable TableSums::finish() {
  Cells& cells = *cells_;
  RawTable raw;
  raw.regions = regions_.names();
  raw.sectors = sectors_.names();
  raw.sector_sources = sectors_.sources();
  raw.intermediate = floating(cells.intermediate);
  std::vector<Wide>().swap(cells.intermediate);  // the largest array, twice in memory no longer than needed
  raw.final_use = floating(cells.final_use);
  bool any_row = false;
  for (const Wide value : cells.output_row) any_row = any_row || value != 0;
  bool any_column = false;
  for (const Wide value : cells.output) any_column = any_column || value != 0;
  if (cells.has_output && (any_column || !any_row)) raw.output = floating(cells.output);
  if (cells.has_output && !any_column && any_row) raw.output = floating(cells.output_row);
  if (cells.has_value_added) raw.value_added = floating(cells.value_added);
  if (cells.has_taxes) raw.taxes = floating(cells.taxes);
  raw.blank_cells = cells.blank_cells;
  raw.negative_final_cells = cells.negative_final_cells;
  raw.negative_final_amount = floating(cells.negative_final);
  raw.negative_flow_cells = cells.negative_flow_cells;
  raw.negative_flow_amount = floating(cells.negative_flow);
  raw.value_added_outside = floating(cells.value_added_outside);
  raw.taxes_outside = floating(cells.taxes_outside);
  for (const LabelAxis* axis : {&regions_, &sectors_})
    raw.notes.insert(raw.notes.end(), axis->notes().begin(), axis->notes().end());
  return raw;
}

void check_size(const std::string& file, std::size_t regions, std::size_t sectors, Faults& faults) {
  const std::size_t groups = regions * sectors;
  if (groups <= most_groups) return;
  const double gigabytes = static_cast<double>(groups) * static_cast<double>(groups) * 8e-9;
  faults.add({file, 0, 0, ""},
             fmt::format("the table has {} regions x {} sectors = {} producers", regions, sectors, groups),
             fmt::format("a world has at most {}; this one's flows alone would take {:.1f} GB", most_groups,
                         gigabytes),
             "merge regions or sectors by a concordance: `entrepot world new`");
}

}  // namespace entrepot::scenarios
