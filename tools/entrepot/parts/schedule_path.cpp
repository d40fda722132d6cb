#include "tools/entrepot/parts/schedule_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/policies/parts/content.hpp"
#include "sim/core/faults.hpp"
#include "sim/world/names.hpp"

namespace entrepot::tools {

using namespace models;

namespace {

using Weights = std::vector<double>;  // [product], sum 1 over the query's products

std::size_t find_region(const std::string& name, const WorldTable& table) {
  const auto it = std::find(table.regions.begin(), table.regions.end(), name);
  if (it == table.regions.end())
    throw UsageError(fmt::format("region {} is not in the world; {}", in_quotes(name),
                                 suggest(name, table.regions, "regions")));
  return static_cast<std::size_t>(it - table.regions.begin());
}

std::vector<std::size_t> find_products(const std::string& code, const WorldTable& table) {
  if (!code.empty()) {
    std::vector<std::size_t> found = products_of_code(world_names(table), code);
    if (found.empty())
      throw UsageError(fmt::format("product {} is not in the world; {}", in_quotes(code),
                                   suggest(code, table.products, "products")));
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

FlowQuery parse_flow(const std::string& text, const WorldTable& table) {
  const std::vector<std::string> parts = split_flow(text);
  if (parts.size() < 2 || parts.size() > 3)
    throw UsageError("a flow is written origin:destination or origin:destination:product, not " +
                     in_quotes(text));
  FlowQuery query;
  query.text = text;
  query.origin = find_region(parts[0], table);
  query.destination = find_region(parts[1], table);
  query.products = find_products(parts.size() == 3 ? parts[2] : "", table);
  return query;
}

std::vector<FlowMonth> flow_path(const FlowQuery& query, const WorldTable& table,
                                 const std::vector<const Instrument*>& instruments,
                                 const Calendar& calendar) {
  const Weights weights = weights_of(query, table);
  std::vector<FlowMonth> path;
  for (int step = 0; step < calendar.steps; ++step) {
    FlowMonth at{calendar.at(step), {}, {}};
    Levers levers;
    levers.duty = table.base_duty;
    auto before = terms_of(query, weights, table, levers);
    for (std::size_t i = 0; i < instruments.size(); ++i) {
      instruments[i]->apply(at.month, levers);
      const auto after = terms_of(query, weights, table, levers);
      for (std::size_t term = 0; term < flow_terms; ++term) {
        if (std::abs(after[term] - before[term]) > 1e-9)
          at.sources.push_back({i, term, after[term] - before[term]});
      }
      before = after;
    }
    at.values = terms_of(query, weights, table, resolve_levers(table, instruments, at.month));
    path.push_back(std::move(at));
  }
  return path;
}

namespace {

std::size_t differences(const std::vector<double>& before, const std::vector<double>& after, double neutral) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < after.size(); ++i)
    count += after[i] != (before.empty() ? neutral : before[i]) ? 1U : 0U;
  return count;
}

void note(const std::string& lever, std::size_t count, Month month, PolicyReach& reach) {
  if (count == 0) return;
  if (!reach.acts) reach.first = month;
  reach.acts = true;
  reach.last = month;
  const auto it = std::find(reach.levers.begin(), reach.levers.end(), lever);
  const auto at = static_cast<std::size_t>(it - reach.levers.begin());
  if (it == reach.levers.end()) {
    reach.levers.push_back(lever);
    reach.elements.push_back(0);
  }
  reach.elements[at] = std::max(reach.elements[at], count);
}

// Notes what the step from `before` to `after` changes.
void note_change(const Levers& before, const Levers& after, Month month, PolicyReach& reach) {
  for (const LeverColumn& lever : lever_columns()) {
    const double neutral = lever.column == &Levers::budget ? 1.0 : 0.0;
    note(lever.name, differences(before.*lever.column, after.*lever.column, neutral), month, reach);
  }
  std::size_t firms = 0;
  for (std::size_t t = before.firms.size(); t < after.firms.size(); ++t)
    firms += differences({}, after.firms[t].ban, 0.0);
  note("firms", firms, month, reach);
  std::size_t quotas = 0;
  for (std::size_t q = before.quotas.size(); q < after.quotas.size(); ++q)
    quotas += std::isinf(after.quotas[q].volume) ? 0 : after.quotas[q].flows.size();
  note("quotas", quotas, month, reach);
  std::size_t takers = 0;
  for (std::size_t c = before.contents.size(); c < after.contents.size(); ++c)
    takers += after.contents[c].rate > 0.0 ? after.contents[c].groups.size() : 0;
  note("content subsidies", takers, month, reach);
}

}  // namespace

std::vector<PolicyReach> policy_reach(const WorldTable& table,
                                      const std::vector<const Instrument*>& instruments,
                                      const Calendar& calendar) {
  std::vector<PolicyReach> reach(instruments.size());
  for (int step = 0; step < calendar.steps; ++step) {
    const Month month = calendar.at(step);
    Levers levers;
    levers.duty = table.base_duty;
    for (std::size_t i = 0; i < instruments.size(); ++i) {
      const Levers before = levers;
      instruments[i]->apply(month, levers);
      note_change(before, levers, month, reach[i]);
    }
  }
  return reach;
}

}  // namespace entrepot::tools
