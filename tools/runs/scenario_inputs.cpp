#include "tools/runs/scenario_inputs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/policies/registry.hpp"
#include "sim/core/sha256.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;

namespace {

// Lengths stand before texts and lists, so that different values never give equal text.
struct Text {
  std::string operator()(double value) const { return fmt::format("{}", value); }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(bool value) const { return fmt::format("{}", value); }
  std::string operator()(const std::string& value) const { return fmt::format("{}:{}", value.size(), value); }
  std::string operator()(Date value) const { return format_date(value); }
  std::string operator()(const Rate& value) const {
    return fmt::format("{}{}", value.adds ? "+" : "", value.value);
  }
  std::string operator()(const Names& value) const {
    std::string text = fmt::format("{}", value.size());
    for (const std::string& name : value) text += " " + (*this)(name);
    return text;
  }
  std::string operator()(const RegionDates& value) const {
    std::string text = fmt::format("{}", value.size());
    for (const auto& [region, date] : value) text += " " + (*this)(region) + " " + (*this)(date);
    return text;
  }
  std::string operator()(const ScheduleTable& value) const {
    Sha256 hash;
    hash.add(value.values.data(), value.values.size() * sizeof(double));
    std::string text = fmt::format("{} {} {}", value.row_kind, value.increments, (*this)(value.rows));
    for (const Date date : value.dates) text += " " + (*this)(date);
    return text + " " + hash.finish();
  }
};

bool names_a_file(const Descriptor& descriptor, const std::string& key) {
  for (const KeySpec& spec : descriptor.keys) {
    if (spec.name == key) return spec.type == KeyType::file;
  }
  return false;
}

}  // namespace

std::string inputs_text(const Values& values) {
  std::string text;
  for (const auto& [key, value] : values.all())
    text += fmt::format("{} {}\n", key, std::visit(Text{}, value));
  return text;
}

std::string inputs_text(const PolicySpec& policy) {
  const PolicyDescriptor* descriptor = find_policy(policy.type);
  ENTREPOT_VALIDATE(descriptor != nullptr, "policy type was checked by the reader");
  Values read;  // the file's name aside: what it holds stands under another key
  for (const auto& [key, value] : policy.values.all()) {
    if (!names_a_file(*descriptor, key)) read.set(key, value);
  }
  return fmt::format("policy {} {}\n{}", policy.id, policy.type, inputs_text(read));
}

std::string model_inputs(const Scenario& scenario) {
  std::string text;
  for (const auto& [block, values] : scenario.model) text += block + "\n" + inputs_text(values);
  return text;
}

std::string inputs_without_policies(const Scenario& scenario) {
  return fmt::format("calendar {} {}\n", scenario.calendar.start.text(), scenario.calendar.steps) +
         model_inputs(scenario);
}

std::string run_inputs_hash(const Scenario& scenario) {
  std::string text = inputs_without_policies(scenario);
  for (const PolicySpec& policy : scenario.policies) text += inputs_text(policy);
  text += fmt::format("seed {} replicates {} {}", scenario.seed, scenario.replicates, scenario.resynthesise);
  Sha256 hash;
  hash.add(text);
  return hash.finish();
}

}  // namespace entrepot::tools
