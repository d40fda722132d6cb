// What dispersion costs: `pricing: own`, `match: frechet` and products with duties of their own, each against
// the exact variant or the solver.
//
//   entrepot_dispersion_study [--seeds 3] > docs/studies/dispersion.csv
//
// Rows: part, variant, size (slots per market, or firms), seed, measure, value.
//   limit     frictionless agents on world2017, one product per sector, duties of 2020-03: prices against the
//             solver without the new duties, and what the duties do to prices
//   standard  trade-war-2018 to the end of 2022 with the preset contracts
//   products  frictionless agents on world2017 with its products: sector shares against the solver
#include "tools/dev/dispersion_study.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/behaviours/step.hpp"
#include "tests/support/import_shares.hpp"
#include "tests/support/limit_world.hpp"
#include "tests/support/market_world.hpp"
#include "tests/support/scenario_case.hpp"
#include "tools/runs/build_info.hpp"

namespace entrepot::test {

using namespace models;
using namespace theory;
using namespace tools;

void print_row(const std::string& part, const std::string& variant, std::int64_t size, std::uint64_t seed,
               const std::string& measure, double value) {
  fmt::print("{},{},{},{},{},{:.6e}\n", part, variant, size, seed, measure, value);
  std::fflush(stdout);
}

}  // namespace entrepot::test

namespace {

using namespace entrepot;
using namespace entrepot::test;

struct Variant {
  std::string name;
  bool own;
  bool frechet;
};
const std::vector<Variant> variants = {
    {"exact", false, false}, {"own", true, false}, {"frechet", false, true}};

// Mean of ln price over groups, weighted by base output.
double mean_log(const WorldTable& table, const std::vector<double>& price) {
  double sum = 0.0;
  double weight = 0.0;
  for (std::size_t g = 0; g < price.size(); ++g) {
    sum += table.output[g] * std::log(price[g]);
    weight += table.output[g];
  }
  return sum / weight;
}

// ln posted prices after 60 steps, as a mean of the last 20 (dispersed prices go on moving).
std::vector<double> settled_prices(const LimitCase& limit, std::uint32_t slots, std::uint64_t seed,
                                   ThreadPool& pool) {
  MarketWorldOptions options;
  options.slots_per_market = slots;
  options.firms_per_group = 5;
  options.seed = {seed, 0};
  LimitAgents agents(limit, market_world(limit.table, options), 0, pool);
  std::vector<double> log_price(limit.table.n_groups(), 0.0);
  for (int step = 0; step < 60; ++step) {
    agents.step();
    for (std::size_t g = 0; g < log_price.size() && step >= 40; ++g)
      log_price[g] += std::log(agents.state().group_price[g]) / 20.0;
  }
  for (double& price : log_price) price = std::exp(price);
  return log_price;
}

// Duties move prices by `exact` of the solver; what agents' prices do, as a slope on it and the largest miss.
void print_effect(const std::string& variant, std::uint32_t slots, std::uint64_t seed,
                  const std::vector<double>& before, const std::vector<double>& after,
                  const EquilibriumSolution& exact) {
  double cross = 0.0;
  double squares = 0.0;
  double worst = 0.0;
  for (std::size_t g = 0; g < before.size(); ++g) {
    const double wanted = std::log(exact.unit_cost[g]);
    const double found = std::log(after[g] / before[g]);
    cross += wanted * found;
    squares += wanted * wanted;
    worst = std::max(worst, std::abs(found - wanted));
  }
  print_row("limit", variant, slots, seed, "effect of duties on prices over the solver's", cross / squares);
  print_row("limit", variant, slots, seed, "largest miss of ln price effect", worst);
}

void limit_part(const Variant& variant, std::uint32_t slots, std::uint64_t seed, ThreadPool& pool) {
  LimitCase limit = one_product_per_sector(limit_of_scenario("trade-war-2018", Month(2020, 3)));
  const EquilibriumSolution exact = solve_case(limit);
  limit.settings.pricing.pricing = variant.own ? PriceRule::own : PriceRule::index;
  limit.settings.sourcing.match = variant.frechet ? MatchQuality::frechet : MatchQuality::none;
  const std::vector<double> after = settled_prices(limit, slots, seed, pool);
  limit.duty = limit.table.base_duty;
  const std::vector<double> before = settled_prices(limit, slots, seed, pool);
  print_row("limit", variant.name, slots, seed, "mean ln price without new duties",
            mean_log(limit.table, before));
  print_effect(variant.name, slots, seed, before, after, exact);
}

struct Outcome {
  double china_share;     // of US goods imports in the last year
  double producer_price;  // mean ln posted price in the last month, weighted by base output
  double us_final_price;  // ln price of US final demand in the last month
};

Outcome run_standard(const ScenarioCase& scenario, bool with_policies, ThreadPool& pool) {
  const WorldTable& table = scenario.world->table;
  const std::size_t usa = scenario.region("USA");
  ImportShares shares(table, usa);
  Simulation run(*scenario.world, make_actions(*scenario.world, scenario.settings),
                 scenario.in_force(with_policies), scenario.scenario.calendar,
                 Seed{scenario.scenario.seed, 1}, pool);
  while (!run.done()) {
    run.step();
    shares.add(scenario.scenario.calendar.at(run.state().step - 1),
               agent_trade(*scenario.world, run.state()));
  }
  Outcome out{shares.shares(2022)[scenario.region("CHN")], mean_log(table, run.state().group_price), 0.0};
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    const std::size_t nest = usa * table.n_sectors() + k;
    out.us_final_price +=
        scenario.world->accounts.budget_share[nest] * std::log(run.state().nest_price_final[nest]);
  }
  return out;
}

