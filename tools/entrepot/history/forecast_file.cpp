#include "tools/entrepot/history/forecast_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "scenarios/data/csv.hpp"
#include "scenarios/reader/keys.hpp"
#include "scenarios/reader/yaml/units.hpp"
#include "sim/core/keys.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

// A large ensemble has many numbers.
constexpr YamlCaps forecast_caps{std::size_t{64} << 20U, 64, 5000000};

Descriptor forecast_descriptor() {
  return {"forecast",
          "A forecast that is scored later.",
          {ranged(required_key("schema", KeyType::integer, "Version of this form."), 1, 1),
           required_key("name", KeyType::text, "What it is called."),
           required_key("made", KeyType::date, "The day it was made."),
           optional_key("horizon", KeyType::date, "Its last month."),
           optional_key("source", KeyType::text, "Of the values that will be held against it."),
           optional_key("rule", KeyType::text, "How it will be scored."),
           optional_key("probabilities", KeyType::block, "Of the quantiles, ascending."),
           optional_key("made_from", KeyType::block, "Result files and their hashes."),
           required_key("measures", KeyType::block, "What is forecast.")}};
}

Descriptor measure_descriptor() {
  return {"forecast measure",
          "One measure.",
          {required_key("measure", KeyType::text, "Its name in observed files."),
           optional_key("title", KeyType::text, "In words."),
           optional_key("units", KeyType::text, "Of its values; fraction is shown in points."),
           optional_key("change_since", KeyType::text, "Period that values are changes from."),
           required_key("forecasts", KeyType::block, "Cells and periods.")}};
}

Descriptor cell_descriptor() {
  return {"forecast cell",
          "One cell in one period.",
          {required_key("cell", KeyType::text, "Such as a partner."),
           required_key("period", KeyType::text, "2025, 2025-Q1 or 2025-03."),
           optional_key("members", KeyType::block, "Values of an ensemble."),
           optional_key("quantiles", KeyType::block, "At the probabilities of the file."),
           optional_key("mean", KeyType::number, "Of a normal."),
           optional_key("deviation", KeyType::number, "Of a normal, above 0.")}};
}

Descriptor origin_descriptor() {
  return {"forecast origin",
          "One result file.",
          {required_key("file", KeyType::text, ""), optional_key("results", KeyType::text, ""),
           optional_key("scenario", KeyType::text, ""), optional_key("inputs", KeyType::text, ""),
           optional_key("world", KeyType::text, ""), optional_key("program", KeyType::text, ""),
           optional_key("replicates", KeyType::integer, "")}};
}

// 2025, 2025-Q1 or 2025-03.
bool is_period(const std::string& text) {
  const auto digits = [&](std::size_t from, std::size_t count) {
    return text.size() >= from + count &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                       text.begin() + static_cast<std::ptrdiff_t>(from + count),
                       [](unsigned char c) { return std::isdigit(c) != 0; });
  };
  if (!digits(0, 4) || text.size() == 4) return digits(0, 4);
  if (text[4] != '-' || text.size() != 7) return false;
  if (text[5] == 'Q') return text[6] >= '1' && text[6] <= '4';
  if (!digits(5, 2)) return false;
  const int month = (text[5] - '0') * 10 + (text[6] - '0');
  return month >= 1 && month <= 12;
}

class ForecastReader {
 public:
  explicit ForecastReader(Faults& faults) : paths_(data_paths()), context_{faults, paths_, notes_} {}

  Forecast read(const Node& root) {
    const Values values = read_block(root, forecast_descriptor(), "a forecast", context_);
    forecast_.name = values.text_or("name", "");
    for (const auto& [key, text] :
         {std::pair("made", &forecast_.made), std::pair("horizon", &forecast_.horizon)}) {
      if (values.has(key)) *text = root.find(key)->text;
    }
    forecast_.source = values.text_or("source", "");
    forecast_.rule = values.text_or("rule", "");
    forecast_.probabilities = band_probabilities();
    if (const Node* list = root.find("probabilities")) read_probabilities(*list);
    each(root, "made_from", [&](const Node& node) { read_origin(node); });
    each(root, "measures", [&](const Node& node) { read_measure(node); });
    return std::move(forecast_);
  }

