#include "scenarios/data/tables/label_axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace entrepot::scenarios {

Concordance read_concordance(const std::string& file, Faults& faults) {
  Concordance concordance{file, {}};
  const CsvTable csv = CsvTable::load(file);
  const auto from = csv.require_column("from", faults);
  const auto to = csv.require_column("to", faults);
  const auto weight = csv.find_column("weight");
  if (!from || !to) return concordance;
  const NumberRange share{0.0, 1.0, "a weight is the share of the label that goes there"};
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const std::string target(csv.text(row, *to));
    if (target.empty()) faults.add(csv.place(row, *to), "empty name", "every label goes somewhere");
    const bool whole = !weight || csv.text(row, *weight).empty();
    concordance.rows[std::string(csv.text(row, *from))].push_back(
        {target, whole ? 1.0 : read_number(csv, row, *weight, share, faults), csv.place(row, *from)});
  }
  for (const auto& [label, rows] : concordance.rows) {
    double sum = 0.0;
    std::set<std::string> targets;
    for (const Concordance::Row& row : rows) {
      sum += row.weight;
      if (!targets.insert(row.to).second)
        faults.add(row.place, fmt::format("'{}' goes to '{}' twice", label, row.to));
    }
    if (std::abs(sum - 1.0) < 1e-6) continue;
    faults.add(rows.front().place, fmt::format("the weights of '{}' sum to {:.6g}", label, sum),
               "they must sum to 1; a label without weights has one row",
               weight ? "" : "add a column weight to split a label");
  }
  return concordance;
}

LabelAxis::LabelAxis(std::string kind, const std::vector<std::string>& labels, const Concordance* concordance,
                     const NameOrder& order, Faults& faults)
    : kind_(std::move(kind)), names_(kind_) {
  if (concordance != nullptr) {
    map_labels(labels, *concordance, order, faults);
    note_mapping(labels, *concordance);
    return;
  }
  for (const std::string& label : order.sorted(labels)) parts_[label] = {{names_.add(label), 1.0}};
  order.check_names(names_.names(), faults);
}

void LabelAxis::map_labels(const std::vector<std::string>& labels, const Concordance& concordance,
                           const NameOrder& order, Faults& faults) {
  std::vector<std::string> known;
  for (const auto& [from, rows] : concordance.rows) known.push_back(from);
  const auto others = concordance.rows.find("*");
  std::map<std::string, const std::vector<Concordance::Row>*> rows_of;
  std::set<std::string> targets;
  for (const std::string& label : labels) {
    const auto own = concordance.rows.find(label);
    const auto found = own != concordance.rows.end() ? own : others;
    if (found == concordance.rows.end()) {
      faults.add({concordance.file, 0, 0, ""}, fmt::format("no row for {} '{}' of the table", kind_, label),
                 "every label of the table goes somewhere; a row `*` takes the rest",
                 suggest(label, known, Asks::meant));
      continue;
    }
    rows_of[label] = &found->second;
    for (const Concordance::Row& row : found->second) targets.insert(row.to);
  }
  for (const std::string& name : order.sorted({targets.begin(), targets.end()})) names_.add(name);
  order.check_names(names_.names(), faults);
  for (const auto& [label, rows] : rows_of) {
    for (const Concordance::Row& row : *rows) parts_[label].push_back({*names_.find(row.to), row.weight});
  }
}

void LabelAxis::note_mapping(const std::vector<std::string>& labels, const Concordance& concordance) {
  notes_.push_back(fmt::format("merged: {} {}s of the table into {}", labels.size(), kind_, names_.size()));
  std::vector<std::string> split;
  for (const auto& [label, parts] : parts_)
    if (parts.size() > 1) split.push_back(label);
  if (!split.empty()) {
    notes_.push_back(
        fmt::format("estimated: {} {}s are split by one weight each, alike as sellers and as "
                    "users: {}",
                    split.size(), kind_, listed(split)));
  }
  std::vector<std::string> unused;
  for (const auto& [from, rows] : concordance.rows)
    if (from != "*" && std::find(labels.begin(), labels.end(), from) == labels.end()) unused.push_back(from);
  if (!unused.empty()) {
    notes_.push_back(fmt::format("skipped: rows of {} for {}s that the table does not have: {}",
                                 concordance.file, kind_, listed(unused)));
  }
}

std::vector<std::vector<std::string>> LabelAxis::sources() const {
  std::vector<std::vector<std::string>> sources(names_.size());
  for (const auto& [label, parts] : parts_)
    for (const LabelPart& part : parts) sources[part.index].push_back(label);
  return sources;
}

const std::vector<LabelPart>& LabelAxis::parts(const std::string& label) const {
  static const std::vector<LabelPart> none;
  const auto found = parts_.find(label);
  return found == parts_.end() ? none : found->second;
}

}  // namespace entrepot::scenarios
