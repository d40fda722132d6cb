// Every key of every block fills the member it is bound to, and no other.
#include "models/behaviours/registry.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstring>
#include <set>

#include "models/behaviours/presets.hpp"
#include "scenarios/reader/keys.hpp"

namespace entrepot::test::registry_test {

using namespace models;
using namespace scenarios;
namespace {

using Bytes = std::array<unsigned char, sizeof(ModelSettings)>;

Bytes bytes_of(const ModelSettings& settings) {
  static_assert(std::is_trivially_copyable_v<ModelSettings>);
  Bytes bytes;
  std::memcpy(bytes.data(), &settings, bytes.size());
  return bytes;
}

// Positions of the bytes that differ.
std::vector<std::size_t> changed(const Bytes& before, const Bytes& after) {
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i] != after[i]) at.push_back(i);
  return at;
}

// What a scenario could say instead of the default.
std::vector<std::string> other_texts(const KeySpec& key) {
  if (key.type == KeyType::boolean) return {key.default_text == "true" ? "false" : "true"};
  if (key.type == KeyType::date) return {"2019-03"};
  if (key.type == KeyType::number) {
    const std::string unit = key.unit.empty() ? "" : " " + key.unit;
    const std::string lower = value_text(key, key.lower);
    return {lower == key.default_text ? value_text(key, key.upper) : lower};
  }
  std::vector<std::string> others;
  for (const std::string& choice : key.choices)
    if (choice != key.default_text) others.push_back(choice);
  return others;
}

Value read(const KeySpec& key, const std::string& text) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = text;
  Faults faults;
  std::vector<std::string> notes;
  const DataPaths paths;
  ReadContext context{faults, paths, notes};
  const std::optional<Value> value = read_value(node, key, context);
  EXPECT_TRUE(value.has_value()) << key.name << ": " << text;
  return value.value_or(Value(0.0));
}

TEST(Behaviours, EveryKeyFillsItsMemberAndNoOther) {
  std::set<std::size_t> taken;
  for (const BehaviourDescriptor& block : behaviour_descriptors()) {
    for (const Binding<ModelSettings>& binding : block.bindings) {
      const std::string name = block.name + "." + binding.key.name;
      const std::vector<std::string> texts = other_texts(binding.key);
      ASSERT_FALSE(texts.empty()) << name;
      std::set<std::size_t> own;
      for (const std::string& text : texts) {
        ModelSettings settings;
        const Bytes before = bytes_of(settings);
        binding.set(settings, read(binding.key, text));
        EXPECT_EQ(value_text(binding.key, binding.get(settings)), text) << name;
        for (const std::size_t at : changed(before, bytes_of(settings))) own.insert(at);
      }
      ASSERT_FALSE(own.empty()) << name;
      EXPECT_LT(*own.rbegin() - *own.begin(), sizeof(double)) << name;
      for (const std::size_t at : own) EXPECT_TRUE(taken.insert(at).second) << name << ": another key's";
    }
  }
}

TEST(Behaviours, DefaultsOfTheReferenceAreThoseOfTheStructsBitForBit) {
  ModelSettings settings;
  const Bytes before = bytes_of(settings);
  for (const BehaviourDescriptor& block : behaviour_descriptors()) {
    for (const Binding<ModelSettings>& binding : block.bindings)
      binding.set(settings, read(binding.key, binding.key.default_text));
  }
  EXPECT_TRUE(bytes_of(settings) == before);
}

TEST(Behaviours, PercentIsHeldAsAFraction) {
  ModelSettings settings;
  const auto fill = [&](const char* block, const char* key, const char* text) {
    const Binding<ModelSettings>& binding = find_binding(block, key);
    binding.set(settings, read(binding.key, text));
  };
  fill("routing", "fine", "12.5 %");
  fill("investment", "hub_growth", "40 % per year");
  fill("stockpiling", "holding_cost", "1.5 % per month");
  fill("learning", "diffusion_rate", "0.2 per year");
  EXPECT_EQ(settings.routing.fine, 12.5 / 100.0);
  EXPECT_EQ(settings.investment.hub_growth, 40.0 / 100.0);
  EXPECT_EQ(settings.stockpiling.holding_cost, 1.5 / 100.0);
  EXPECT_EQ(settings.learning.diffusion_rate, 0.2);
  EXPECT_THROW(static_cast<void>(find_binding("routing", "fines")), BugError);
}

TEST(Behaviours, MechanismsAreBooleanKeysAndStandBehindWhatTheyNeed) {
  std::set<std::string> before;
  for (const Mechanism& mechanism : mechanisms()) {
    EXPECT_EQ(find_binding(mechanism.block, mechanism.key).key.type, KeyType::boolean) << mechanism.name;
    EXPECT_FALSE(mechanism.plural.empty()) << mechanism.name;
    EXPECT_TRUE(mechanism.needs.empty() || before.count(mechanism.needs)) << mechanism.name;
    EXPECT_TRUE(before.insert(mechanism.name).second) << mechanism.name;
    for (const std::string& preset : mechanism.presets) EXPECT_NE(find_preset(preset), nullptr) << preset;
  }
}

TEST(Behaviours, AMechanismIsAtWorkWithWhatItNeeds) {
  ModelSettings settings;
  const auto works = [&](const char* name) -> bool {
    return at_work(settings)[position(mechanisms(), name)];
  };
  EXPECT_TRUE(works("sourcing"));
  EXPECT_FALSE(works("front-loading"));
  settings.stockpiling.stocks = true;
  EXPECT_TRUE(works("front-loading"));
  settings.stockpiling.front_loading = false;
  EXPECT_FALSE(works("front-loading"));
}

}  // namespace
}  // namespace entrepot::test::registry_test