 private:
  Faults& faults() { return context_.faults; }

  template <class Read>
  void each(const Node& parent, const std::string& key, const Read& read) {
    const Node* node = parent.find(key);
    if (node == nullptr || !expect_kind(*node, Node::Kind::sequence, key, faults())) return;
    if (node->items.empty()) faults().add(node->place(), key + " is an empty list", "", "");
    for (const Node& item : node->items) {
      if (expect_kind(item, Node::Kind::map, "an item of " + key, faults())) read(item);
    }
  }

  std::vector<double> numbers(const Node& node, const std::string& key) {
    std::vector<double> values;
    if (!expect_kind(node, Node::Kind::sequence, key, faults())) return values;
    if (node.items.empty()) faults().add(node.place(), key + " is an empty list", "", "leave it out");
    for (const Node& item : node.items) {
      double value = 0.0;
      const TextProblem problem = read_decimal(item.text, value);
      if (item.kind != Node::Kind::scalar || problem.bad())
        faults().add(item.place(), fmt::format("{} holds {}", key, in_quotes(item.text)),
                     problem.bad() ? problem.problem : "not a number", "");
      values.push_back(value);
    }
    return values;
  }

  void read_probabilities(const Node& node) {
    forecast_.probabilities = numbers(node, "probabilities");
    const std::vector<double>& given = forecast_.probabilities;
    const bool rises = std::adjacent_find(given.begin(), given.end(), std::greater_equal<>()) == given.end();
    if (!rises || (!given.empty() && (given.front() <= 0.0 || given.back() >= 1.0)))
      faults().add(node.place(), "probabilities do not rise between 0 and 1", "", "");
    for (const double wanted : band_probabilities()) {
      constexpr double same = 1e-9;
      const bool there =
          std::any_of(given.begin(), given.end(), [&](double p) { return std::abs(p - wanted) < same; });
      if (!there)
        faults().add(node.place(), fmt::format("probabilities lack {}", wanted),
                     "the median and the bands of 50 and 90 % need it", "");
    }
  }

  void read_origin(const Node& node) {
    const Values values = read_block(node, origin_descriptor(), "an item of made_from", context_);
    const auto text = [&](const char* key) { return values.text_or(key, ""); };
    forecast_.origins.push_back(
        {text("file"), text("results"), text("scenario"), text("inputs"), text("world"), text("program"),
         values.has("replicates") ? static_cast<int>(values.get<std::int64_t>("replicates")) : 0});
  }

  void read_measure(const Node& node) {
    const Values values = read_block(node, measure_descriptor(), "a measure", context_);
    ForecastMeasure measure{values.text_or("measure", ""),
                            values.text_or("title", ""),
                            values.text_or("units", "1"),
                            values.text_or("change_since", ""),
                            {}};
    if (measure.title.empty()) measure.title = measure.id;
    if (!measure.change_since.empty() && !is_period(measure.change_since))
      bad_period(*node.find("change_since"));
    if (!measures_.insert(measure.id).second)
      faults().add(node.place(), "measure " + in_quotes(measure.id) + " is there twice", "", "");
    std::set<std::pair<std::string, std::string>> seen;
    each(node, "forecasts", [&](const Node& cell) {
      measure.predicted.push_back(read_cell(cell));
      const Predicted& one = measure.predicted.back();
      if (!seen.insert({one.cell, one.period}).second)
        faults().add(cell.place(), fmt::format("{} of {} is there twice", one.cell, one.period), "", "");
    });
    forecast_.measures.push_back(std::move(measure));
  }

  void bad_period(const Node& node) {
    faults().add(node.place(), in_quotes(node.text) + " is no period", "write 2025, 2025-Q1 or 2025-03", "");
  }

  Predicted read_cell(const Node& node) {
    const Values values = read_block(node, cell_descriptor(), "a forecast", context_);
    Predicted cell{values.text_or("cell", ""), values.text_or("period", ""), {}, {}, 0.0, 0.0};
    if (values.has("period") && !is_period(cell.period)) bad_period(*node.find("period"));
    if (const Node* list = node.find("members")) cell.members = numbers(*list, "members");
    if (const Node* list = node.find("quantiles")) read_quantiles(*list, cell);
    if (values.has("mean")) cell.mean = values.number("mean");
    if (values.has("deviation")) cell.deviation = values.number("deviation");
    check_form(node, cell);
    return cell;
  }

