// A template is a scenario whose values are open: a comment behind a value says what to ask for it.
//
//   importer: USA  # <ask importer regions: Who levies the duty?>
//   against: USA  # <same importer>
//   product: all  # <ask goods goods: Which goods?>       product: [...], sector: [...], or no line
//   - id: answer  # <if answer_share>                     a policy that is left out where the value is 0
//
// In the description {slot} stands for the value, and <if slot TEXT> for TEXT unless the value is 0.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/data/name_list.hpp"

namespace entrepot::tools {

using namespace scenarios;

enum class SlotKind { text, regions, sectors, products, goods };

struct Slot {
  std::string name;
  SlotKind kind = SlotKind::text;
  std::string question;
  std::string value;  // as the template has it
};

// In the order they are asked. BugError for a template that is malformed.
[[nodiscard]] std::vector<Slot> template_slots(const std::string& text);

// What a user wrote for a slot, as YAML: names in words become codes, several are a list. UsageError when a
// name is unknown or means several. `codes`: what the world has, clubs included.
[[nodiscard]] std::string slot_value(const Slot& slot, const std::string& answer,
                                     const std::vector<ListedName>& names,
                                     const std::vector<std::string>& codes);

// The same for goods: "all", or the line that chooses products ("product: [...]") or sectors. A word that is
// a product and a sector is the product; both kinds at once are refused.
[[nodiscard]] std::string goods_value(const Slot& slot, const std::string& answer,
                                      const std::vector<ListedName>& names,
                                      const std::vector<std::string>& products,
                                      const std::vector<std::string>& sectors);

// The template with these values (YAML, by slot) and without its questions; {slot} in the description is
// filled in.
[[nodiscard]] std::string fill_template(const std::string& text,
                                        const std::map<std::string, std::string>& values);

}  // namespace entrepot::tools
