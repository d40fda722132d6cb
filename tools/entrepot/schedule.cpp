#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "outputs/compare/render/text_table.hpp"
#include "outputs/report/render/braille_plot.hpp"
#include "scenarios/reader/load.hpp"
#include "scenarios/reader/world_words.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/links/listed_firms.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/schedule_path.hpp"
#include "tools/runs/policies/moved_pair.hpp"
#include "tools/runs/policies/policy_notes.hpp"
#include "tools/runs/policies/policy_reach.hpp"
#include "tools/runs/policies/tariff_coverage.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

// A scenario with its instruments bound to its world.
struct Bound {
  Scenario scenario;
  WorldTable table;
  std::vector<std::unique_ptr<Instrument>> owned;
  std::vector<const Instrument*> instruments;
};

Bound bound_scenario(const std::string& path, const std::vector<std::string>& overrides) {
  Bound bound;
  bound.scenario = read_scenario(path, overrides);
  bound.table = read_world(bound.scenario.world);
  bound.owned = make_instruments(bound.scenario, bound.table);
  for (const auto& instrument : bound.owned) bound.instruments.push_back(instrument.get());
  for (std::string& note : policy_notes(bound.scenario, bound.table, bound.instruments))
    bound.scenario.notes.push_back(std::move(note));
  return bound;
}

std::string levers_text(const PolicyReach& reach) {
  std::string text;
  for (std::size_t i = 0; i < reach.levers.size(); ++i)
    text += fmt::format("{}{} ({})", i > 0 ? ", " : "", reach.levers[i], reach.elements[i]);
  return text;
}

// One line per policy: what it moves, and when.
std::string overview(const Bound& bound) {
  const auto reach = policy_reach(bound.table, bound.instruments, bound.scenario.calendar);
  TextTable table;
  table.columns = {{"policy"},
                   {"type"},
                   {"known from"},
                   {"first month"},
                   {"last month"},
                   {"base trade, bn USD", Align::right},
                   {"of the goods", Align::right},
                   {"levers (elements)"}};
  for (std::size_t i = 0; i < reach.size(); ++i) {
    const Date announced = bound.instruments[i]->announced();
    const Coverage coverage = tariff_coverage(bound.scenario.policies[i], bound.table);
    const bool is_tariff = coverage.reach > 0.0;
    const std::string trade = is_tariff ? fmt::format("{:.1f}", coverage.covered / 1000.0) : "";
    const std::string share =
        is_tariff ? fmt::format("{:.1f} %", 100.0 * coverage.covered / coverage.reach) : "";
    table.rows.push_back({bound.scenario.policies[i].id, bound.scenario.policies[i].type,
                          announced == Date::min() ? "always" : format_date(announced),
                          reach[i].acts ? reach[i].first.text() : "never",
                          reach[i].acts ? reach[i].last.text() : "", trade, share, levers_text(reach[i])});
  }
  return table.render() +
         "\nbase trade: goods trade of the base year that a tariff covers, and its part of all goods that "
         "its "
         "importers buy\nfrom its origins\n";
}

// Terms that the flow has at any time.
std::vector<std::size_t> used_terms(const std::vector<FlowMonth>& path) {
  std::vector<std::size_t> used;
  for (std::size_t term = 0; term < flow_terms; ++term) {
    const auto moves = [&](const FlowMonth& at) { return at.values[term] != 0.0; };
    if (term == 0 || std::any_of(path.begin(), path.end(), moves)) used.push_back(term);
  }
  return used;
}

std::string sources_text(const FlowMonth& at, const Scenario& scenario) {
  std::string text = fmt::format("base {:.2f}", at.base_duty);
  for (const TermSource& source : at.sources) {
    const FlowTerm& term = flow_term_list()[source.term];
    text += fmt::format(", {} {}{:+.2f}", scenario.policies[source.policy].id,
                        source.term == 0 ? "" : std::string(term.name) + " ", source.change);
  }
  return text;
}