  void read_quantiles(const Node& node, Predicted& cell) {
    cell.quantiles = numbers(node, "quantiles");
    if (cell.quantiles.size() != forecast_.probabilities.size())
      faults().add(node.place(), fmt::format("{} quantiles", cell.quantiles.size()),
                   fmt::format("the file has {} probabilities", forecast_.probabilities.size()), "");
    if (!std::is_sorted(cell.quantiles.begin(), cell.quantiles.end()))
      faults().add(node.place(), "quantiles fall", "they go with rising probabilities", "");
  }

  // Members, quantiles or both; or a normal.
  void check_form(const Node& node, const Predicted& cell) {
    const bool normal = node.find("mean") != nullptr || node.find("deviation") != nullptr;
    const bool listed = node.find("members") != nullptr || node.find("quantiles") != nullptr;
    if (normal == listed)
      faults().add(node.place(),
                   normal ? "a normal beside members or quantiles" : "a forecast without values",
                   "it is one or the other", "give members, quantiles, or mean and deviation");
    if (normal && (node.find("mean") == nullptr || !(cell.deviation > 0.0)))
      faults().add(node.place(), "a normal needs a mean, and a deviation above 0", "", "");
  }

  DataPaths paths_;
  std::vector<std::string> notes_;
  ReadContext context_;
  Forecast forecast_;
  std::set<std::string> measures_;
};

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string numbers_text(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) text += fmt::format("{}{:.6g}", text.empty() ? "" : ", ", value);
  return "[" + text + "]";
}

std::string values_text(const Predicted& one) {
  std::string text;
  if (one.deviation > 0.0) text += fmt::format(", mean: {:.6g}, deviation: {:.6g}", one.mean, one.deviation);
  if (!one.quantiles.empty()) text += ", quantiles: " + numbers_text(one.quantiles);
  if (!one.members.empty()) text += ", members: " + numbers_text(one.members);
  return text;
}

}  // namespace

Forecast read_forecast(const std::string& path) {
  Faults faults;
  const std::string bytes = read_bytes(path);
  const auto source = make_source(path, "", bytes);
  Node root;
  Forecast forecast;
  if (check_bytes(*source, bytes, faults, forecast_caps) &&
      parse_yaml(source, bytes, root, faults, forecast_caps) &&
      expect_kind(root, Node::Kind::map, "a forecast", faults))
    forecast = ForecastReader(faults).read(root);
  faults.throw_if_any();
  return forecast;
}

void write_forecast(const Forecast& forecast, TextFile& out) {
  out.line("schema: 1\nname: {}\nmade: {}\nhorizon: {}", quoted(forecast.name), forecast.made,
           forecast.horizon);
  out.line("source: {}\nrule: {}\nmade_from:", quoted(forecast.source), quoted(forecast.rule));
  for (const ForecastOrigin& origin : forecast.origins)
    out.line(
        "  - file: {}\n    replicates: {}\n    results: {}\n    scenario: {}\n    inputs: {}\n    world: "
        "{}\n    "
        "program: {}",
        quoted(origin.file), origin.replicates, quoted(origin.results), quoted(origin.scenario),
        quoted(origin.inputs), quoted(origin.world), quoted(origin.program));
  out.line("probabilities: {}\nmeasures:", numbers_text(forecast.probabilities));
  for (const ForecastMeasure& measure : forecast.measures) {
    out.line("  - measure: {}\n    title: {}\n    units: {}", quoted(measure.id), quoted(measure.title),
             quoted(measure.units));
    if (!measure.change_since.empty()) out.line("    change_since: {}", quoted(measure.change_since));
    out.line("    forecasts:");
    for (const Predicted& one : measure.predicted)
      out.line("      - {{cell: {}, period: {}{}}}", quoted(one.cell), quoted(one.period), values_text(one));
  }
}

}  // namespace entrepot::tools
