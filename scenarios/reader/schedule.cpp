#include "scenarios/reader/schedule.hpp"

#include <fmt/format.h>

#include "scenarios/reader/tables/panel.hpp"
#include "scenarios/reader/tables/panel_table.hpp"
#include "scenarios/reader/tables/schedule_table.hpp"
#include "scenarios/reader/yaml/files.hpp"
#include "sim/core/keys.hpp"

namespace entrepot::scenarios {

namespace {

std::vector<KeyFault> check_panel_keys(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults;
  if (values.text_or("values", "panel") == "panel") return faults;
  for (const char* key : {"weights", "authorities"}) {
    if (given.count(key) != 0)
      faults.push_back({key, std::string(key) + " is given without a panel",
                        "tables of levels and increments have neither codes nor authorities",
                        "write `values: panel`, or remove it"});
  }
  return faults;
}

}  // namespace

const Descriptor& schedule_descriptor() {
  static const Descriptor descriptor = [] {
    KeySpec values =
        required_key("values", KeyType::choice,
                     "levels: pp in force from each date; increments: pp to be summed; panel: a row "
                     "per HS code, origin and stretch of days (docs/policies.md).");
    values.choices = {"levels", "increments", "panel"};
    KeySpec authorities = optional_key("authorities", KeyType::choice,
                                       "Of a panel, what several authorities make together: their sum "
                                       "(default), the highest, or the first.");
    authorities.choices = {"add", "higher", "first"};
    return Descriptor{
        "schedule",
        "Duties by product or origin and date, pp.",
        {required_key("file", KeyType::file, "CSV file, relative to the scenario file."), values,
         optional_key("weights", KeyType::file,
                      "Of a panel: CSV of trade by HS code (hs, value, and origin if known), by which codes "
                      "inside a product are averaged; default: evenly."),
         authorities},
        check_panel_keys};
  }();
  return descriptor;
}

namespace {

// A file of the library by its place there, another one as it was given.
std::string shown_name(const std::string& file, const std::string& given, const DataPaths& paths) {
  const std::string portable = paths.portable(file);
  return portable.front() == '/' ? given : portable;
}

}  // namespace

namespace {

// Names are needed to map codes: without them only the rows are read.
std::optional<Value> read_panel_schedule(const Values& values, const std::string& shown,
                                         ReadContext& context) {
  const std::optional<Panel> panel = read_panel(values.get<std::string>("file"), context);
  std::optional<std::vector<PanelWeight>> weights(std::in_place);
  if (values.has("weights")) weights = read_weights(values.get<std::string>("weights"), context);
  if (!panel || !weights || context.names == nullptr) return std::nullopt;
  const std::string rule = values.text_or("authorities", "add");
  const std::size_t before = context.faults.count();
  ScheduleTable table = panel_table(*panel,
                                    rule == "higher"  ? Authorities::higher
                                    : rule == "first" ? Authorities::first
                                                      : Authorities::add,
                                    *weights, shown, context);
  if (context.faults.count() != before) return std::nullopt;
  table.file = values.get<std::string>("file");
  return Value(std::move(table));
}

}  // namespace

std::optional<Value> read_schedule(const Node& node, const KeySpec& key, ReadContext& context) {
  if (!expect_kind(node, Node::Kind::map, key.name, context.faults)) return std::nullopt;
  const Values values = read_block(node, schedule_descriptor(), key.name, context);
  if (!values.has("file")) return std::nullopt;
  const std::string& file = values.get<std::string>("file");
  const std::string shown = shown_name(file, node.find("file")->text, context.paths);
  if (!values.has("values")) return std::nullopt;  // what the rows mean is not known
  if (values.get<std::string>("values") == "panel") return read_panel_schedule(values, shown, context);
  std::string text;
  std::string problem;
  if (!read_text(file, YamlCaps().bytes, text, problem)) {
    context.faults.add(node.find("file")->place(), "schedule file " + in_quotes(file), problem);
    return std::nullopt;
  }
  const bool increments = values.get<std::string>("values") == "increments";
  std::optional<ScheduleTable> table = read_schedule_table(file, shown, text, increments, context);
  if (!table) return std::nullopt;
  return Value(std::move(*table));
}

}  // namespace entrepot::scenarios
