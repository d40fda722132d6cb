// Keys bound to the members of a settings struct: what a scenario says goes to the member that the key names,
// and the member's own initialiser is the key's default.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/core/keys.hpp"

namespace entrepot {

template <class Settings>
struct Binding {
  KeySpec key;
  std::function<void(Settings&, const Value&)> set;  // a value as it is read, in the key's unit
  std::function<Value(const Settings&)> get;
};

template <class Settings>
Binding<Settings> bound(KeySpec key, std::function<void(Settings&, const Value&)> set,
                        std::function<Value(const Settings&)> get) {
  key.default_text = value_text(key, get(Settings{}));
  return {std::move(key), std::move(set), std::move(get)};
}

// What is written in percent, also per year or month, is held as a fraction.
inline double parts_of(const char* unit) { return *unit == '%' ? 100.0 : 1.0; }

template <class Settings>
Binding<Settings> key(double Settings::*member, const char* name, double lower, double upper,
                      const char* help, const char* unit = "") {
  const double parts = parts_of(unit);
  return bound<Settings>(
      number_key(name, "", lower, upper, help, unit),
      [=](Settings& settings, const Value& value) { settings.*member = std::get<double>(value) / parts; },
      [=](const Settings& settings) -> Value { return settings.*member * parts; });
}

// The nearest whole number.
template <class Settings>
Binding<Settings> key(int Settings::*member, const char* name, double lower, double upper, const char* help,
                      const char* unit = "") {
  return bound<Settings>(
      number_key(name, "", lower, upper, help, unit),
      [=](Settings& settings, const Value& value) {
        settings.*member = static_cast<int>(std::get<double>(value) + 0.5);
      },
      [=](const Settings& settings) -> Value { return static_cast<double>(settings.*member); });
}

template <class Settings>
Binding<Settings> key(bool Settings::*member, const char* name, const char* help) {
  return bound<Settings>(
      optional_key(name, KeyType::boolean, help),
      [=](Settings& settings, const Value& value) { settings.*member = std::get<bool>(value); },
      [=](const Settings& settings) -> Value { return settings.*member; });
}

template <class Settings>
Binding<Settings> key(Month Settings::*member, const char* name, const char* help) {
  return bound<Settings>(
      optional_key(name, KeyType::date, help),
      [=](Settings& settings, const Value& value) { settings.*member = Month(std::get<Date>(value)); },
      [=](const Settings& settings) -> Value { return (settings.*member).first_day(); });
}

template <class Enum>
using Choices = std::vector<std::pair<std::string, Enum>>;

template <class Settings, class Enum>
Binding<Settings> choice(Enum Settings::*member, const char* name,
                         const std::type_identity_t<Choices<Enum>>& choices, const char* help) {
  KeySpec key = optional_key(name, KeyType::choice, help);
  for (const auto& each : choices) key.choices.push_back(each.first);
  return bound<Settings>(
      std::move(key),
      [=](Settings& settings, const Value& value) {
        const auto& text = std::get<std::string>(value);
        const auto found = std::find_if(choices.begin(), choices.end(),
                                        [&](const auto& each) { return each.first == text; });
        ENTREPOT_VALIDATE(found != choices.end(), "no choice " + text);
        settings.*member = found->second;
      },
      [=](const Settings& settings) -> Value {
        const auto found = std::find_if(choices.begin(), choices.end(),
                                        [&](const auto& each) { return each.second == settings.*member; });
        ENTREPOT_VALIDATE(found != choices.end(), "a choice without a word");
        return found->first;
      });
}

// The same key for a struct that holds `Part` as its member.
template <class Whole, class Part>
Binding<Whole> within(Part Whole::*part, const Binding<Part>& binding) {
  return {binding.key, [=](Whole& whole, const Value& value) { binding.set(whole.*part, value); },
          [=](const Whole& whole) { return binding.get(whole.*part); }};
}

}  // namespace entrepot
