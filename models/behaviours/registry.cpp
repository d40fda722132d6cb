#include "models/behaviours/registry.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

#define ENTREPOT_BEHAVIOUR(name) SettingsBlock<decltype(ModelSettings::name)> name##_block();
#include "models/behaviours/behaviours.def"
#undef ENTREPOT_BEHAVIOUR

namespace {

template <class Settings>
BehaviourDescriptor in_model(Settings ModelSettings::*part, const SettingsBlock<Settings>& block) {
  BehaviourDescriptor out;
  out.name = block.name;
  out.summary = block.summary;
  out.check = block.check;
  for (const Binding<Settings>& binding : block.keys) {
    out.keys.push_back(binding.key);
    out.bindings.push_back(within(part, binding));
  }
  out.mechanisms = block.mechanisms;
  for (Mechanism& mechanism : out.mechanisms) mechanism.block = block.name;
  return out;
}

}  // namespace

const std::vector<BehaviourDescriptor>& behaviour_descriptors() {
  static const std::vector<BehaviourDescriptor> all = {
#define ENTREPOT_BEHAVIOUR(name) in_model(&ModelSettings::name, name##_block()),
#include "models/behaviours/behaviours.def"
#undef ENTREPOT_BEHAVIOUR
  };
  return all;
}

const Binding<ModelSettings>& find_binding(const std::string& block, const std::string& key) {
  for (const BehaviourDescriptor& behaviour : behaviour_descriptors()) {
    for (const Binding<ModelSettings>& binding : behaviour.bindings)
      if (behaviour.name == block && binding.key.name == key) return binding;
  }
  throw BugError("there is no key model." + block + "." + key);
}

ModelSettings model_settings(const std::map<std::string, Values>& model) {
  ModelSettings settings;
  for (const BehaviourDescriptor& behaviour : behaviour_descriptors()) {
    const Values& values = model.at(behaviour.name);
    for (const Binding<ModelSettings>& binding : behaviour.bindings)
      binding.set(settings, values.at(binding.key.name));
  }
  return settings;
}

const Mechanisms& mechanisms() {
  static const Mechanisms all = [] {
    Mechanisms list;
    for (const BehaviourDescriptor& behaviour : behaviour_descriptors())
      list.insert(list.end(), behaviour.mechanisms.begin(), behaviour.mechanisms.end());
    return list;
  }();
  return all;
}

MechanismSet at_work(const ModelSettings& settings) {
  MechanismSet on;
  for (const Mechanism& mechanism : mechanisms())
    on.push_back(std::get<bool>(find_binding(mechanism.block, mechanism.key).get(settings)));
  return at_work(mechanisms(), on);
}

}  // namespace entrepot::models
