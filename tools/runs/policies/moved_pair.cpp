#include "tools/runs/policies/moved_pair.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "models/policies/parts/content.hpp"
#include "scenarios/reader/load.hpp"
#include "sim/core/math.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;

namespace {

// How far the terms of one flow stand from those of the base.
double change_of(const Levers& levers, const WorldTable& table, std::size_t at) {
  return std::abs(log64((1.0 + levers.duty[at]) / (1.0 + table.base_duty[at]))) +
         std::abs(Levers::value(levers.log_wedge, at)) + std::abs(Levers::value(levers.log_iceberg, at)) +
         Levers::value(levers.ban, at);
}

constexpr double rounding_of_terms = 1e-12;

// Sums over months of base trade times the change of its terms.
class Movement {
 public:
  explicit Movement(const WorldTable& table)
      : table_(table), moved_(table.n_regions() * table.n_regions(), 0.0), trade_(moved_.size()) {}

  void add(const Levers& levers) {
    const std::size_t regions = table_.n_regions();
    for (std::size_t pair = 0; pair < moved_.size(); ++pair) {
      if (pair / regions != pair % regions) add(pair / regions, pair % regions, levers);
    }
  }
  // The pair that moved most, destination * regions + origin; nothing where none did.
  [[nodiscard]] std::optional<std::size_t> most() const {
    const auto most = std::max_element(moved_.begin(), moved_.end());
    if (most == moved_.end() || *most <= 0.0) return {};
    return static_cast<std::size_t>(most - moved_.begin());
  }

 private:
  void add(std::size_t destination, std::size_t origin, const Levers& levers) {
    const std::size_t pair = destination * table_.n_regions() + origin;
    for (std::size_t p = 0; p < table_.n_products(); ++p) {
      const double change = change_of(levers, table_, table_.duty_index(destination, origin, p));
      if (change < rounding_of_terms) continue;
      if (trade_[pair].empty()) trade_[pair] = base_trade(destination, origin, table_);
      moved_[pair] += trade_[pair][p] * change;
    }
  }

  const WorldTable& table_;
  std::vector<double> moved_;               // [destination][origin]
  std::vector<std::vector<double>> trade_;  // [destination][origin][product], where it was asked for
};

// [duty_index] whether a term of the flow changes in some month.
std::vector<bool> touched_flows(const WorldTable& table, const std::vector<const Instrument*>& instruments,
                                const Calendar& calendar) {
  std::vector<bool> touched(table.base_duty.size(), false);
  for (int step = 0; step < calendar.steps; ++step) {
    const Levers levers = resolve_levers(table, instruments, calendar.at(step));
    for (std::size_t at = 0; at < touched.size(); ++at)
      touched[at] = touched[at] || change_of(levers, table, at) > rounding_of_terms;
  }
  return touched;
}

// Goods trade of the base, and what of it is touched.
struct Reached {
  double all = 0.0;
  double touched = 0.0;
};

Reached reached_imports(const WorldTable& table, const std::vector<bool>& touched, std::size_t importer) {
  Reached reached;
  for (std::size_t i = 0; i < table.n_regions(); ++i) {
    if (i == importer) continue;
    const std::vector<double> trade = base_trade(importer, i, table);
    for (std::size_t p = 0; p < trade.size(); ++p) {
      if (!table.sector_is_goods[table.product_sector[p].index()]) continue;
      reached.all += trade[p];
      if (touched[table.duty_index(importer, i, p)]) reached.touched += trade[p];
    }
  }
  return reached;
}

// Without those that answer others: an answer must not turn the tables round.
std::vector<const Instrument*> initiating(const std::vector<const Instrument*>& instruments) {
  std::vector<const Instrument*> first;
  std::copy_if(instruments.begin(), instruments.end(), std::back_inserter(first),
               [](const Instrument* one) { return !one->answers(); });
  return first;
}

}  // namespace

std::optional<MovedPair> most_moved_pair(const WorldTable& table, const std::vector<const Instrument*>& all,
                                         const Calendar& calendar) {
  const std::vector<const Instrument*> instruments = initiating(all);
  if (instruments.empty()) return {};
  Movement movement(table);
  for (int step = 0; step < calendar.steps; ++step)
    movement.add(resolve_levers(table, instruments, calendar.at(step)));
  const std::optional<std::size_t> most = movement.most();
  if (!most) return {};
  return MovedPair{table.regions[*most % table.n_regions()], table.regions[*most / table.n_regions()]};
}

std::optional<MovedPair> most_moved_pair(const Scenario& scenario, const WorldTable& table) {
  const auto owned = make_instruments(scenario, table);
  std::vector<const Instrument*> instruments;
  for (const auto& one : owned) instruments.push_back(one.get());
  return most_moved_pair(table, instruments, scenario.calendar);
}

TouchedTrade touched_trade(const WorldTable& table, const std::vector<const Instrument*>& instruments,
                           const Calendar& calendar, const std::string& importer) {
  const std::vector<bool> touched = touched_flows(table, instruments, calendar);
  Reached world;
  TouchedTrade parts;
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    const Reached own = reached_imports(table, touched, n);
    world.all += own.all;
    world.touched += own.touched;
    if (table.regions[n] == importer) parts.of_importer = own.touched / own.all;
  }
  parts.of_world = world.touched / world.all;
  return parts;
}

const std::string& largest_importer(const WorldTable& table) {
  std::vector<double> imports(table.n_regions(), 0.0);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      if (i == n) continue;
      const std::vector<double> trade = base_trade(n, i, table);
      for (std::size_t p = 0; p < trade.size(); ++p)
        imports[n] += table.sector_is_goods[table.product_sector[p].index()] ? trade[p] : 0.0;
    }
  }
  return table
      .regions[static_cast<std::size_t>(std::max_element(imports.begin(), imports.end()) - imports.begin())];
}

}  // namespace entrepot::tools
