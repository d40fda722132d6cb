#include "scenarios/reader/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "sim/core/plain_text.hpp"

namespace entrepot::scenarios {

namespace {

std::vector<std::string> allowed_keys(const Descriptor& descriptor,
                                      const std::vector<std::string>& reserved) {
  std::vector<std::string> names = reserved;
  for (const KeySpec& key : descriptor.keys) names.push_back(key.name);
  return names;
}

void check_unknown(const Node& node, const std::vector<std::string>& allowed, const std::string& title,
                   Faults& faults) {
  for (const Node& key : node.keys) {
    if (std::find(allowed.begin(), allowed.end(), key.text) != allowed.end()) continue;
    faults.add(key.place(), "unknown key " + in_quotes(key.text), "in " + title,
               suggest(key.text, allowed, "allowed keys"));
  }
}

std::string key_form(const KeySpec& key) {
  switch (key.type) {
    case KeyType::date:
      return "2018-07-06";
    case KeyType::rate:
      return "+25 pp";
    case KeyType::regions:
      return "USA";
    case KeyType::integer:
      return "1";
    default:
      return "...";
  }
}

std::optional<Value> parse_default(const KeySpec& key) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = key.default_text;
  Faults faults;
  std::vector<std::string> notes;
  const DataPaths paths;
  ReadContext context{faults, paths, notes};
  std::optional<Value> value = read_value(node, key, context);
  ENTREPOT_VALIDATE(value.has_value() && faults.count() == 0, "bad default of key " + key.name);
  return value;
}

void read_key(const Node& node, const KeySpec& key, const std::string& title, ReadContext& context,
              Values& values, std::set<std::string>& given) {
  const Node* item = node.find(key.name);
  if (item != nullptr) {
    given.insert(key.name);
    if (std::optional<Value> value = read_value(*item, key, context)) values.set(key.name, std::move(*value));
  } else if (key.required && context.whole) {
    context.faults.add(node.place(), "key " + key.name + " is missing", "required in " + title,
                       fmt::format("add `{}: {}`", key.name, key_form(key)));
  } else if (!key.default_text.empty()) {
    values.set(key.name, *parse_default(key));
  }
}

// `rate: at least 15 %` is read as `at_least: 15 %` where the block has that key; whether it was.
bool read_bound(const Node& node, const KeySpec& key, const Descriptor& descriptor, ReadContext& context,
                Values& values, std::set<std::string>& given) {
  const Node* item = key.type == KeyType::rate ? node.find(key.name) : nullptr;
  if (item == nullptr || item->kind != Node::Kind::scalar) return false;
  for (const auto& [words, name] : {std::pair{"at least ", "at_least"}, std::pair{"at most ", "at_most"}}) {
    const auto bound = std::find_if(descriptor.keys.begin(), descriptor.keys.end(),
                                    [&, n = name](const KeySpec& one) { return one.name == n; });
    if (item->text.rfind(words, 0) != 0 || bound == descriptor.keys.end()) continue;
    Node rest = *item;
    rest.text = item->text.substr(item->text.find_first_not_of(' ', std::strlen(words) - 1));
    given.insert(bound->name);
    if (std::optional<Value> value = read_value(rest, *bound, context)) values.set(bound->name, *value);
    return true;
  }
  return false;
}

}  // namespace

bool expect_inside(const std::filesystem::path& file, const Node& named_at, ReadContext& context) {
  if (context.paths.may_read(file)) return true;
  context.faults.add(named_at.place(),
                     in_quotes(named_at.text) + " lies outside the folder of the sweep or workbench",
                     "what these hold may come from somebody else",
                     "where you trust it, `--outside` of sweep allows such files, and so does `entrepot "
                     "run` outside the workbench");
  return false;
}

void check_file_name(const Node& name, const std::string& key, Faults& faults) {
  const std::string problem = file_name_problem(name.text);
  if (!problem.empty())
    faults.add(name.place(), key + " is " + in_quotes(name.text), problem,
               "files are called by it: choose a plain name");
}

bool expect_kind(const Node& node, Node::Kind kind, const std::string& what, Faults& faults) {
  if (node.kind == kind) return true;
  static const char* const names[] = {"nothing", "a single value", "a list", "a map of keys"};
  const auto name = [&](Node::Kind of) { return names[static_cast<std::size_t>(of)]; };
  faults.add(node.place(), fmt::format("{} is {}", what, name(node.kind)),
             fmt::format("{} is expected", name(kind)), "");
  return false;
}

void report(const std::vector<KeyFault>& found, const Node& node, const std::string& title, Faults& faults) {
  for (const KeyFault& fault : found) {
    const Node* at = fault.key.empty() ? nullptr : node.find(fault.key);
    faults.add((at != nullptr ? *at : node).place(), title + ": " + fault.what, fault.why, fault.suggestion);
  }
}

Values default_values(const Descriptor& descriptor) {
  Values values;
  for (const KeySpec& key : descriptor.keys) {
    if (!key.default_text.empty()) values.set(key.name, *parse_default(key));
  }
  if (descriptor.complete != nullptr) descriptor.complete(values);
  return values;
}

Values read_block(const Node& node, const Descriptor& descriptor, const std::string& title,
                  ReadContext& context, const std::vector<std::string>& reserved) {
  if (!expect_kind(node, Node::Kind::map, title, context.faults)) return default_values(descriptor);
  check_unknown(node, allowed_keys(descriptor, reserved), title, context.faults);
  Values values;
  std::set<std::string> given;
  for (const KeySpec& key : descriptor.keys) {
    if (key.type == KeyType::block || read_bound(node, key, descriptor, context, values, given)) continue;
    read_key(node, key, title, context, values, given);
  }
  if (descriptor.check != nullptr) report(descriptor.check(values, given), node, title, context.faults);
  if (descriptor.complete != nullptr) descriptor.complete(values);
  return values;
}

}  // namespace entrepot::scenarios
