#include "models/behaviours/key_specs.hpp"

namespace entrepot {

KeySpec number(const char* name, const char* value, double lower, double upper, const char* help,
               const char* unit) {
  KeySpec key;
  key.name = name;
  key.unit = unit;
  key.default_text = value;
  key.lower = lower;
  key.upper = upper;
  key.help = help;
  return key;
}

KeySpec choice(const char* name, std::vector<std::string> choices, const char* help) {
  KeySpec key;
  key.name = name;
  key.type = KeyType::choice;
  key.default_text = choices.front();
  key.choices = std::move(choices);
  key.help = help;
  return key;
}

KeySpec simple(const char* name, KeyType type, const char* value, const char* help) {
  KeySpec key;
  key.name = name;
  key.type = type;
  key.default_text = value;
  key.help = help;
  return key;
}

}  // namespace entrepot
