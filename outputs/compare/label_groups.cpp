#include "outputs/compare/label_groups.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <sstream>

#include "outputs/store/layout.hpp"
#include "sim/core/faults.hpp"
#include "sim/core/missing_words.hpp"

namespace entrepot::outputs {

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> out;
  for (std::string word; stream >> word;) out.push_back(word);
  return out;
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

namespace {

using Names = std::vector<std::string>;

bool holds_all(const Names& labels, const Names& members) {
  return std::all_of(members.begin(), members.end(), [&](const auto& one) { return holds(labels, one); });
}

// Groups a file knows: its clubs, one "NAME MEMBER MEMBER ..." per line, goods and services.
std::vector<LabelGroup> known_groups(const ResultReader& reader, const std::string& group) {
  std::vector<LabelGroup> known;
  if (reader.has_text(layout::clubs_text)) {
    std::istringstream lines(reader.text(layout::clubs_text));
    for (std::string line; std::getline(lines, line);) {
      Names names = words(line);
      if (names.size() > 1) known.push_back({names.front(), {names.begin() + 1, names.end()}});
    }
  }
  const Names goods = goods_sectors(reader);
  if (goods.empty()) return known;
  known.push_back({"goods", goods});
  LabelGroup services{"services", {}};
  for (const std::string& sector : reader.axis(group, "sector").labels) {
    if (!holds(goods, sector)) services.members.push_back(sector);
  }
  if (!services.members.empty()) known.push_back(services);
  return known;
}

LabelGroup look_up(const ResultReader& reader, const std::string& name,
                   const std::vector<LabelGroup>& known) {
  Names names;
  for (const LabelGroup& one : known) {
    if (one.name == name) return one;
    names.push_back(one.name);
  }
  const std::string question = suggest(name, names, Asks::plain);
  throw InputError(Fault{
      Place{reader.path(), 0, 0, ""}, "no group '" + name + "' in this file",
      names.empty() ? "it was written without groups" : fmt::format("it has {}", fmt::join(names, ", ")),
      question.empty() ? "give its members: --group '" + name + "=USA+CAN'" : question});
}

// Every axis with labels of a group of results.
std::vector<Names> labelled_axes(const ResultReader& reader, const std::string& group) {
  std::vector<std::string> names;
  std::vector<Names> axes;
  for (const std::string& metric : reader.metrics(group)) {
    for (const std::string& axis : reader.info(group, metric).axes) {
      if (holds(names, axis)) continue;
      names.push_back(axis);
      axes.push_back(reader.axis(group, axis).labels);
    }
  }
  return axes;
}

void check_members(const ResultReader& reader, const LabelGroup& group, const std::vector<Names>& axes) {
  if (std::any_of(axes.begin(), axes.end(),
                  [&](const Names& axis) { return holds_all(axis, group.members); }))
    return;
  Names labels;
  for (const Names& axis : axes) labels.insert(labels.end(), axis.begin(), axis.end());
  for (const std::string& member : group.members) {
    if (holds(labels, member)) continue;
    throw InputError(Fault{Place{reader.path(), 0, 0, ""},
                           fmt::format("group {}: no axis has a label '{}'", group.name, member), "",
                           suggest(member, labels, Asks::plain)});
  }
  throw InputError(Fault{
      Place{reader.path(), 0, 0, ""}, fmt::format("group {}: its members lie on different axes", group.name),
      fmt::format("they are {}", fmt::join(group.members, ", ")), "a group holds labels of one kind"});
}

AxisCell group_cell(const LabelGroup& group, const Names& labels) {
  AxisCell cell{group.name, {}};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (holds(group.members, labels[i])) cell.positions.push_back(i);
  }
  return cell;
}

}  // namespace

LabelGroup parse_group(const std::string& text) {
  const std::size_t equals = text.find('=');
  LabelGroup group{text.substr(0, equals), {}};
  bool sound = !group.name.empty() && equals + 1 != text.size();
  for (std::size_t at = equals; at != std::string::npos && at < text.size();) {
    const std::size_t end = text.find('+', at + 1);
    group.members.push_back(text.substr(at + 1, end - at - 1));
    sound = sound && !group.members.back().empty();
    at = end;
  }
  if (!sound) {
    throw UsageError(fmt::format("'{}' is no group: write NAME=LABEL+LABEL, or the name of a club", text));
  }
  if (is_missing_word(group.name)) {
    throw UsageError(fmt::format("a group cannot be called '{}': {}", group.name, missing_word_reason));
  }
  return group;
}

std::vector<LabelGroup> resolve_groups(const ResultReader& reader, const std::string& group,
                                       const std::vector<LabelGroup>& asked) {
  if (asked.empty()) return {};
  const std::vector<LabelGroup> known = known_groups(reader, group);
  const std::vector<Names> axes = labelled_axes(reader, group);
  std::vector<LabelGroup> resolved;
  for (const LabelGroup& one : asked) {
    resolved.push_back(one.members.empty() ? look_up(reader, one.name, known) : one);
    check_members(reader, resolved.back(), axes);
  }
  return resolved;
}

std::vector<std::string> goods_sectors(const ResultReader& reader) {
  return reader.has_text(layout::goods_text) ? words(reader.text(layout::goods_text)) : Names{};
}

std::vector<LabelGroup> hs_groups(const std::vector<std::string>& labels,
                                  const std::vector<std::string>& wanted) {
  std::vector<LabelGroup> groups;
  for (const std::string& code : wanted) {
    const bool digits = code.size() >= 2 && code.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || holds(labels, code)) continue;
    LabelGroup group{code, {}};
    for (const std::string& label : labels)
      if (label.rfind(code, 0) == 0) group.members.push_back(label);
    if (!group.members.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<AxisCell> axis_cells(const std::vector<std::string>& labels,
                                 const std::vector<LabelGroup>& groups,
                                 const std::vector<std::string>& wanted, std::vector<std::string>& unknown) {
  std::vector<AxisCell> cells;
  Names used;
  for (const LabelGroup& group : groups) {
    if (group.members.empty() || !holds_all(labels, group.members)) continue;
    if (!wanted.empty() && !holds(wanted, group.name)) continue;
    cells.push_back(group_cell(group, labels));
    used.push_back(group.name);
  }
  const bool all = wanted.empty() && cells.empty();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (all || (holds(wanted, labels[i]) && !holds(used, labels[i]))) cells.push_back({labels[i], {i}});
  }
  for (const std::string& name : wanted) {
    if (!holds(used, name) && !holds(labels, name)) unknown.push_back(name);
  }
  return cells;
}

}  // namespace entrepot::outputs
