// The headline: a handful of numbers of the last year, and one sentence.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "outputs/report/sections/price_index.hpp"
#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

Headline from_derived(const std::string& name, const std::string& units, const Derived& values,
                      std::size_t i) {
  return {name,          units,         values.scenario[i], values.baseline[i], values.difference[i],
          values.low(i), values.high(i)};
}

std::size_t region_position(const std::vector<std::string>& labels, const std::string& label) {
  return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) - labels.begin());
}

// The origin that gains most of those whose gain is told from zero, or the number of regions.
std::size_t largest_gainer(const Derived& shares, std::size_t regions, std::size_t years) {
  std::size_t best = regions;
  double most = 0.005;  // percentage points
  for (std::size_t i = 0; i < regions; ++i) {
    const std::size_t last = (i + 1) * years - 1;
    const double difference = shares.difference[last];
    if (!(difference > most) || !(shares.low(last) > 0.0)) continue;  // one run tells nothing from zero
    most = difference;
    best = i;
  }
  return best;
}

void add_shares(const Scope& scope, std::vector<Headline>& out) {
  if (scope.data.goods().empty()) return;
  const std::vector<std::string> regions = scope.data.regions();
  const std::size_t years = scope.data.years().size();
  const Derived shares = goods_import_shares(scope.data, scope.importer);
  const auto add = [&](std::size_t i) {
    out.push_back(from_derived(fmt::format("share of {} in {} goods imports", regions[i], scope.importer),
                               "%", shares, (i + 1) * years - 1));
  };
  if (!scope.rival.empty()) add(region_position(regions, scope.rival));
  const std::size_t gainer = largest_gainer(shares, regions.size(), years);
  if (gainer < regions.size()) add(gainer);
}

// The last year's sum or mean of one label of one axis over all other cells.
std::optional<Derived> last_year(const Scope& scope, const std::string& metric,
                                 const std::vector<AxisFilter>& filters) {
  if (!scope.data.has(metric)) return std::nullopt;
  const PairedMetric& paired = scope.data.paired(metric, Period::year, filters);
  const std::size_t inner = paired.scenario[0].size() / paired.size_of("time");
  return scope.data.derive({&paired}, [&](const ResultData::Values& values) {
    double sum = 0.0;
    for (std::size_t i = values[0]->size() - inner; i < values[0]->size(); ++i) sum += (*values[0])[i];
    return std::vector<double>{sum};
  });
}

void add_links(const Scope& scope, std::vector<Headline>& out) {
  if (scope.rival.empty()) return;
  const auto index =
      last_year(scope, "indirect_link_index", {{"origin", scope.rival}, {"destination", scope.importer}});
  if (index)
    out.push_back(from_derived(fmt::format("indirect-link index of {} to {}", scope.rival, scope.importer),
                               "base = 1", *index, 0));
}

void add_prices(const Scope& scope, std::vector<Headline>& out) {
  if (scope.data.has("import_price") && !scope.data.goods().empty()) {
    const PairedMetric& prices =
        scope.data.paired("import_price", Period::year, {{"destination", scope.importer}});
    const Derived index = import_price_index(scope.data, prices, import_weights(scope.data, scope.importer));
    out.push_back(from_derived(fmt::format("import prices of {}", scope.importer), "base = 1", index,
                               index.scenario.size() - 1));
  }
  const auto consumer = last_year(scope, "consumer_price", {{"region", scope.importer}});
  if (consumer)
    out.push_back(
        from_derived(fmt::format("consumer prices of {}", scope.importer), "base = 1", *consumer, 0));
  const auto duties = last_year(scope, "duties", {{"destination", scope.importer}});
  if (duties)
    out.push_back(from_derived(fmt::format("duties collected by {}", scope.importer), "million USD per year",
                               *duties, 0));
}

bool spans_zero(const Headline& number) { return number.low <= 0.0 && number.high >= 0.0; }

std::string signed_points(const Headline& number) {
  std::string text = fmt::format("{:.2f} points {}", std::abs(number.difference),
                                 number.difference < 0.0 ? "lower" : "higher");
  if (!std::isnan(number.low))
    text += fmt::format(" ({}95 % interval {:+.2f} to {:+.2f})",
                        spans_zero(number) ? "not told from zero, " : "", number.low, number.high);
  return text;
}

// As a percentage of the run without the policies.
KeyNumber in_percent(const Headline& number) {
  const double scale = 100.0 / number.baseline;
  return {number.name, "%", scale * number.difference, scale * number.low, scale * number.high};
}

// The three that answer first: the share that moves most, prices, real income or product.
std::vector<KeyNumber> key_numbers(const Scope& scope, const std::vector<Headline>& numbers) {
  std::vector<KeyNumber> keys;
  if (!numbers.empty() && numbers[0].units == "%")
    keys.push_back({numbers[0].name, "pp", numbers[0].difference, numbers[0].low, numbers[0].high});
  for (const Headline& number : numbers) {
    if (number.name.rfind("consumer prices", 0) == 0) keys.push_back(in_percent(number));
  }
  for (const char* metric : {"real_income", "real_gdp"}) {
    const auto value = last_year(scope, metric, {{"region", scope.importer}});
    if (!value || std::isnan(value->difference[0])) continue;
    const std::string name = std::string(metric) == "real_income" ? "real income of " : "real GDP of ";
    keys.push_back(in_percent(from_derived(name + scope.importer, "", *value, 0)));
    break;
  }
  return keys;
}

