#include "scenarios/reader/schema/describe.hpp"

// Plain text about the keys of a scenario, from the descriptors.
#include <fmt/format.h>

#include <algorithm>

#include "models/behaviours/presets.hpp"
#include "models/policies/registry.hpp"
#include "scenarios/data/load_world.hpp"
#include "scenarios/reader/schedule.hpp"
#include "scenarios/reader/schema/calibration_schema.hpp"
#include "scenarios/reader/schema/schema.hpp"
#include "scenarios/reader/sweeps/sweep_plan.hpp"
#include "scenarios/reader/yaml/units.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

using namespace models;

namespace {

std::string type_text(const KeySpec& key) {
  static const char* const names[] = {"number",   "integer",   "boolean",  "text",    "choice",
                                      "date",     "rate",      "duration", "regions", "sectors",
                                      "products", "list tags", "schedule", "file",    "dates by region",
                                      "block"};
  return names[static_cast<std::size_t>(key.type)];
}

std::string range_text(const KeySpec& key) {
  if (!key.choices.empty()) return fmt::format("{}", fmt::join(key.choices, " | "));
  if (!has_lower(key) || !has_upper(key)) return "";
  const double factor = key.type == KeyType::rate ? 100.0 : 1.0;
  return fmt::format("{} to {}{}", number_text(key.lower * factor), number_text(key.upper * factor),
                     key.type == KeyType::rate ? " %" : "");
}

std::string default_text(const KeySpec& key) {
  if (key.required) return "(required)";
  return key.default_text.empty() ? "-" : key.default_text;
}

using Table = std::vector<std::vector<std::string>>;

// Columns padded to their widest cell; the last one is left as it is.
std::string aligned(const Table& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], row[c].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line = "  ";
    for (std::size_t c = 0; c < row.size(); ++c) {
      line += c + 1 < row.size() ? fmt::format("{:<{}}  ", row[c], widths[c]) : row[c];
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string describe_keys(const Descriptor& descriptor) {
  Table rows = {{"key", "type", "unit", "default", "allowed", "meaning"}};
  for (const KeySpec& key : descriptor.keys) {
    rows.push_back({key.name, type_text(key), key.unit, default_text(key), range_text(key), key.help});
  }
  return fmt::format("{}: {}\n\n{}", descriptor.name, descriptor.summary, aligned(rows));
}

template <class List>
std::string describe_list(const std::string& title, const List& list) {
  Table rows;
  for (const auto& descriptor : list) rows.push_back({descriptor.name, descriptor.summary});
  return title + "\n\n" + aligned(rows);
}

// The default preset by what it switches on, the others by how they differ from it.
std::string describe_preset(const Preset& preset) {
  if (&preset == &default_preset()) {
    Table rows = {{"key", "value"}};
    for (const PresetValue& value : preset.values)
      rows.push_back({value.block + "." + value.key, value.text});
    return fmt::format("{}: {}\n\nThe default. It sets\n\n{}", preset.name, preset.summary, aligned(rows));
  }
  const std::vector<Descriptor> usual = behaviour_descriptors(default_preset());
  const std::vector<Descriptor> own = behaviour_descriptors(preset);
  Table rows = {{"key", "value", fmt::format("in {}", default_preset().name)}};
  for (std::size_t b = 0; b < own.size(); ++b) {
    for (std::size_t k = 0; k < own[b].keys.size(); ++k) {
      const KeySpec& key = own[b].keys[k];
      const std::string& was = usual[b].keys[k].default_text;
      if (key.default_text != was) rows.push_back({own[b].name + "." + key.name, key.default_text, was});
    }
  }
  return fmt::format("{}: {}\n\n{}", preset.name, preset.summary, aligned(rows));
}

std::string describe_model() {
  return describe_keys(model_descriptor()) + "\n" +
         describe_list("Blocks of model:", behaviour_descriptors()) + "\n" +
         describe_list("Presets (model: {preset: ...}):", model_presets());
}

const std::vector<const Descriptor*>& blocks() {
  static const std::vector<const Descriptor*> all = {
      &scenario_descriptor(),    &world_descriptor(),    &calendar_descriptor(), &replicates_descriptor(),
      &policy_base_descriptor(), &schedule_descriptor(), &model_descriptor()};
  return all;
}

std::string overview() {
  std::vector<Descriptor> sections;
  for (const Descriptor* block : blocks()) sections.push_back(*block);
  return describe_list("Sections of a scenario file (entrepot describe <name>):", sections) + "\n" +
         describe_list("Policies (type: ...):", policy_descriptors()) + "\n" +
         describe_list("Blocks of model:", behaviour_descriptors()) + "\n" +
         describe_list("Presets (model: {preset: ...}):", model_presets()) + "\n" +
         describe_list("Sections of a sweep's plan:", sweep_descriptors()) + "\n" +
         describe_list("Sections of a calibration's study:", calibration_descriptors());
}

}  // namespace

std::string describe(const std::string& what, const std::vector<std::string>& more) {
  if (what.empty()) return overview();
  if (what == "policies") return describe_list("Policies (type: ...):", policy_descriptors());
  if (what == "model") return describe_model();
  if (what == "readers")
    return describe_list("Worlds are read from (world: {name: ...} or world: {table: ...}):",
                         reader_descriptors());
  std::vector<std::string> topics = more;
  topics.insert(topics.end(), {"policies", "readers"});
  const auto find = [&](const Descriptor& descriptor) {
    topics.push_back(descriptor.name);
    return descriptor.name == what;
  };
  for (const Descriptor* block : blocks()) {
    if (find(*block)) return describe_keys(*block);
  }
  for (const PolicyDescriptor& policy : policy_descriptors()) {
    if (find(policy)) return describe_keys(policy);
  }
  for (const Descriptor& behaviour : behaviour_descriptors(default_preset())) {
    if (find(behaviour)) return describe_keys(behaviour);
  }
  for (const Descriptor& section : sweep_descriptors()) {
    if (find(section)) return describe_keys(section);
  }
  for (const Descriptor& section : calibration_descriptors()) {
    if (find(section)) return describe_keys(section);
  }
  for (const Preset& preset : model_presets()) {
    topics.push_back(preset.name);
    if (preset.name == what) return describe_preset(preset);
  }
  throw UsageError(fmt::format("nothing is called {}; {}", in_quotes(what), suggest(what, topics, "topics")));
}

}  // namespace entrepot::scenarios
