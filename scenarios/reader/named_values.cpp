#include "scenarios/reader/named_values.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/reader/name_hints.hpp"
#include "scenarios/reader/world_words.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

namespace {

// Names of that kind, sorted, each once; products aside.
std::vector<std::string> known_names(KeyType type, const WorldNames& world) {
  std::vector<std::string> all = type == KeyType::sectors     ? world.sectors
                                 : type == KeyType::list_tags ? world.product_list
                                                              : world.regions;
  if (type == KeyType::regions) all.insert(all.end(), world.clubs.begin(), world.clubs.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// What the name means where it is a word and no code.
std::string hint_by_word(const std::string& name, KeyType type, const ReadContext& context) {
  if (context.world == nullptr || type == KeyType::list_tags) return "";
  const std::string kind = type == KeyType::products  ? "product"
                           : type == KeyType::sectors ? "sector"
                                                      : "region";
  return word_hint(name, kind, *context.names, world_words(*context.world));
}

std::string hint(const std::string& name, KeyType type, const ReadContext& context) {
  static const std::vector<MemberCountry> none;
  const std::vector<MemberCountry>& members = context.members != nullptr ? *context.members : none;
  const bool is_region = type == KeyType::regions || type == KeyType::region_dates;
  if (is_region && find_country(name, members) != nullptr) return region_hint(name, *context.names, members);
  if (const std::string meant = hint_by_word(name, type, context); !meant.empty()) return meant;
  if (type == KeyType::products) return product_hint(name, *context.names);
  if (is_region) return region_hint(name, *context.names, members);
  return suggest(name, known_names(type, *context.names), "known");
}

}  // namespace

bool expect_scalar(const Node& node, const KeySpec& key, Faults& faults) {
  if (node.kind == Node::Kind::null) {
    faults.add(node.place(), key.name + " has no value", "", "");
    return false;
  }
  return expect_kind(node, Node::Kind::scalar, key.name, faults);
}

bool add_names(const Node& node, const KeySpec& key, Names& out, ReadContext& context) {
  const WorldNames& world = *context.names;
  std::vector<std::string> found;
  if (key.type == KeyType::products) {
    for (const std::size_t p : products_of_code(world, node.text)) found.push_back(world.products[p]);
  } else {
    const std::vector<std::string> all = known_names(key.type, world);
    if (std::find(all.begin(), all.end(), node.text) != all.end()) found.push_back(node.text);
  }
  if (found.empty()) {
    context.faults.add(node.place(), fmt::format("{} {} is not in the world", key.name, in_quotes(node.text)),
                       "unknown name", hint(node.text, key.type, context));
    return false;
  }
  const std::size_t before = out.size();
  for (std::string& name : found) {
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  if (out.size() == before)
    context.notes.push_back(
        fmt::format("line {}: {} {} adds nothing, the codes before it in the list hold it", node.place().line,
                    key.name, in_quotes(node.text)));
  return true;
}

std::optional<Value> read_names(const Node& node, const KeySpec& key, ReadContext& context) {
  const std::vector<Node> single(node.kind == Node::Kind::scalar ? 1 : 0, node);
  const bool is_list = node.kind == Node::Kind::sequence;
  if (!is_list && !expect_scalar(node, key, context.faults)) return std::nullopt;
  if (is_list && node.items.empty()) {
    context.faults.add(node.place(), key.name + " is an empty list", "it would select nothing", "");
    return std::nullopt;
  }
  Names names;
  Names written;
  bool good = true;
  for (const Node& item : is_list ? node.items : single) {
    if (!expect_scalar(item, key, context.faults)) {
      good = false;
    } else if (std::find(written.begin(), written.end(), item.text) != written.end()) {
      context.faults.add(item.place(), fmt::format("{} {} is listed twice", key.name, in_quotes(item.text)),
                         "", "");
      good = false;
    } else {
      written.push_back(item.text);
      const bool of_world = context.names != nullptr && key.type != KeyType::text;
      if (of_world && !add_names(item, key, names, context)) good = false;
    }
  }
  if (!good) return std::nullopt;
  const bool of_world = context.names != nullptr && key.type != KeyType::text;
  return Value(of_world ? std::move(names) : std::move(written));
}

}  // namespace entrepot::scenarios