void standard_part(const Variant& variant, int firms, std::uint64_t seed, ThreadPool& pool) {
  const ScenarioCase scenario = load_case(
      "trade-war-2018",
      {"calendar.end=2022-12", "model.preset=contracts", fmt::format("world.firms={}", firms),
       fmt::format("seed={}", seed), fmt::format("model.pricing.pricing={}", variant.own ? "own" : "index"),
       fmt::format("model.sourcing.match={}", variant.frechet ? "frechet" : "none")},
      pool.threads());
  const Outcome with = run_standard(scenario, true, pool);
  const Outcome without = run_standard(scenario, false, pool);
  const auto print = [&](const char* measure, double value) {
    print_row("standard", variant.name, firms, seed, measure, value);
  };
  print("mean ln price without policies", without.producer_price);
  print("ln price of US final demand without policies", without.us_final_price);
  print("effect on ln price of US final demand", with.us_final_price - without.us_final_price);
  print("China's share of US goods imports 2022 without policies", without.china_share);
  print("effect on China's share of US goods imports 2022", with.china_share - without.china_share);
}

void run(std::uint64_t first_seed, int seeds, int threads) {
  ThreadPool pool(threads);
  const BuildInfo build = build_info();
  fmt::print("# commit {}{}\n", build.commit.substr(0, 12), build.dirty ? " with local changes" : "");
  fmt::print("part,variant,size,seed,measure,value\n");
  for (std::uint64_t seed = first_seed; seed < first_seed + static_cast<std::uint64_t>(seeds); ++seed) {
    for (const Variant& variant : variants) {
      for (const std::uint32_t slots : {300U, 3000U}) limit_part(variant, slots, seed, pool);
      for (const int firms : {10000, 100000}) standard_part(variant, firms, seed, pool);
    }
    for (const std::int64_t firms : {10000, 100000}) products_part(firms, seed, pool);
    fmt::print(stderr, "seed {} done\n", seed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Dispersion: own prices, match quality and products against the exact variants");
  std::uint64_t first_seed = 1;
  int seeds = 3;
  int threads = 0;
  app.add_option("--seeds", seeds, "worlds of each kind")->capture_default_str();
  app.add_option("--first-seed", first_seed, "of the worlds")->capture_default_str();
  app.add_option("--threads", threads, "0 = all cores");
  CLI11_PARSE(app, argc, argv);
  try {
    run(first_seed, seeds, threads);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 4;
  }
}
