// A block of `model:` as its own file declares it (<room>/<block>_settings.cpp).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/core/mechanisms.hpp"
#include "sim/core/settings.hpp"

namespace entrepot::models {

template <class Settings>
struct SettingsBlock {
  std::string name;
  std::string summary;
  std::vector<Binding<Settings>> keys;
  Mechanisms mechanisms;  // that its boolean keys switch; one behind the one it needs
  // Rules between keys, as those of a Descriptor.
  std::vector<KeyFault> (*check)(const Values& values, const std::set<std::string>& given) = nullptr;
};

}  // namespace entrepot::models