// A row for the first month and for every month in which the terms or their sources differ from the last.
std::string changes_table(const std::vector<FlowMonth>& path, const std::vector<std::size_t>& used,
                          const Scenario& scenario) {
  TextTable table;
  table.columns = {{"month"}};
  for (const std::size_t term : used)
    table.columns.push_back(
        {fmt::format("{}, {}", flow_term_list()[term].name, flow_term_list()[term].unit), Align::right});
  table.columns.push_back({"= base and sources (points of duty unless said)"});
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i > 0 && path[i].values == path[i - 1].values && path[i].sources == path[i - 1].sources) continue;
    std::vector<std::string> row = {path[i].month.text()};
    for (const std::size_t term : used) row.push_back(fmt::format("{:.2f}", path[i].values[term]));
    row.push_back(sources_text(path[i], scenario));
    table.rows.push_back(std::move(row));
  }
  return table.render();
}

std::string plots(const std::vector<FlowMonth>& path, const std::vector<std::size_t>& used) {
  std::string text;
  for (const std::size_t term : used) {
    std::vector<double> values;
    for (const FlowMonth& at : path) values.push_back(at.values[term]);
    text += fmt::format("\n{}\n{}", flow_term_list()[term].name,
                        braille_plot(values, path.front().month.text(), path.back().month.text(),
                                     {64, 6, flow_term_list()[term].unit}));
  }
  return text;
}

std::string quota_line(const PolicySpec& policy, const QuotaTerms& quota) {
  const std::string beyond = quota.over_duty < 0.0
                                 ? "nothing enters beyond it"
                                 : fmt::format("{:+.1f} pp beyond it", 100.0 * quota.over_duty);
  const bool ends = policy.values.has("until");
  const std::string carried =
      quota.carry_over > 0.0 ? fmt::format(", {:.0f} % of the rest carried over", 100.0 * quota.carry_over)
                             : "";
  return fmt::format("quota {}: {:.1f} million USD a {} at base prices, {}{}, from {}{}, {}\n", policy.id,
                     quota.volume * quota.period, policy.values.get<std::string>("period"),
                     quota.first_come ? "first come, first served" : "by licences", carried,
                     format_date(policy.values.get<Date>("from")),
                     ends ? " until " + format_date(policy.values.get<Date>("until")) : "", beyond);
}

bool changes(const std::vector<FlowMonth>& path) {
  return std::any_of(path.begin(), path.end(), [](const FlowMonth& at) { return !at.sources.empty(); });
}

// Where no policy acts on the flow but some do on its reverse: probably that one is meant.
std::string reverse_hint(const Bound& bound, const FlowQuery& query) {
  FlowQuery reverse = query;
  std::swap(reverse.origin, reverse.destination);
  if (!changes(flow_path(reverse, bound.table, bound.instruments, bound.scenario.calendar))) return "";
  const std::size_t colon = query.text.find(':');
  return fmt::format(
      "note: no policy changes {}; policies do change the reverse flow {}->{}{}: a flow is "
      "written origin->importer\n",
      query.text, bound.table.regions[query.destination], bound.table.regions[query.origin],
      colon == std::string::npos ? "" : query.text.substr(colon));
}

// Quotas on products of the flow: their volume, and how much of the flow's products they hold.
std::string quotas_text(const Bound& bound, const FlowQuery& query) {
  std::string text;
  for (std::size_t i = 0; i < bound.scenario.policies.size(); ++i) {
    const PolicySpec& policy = bound.scenario.policies[i];
    if (policy.type != "quota") continue;
    Levers levers;
    const Date from = policy.values.get<Date>("from");
    bound.instruments[i]->apply(Month(from), levers);
    const std::vector<std::uint32_t>& flows = levers.quotas.front().flows;
    const bool meets = std::any_of(query.products.begin(), query.products.end(), [&](std::size_t p) {
      return std::find(flows.begin(), flows.end(),
                       bound.table.duty_index(query.destination, query.origin, p)) != flows.end();
    });
    if (meets) text += quota_line(policy, levers.quotas.front());
  }
  return text;
}

std::string flow_text(const Bound& bound, const FlowQuery& query) {
  const auto path = flow_path(query, bound.table, bound.instruments, bound.scenario.calendar);
  const auto used = used_terms(path);
  return fmt::format("\n{}: {} product{}, means weighted by the trade of the base\n\n{}{}{}{}", query.text,
                     query.products.size(), query.products.size() == 1 ? "" : "s",
                     changes_table(path, used, bound.scenario), quotas_text(bound, query),
                     changes(path) ? "" : reverse_hint(bound, query), plots(path, used));
}

