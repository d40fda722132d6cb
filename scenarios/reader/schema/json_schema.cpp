#include "scenarios/reader/schema/json_schema.hpp"

// JSON Schema of a scenario file, from the descriptors.
#include <nlohmann/json.hpp>

#include "models/behaviours/presets.hpp"
#include "models/policies/registry.hpp"
#include "scenarios/reader/schedule.hpp"
#include "scenarios/reader/schema/schema.hpp"

namespace entrepot::scenarios {

using namespace models;

using nlohmann::json;

namespace {

constexpr const char* decimal = "[+-]?(0|[1-9][0-9]*)?(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

constexpr const char* date_pattern = "[0-9]{4}-[0-9]{2}(-[0-9]{2})?";

json object_schema(const Descriptor& descriptor);

json pattern(const std::string& text) { return {{"type", "string"}, {"pattern", "^" + text + "$"}}; }

json one_or_list(const json& item) {
  return {
      {"anyOf",
       json::array({item, {{"type", "array"}, {"items", item}, {"minItems", 1}, {"uniqueItems", true}}})}};
}

json bounded(json schema, const KeySpec& key) {
  if (has_lower(key)) schema["minimum"] = key.lower;
  if (has_upper(key)) schema["maximum"] = key.upper;
  return schema;
}

json type_schema(const KeySpec& key) {
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
      return pattern("([0-9.]+ *%|[+-][0-9.]+ *pp)");
    case KeyType::duration:
      return pattern("[0-9]+ (months?|years?)");
    case KeyType::regions:
    case KeyType::sectors:
      return one_or_list({{"type", "string"}});
    case KeyType::products:
    case KeyType::list_tags:
      return one_or_list({{"type", json::array({"string", "number"})}});
    case KeyType::region_dates:
      return {{"type", "object"}, {"additionalProperties", pattern(date_pattern)}};
    case KeyType::schedule:
      return object_schema(schedule_descriptor());
    default:
      return {{"type", "string"}};
  }
}

void add_key(json& schema, const KeySpec& key) {
  json property = type_schema(key);
  property["description"] =
      key.help + (key.default_text.empty() ? "" : " Default: " + key.default_text + ".");
  schema["properties"][key.name] = property;
  if (key.required) schema["required"].push_back(key.name);
}

json object_schema(const Descriptor& descriptor) {
  json schema = {{"type", "object"}, {"additionalProperties", false}, {"properties", json::object()}};
  schema["description"] = descriptor.summary;
  schema["required"] = json::array();
  for (const KeySpec& key : descriptor.keys) {
    if (key.type != KeyType::block) add_key(schema, key);
  }
  return schema;
}

json policies_schema() {
  json choices = json::array();
  for (const PolicyDescriptor& policy : policy_descriptors()) {
    json schema = object_schema(policy);
    for (const KeySpec& key : policy_base_descriptor().keys) add_key(schema, key);
    schema["properties"]["type"] = {{"const", policy.name}};
    choices.push_back(schema);
  }
  return {{"type", "array"}, {"items", {{"oneOf", choices}}}};
}

json model_schema() {
  json schema = object_schema(model_descriptor());
  schema.erase("required");
  for (const Descriptor& behaviour : behaviour_descriptors(default_preset())) {
    schema["properties"][behaviour.name] = object_schema(behaviour);
  }
  return schema;
}

}  // namespace

json json_schema() {
  json schema = object_schema(scenario_descriptor());
  json& properties = schema["properties"];
  const json count = type_schema(replicates_descriptor().keys.front());
  properties["replicates"] = {{"anyOf", json::array({count, object_schema(replicates_descriptor())})}};
  properties["world"] = object_schema(world_descriptor());
  properties["calendar"] = object_schema(calendar_descriptor());
  properties["policies"] = policies_schema();
  properties["model"] = model_schema();
  // What a base gives need not be repeated, so blocks are complete only where nothing is extended.
  const json required = {"schema", "name", "seed", "world", "calendar"};
  schema.erase("required");
  schema["if"] = {{"not", {{"required", json::array({"extends"})}}}};
  schema["then"] = {{"required", required}};
  properties["world"].erase("required");
  properties["calendar"].erase("required");
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = "entrepot scenario";
  return schema;
}

}  // namespace entrepot::scenarios
