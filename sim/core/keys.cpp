#include "sim/core/keys.hpp"

#include <fmt/format.h>

namespace entrepot {

namespace {

std::string date_text(Date date) {
  const Month month(date);
  return month.first_day() == date ? month.text() : format_date(date);
}

}  // namespace

KeySpec optional_key(const char* name, KeyType type, const char* help) {
  KeySpec key;
  key.name = name;
  key.type = type;
  key.help = help;
  return key;
}

KeySpec required_key(const char* name, KeyType type, const char* help) {
  KeySpec key = optional_key(name, type, help);
  key.required = true;
  return key;
}

KeySpec default_key(const char* name, KeyType type, const char* default_text, const char* help) {
  KeySpec key = optional_key(name, type, help);
  key.default_text = std::string(default_text);
  return key;
}

KeySpec number_key(const char* name, const char* default_text, double lower, double upper, const char* help,
                   const char* unit) {
  KeySpec key = ranged(default_key(name, KeyType::number, default_text, help), lower, upper);
  key.unit = std::string(unit);
  return key;
}

KeySpec share_key(const char* name, const char* default_text, const char* help) {
  return number_key(name, default_text, 0.0, 1.0, help);
}

KeySpec required_share_key(const char* name, const char* help) {
  return ranged(required_key(name, KeyType::number, help), 0.0, 1.0);
}

KeySpec flag_key(const char* name, const char* help) {
  return default_key(name, KeyType::boolean, "false", help);
}

KeySpec choice_key(const char* name, std::vector<std::string> choices, const char* help) {
  KeySpec key = default_key(name, KeyType::choice, choices.front().c_str(), help);
  key.choices = std::move(choices);
  return key;
}

KeySpec ranged(KeySpec key, double lower, double upper) {
  key.lower = lower;
  key.upper = upper;
  return key;
}

std::string value_text(const KeySpec& key, const Value& value) {
  if (const double* number = std::get_if<double>(&value))
    return fmt::format("{:.12g}{}{}", *number, key.unit.empty() ? "" : " ", key.unit);
  if (const bool* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const Date* date = std::get_if<Date>(&value)) return date_text(*date);
  const std::string* text = std::get_if<std::string>(&value);
  ENTREPOT_VALIDATE(text != nullptr, "no text for a value of key " + key.name);
  return *text;
}

}  // namespace entrepot
