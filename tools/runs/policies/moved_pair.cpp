#include "tools/runs/policies/moved_pair.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

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
      : table_(table),
        moved_(table.n_regions() * table.n_regions(), 0.0),
        first_(moved_.size(), never),
        trade_(moved_.size()) {}

  void add(int step, const Levers& levers) {
    const std::size_t regions = table_.n_regions();
    for (std::size_t pair = 0; pair < moved_.size(); ++pair) {
      if (pair / regions != pair % regions) add(pair / regions, pair % regions, levers);
      if (moved_[pair] > 0.0) first_[pair] = std::min(first_[pair], step);
    }
  }
  // The pair that moved most, destination * regions + origin, turned to its direction that moved first;
  // nothing where none did.
  [[nodiscard]] std::optional<std::size_t> most() const {
    const auto most = std::max_element(moved_.begin(), moved_.end());
    if (most == moved_.end() || *most <= 0.0) return {};
    const auto pair = static_cast<std::size_t>(most - moved_.begin());
    const std::size_t regions = table_.n_regions();
    const std::size_t back = pair % regions * regions + pair / regions;
    return first_[back] < first_[pair] ? back : pair;
  }

 private:
  static constexpr int never = std::numeric_limits<int>::max();

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
  std::vector<int> first_;                  // [destination][origin] step of the first movement
  std::vector<std::vector<double>> trade_;  // [destination][origin][product], where it was asked for
};

std::optional<MovedPair> moved_by(const std::vector<const Instrument*>& instruments, const WorldTable& table,
                                  const Calendar& calendar) {
  if (instruments.empty()) return {};
  Movement movement(table);
  for (int step = 0; step < calendar.steps; ++step)
    movement.add(step, resolve_levers(table, instruments, calendar.at(step)));
  const std::optional<std::size_t> most = movement.most();
  if (!most) return {};
  return MovedPair{table.regions[*most % table.n_regions()], table.regions[*most / table.n_regions()]};
}

}  // namespace

std::optional<MovedPair> most_moved_pair(const WorldTable& table,
                                         const std::vector<const Instrument*>& instruments,
                                         const Calendar& calendar) {
  std::vector<const Instrument*> initiating;
  std::copy_if(instruments.begin(), instruments.end(), std::back_inserter(initiating),
               [](const Instrument* one) { return !one->answers(); });
  if (auto pair = moved_by(initiating, table, calendar)) return pair;
  return moved_by(instruments, table, calendar);
}

std::optional<MovedPair> most_moved_pair(const Scenario& scenario, const WorldTable& table) {
  const auto owned = make_instruments(scenario, table);
  std::vector<const Instrument*> instruments;
  for (const auto& one : owned) instruments.push_back(one.get());
  return most_moved_pair(table, instruments, scenario.calendar);
}

TouchedTrade touched_trade(const WorldTable& table, const std::vector<const Instrument*>& instruments,
                           const Calendar& calendar, const std::string& importer) {
  std::vector<bool> touched(table.base_duty.size(), false);
  for (int step = 0; step < calendar.steps; ++step) {
    const Levers levers = resolve_levers(table, instruments, calendar.at(step));
    for (std::size_t at = 0; at < touched.size(); ++at)
      touched[at] = touched[at] || change_of(levers, table, at) > rounding_of_terms;
  }
  double of_importer[2] = {};  // all, touched
  double of_world[2] = {};
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      if (i == n) continue;
      const std::vector<double> trade = base_trade(n, i, table);
      for (std::size_t p = 0; p < trade.size(); ++p) {
        if (!table.sector_is_goods[table.product_sector[p].index()]) continue;
        const double reached = touched[table.duty_index(n, i, p)] ? trade[p] : 0.0;
        of_world[0] += trade[p];
        of_world[1] += reached;
        if (table.regions[n] != importer) continue;
        of_importer[0] += trade[p];
        of_importer[1] += reached;
      }
    }
  }
  return {of_importer[1] / of_importer[0], of_world[1] / of_world[0]};
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
