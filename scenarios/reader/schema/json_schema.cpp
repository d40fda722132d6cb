#include "scenarios/reader/schema/json_schema.hpp"

// JSON Schema of a scenario file and of a sweep's plan, from the descriptors.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/behaviours/presets.hpp"
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/registry.hpp"
#include "scenarios/reader/schedule.hpp"
#include "scenarios/reader/schema/schema.hpp"
#include "scenarios/reader/schema/sweep_schema.hpp"

namespace entrepot::scenarios {

using namespace models;

using nlohmann::json;

namespace {

constexpr const char* decimal = "[+-]?(0|[1-9][0-9]*)?(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

constexpr const char* date_pattern = "[0-9]{4}-[0-9]{2}(-[0-9]{2})?";

json object_schema(const Descriptor& descriptor, const WorldNames& names);

json pattern(const std::string& text) { return {{"type", "string"}, {"pattern", "^" + text + "$"}}; }

json one_or_list(const json& item) {
  return {
      {"anyOf",
       json::array({item, {{"type", "array"}, {"items", item}, {"minItems", 1}, {"uniqueItems", true}}})}};
}

// One name, or a list of names: those of a world as suggestions, others too, for worlds have names of their
// own.
json names_schema(const std::vector<std::string>& known, const std::vector<std::string>& more,
                  const json& other) {
  json all = json::array();
  for (const auto* list : {&known, &more})
    for (const std::string& name : *list)
      if (std::find(all.begin(), all.end(), json(name)) == all.end()) all.push_back(name);
  if (all.empty()) return one_or_list(other);
  return one_or_list({{"anyOf", json::array({{{"enum", all}}, other})}});
}

json bounded(json schema, const KeySpec& key) {
  if (has_lower(key)) schema["minimum"] = key.lower;
  if (has_upper(key)) schema["maximum"] = key.upper;
  return schema;
}

json type_schema(const KeySpec& key, const WorldNames& names) {
  switch (key.type) {
    case KeyType::number:
      if (!key.unit.empty()) {
        const std::string per = key.unit.rfind("per ", 0) == 0 ? "(per |/)" + key.unit.substr(4) : key.unit;
        return pattern(std::string(decimal) + " *" + per);
      }
      return bounded({{"type", "number"}}, key);
    case KeyType::integer:
      return bounded({{"type", "integer"}}, key);
    case KeyType::boolean:
      return {{"type", "boolean"}};
    case KeyType::choice:
      return {{"enum", key.choices}};
    case KeyType::date:
      return pattern(date_pattern);
    case KeyType::rate:
      return pattern("((at (least|most) +)?[0-9.]+ *%|[+-][0-9.]+ *pp)");
    case KeyType::duration:
      return pattern("[0-9]+ (months?|years?)");
    case KeyType::regions:
      return names_schema(names.regions, names.clubs, {{"type", "string"}});
    case KeyType::sectors:
      return names_schema(names.sectors, {}, {{"type", "string"}});
    case KeyType::products:
      return names_schema(names.products, names.product_hs, {{"type", json::array({"string", "number"})}});
    case KeyType::list_tags:
      return names_schema(names.product_list, {}, {{"type", json::array({"string", "number"})}});
    case KeyType::region_dates:
      return {{"type", "object"}, {"additionalProperties", pattern(date_pattern)}};
    case KeyType::schedule:
      return object_schema(schedule_descriptor(), names);
    default:
      if (key.unit == id_list) return one_or_list({{"type", "string"}});
      return {{"type", "string"}};
  }
}

void add_key(json& schema, const KeySpec& key, const WorldNames& names) {
  json property = type_schema(key, names);
  property["description"] =
      key.help + (key.default_text.empty() ? "" : " Default: " + key.default_text + ".");
  schema["properties"][key.name] = property;
  if (key.required) schema["required"].push_back(key.name);
}

json object_schema(const Descriptor& descriptor, const WorldNames& names) {
  json schema = {{"type", "object"}, {"additionalProperties", false}, {"properties", json::object()}};
  schema["description"] = descriptor.summary;
  schema["required"] = json::array();
  for (const KeySpec& key : descriptor.keys) {
    if (key.type != KeyType::block) add_key(schema, key, names);
  }
  return schema;
}

// The type picks the keys, so that a slip in one of them is one message about it.
json policies_schema(const WorldNames& names) {
  json types = json::array();
  json rules = json::array();
  for (const PolicyDescriptor& policy : policy_descriptors()) {
    json schema = object_schema(policy, names);
    for (const KeySpec& key : policy_base_descriptor().keys) add_key(schema, key, names);
    schema["properties"]["type"] = {{"const", policy.name}, {"description", policy.summary}};
    const json is_type = {{"required", json::array({"type"})},
                          {"properties", {{"type", {{"const", policy.name}}}}}};
    rules.push_back({{"if", is_type}, {"then", schema}});
    types.push_back(policy.name);
  }
  const json item = {{"type", "object"},
                     {"required", json::array({"id", "type"})},
                     {"properties", {{"type", {{"enum", types}}}}},
                     {"allOf", rules}};
  return {{"type", "array"}, {"items", item}};
}

json model_schema(const WorldNames& names) {
  json schema = object_schema(model_descriptor(), names);
  schema.erase("required");
  for (const Descriptor& behaviour : behaviour_descriptors(default_preset()))
    schema["properties"][behaviour.name] = object_schema(behaviour, names);
  return schema;
}

// What editors know a schema by; nothing is fetched from there.
void set_head(json& schema, const std::string& what) {
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["$id"] = "https://entrepot.invalid/schema/" + std::to_string(scenario_schema) + "/" + what + ".json";
  schema["title"] = "entrepot " + what;
}

json list_of(const json& item) { return {{"type", "array"}, {"items", item}}; }

}  // namespace

json json_schema(const WorldNames& names) {
  json schema = object_schema(scenario_descriptor(), names);
  json& properties = schema["properties"];
  const json count = type_schema(replicates_descriptor().keys.front(), names);
  properties["replicates"] = {{"anyOf", json::array({count, object_schema(replicates_descriptor(), names)})}};
  properties["world"] = object_schema(world_descriptor(), names);
  properties["calendar"] = object_schema(calendar_descriptor(), names);
  properties["policies"] = policies_schema(names);
  properties["model"] = model_schema(names);
  // What a base gives need not be repeated, so blocks are complete only where nothing is extended.
  const json required = {"schema", "name", "seed", "world", "calendar"};
  schema.erase("required");
  schema["if"] = {{"not", {{"required", json::array({"extends"})}}}};
  schema["then"] = {{"required", required}};
  properties["world"].erase("required");
  properties["calendar"].erase("required");
  set_head(schema, "scenario");
  return schema;
}

json sweep_json_schema() {
  const WorldNames none;
  json schema = object_schema(sweep_descriptor(), none);
  json& properties = schema["properties"];
  json parameter = object_schema(sweep_parameter_descriptor(), none);
  parameter["properties"]["values"] = list_of({{"type", json::array({"string", "number", "boolean"})}});
  properties["set"] = list_of({{"type", "string"}});
  properties["design"] = object_schema(sweep_design_descriptor(), none);
  properties["parameters"] = list_of(parameter);
  properties["metrics"] = list_of({{"type", "string"}});
  json target = object_schema(sweep_target_descriptor(), none);
  target["properties"]["at"]["type"] = json::array({"string", "integer"});  // a year is a number to YAML
  properties["targets"] = list_of(target);
  for (const char* block : {"design", "parameters"}) schema["required"].push_back(block);
  set_head(schema, "sweep");
  return schema;
}

}  // namespace entrepot::scenarios
