// What was assumed, and where the numbers come from.
#include <fmt/format.h>

#include <algorithm>

#include "outputs/report/sections/sections.hpp"
#include "outputs/store/layout.hpp"

namespace entrepot::outputs {

namespace {

DataTable text_table(const std::string& id, const std::string& title, const std::string& source,
                     const std::vector<std::string>& headings) {
  DataTable table{id, title, source, {}, {}};
  for (const std::string& heading : headings) table.columns.push_back({heading, "", 0, false, true});
  return table;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// "Sectors: AGR is agriculture; ..."; "" where the file has no names.
std::string sector_sentence(const ResultData& data) {
  std::string sentence;
  for (const std::string& line : lines_of(data.text(layout::sectors_text))) {
    const std::size_t space = line.find(' ');
    if (space == std::string::npos) continue;
    sentence += fmt::format("{}{} is {}", sentence.empty() ? "Sectors: " : "; ", line.substr(0, space),
                            line.substr(space + 1));
  }
  return sentence.empty() ? "" : sentence + ".";
}

}  // namespace

Section assumptions_section(const ResultData& data, const Assumptions& assumed) {
  Section section{"assumptions", "What was assumed", {}, {}, {}, {}};
  if (!assumed.description.empty()) section.text.push_back(assumed.description);
  section.text.push_back(fmt::format(
      "{} polic{}, {} replicate{}; {}.", assumed.policies.size(), assumed.policies.size() == 1 ? "y" : "ies",
      data.replicates(), data.replicates() == 1 ? "" : "s",
      data.has_baseline() ? "every replicate has its twin without the policies and with the same random draws"
                          : "the file has no baseline"));
  if (const std::string sectors = sector_sentence(data); !sectors.empty()) section.text.push_back(sectors);
  DataTable policies =
      text_table("policies", "Policies", "scenario stored in the file", {"policy", "type", "dates", "terms"});
  for (const AssumedPolicy& policy : assumed.policies)
    policies.rows.push_back({policy.id, policy.type, policy.dates, policy.terms});
  if (!policies.rows.empty()) section.tables.push_back(std::move(policies));
  DataTable settings = text_table("settings", "World, calendar, and settings that are not the default",
                                  "scenario stored in the file", {"setting", "value", "default"});
  for (const Setting& setting : assumed.settings)
    settings.rows.push_back({setting.name, setting.value, setting.usual});
  section.tables.push_back(std::move(settings));
  for (const char* const name : {"scenario_notes", "world_notes"}) {
    DataTable notes =
        text_table(name,
                   std::string(name) == "world_notes" ? "Estimated, clipped or moved figures of the world"
                                                      : "Left out or clipped in the scenario",
                   fmt::format("/provenance/{}", name), {"note"});
    for (const std::string& line : lines_of(data.text(name))) notes.rows.push_back({line});
    if (!notes.rows.empty()) section.tables.push_back(std::move(notes));
  }
  return section;
}

Section provenance_section(const ResultData& data) {
  Section section{"provenance", "Provenance", {}, {}, {}, {}};
  DataTable table = text_table("provenance", "How this file came to be",
                               "attributes and /provenance of the file", {"item", "text"});
  for (const char* const name : {"title", "source", "id", "history", "Conventions"}) {
    const std::string text = data.reader().root_attribute(name);
    if (!text.empty()) table.rows.push_back({std::string(name), text});
  }
  constexpr std::size_t longest = 400;  // characters; longer texts stay in the file
  for (const std::string& name : data.reader().texts()) {
    const std::string text = data.text(name);
    if (name == "world_notes" || name == "scenario_notes" || text.empty()) continue;
    const std::size_t lines = lines_of(text).size();
    const bool whole = text.size() <= longest && lines <= 3;
    table.rows.push_back(
        {name, whole ? text : fmt::format("{} lines; see /provenance/{} of the file", lines, name)});
  }
  section.tables = {std::move(table)};
  return section;
}

}  // namespace entrepot::outputs
