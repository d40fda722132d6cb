#include "outputs/compare/match.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fnmatch.h>

#include <algorithm>

#include "outputs/compare/periods.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/results/unfinished.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::outputs {

namespace {
Fault refusal(const Side& value, const Side& against, const std::string& what, const std::string& why) {
  return Fault{Place{value.reader.path(), 0, 0, ""},
               fmt::format("cannot be compared with {}: {}", against.reader.path(), what), why, ""};
}

std::string calendar_text(const std::vector<double>& days) {
  return days.empty() ? "empty"
                      : fmt::format("{} to {}", month_of(days.front()).text(), month_of(days.back()).text());
}

// Why two axes differ, or "".
std::string axis_difference(const Axis& a, const Axis& b) {
  if (a.is_time && a.numbers != b.numbers) {
    return fmt::format("{} against {}", calendar_text(a.numbers), calendar_text(b.numbers));
  }
  if (a.size() != b.size()) return fmt::format("{} positions against {}", a.size(), b.size());
  for (std::size_t i = 0; i < a.labels.size() && i < b.labels.size(); ++i) {
    if (a.labels[i] != b.labels[i]) {
      return fmt::format("position {}: '{}' against '{}'", i + 1, a.labels[i], b.labels[i]);
    }
  }
  return a.numbers == b.numbers && a.labels == b.labels ? "" : "its numbers differ";
}

// One side is an equilibrium, the other a run.
bool is_mixed(const Side& value, const Side& against) {
  return is_equilibrium(value.reader) != is_equilibrium(against.reader);
}

void add_once(std::vector<Fault>& faults, Fault fault) {
  const bool known = std::any_of(faults.begin(), faults.end(), [&](const Fault& one) {
    return one.place.file == fault.place.file && one.what == fault.what && one.why == fault.why;
  });
  if (!known) faults.push_back(std::move(fault));
}
}  // namespace

void note_unfinished(const ResultReader& reader, std::vector<std::string>& notes) {
  const std::string note = unfinished_note(reader);
  if (!note.empty() && std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
}

bool is_equilibrium(const ResultReader& reader) { return reader.has_text(layout::equilibrium_text); }

void match_metric(const Side& value, const Side& against, const std::string& metric,
                  std::vector<Fault>& faults) {
  const VariableInfo a = value.reader.info(value.group, metric);
  const VariableInfo b = against.reader.info(against.group, metric);
  if (a.units != b.units) {
    add_once(faults,
             refusal(value, against, "the units of " + metric + " differ", a.units + " against " + b.units));
  }
  if (a.axes != b.axes) {
    const std::string why =
        fmt::format("({}) against ({})", fmt::join(a.axes, ", "), fmt::join(b.axes, ", "));
    add_once(faults, refusal(value, against, metric + " has other axes", why));
    return;
  }
  for (const std::string& name : a.axes) {
    const Axis axis = value.reader.axis(value.group, name);
    if (axis.is_time && is_mixed(value, against)) continue;
    const std::string why = axis_difference(axis, against.reader.axis(against.group, name));
    const std::string what = axis.is_time ? "the calendars differ" : fmt::format("the axis {} differs", name);
    if (!why.empty()) add_once(faults, refusal(value, against, what, why));
  }
}

std::vector<ReplicatePair> pair_replicates(const Side& value, const Side& against,
                                           std::vector<std::string>& notes) {
  const std::vector<int> a = value.reader.replicates(value.group);
  const std::vector<int> b = against.reader.replicates(against.group);
  note_unfinished(value.reader, notes);
  note_unfinished(against.reader, notes);
  std::vector<ReplicatePair> pairs;
  if (is_mixed(value, against)) {
    const bool first = is_equilibrium(value.reader);
    for (std::size_t i = 0; i < (first ? b : a).size(); ++i) pairs.push_back({first ? 0 : i, first ? i : 0});
    return pairs;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto at = std::find(b.begin(), b.end(), a[i]);
    if (at != b.end()) pairs.push_back({i, static_cast<std::size_t>(at - b.begin())});
  }
  if (pairs.empty()) {
    throw InputError(refusal(value, against, "no replicate is in both",
                             fmt::format("{} against {}", fmt::join(a, " "), fmt::join(b, " "))));
  }
  const std::size_t unpaired = a.size() + b.size() - 2 * pairs.size();
  if (unpaired > 0) notes.push_back(fmt::format("{} replicates have no partner and are left out", unpaired));
  return pairs;
}

std::vector<std::string> common_metrics(const Side& value, const Side& against, const std::string& pattern,
                                        std::vector<std::string>& notes) {
  const std::vector<std::string> a = value.reader.metrics(value.group);
  const std::vector<std::string> b = against.reader.metrics(against.group);
  const auto fits = [&](const std::string& name) { return fnmatch(pattern.c_str(), name.c_str(), 0) == 0; };
  std::vector<std::string> common;
  for (const std::string& name : a) {
    if (!fits(name)) continue;
    if (std::find(b.begin(), b.end(), name) != b.end()) {
      common.push_back(name);
    } else {
      notes.push_back(fmt::format("{} is not in {}: left out", name, against.name));
    }
  }
  for (const std::string& name : b) {
    if (fits(name) && std::find(a.begin(), a.end(), name) == a.end()) {
      notes.push_back(fmt::format("{} is not in {}: left out", name, value.name));
    }
  }
  if (!common.empty()) return common;
  throw InputError(Fault{Place{value.reader.path(), 0, 0, ""}, "no metric '" + pattern + "' on both sides",
                         fmt::format("there are {}", fmt::join(a, ", ")), suggest(pattern, a, Asks::plain)});
}

}  // namespace entrepot::outputs
