#include "outputs/report/summarise.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <set>
#include <utility>

#include "outputs/compare/same_world.hpp"
#include "outputs/report/sections/facts.hpp"
#include "outputs/report/sections/sections.hpp"
#include "outputs/report/together/overlay.hpp"
#include "outputs/store/moved_pair.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::outputs {

namespace {

std::string known_region(const ResultData& data, const std::string& asked, const std::string& what) {
  const std::vector<std::string> regions = data.regions();
  if (std::find(regions.begin(), regions.end(), asked) != regions.end()) return asked;
  throw InputError(
      Fault{Place{data.reader().path(), 0, 0, ""}, fmt::format("no region named {}", asked),
            fmt::format("the {} must be a region of the file: {}", what, fmt::join(regions, ", ")),
            suggest(asked, regions, Asks::plain)});
}

// Origin and importer whose trade the policies move most; empty where the file does not say.
std::pair<std::string, std::string> moved_pair(const ResultData& data) {
  const std::string text = data.text(layout::moved_pair_text);
  const std::size_t space = text.find(' ');
  if (space == std::string::npos) return {};
  return {text.substr(0, space), text.substr(space + 1)};
}

// As asked, else that of the pair which the policies move most, else the first region with trade by product,
// else the first.
std::string choose_importer(const ResultData& data, const std::string& asked) {
  if (!asked.empty()) return known_region(data, asked, "importer");
  if (const std::string moved = moved_pair(data).second; !moved.empty()) return moved;
  if (data.has("product_imports")) return data.reader().axis("scenario", "reporter").labels.front();
  return data.regions().front();
}

// As asked, else the origin of the pair which the policies move most, else who loses most.
std::string choose_rival(ResultData& data, const std::string& asked, const std::string& importer) {
  if (!asked.empty()) return known_region(data, asked, "rival");
  if (data.goods().empty()) return "";
  const auto [origin, of_importer] = moved_pair(data);
  return of_importer == importer ? origin : largest_loser(data, importer);
}

Section no_goods(const std::string& id, const std::string& title) {
  return {id, title, {},
          {}, {},    {"this file does not say which sectors are goods: written by an older version"}};
}

// Sections that need to know goods from services.
void add_goods_sections(const Scope& scope, std::vector<Section>& sections) {
  if (scope.data.goods().empty()) {
    sections.push_back(no_goods("shares", "Who lost and who gained"));
    sections.push_back(no_goods("flows", "Flows before and after"));
    return;
  }
  sections.push_back(shares_section(scope));
  sections.push_back(map_section(scope));
}

void add_goods_details(const Scope& scope, std::vector<Section>& sections) {
  if (scope.data.goods().empty()) {
    sections.push_back(no_goods("sectors", "Sectors and origins"));
    sections.push_back(no_goods("prices", "Prices and duties"));
    return;
  }
  sections.push_back(sectors_section(scope));
  sections.push_back(prices_section(scope));
}

struct RunResult {
  RunSummary summary;
  std::vector<Headline> headline;
  std::string year;
};

RunResult summarise_run(const SummaryInput& input, ResultData& data, const SummaryOptions& options) {
  if (data.regions().empty()) {
    throw InputError(Fault{Place{input.file, 0, 0, ""}, "no trade by region in this file",
                           "it has no import_share", "give a file written by `entrepot run`"});
  }
  RunResult run;
  RunSummary& summary = run.summary;
  summary.file = input.file;
  summary.name = input.assumptions.name;
  summary.regions = data.regions();
  summary.importer = choose_importer(data, options.importer);
  summary.replicates = data.replicates();
  summary.rival = choose_rival(data, options.rival, summary.importer);
  const Scope scope{data, summary.importer, summary.rival};
  run.headline = headline_numbers(scope);
  run.year = data.years().back();
  std::vector<Section>& sections = summary.sections;
  // The answer, its trust, the story, the method.
  Section facts;
  if (!options.facts.empty()) facts = facts_section(data, options.facts, options.facts_file);
  sections = {headline_section(scope, run.headline, input.assumptions.policies, facts_line(facts))};
  if (!options.facts.empty()) sections.push_back(std::move(facts));
  add_goods_sections(scope, sections);
  sections.push_back(chain_section(scope));
  sections.push_back(links_section(scope));
  add_goods_details(scope, sections);
  sections.push_back(economy_section(scope));
  sections.push_back(firms_section(scope));
  sections.push_back(sites_section(scope));
  sections.insert(sections.end(), input.more.begin(), input.more.end());
  sections.push_back(assumptions_section(data, input.assumptions));
  sections.push_back(provenance_section(data));
  std::vector<std::string>& first = sections.front().text;
  for (const std::string& note : data.notes()) first.insert(first.begin(), note + ".");
  return run;
}

// The headline numbers of all files: one row per measure, one column per file.
DataTable headline_table(const std::vector<RunResult>& runs, const std::vector<std::string>& labels) {
  DataTable table{"together", "Difference to no policies", "the headline numbers of each file", {}, {}};
  table.columns = {{"measure", "", 0, false, true}, {"unit", "", 0, false, true}};
  for (std::size_t r = 0; r < runs.size(); ++r)
    table.columns.push_back({fmt::format("{} {}", labels[r], runs[r].year), "", -1, true, false});
  for (std::size_t r = 0; r < runs.size(); ++r) {
    for (const Headline& number : runs[r].headline) {
      const auto same = [&](const auto& row) { return row[0].text == number.name; };
      auto row = std::find_if(table.rows.begin(), table.rows.end(), same);
      if (row == table.rows.end()) {
        std::vector<DataCell> fresh{number.name, number.units};
        fresh.resize(table.columns.size(), DataCell(std::numeric_limits<double>::quiet_NaN()));
        row = table.rows.insert(table.rows.end(), std::move(fresh));
      }
      (*row)[r + 2] = number.difference;
    }
  }
  return table;
}

// The answer of each file, with its bands: one row per number.
DataTable answers_table(const std::vector<RunResult>& runs, const std::vector<std::string>& labels) {
  DataTable table{"answers", "The answer of each scenario", "with minus without the policies", {}, {}};
  table.columns = {{"scenario", "", 0, false, true}, {"measure", "", 0, false, true},
                   {"unit", "", 0, false, true},     {"difference", "", 2, true},
                   {"95 % low", "", 2, true},        {"95 % high", "", 2, true}};
  for (std::size_t r = 0; r < runs.size(); ++r) {
    for (const KeyNumber& number : runs[r].summary.sections.front().numbers)
      table.rows.push_back(
          {labels[r], number.name, number.units, number.difference, number.low, number.high});
  }
  return table;
}

std::string band_in_words(const KeyNumber& number) {
  if (std::isnan(number.low)) return "one run, so no band";
  const bool spans_zero = number.low <= 0.0 && number.high >= 0.0;
  return fmt::format("{}95 % interval {:+.2f} to {:+.2f}", spans_zero ? "not told from zero, " : "",
                     number.low, number.high);
}

// What each scenario does to the share that answers first; "" where no file has one.
std::string compared_in_words(const std::vector<RunResult>& runs, const std::vector<std::string>& labels) {
  std::vector<std::string> parts;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const std::vector<KeyNumber>& numbers = runs[r].summary.sections.front().numbers;
    if (numbers.empty() || numbers[0].units != "pp") continue;
    parts.push_back(fmt::format("{} changes the {} by {:+.2f} points ({})", labels[r], numbers[0].name,
                                numbers[0].difference, band_in_words(numbers[0])));
  }
  return parts.empty() ? "" : fmt::format("Against no policies: {}.", fmt::join(parts, "; "));
}