std::string trust_line(const Scope& scope, const std::string& facts) {
  std::vector<std::string> parts;
  const int replicates = scope.data.replicates();
  parts.push_back(replicates < 2 ? "one run, so no band: other draws give other numbers (--set replicates=8)"
                                 : fmt::format("bands: 95 % over {} runs", replicates));
  parts.push_back(facts.empty() ? "not held against observed facts (--facts)" : facts);
  const std::string notes = scope.data.text("world_notes");
  const auto count =
      std::count(notes.begin(), notes.end(), '\n') + (notes.empty() || notes.back() == '\n' ? 0 : 1);
  if (count > 0)
    parts.push_back(fmt::format("{} note{} of what was estimated, below", count, count == 1 ? "" : "s"));
  return fmt::format("How far to trust it: {}.", fmt::join(parts, "; "));
}

// What the policy's terms say of a key, or "".
std::string term_of(const AssumedPolicy& policy, const std::string& key) {
  const std::string terms = "; " + policy.terms + "; ";
  const std::string begin = "; " + key + ": ";
  const std::size_t found = terms.find(begin);
  if (found == std::string::npos) return "";
  const std::size_t from = found + begin.size();
  std::string term = terms.substr(from, terms.find("; ", from) - from);
  std::erase_if(term, [](char c) { return c == '[' || c == ']'; });
  return term;
}

// Goods that a tariff is on; a list of more than three by its number.
std::string taxed_goods(const AssumedPolicy& policy) {
  if (!term_of(policy, "schedule").empty()) return "the goods of its schedule";
  for (const char* key : {"product", "list", "sector"}) {
    const std::string listed = term_of(policy, key);
    const auto commas = std::count(listed.begin(), listed.end(), ',');
    if (commas > 2) return fmt::format("{} {}s", commas + 1, key);
    if (!listed.empty()) return fmt::format("{} {}", key, listed);
  }
  return "all goods";
}

std::string in_words(const AssumedPolicy& policy) {
  const std::string importer = term_of(policy, "importer");
  const std::string origin = term_of(policy, "origin");
  const std::string rate = term_of(policy, "rate");
  if (policy.type == "tariff" && !importer.empty() && !rate.empty())
    return fmt::format("{} charges {} {} on {} from {}", importer, origin.empty() ? "all origins" : origin,
                       rate, taxed_goods(policy), policy.dates);
  if (policy.type == "retaliation")
    return fmt::format("{} answers {} from {}", importer, term_of(policy, "against"), policy.dates);
  return fmt::format("policy {} of type {} from {}", policy.id, policy.type, policy.dates);
}

// The policies in one line, the first three of them; "" where there is none.
std::string what_was_done(const std::vector<AssumedPolicy>& policies) {
  constexpr std::size_t most = 3;
  std::vector<std::string> done;
  for (std::size_t i = 0; i < std::min(most, policies.size()); ++i) done.push_back(in_words(policies[i]));
  if (policies.size() > most)
    done.push_back(fmt::format("and {} more, under what was assumed", policies.size() - most));
  return done.empty() ? "" : fmt::format("What was done: {}.", fmt::join(done, "; "));
}

std::string sentence(const Scope& scope, const std::vector<Headline>& numbers) {
  const std::string year = scope.data.years().back();
  if (!scope.data.has_baseline())
    return "The file has no baseline, so nothing can be said of what the policies did.";
  if (numbers.empty() || numbers[0].units != "%")
    return fmt::format(
        "In {} no origin's share of {} goods imports differs from the run without the policies.", year,
        scope.importer);
  std::string text = fmt::format("In {} the {} is {} than without the policies", year, numbers[0].name,
                                 signed_points(numbers[0]));
  if (numbers.size() > 1 && numbers[1].units == "%")
    text += fmt::format("; the {} is {}", numbers[1].name, signed_points(numbers[1]));
  for (const Headline& number : numbers) {
    if (number.name.rfind("consumer prices", 0) != 0) continue;
    const double percent = 100.0 * number.difference / number.baseline;
    text += fmt::format("; {} are {:.2f} % {}", number.name, std::abs(percent),
                        percent < 0.0 ? "lower" : "higher");
    if (spans_zero(number)) text += " (not told from zero)";
  }
  return text + ".";
}

}  // namespace

std::vector<Headline> headline_numbers(const Scope& scope) {
  std::vector<Headline> numbers;
  add_shares(scope, numbers);
  add_links(scope, numbers);
  add_prices(scope, numbers);
  if (const auto sites = last_year(scope, "sites", {}))
    numbers.push_back(from_derived("plants abroad in operation", "plants", *sites, 0));
  return numbers;
}

Section headline_section(const Scope& scope, const std::vector<Headline>& numbers,
                         const std::vector<AssumedPolicy>& policies, const std::string& facts) {
  Section section{"headline", "The headline", {}, {}, {}, {}};
  if (const std::string done = what_was_done(policies); !done.empty()) section.text.push_back(done);
  section.text.push_back(sentence(scope, numbers));
  if (!scope.data.years_complete())
    section.text.push_back(fmt::format("No year of this run is complete: {} holds some of its months only.",
                                       scope.data.years().back()));
  DataTable table{
      "headline",
      fmt::format("Year {}", scope.data.years().back()),
      fmt::format("customs_trade, indirect_link_index, import_price, consumer_price, duties and sites, "
                  "as in the sections below; {}",
                  interval_note(scope.data)),
      paired_columns("measure", "", -1),
      {}};
  table.columns.insert(table.columns.begin() + 1, {"unit", "", 0, false, true});
  for (const Headline& number : numbers)
    table.rows.push_back({number.name, number.units, number.baseline, number.scenario, number.difference,
                          number.low, number.high});
  section.tables = {std::move(table)};
  section.trust = trust_line(scope, facts);
  if (!scope.data.has_baseline()) return section;
  section.numbers = key_numbers(scope, numbers);
  if (!scope.data.goods().empty()) section.charts = {gains_chart(scope)};
  return section;
}

}  // namespace entrepot::outputs
