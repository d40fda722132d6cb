#include "outputs/report/facts/facts_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "outputs/report/facts/fact_answers.hpp"
#include "outputs/report/facts/views.hpp"
#include "outputs/report/sections/facts.hpp"

namespace entrepot::outputs {

namespace {

// One of those who answer: the run, or a rival.
struct Contender {
  std::string name;
  std::vector<FactAnswer> answers;  // [fact]
};

std::vector<FactAnswer> fact_answers_of(const std::vector<Fact>& facts,
                                        const std::vector<const FactView*>& views,
                                        const std::vector<FactAnswer>* run) {
  std::vector<FactAnswer> answers;
  for (std::size_t f = 0; f < facts.size(); ++f) {
    // What the run does not hold is asked of nobody.
    const bool asked = run == nullptr || (*run)[f].why_not.empty();
    answers.push_back(asked ? answer_fact(facts[f], views) : (*run)[f]);
  }
  return answers;
}

DataTable fact_rival_table(const std::vector<Fact>& facts, const std::vector<Contender>& contenders) {
  DataTable table{"rivals", "The same facts by those who know less", "as the facts above", {}, {}};
  table.columns = {{"fact", "", 0, false, true}, {"role", "", 0, false, true}, {"band", "", 0, false, true}};
  for (const Contender& one : contenders) {
    table.columns.push_back({one.name, "", -1, false, false});
    table.columns.push_back({one.name + ": verdict", "", 0, false, true});
  }
  for (std::size_t f = 0; f < facts.size(); ++f) {
    if (!contenders.front().answers[f].why_not.empty()) continue;
    std::vector<DataCell> row = {facts[f].id, facts[f].role, fact_band(facts[f])};
    for (const Contender& one : contenders) {
      row.emplace_back(one.answers[f].value.mean);
      row.emplace_back(fact_verdict(facts[f], one.answers[f]));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

DataTable fact_score_table(const std::vector<Fact>& facts, const std::vector<Contender>& contenders) {
  DataTable table{"scores", "Numeric facts of the role check in their band", "as the facts above", {}, {}};
  table.columns = {{"who", "", 0, false, true},
                   {"in the band", "", 0, false, false},
                   {"answered", "", 0, false, false},
                   {"of", "", 0, false, false}};
  for (const Contender& one : contenders) {
    int inside = 0;
    int answered = 0;
    int all = 0;
    for (std::size_t f = 0; f < facts.size(); ++f) {
      if (facts[f].role != "check" || std::isnan(facts[f].value)) continue;
      ++all;
      answered += one.answers[f].why_not.empty() ? 1 : 0;
      inside += fact_verdict(facts[f], one.answers[f]) == "in the band" ? 1 : 0;
    }
    table.rows.push_back(
        {one.name, static_cast<double>(inside), static_cast<double>(answered), static_cast<double>(all)});
  }
  return table;
}

Section rivals_section(const std::vector<Fact>& facts, const std::vector<Contender>& contenders) {
  Section section{"rivals", "Against rivals", {}, {}, {}, {}};
  section.text = {
      "no change: every later period is that of 2017 without policies, and links last. static "
      "equilibrium: trade is settled at once under the policies in force, without firms or time; a "
      "year is the mean of four of its months.",
      "A rival is asked what the run answers; where it has no such number it says so and scores "
      "nothing."};
  section.tables = {fact_score_table(facts, contenders), fact_rival_table(facts, contenders)};
  return section;
}

// The words of each fact (how it is measured, statement, source) in a table of their own: numbers and
// verdicts then fit a terminal. What was not measured is shown here, not only named.
void part_words(Section& section) {
  constexpr std::size_t first_word = 9;
  DataTable words{"facts-words", "How each fact is measured, and where it is from", "", {}, {}, true};
  for (DataTable& table : section.tables) {
    table.is_long = false;
    words.source = table.source;
    words.columns = {table.columns.front()};
    words.columns.insert(words.columns.end(), table.columns.begin() + first_word, table.columns.end());
    table.columns.resize(first_word);
    for (std::vector<DataCell>& row : table.rows) {
      std::vector<DataCell> said = {row.front()};
      said.insert(said.end(), row.begin() + first_word, row.end());
      words.rows.push_back(std::move(said));
      row.erase(row.begin() + first_word, row.end());
    }
  }
  section.tables.push_back(std::move(words));
}

RunSummary run_facts_summary(const std::string& file, const FactsRequest& request, const StaticRival& rival) {
  ResultData data(file, request.threads);
  const RunViews views(data);
  RunSummary run;
  run.file = file;
  run.name = data.reader().root_attribute("title");
  run.importer = "USA";
  run.replicates = data.replicates();
  Section section = facts_section(data, request.facts, request.file);
  section.text.push_back(fmt::format("facts of {}, SHA-256 {}", request.file, request.hash));
  for (const std::string& note : data.notes()) section.text.push_back(note + ".");
  part_words(section);
  const std::vector<const FactView*> scenario = views.scenario();
  std::vector<std::unique_ptr<NoChangeView>> still;
  std::vector<const FactView*> unchanged;
  for (const FactView* view : scenario) {
    still.push_back(std::make_unique<NoChangeView>(*view, views.world(), "2017"));
    unchanged.push_back(still.back().get());
  }
  const std::unique_ptr<FactView> settled = rival(file, views.world(), scenario.front()->last_year());
  std::vector<Contender> contenders = {{"run", fact_answers_of(request.facts, scenario, nullptr)}};
  const std::vector<FactAnswer>& own = contenders.front().answers;
  const Contender no_change{"no change", fact_answers_of(request.facts, unchanged, &own)};
  const Contender equilibrium{"static equilibrium", fact_answers_of(request.facts, {settled.get()}, &own)};
  contenders.push_back(no_change);
  contenders.push_back(equilibrium);
  run.sections = {std::move(section), rivals_section(request.facts, contenders)};
  return run;
}

}  // namespace

Summary facts_summary(const std::vector<std::string>& files, const FactsRequest& request,
                      const StaticRival& rival) {
  Summary summary;
  for (const std::string& file : files) summary.runs.push_back(run_facts_summary(file, request, rival));
  return summary;
}

}  // namespace entrepot::outputs
