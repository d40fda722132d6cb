// T1 of model.md section 4 as a study: shares of frictionless agents against the exact-hat solver, for random
// worlds and world2017 under the duties of trade-war-2018, from 10^2 to 10^5 slots per market.
//
//   entrepot_limit_study [--worlds 24] [--world2017] [--threads 0] > docs/studies/limit.csv
//
// One row per (world, N): root-mean-square error, largest deviation in standard errors of one draw and of the
// mean over draws. tools/dev/limit-study.sh runs all parts.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>

#include "tests/support/limit_world.hpp"
#include "tests/support/market_world.hpp"
#include "tests/support/share_errors.hpp"
#include "tools/runs/build_info.hpp"

namespace {

using namespace entrepot;
using namespace entrepot::models;
using namespace entrepot::theory;
using namespace entrepot::tools;
using namespace entrepot::test;

struct Arguments {
  int worlds = 0;
  std::uint64_t first_seed = 1;
  bool world2017 = false;
  std::vector<std::uint32_t> slots = {100, 316, 1000, 3162, 10000, 31623, 100000};
  int draws = 10;
  int draws_at_most_slots = 100;  // at the largest N
  int threads = 0;
};

struct Part {
  std::string world;
  std::uint64_t seed;
  LimitCase limit;
};

World make_world(const Part& part, std::uint32_t slots) {
  MarketWorldOptions options;
  options.slots_per_market = slots;
  options.seed = {part.seed, 0};
  return market_world(part.limit.table, options);
}

ShareErrors make_errors(const EquilibriumSolution& exact, const World& world) {
  std::vector<std::size_t> home;
  for (std::size_t market = 0; market < world.table.n_groups(); ++market)
    home.push_back(market / world.table.n_sectors());
  return ShareErrors(exact.origin_share, home, effective_slots(world));
}

double price_gap(const LimitAgents& agents, const EquilibriumSolution& exact) {
  double gap = 0.0;
  for (std::size_t g = 0; g < exact.unit_cost.size(); ++g)
    gap = std::max(gap, std::abs(std::log(agents.state().group_price[g] / exact.unit_cost[g])));
  return gap;
}

void print_row(const Part& part, const char* tastes, std::uint32_t slots, const ShareErrors& errors,
               double gap) {
  fmt::print("{},{},{},{},{},{},{},{:.1f},{},{},{:.6e},{:.3f},{:.3f},{},{:.3f},{:.5f},{:.2e}\n", part.world,
             part.seed, part.limit.table.n_regions(), part.limit.table.n_sectors(),
             part.limit.settings.sourcing.tiers == Tiers::two ? 2 : 1, tastes, slots, errors.slots(),
             errors.draws(), errors.shares(), errors.error(), errors.largest_z_of_first(), errors.largest_z(),
             errors.beyond(), errors.largest_z_of_mean(), errors.largest_relative_of_mean(), gap);
  std::fflush(stdout);
}

// Redrawn tastes: every step at the settled prices is an independent draw.
void run_redrawn(const Part& part, const EquilibriumSolution& exact, const Arguments& arguments,
                 ThreadPool& pool) {
  LimitAgents few(part.limit, make_world(part, arguments.slots.front()), 0, pool);
  few.settle();
  for (const std::uint32_t n : arguments.slots) {
    LimitAgents agents(part.limit, make_world(part, n), n, pool);
    agents.start_from(few);
    ShareErrors errors = make_errors(exact, agents.world());
    const int draws = n == arguments.slots.back() ? arguments.draws_at_most_slots : arguments.draws;
    for (int draw = 0; draw < draws; ++draw) {
      agents.step();
      errors.add(agents.shares());
    }
    print_row(part, "redrawn", n, errors, price_gap(agents, exact));
  }
}

// Lasting tastes: steps repeat themselves, so a draw is a replicate.
void run_lasting(Part part, const EquilibriumSolution& exact, const Arguments& arguments, ThreadPool& pool) {
  part.limit.settings.sourcing.tastes = Tastes::lasting;
  LimitAgents few(part.limit, make_world(part, arguments.slots.front()), 0, pool);
  few.settle();
  for (const std::uint32_t n : arguments.slots) {
    const World world = make_world(part, n);
    ShareErrors errors = make_errors(exact, world);
    double gap = 0.0;
    for (int draw = 0; draw < arguments.draws; ++draw) {
      LimitAgents agents(part.limit, world, static_cast<std::uint32_t>(draw) + 1, pool);
      agents.start_from(few);
      agents.step();
      errors.add(agents.shares());
      gap = price_gap(agents, exact);
    }
    print_row(part, "lasting", n, errors, gap);
  }
}

void run(const Arguments& arguments) {
  ThreadPool pool(arguments.threads);
  const BuildInfo build = build_info();
  fmt::print("# commit {}{}\n", build.commit.substr(0, 12), build.dirty ? " with local changes" : "");
  fmt::print(
      "world,seed,regions,sectors,tiers,tastes,slots,effective_slots,draws,shares,error,largest_z_of_first,"
      "largest_z,beyond,"
      "largest_z_of_mean,largest_relative_of_mean,log_price_gap\n");
  std::vector<Part> parts;
  for (int w = 0; w < arguments.worlds; ++w) {
    const std::uint64_t seed = arguments.first_seed + static_cast<std::uint64_t>(w);
    parts.push_back({"random", seed, random_limit_case(seed)});
  }
  if (arguments.world2017) {
    parts.push_back(
        {"world2017", 1, one_product_per_sector(limit_of_scenario("trade-war-2018", Month(2020, 3)))});
  }
  for (const Part& part : parts) {
    const EquilibriumSolution exact = solve_case(part.limit);
    run_redrawn(part, exact, arguments, pool);
    if (part.world == "random") run_lasting(part, exact, arguments, pool);
    fmt::print(stderr, "{} {} done\n", part.world, part.seed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("T1: frictionless agents against the exact equilibrium");
  Arguments arguments;
  app.add_option("--worlds", arguments.worlds, "random worlds")->check(CLI::Range(0, 1000));
  app.add_option("--first-seed", arguments.first_seed, "of the random worlds")->capture_default_str();
  app.add_flag("--world2017", arguments.world2017, "world2017 with the duties of 2020-03");
  app.add_option("--slots", arguments.slots, "slots per market")->capture_default_str();
  app.add_option("--draws", arguments.draws, "draws per (world, N)")->capture_default_str();
  app.add_option("--draws-at-most-slots", arguments.draws_at_most_slots, "draws at the last N")
      ->capture_default_str();
  app.add_option("--threads", arguments.threads, "0 = all cores");
  CLI11_PARSE(app, argc, argv);
  try {
    run(arguments);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 4;
  }
}
