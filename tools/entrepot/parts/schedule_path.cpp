#include "tools/entrepot/parts/schedule_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/policies/parts/content.hpp"
#include "scenarios/reader/name_hints.hpp"
#include "sim/core/faults.hpp"
#include "sim/world/levers/duty_instrument.hpp"
#include "sim/world/names.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;

namespace {

using Weights = std::vector<double>;  // [product], sum 1 over the query's products

// What the word means, else `hint`.
std::string meaning(const std::string& word, const std::string& kind, const WorldTable& table,
                    const std::vector<ListedName>& words, const std::string& hint) {
  const std::string meant = word_hint(word, kind, world_names(table), words);
  return meant.empty() ? hint : meant;
}

std::size_t find_region(const std::string& name, const WorldTable& table,
                        const std::vector<ListedName>& words) {
  const auto it = std::find(table.regions.begin(), table.regions.end(), name);
  if (it == table.regions.end())
    throw UsageError(fmt::format(
        "region {} is not in the world; {}", in_quotes(name),
        meaning(name, "region", table, words, region_hint(name, world_names(table), country_codes()))));
  return static_cast<std::size_t>(it - table.regions.begin());
}

std::vector<std::size_t> find_products(const std::string& code, const WorldTable& table,
                                       const std::vector<ListedName>& words) {
  if (!code.empty()) {
    std::vector<std::size_t> found = products_of_code(world_names(table), code);
    if (found.empty())
      throw UsageError(
          fmt::format("product {} is not in the world; {}", in_quotes(code),
                      meaning(code, "product", table, words, product_hint(code, world_names(table)))));
    return found;
  }
  std::vector<std::size_t> goods;
  for (std::size_t p = 0; p < table.n_products(); ++p) {
    if (table.sector_is_goods[table.product_sector[p].index()]) goods.push_back(p);
  }
  return goods;
}

// Base trade of the flow; equal weights where there was none.
Weights weights_of(const FlowQuery& query, const WorldTable& table) {
  const std::vector<double> trade = base_trade(query.destination, query.origin, table);
  double total = 0.0;
  for (const std::size_t p : query.products) total += trade[p];
  Weights weights(table.n_products(), 0.0);
  for (const std::size_t p : query.products)
    weights[p] = total > 0.0 ? trade[p] / total : 1.0 / static_cast<double>(query.products.size());
  return weights;
}

std::array<double, flow_terms> terms_of(const FlowQuery& query, const Weights& weights,
                                        const WorldTable& table, const Levers& levers) {
  std::array<double, flow_terms> values{};
  for (std::size_t term = 0; term < flow_terms; ++term) {
    const FlowTerm& kind = flow_term_list()[term];
    double mean = 0.0;
    for (const std::size_t p : query.products)
      mean += weights[p] *
              Levers::value(levers.*kind.lever, table.duty_index(query.destination, query.origin, p));
    values[term] = 100.0 * (kind.logarithm ? std::exp(mean) - 1.0 : mean);
  }
  return values;
}

}  // namespace

const std::array<FlowTerm, flow_terms>& flow_term_list() {
  static const std::array<FlowTerm, flow_terms> all = {{{"duty", "%", &Levers::duty, false},
                                                        {"ban", "%", &Levers::ban, false},
                                                        {"wedge", "%", &Levers::log_wedge, true},
                                                        {"iceberg", "%", &Levers::log_iceberg, true},
                                                        {"credit", "%", &Levers::credit, false}}};
  return all;
}

namespace {

// At colons, and at the first arrow: "CHN->USA" was the spelling of before, which a shell takes as a
// redirection unless it is quoted.
std::vector<std::string> split_flow(std::string text) {
  const std::size_t arrow = text.find("->");
  if (arrow != std::string::npos) text.replace(arrow, 2, ":");
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ':') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

}  // namespace

FlowQuery parse_flow(const std::string& text, const WorldTable& table, const std::vector<ListedName>& words) {
  const std::vector<std::string> parts = split_flow(text);
  if (parts.size() < 2 || parts.size() > 3)
    throw UsageError("a flow is written origin:destination or origin:destination:product, not " +
                     in_quotes(text));
  FlowQuery query;
  query.text = text;
  query.origin = find_region(parts[0], table, words);
  query.destination = find_region(parts[1], table, words);
  query.products = find_products(parts.size() == 3 ? parts[2] : "", table, words);
  return query;
}

std::vector<FlowMonth> flow_path(const FlowQuery& query, const WorldTable& table,
                                 const std::vector<const Instrument*>& instruments,
                                 const Calendar& calendar) {
  const Weights weights = weights_of(query, table);
  const auto base = terms_of(query, weights, table, resolve_levers(table, {}, calendar.start));
  std::vector<FlowMonth> path;
  for (int step = 0; step < calendar.steps; ++step) {
    FlowMonth at{calendar.at(step), base, {}, base[0]};
    auto before = base;
    const auto add_sources = [&](std::size_t policy, const Levers& levers) {
      const auto after = terms_of(query, weights, table, levers);
      for (std::size_t term = 0; term < flow_terms; ++term) {
        if (std::abs(after[term] - before[term]) > 1e-9)
          at.sources.push_back({policy, term, after[term] - before[term]});
      }
      before = after;
    };
    at.values = terms_of(query, weights, table, resolve_in_steps(table, instruments, at.month, add_sources));
    path.push_back(std::move(at));
  }
  return path;
}

}  // namespace entrepot::tools