nlohmann::ordered_json flow_json(const Bound& bound, const FlowQuery& query) {
  nlohmann::ordered_json months = nlohmann::ordered_json::array();
  for (const FlowMonth& at : flow_path(query, bound.table, bound.instruments, bound.scenario.calendar)) {
    nlohmann::ordered_json row = {
        {"month", at.month.text()}, {"base", at.base_duty}, {"sources", nlohmann::ordered_json::array()}};
    for (std::size_t term = 0; term < flow_terms; ++term) row[flow_term_list()[term].name] = at.values[term];
    for (const TermSource& source : at.sources) {
      row["sources"].push_back({{"policy", bound.scenario.policies[source.policy].id},
                                {"term", flow_term_list()[source.term].name},
                                {"change", source.change}});
    }
    months.push_back(std::move(row));
  }
  return {{"flow", query.text}, {"months", months}};
}

std::string listed_firms(const std::string& path, const std::vector<std::string>& overrides,
                         const CommonOptions& common) {
  Scenario scenario = read_scenario(path, overrides);
  WorldTable table = table_to_run(scenario, common);
  RunJob job(std::move(scenario), std::move(table), common.threads);
  return listed_firms_csv(job);
}

// What the overview says, and the pair of regions that the policies move most, as a flow to ask for.
nlohmann::ordered_json policies_json(const Bound& bound) {
  const auto reach = policy_reach(bound.table, bound.instruments, bound.scenario.calendar);
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < reach.size(); ++i) {
    const Date announced = bound.instruments[i]->announced();
    nlohmann::ordered_json row = {{"id", bound.scenario.policies[i].id},
                                  {"type", bound.scenario.policies[i].type},
                                  {"acts", reach[i].acts}};
    if (announced != Date::min()) row["known_from"] = format_date(announced);
    if (reach[i].acts) row["first_month"] = reach[i].first.text();
    if (reach[i].acts) row["last_month"] = reach[i].last.text();
    rows.push_back(std::move(row));
  }
  return rows;
}

void print_schedule_json(const Bound& bound, const std::vector<FlowQuery>& queries) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const FlowQuery& query : queries) rows.push_back(flow_json(bound, query));
  nlohmann::ordered_json json = {{"rows", rows}, {"policies", policies_json(bound)}};
  if (const auto pair = most_moved_pair(bound.table, bound.instruments, bound.scenario.calendar))
    json["moved_most"] = pair->origin + ":" + pair->importer;
  print_json(json);
}

}  // namespace

void add_schedule(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "schedule", "print the terms that a scenario's policies resolve to, month by month; runs nothing");
  gives_json(*verb, common);
  auto path = std::make_shared<std::string>();
  auto overrides = std::make_shared<std::vector<std::string>>();
  auto flows = std::make_shared<std::vector<std::string>>();
  verb->add_option("scenario", *path, "scenario file, or the name of a library scenario")->required();
  verb->add_option("--flow", *flows, "a flow to follow: CHN:USA:8542, CHN:USA:85 or CHN:USA; may be repeated")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_option("--set", *overrides, "change a value: 'policies[list-1].scale=2'")
      ->take_all()
      ->allow_extra_args(false);
  auto firms = std::make_shared<bool>(false);
  verb->add_flag(
      "--firms", *firms,
      "instead, as CSV, the firms of the world that entity lists name (entity_list); makes the world");
  verb->callback([path, overrides, flows, firms, &common] {
    if (*firms) {
      fmt::print("{}", listed_firms(*path, *overrides, common));
      return;
    }
    const Bound bound = bound_scenario(*path, *overrides);
    for (const std::string& note : bound.scenario.notes) {
      if (!common.quiet) fmt::print(stderr, "note: {}\n", note);
    }
    std::vector<FlowQuery> queries;
    const std::vector<ListedName> words =
        flows->empty() ? std::vector<ListedName>() : world_words(bound.scenario.world);
    for (const std::string& flow : *flows) queries.push_back(parse_flow(flow, bound.table, words));
    if (common.json) {
      print_schedule_json(bound, queries);
      return;
    }
    fmt::print("{}", overview(bound));
    for (const FlowQuery& query : queries) fmt::print("{}", flow_text(bound, query));
  });
}

}  // namespace entrepot::tools