// Scenarios by their names; those of one name by their files too.
std::vector<std::string> run_labels(const std::vector<RunResult>& runs) {
  std::multiset<std::string> names;
  for (const RunResult& run : runs) names.insert(run.summary.name);
  std::vector<std::string> labels;
  for (const RunResult& run : runs) {
    const RunSummary& summary = run.summary;
    labels.push_back(names.count(summary.name) < 2 ? summary.name
                                                   : fmt::format("{} ({})", summary.name, summary.file));
    const auto times = std::count(labels.begin(), labels.end(), labels.back());
    if (times > 1) labels.back() += fmt::format(", {}", times);  // a file that is given twice
  }
  return labels;
}

// The importer and the rival of the first run, or of the first that has a rival.
Overlay overlay_of(const std::vector<RunResult>& runs, const std::vector<std::string>& labels,
                   const std::vector<std::unique_ptr<ResultData>>& data) {
  Overlay overlay{runs.front().summary.importer, "", true, {}};
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const RunSummary& summary = runs[r].summary;
    if (overlay.rival.empty() && summary.importer == overlay.importer) overlay.rival = summary.rival;
    overlay.runs.push_back({labels[r], data[r].get()});
  }
  return overlay;
}

// Runs of one world have the same draws.
bool are_of_one_world(const std::vector<std::string>& files) {
  try {
    static_cast<void>(match_all_files(files, Worlds::same));
    return true;
  } catch (const InputError&) {
    return false;
  }
}

void say_how_paired(const Overlay& overlay, Section& section) {
  section.text.push_back("Each scenario against its own baseline, in its last full year.");
  section.text.push_back(
      overlay.same_world
          ? fmt::format(
                "The charts lay the scenarios over each other, seen from {}. All have the same draws, so "
                "the table also sets each against the first, replicate by replicate.",
                overlay.importer)
          : fmt::format(
                "The charts lay the scenarios over each other, seen from {}. Their worlds differ, so they "
                "are not paired with each other.",
                overlay.importer));
}

Section side_by_side(const std::vector<RunResult>& runs, const std::vector<std::unique_ptr<ResultData>>& data,
                     const std::vector<std::string>& notes) {
  Section section{"together", "Scenarios side by side", {}, {}, {}, {}};
  const std::vector<std::string> labels = run_labels(runs);
  std::vector<std::string> files;
  for (const RunResult& run : runs) files.push_back(run.summary.file);
  Overlay overlay = overlay_of(runs, labels, data);
  overlay.same_world = are_of_one_world(files);
  if (const std::string compared = compared_in_words(runs, labels); !compared.empty())
    section.text.push_back(compared);
  say_how_paired(overlay, section);
  for (const std::string& note : notes) section.text.push_back(note + ".");
  section.tables = {answers_table(runs, labels), headline_table(runs, labels)};
  add_overlay(overlay, section);
  return section;
}

}  // namespace

Summary summarise(const std::vector<SummaryInput>& inputs, const SummaryOptions& options) {
  if (inputs.empty()) throw UsageError("give at least one result file");
  std::vector<std::string> files;
  for (const SummaryInput& input : inputs) files.push_back(input.file);
  const std::vector<std::string> notes = match_all_files(files, options.worlds);
  std::vector<RunResult> runs;
  std::vector<std::unique_ptr<ResultData>> data;  // kept: the runs are overlaid at the end
  for (const SummaryInput& input : inputs) {
    data.push_back(std::make_unique<ResultData>(input.file, options.threads));
    runs.push_back(summarise_run(input, *data.back(), options));
  }
  Summary summary;
  if (runs.size() > 1) summary.together = {side_by_side(runs, data, notes)};
  for (RunResult& run : runs) summary.runs.push_back(std::move(run.summary));
  return summary;
}

}  // namespace entrepot::outputs
