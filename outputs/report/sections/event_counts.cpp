// What happened to plants, links and routes: events counted by kind and cause, or by route.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

const char* const table_name = "events";

bool has_events(const ResultData& data) {
  const auto in = [&](const std::string& group) {
    const std::vector<std::string> names = data.reader().tables(group);
    return std::find(names.begin(), names.end(), table_name) != names.end();
  };
  return in("scenario") && (!data.has_baseline() || in("baseline"));
}

const Column& column(const Table& table, const std::string& name) {
  return *std::find_if(table.columns.begin(), table.columns.end(),
                       [&](const Column& one) { return one.name == name; });
}

// What the row of an event is called; "" where it is not counted.
class RowName {
 public:
  RowName(const Table& events, const EventChoice& choice, const std::string& importer)
      : events_(events), choice_(choice), importer_(importer) {}
  [[nodiscard]] std::string operator()(std::size_t row) const {
    const std::string& kind = text("kind", row);
    if (std::find(choice_.kinds.begin(), choice_.kinds.end(), kind) == choice_.kinds.end()) return "";
    if (!choice_.routes) {
      const std::string& cause = text("cause", row);
      return cause.empty() ? kind : kind + ": " + cause;
    }
    if (text("region", row) != importer_) return "";
    const std::string& hub = text("via", row);
    return fmt::format("{}: to {}", text("partner", row), hub.empty() ? "the direct way" : "the hub " + hub);
  }

 private:
  [[nodiscard]] const std::string& text(const std::string& name, std::size_t row) const {
    return column(events_, name).texts[row];
  }
  const Table& events_;
  const EventChoice& choice_;
  const std::string& importer_;
};

// Events of one side by name of their row and replicate.
using Counts = std::map<std::string, std::map<int, double>>;

Counts counts_of(const Scope& scope, const std::string& group, const EventChoice& choice) {
  const Table events = scope.data.reader().table(group, table_name);
  const RowName row_name(events, choice, scope.importer);
  const std::vector<double>& count = column(events, "count").numbers;
  const std::vector<double>& replicate = column(events, "replicate").numbers;
  Counts counts;
  for (std::size_t row = 0; row < events.rows(); ++row) {
    const std::string name = row_name(row);
    if (!name.empty()) counts[name][static_cast<int>(replicate[row])] += count[row];
  }
  return counts;
}

// One cell per name, for every pair of replicates.
std::vector<std::vector<double>> cells_of(const Counts& counts, const std::vector<std::string>& names,
                                          const std::vector<int>& replicates) {
  std::vector<std::vector<double>> cells;
  for (const int replicate : replicates) {
    cells.emplace_back();
    for (const std::string& name : names) {
      const auto known = counts.find(name);
      const bool none = known == counts.end() || known->second.count(replicate) == 0;
      cells.back().push_back(none ? 0.0 : known->second.at(replicate));
    }
  }
  return cells;
}

std::vector<int> paired_replicates(const ResultData& data) {
  const std::vector<int> all = data.reader().replicates("scenario");
  std::vector<int> out;
  for (const ReplicatePair& pair : data.pairs()) out.push_back(all[pair.value]);
  return out;
}

}  // namespace

void add_event_counts(const Scope& scope, const EventChoice& choice, Section& section) {
  const ResultData& data = scope.data;
  if (!has_events(data)) {
    section.absent.push_back(fmt::format("{}: not in this file (no table of events)", choice.title));
    return;
  }
  const std::vector<int> replicates = paired_replicates(data);
  const Counts scenario = counts_of(scope, "scenario", choice);
  const Counts baseline = data.has_baseline() ? counts_of(scope, "baseline", choice) : Counts{};
  std::vector<std::string> names;
  for (const Counts* const side : {&scenario, &baseline}) {
    for (const auto& [name, counts] : *side) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  if (names.empty()) {
    section.text.push_back(fmt::format("{}: none in this run, with or without the policies.", choice.title));
    return;
  }
  std::sort(names.begin(), names.end());
  PairedMetric paired{table_name, "events", {"event"}, {names}, cells_of(scenario, names, replicates), {}};
  if (data.has_baseline()) paired.baseline = cells_of(baseline, names, replicates);
  const Derived values = data.derive({&paired}, [](const auto& all) { return *all[0]; });
  DataTable table{choice.id,
                  fmt::format("{}, in the whole run", choice.title),
                  fmt::format("events; {}", interval_note(data)),
                  paired_columns(choice.routes ? "origin, and its new way" : "what, and why", "events", 1),
                  {}};
  for (std::size_t i = 0; i < names.size(); ++i) table.rows.push_back(paired_row(names[i], values, i));
  section.tables.push_back(std::move(table));
}

}  // namespace entrepot::outputs
