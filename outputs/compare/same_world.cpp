#include "outputs/compare/same_world.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <sstream>

#include "outputs/store/layout.hpp"

namespace entrepot::outputs {

namespace {

using Field = std::pair<std::string, std::string>;  // a key of the scenario and its value

// "key: value" between separators; empty where a part is none.
std::vector<Field> fields_between(const std::string& text, const std::string& separator) {
  std::vector<Field> fields;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    const std::string part = text.substr(at, end - at);
    const std::size_t colon = part.find(": ");
    if (colon == std::string::npos) return {};
    fields.emplace_back(part.substr(0, colon), part.substr(colon + 2));
    at = end + separator.size();
  }
  return fields;
}

// Files of before had one line: "NAME data HASH firms 1000 slots_per_firm 30 size_tail 1.06 seed 1
// resynthesised", or "NAME data HASH, no firms" of an equilibrium. Empty where the text is neither. What they
// do not say has no value.
std::vector<Field> fields_of_old_text(const std::string& text) {
  const std::size_t at = text.rfind(" data ");
  if (at == std::string::npos) return {};
  std::istringstream words(text.substr(at));
  std::string word;
  std::vector<Field> fields;
  bool redrawn = false;
  while (words >> word) {
    if (word == "data") {
      words >> word;
      fields.emplace_back(layout::data_text, word.substr(0, word.find(',')));
    } else if (word == "firms" || word == "slots_per_firm" || word == "size_tail") {
      std::string value;
      if (words >> value) fields.emplace_back("world." + word, value);
    } else if (word == "seed") {
      words >> word;
      fields.emplace_back("seed", word);
    } else {
      redrawn = redrawn || word == "resynthesised";
    }
  }
  if (fields.size() > 1) fields.emplace_back("replicates.resynthesise", redrawn ? "true" : "false");
  fields.insert(fields.end(), {{"world.product_origins", ""}, {"model.pricing.markup", ""}});
  return fields;
}

std::vector<Field> world_fields(const Side& side) {
  std::string text = side.reader.text(layout::world_text);
  if (!text.empty() && text.back() == '\n') text.pop_back();
  std::vector<Field> fields = fields_between(text, "; ");
  if (fields.empty()) fields = fields_of_old_text(text);
  return fields.empty() ? std::vector<Field>{{layout::world_text, text}} : fields;
}

const Field* find_field(const std::vector<Field>& fields, const std::string& key) {
  const auto at =
      std::find_if(fields.begin(), fields.end(), [&](const Field& one) { return one.first == key; });
  return at == fields.end() ? nullptr : &*at;
}

// Hashes by their beginning.
std::string difference_of(const std::string& key, std::string a, std::string b) {
  constexpr std::size_t enough = 12;
  if (key != layout::data_text) return fmt::format("{}: {} against {}", key, a, b);
  return fmt::format("the world's files (data_hash): {} against {}", a.substr(0, enough),
                     b.substr(0, enough));
}

// Keys of both with their values where these differ; keys that not both have go to `not_both`.
std::vector<std::string> differences(const std::vector<Field>& a, const std::vector<Field>& b,
                                     std::vector<std::string>& not_both) {
  std::vector<std::string> found;
  for (const auto& [key, value] : a) {
    const Field* other = find_field(b, key);
    if (other == nullptr || value.empty() || other->second.empty()) {
      not_both.push_back(key);
    } else if (other->second != value) {
      found.push_back(difference_of(key, value, other->second));
    }
  }
  for (const auto& [key, value] : b) {
    if (find_field(a, key) == nullptr) not_both.push_back(key);
  }
  return found;
}

// What an equilibrium has no part in: the drawing of firms.
bool is_drawn(const std::string& key) {
  return key == "seed" || key == "replicates.resynthesise" || key == "world.firms" ||
         key == "world.slots_per_firm" || key == "world.size_tail" || key == "world.multinational_share";
}

std::string pair_of(const Side& value, const Side& against) {
  return fmt::format("{} and {}", value.reader.path(), against.reader.path());
}

void match_worlds(const Side& value, const Side& against, Worlds worlds, Findings& findings) {
  for (const Side* side : {&value, &against}) {
    if (side->reader.has_text(layout::world_text)) continue;
    findings.notes.push_back(side->reader.path() + " does not say which world it used: not checked");
    return;
  }
  const std::vector<Field> a = world_fields(value);
  const std::vector<Field> b = world_fields(against);
  std::vector<std::string> unchecked;
  std::string differ = fmt::format("{}", fmt::join(differences(a, b, unchecked), "; "));
  if (unchecked.size() == a.size() + b.size())  // nothing in common
    differ = difference_of(layout::world_text, value.reader.text(layout::world_text),
                           against.reader.text(layout::world_text));
  if (is_equilibrium(value.reader) != is_equilibrium(against.reader))
    unchecked.erase(std::remove_if(unchecked.begin(), unchecked.end(), is_drawn), unchecked.end());
  if (!unchecked.empty())
    findings.notes.push_back(fmt::format("{} do not both say {}: not checked", pair_of(value, against),
                                         fmt::join(unchecked, ", ")));
  if (differ.empty()) return;
  if (worlds == Worlds::same) {
    findings.faults.push_back(
        Fault{Place{value.reader.path(), 0, 0, ""},
              fmt::format("cannot be compared with {}: the worlds differ", against.reader.path()), differ,
              "--across-worlds compares them all the same"});
  } else {
    findings.notes.push_back(
        fmt::format("{} are of different worlds, so firms and draws are not the same: {}",
                    pair_of(value, against), differ));
  }
}

// The markup makes the world: match_worlds speaks of it.
std::vector<Field> settings_of(const Side& side) {
  std::vector<Field> fields = fields_between(side.reader.text(layout::settings_text), "\n");
  fields.erase(std::remove_if(fields.begin(), fields.end(),
                              [](const Field& one) { return one.first == "model.pricing.markup"; }),
               fields.end());
  return fields;
}

void note_settings(const Side& value, const Side& against, std::vector<std::string>& notes) {
  for (const Side* side : {&value, &against}) {
    if (side->reader.has_text(layout::settings_text)) continue;
    notes.push_back(side->reader.path() + " does not list its settings: those of model are not compared");
    return;
  }
  std::vector<std::string> not_both;
  std::vector<std::string> found = differences(settings_of(value), settings_of(against), not_both);
  for (const std::string& key : not_both) found.push_back(key + ": not in both");
  if (!found.empty())
    notes.push_back(
        fmt::format("{} differ in settings: {}", pair_of(value, against), fmt::join(found, "; ")));
}

}  // namespace

void match_files(const Side& value, const Side& against, Worlds worlds, Findings& findings) {
  if (&value.reader == &against.reader) return;
  match_worlds(value, against, worlds, findings);
  note_settings(value, against, findings.notes);
}

std::vector<std::string> match_all_files(const std::vector<std::string>& files, Worlds worlds) {
  Findings findings;
  const ResultReader first(files.at(0));
  for (std::size_t i = 1; i < files.size(); ++i) {
    const ResultReader other(files[i]);
    match_files({first, "scenario", files[0]}, {other, "scenario", files[i]}, worlds, findings);
  }
  if (!findings.faults.empty()) throw InputError(std::move(findings.faults));
  return findings.notes;
}

}  // namespace entrepot::outputs
