// T2 of model.md section 4 as a study: paired runs with one permanent duty per market at fixed prices.
//
//   entrepot_transition_study [--replicates 30] [--slots 50000] > docs/studies/transition.csv
//
// One row per (part, label, month): the mean over taxed cells and worlds with its 95 % interval over
// worlds, the value expected at the duty as it is, and model.md's first-order law.
//   path      elasticity against untaxed origins, many slots per nest; label = theta of the sector
//   equal     the same with nests of about three slots, eM = sigma, e = sigma / beta; label = slots per nest
//   nests     first month, eM = 1, no re-sourcing; label = mean own-nest concentration H; own elasticity
//   shares    part of the way from base to choice gone by the shares of taxed origins; label = the case
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "tests/support/share_errors.hpp"
#include "tests/support/transition.hpp"
#include "tools/runs/build_info.hpp"

namespace {

using namespace entrepot;
using namespace entrepot::models;
using namespace entrepot::tools;
using namespace entrepot::test;

struct Arguments {
  std::uint32_t replicates = 30;
  std::uint32_t slots = 50000;
  std::uint64_t first_seed = 1;
  std::vector<std::string> parts = {"path", "equal", "nests", "shares"};
  int threads = 0;
};

const std::vector<int> months = {1, 3, 6, 9, 12, 18, 24, 36, 48, 60};

struct Row {
  std::size_t cells = 0;
  std::vector<double> miss;  // [replicate] measured minus expected, means over cells
  double expected = 0.0;     // means over replicates
  double first_order = 0.0;
};

void print_row(const std::string& part, const std::string& label, int month, const Row& row) {
  const Interval miss = row.miss.size() > 1 ? interval_of(row.miss) : Interval{row.miss.front(), 0.0};
  fmt::print("{},{},{},{},{},{:.6f},{:.6f},{:.6f},{:.6f}\n", part, label, month, row.cells, row.miss.size(),
             row.expected + miss.mean, miss.half_width, row.expected, row.first_order);
  std::fflush(stdout);
}

double mean_over(const std::vector<std::size_t>& cells, const std::function<double(std::size_t)>& value) {
  double sum = 0.0;
  for (const std::size_t c : cells) sum += value(c);
  return sum / static_cast<double>(cells.size());
}

// Cells by the sector's theta, or all together under the mean number of slots per nest.
std::map<std::string, std::vector<std::size_t>> groups_of(const Transition& transition, bool by_theta) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t c = 0; c < transition.cells().size(); ++c) {
    const double theta =
        transition.world().table.sector_parameters[transition.cells()[c].sector].trade_elasticity;
    groups[by_theta ? fmt::format("{:g}", theta) : fmt::format("{:.0f}", transition.slots_per_nest())]
        .push_back(c);
  }
  return groups;
}

// Elasticities against untaxed origins; every replicate has a world of its own.
void elasticities(const std::string& part, TransitionOptions options, bool by_theta,
                  const Arguments& arguments, ThreadPool& pool) {
  std::map<std::string, std::vector<Row>> rows;
  for (std::uint32_t r = 0; r < arguments.replicates; ++r) {
    options.seed = arguments.first_seed + r;
    Transition transition(options, pool);
    const Transition::Paths paths = transition.run(r, months);
    for (const auto& [label, cells] : groups_of(transition, by_theta)) {
      std::vector<Row>& out = rows.try_emplace(label, months.size()).first->second;
      for (std::size_t m = 0; m < months.size(); ++m) {
        const auto of = [&](std::size_t c) -> const TaxedCell& { return transition.cells()[c]; };
        const double expected =
            mean_over(cells, [&](std::size_t c) { return transition.exact_elasticity(of(c), months[m]); });
        out[m].miss.push_back(mean_over(cells, [&](std::size_t c) { return paths.against_rivals[m][c]; }) -
                              expected);
        out[m].cells += cells.size();
        out[m].expected += expected;
        out[m].first_order +=
            mean_over(cells, [&](std::size_t c) { return transition.linear_elasticity(of(c), months[m]); });
      }
    }
  }
  for (auto& [label, by_month] : rows) {
    for (std::size_t m = 0; m < months.size(); ++m) {
      by_month[m].expected /= static_cast<double>(by_month[m].miss.size());
      by_month[m].first_order /= static_cast<double>(by_month[m].miss.size());
      print_row(part, label, months[m], by_month[m]);
    }
  }
}

void equal_elasticities(const Arguments& arguments, ThreadPool& pool) {
  TransitionOptions options;
  options.slots_per_market = arguments.slots;
  options.labour = 0.5;
  options.firms_per_group = arguments.slots / 30;  // five sectors buy half of all: three slots per nest
  options.model.ordering.short_run_sigma = options.model.ordering.input_elasticity = 0.4;
  options.model.ordering.value_added_elasticity = 0.4 / options.labour;
  elasticities("equal", options, false, arguments, pool);
}

void cobb_douglas_nests(ThreadPool& pool) {
  for (const std::uint32_t firms : {1U, 10U, 40U, 100U, 200U, 400U, 800U}) {
    for (const double e : {2.0, 1.0}) {  // 2 = 1 / beta: the buyer's own cost drops out
      TransitionOptions options;
      options.labour = 0.5;
      options.firms_per_group = firms;
      options.model.sourcing.resourcing = false;
      options.model.ordering.input_elasticity = 1.0;
      options.model.ordering.value_added_elasticity = e;
      Transition transition(options, pool);
      const Transition::Paths paths = transition.run(0, {1});
      const std::vector<std::size_t> all = groups_of(transition, false).begin()->second;
      const double own_nest = mean_over(all, [&](std::size_t c) { return transition.cells()[c].own_nest; });
      const double sigma = options.model.ordering.short_run_sigma;
      const double expected = -(sigma + (1.0 - sigma) * own_nest);
      const double measured = mean_over(all, [&](std::size_t c) { return paths.own[0][c]; });
      print_row(e == 1.0 ? "nests-cost" : "nests", fmt::format("{:.4f}", own_nest), 1,
                {all.size(), {measured - expected}, expected, expected});
    }
  }
}

// Expected shares after one duty, or after a second one from `later` on: base slots and slots signed since
// the first duty leave at hazards of their own.
double expected_share(const Transition& transition, const TransitionOptions& options, const TaxedCell& cell,
                      int month) {
  const double first = std::log1p(options.duty);
  const bool twice = options.later_duty >= 0.0;
  const double second = twice ? std::log1p(options.later_duty) : first;
  const double years = (twice ? std::min(month, options.later) : month) / 12.0;
  const double years_later = month / 12.0 - years;
  double base = std::exp(-transition.hazard(cell, first) * years);
  double since = 1.0 - base;
  base *= std::exp(-transition.hazard(cell, second) * years_later);
  since *= std::exp(-transition.hazard(cell, second - first) * years_later);
  return base * cell.share + since * transition.chosen_share(cell, options.duty) +
         (1.0 - base - since) * transition.chosen_share(cell, twice ? options.later_duty : options.duty);
}

// The way the taxed origins' shares have gone from their base to what is chosen at the last duty, summed over
// cells; every replicate has a world of its own.
void shares(const std::string& label, TransitionOptions options, const Arguments& arguments,
            ThreadPool& pool) {
  std::vector<Row> rows(months.size());
  const double last = options.later_duty >= 0.0 ? options.later_duty : options.duty;
  for (std::uint32_t r = 0; r < arguments.replicates; ++r) {
    options.seed = arguments.first_seed + r;
    Transition transition(options, pool);
    const Transition::Paths paths = transition.run(r, months);
    const std::vector<TaxedCell>& cells = transition.cells();
    double way = 0.0;
    for (const TaxedCell& cell : cells) way += transition.chosen_share(cell, last) - cell.share;
    for (std::size_t m = 0; m < months.size(); ++m) {
      double miss = 0.0;
      double expected = 0.0;
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const double share = expected_share(transition, options, cells[c], months[m]);
        miss += (paths.share[m][c] - share) / way;
        expected += (share - cells[c].share) / way;
      }
      rows[m].miss.push_back(miss);
      rows[m].expected += expected / arguments.replicates;
      rows[m].first_order = rows[m].expected;
      rows[m].cells += cells.size();
    }
  }
  for (std::size_t m = 0; m < months.size(); ++m) print_row("shares", label, months[m], rows[m]);
}

void all_shares(TransitionOptions options, const Arguments& arguments, ThreadPool& pool) {
  options.duty = 0.1;
  shares("constant hazard", options, arguments, pool);
  options.model.sourcing.tastes = Tastes::redrawn;
  shares("constant hazard tastes redrawn", options, arguments, pool);
  options.model.sourcing.tastes = Tastes::lasting;
  options.model.sourcing.gap_hazard = 3.0;
  shares("hazard rises with the gap", options, arguments, pool);
  options.duty = 0.05;
  options.later = 12;
  options.later_duty = 0.1;
  shares("a second duty after a year", options, arguments, pool);
}

void run(const Arguments& arguments) {
  ThreadPool pool(arguments.threads);
  const BuildInfo build = build_info();
  fmt::print("# commit {}{}\n", build.commit.substr(0, 12), build.dirty ? " with local changes" : "");
  fmt::print("part,label,month,cells,replicates,measured,half_width,expected,first_order\n");
  const auto wanted = [&](const char* part) {
    return std::find(arguments.parts.begin(), arguments.parts.end(), part) != arguments.parts.end();
  };
  TransitionOptions options;
  options.slots_per_market = arguments.slots;
  if (wanted("path")) elasticities("path", options, true, arguments, pool);
  if (wanted("equal")) equal_elasticities(arguments, pool);
  if (wanted("nests")) cobb_douglas_nests(pool);
  if (wanted("shares")) all_shares(options, arguments, pool);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("T2: the path of trade after a duty at fixed prices");
  Arguments arguments;
  app.add_option("--replicates", arguments.replicates, "paired runs, each in a world of its own")
      ->capture_default_str();
  app.add_option("--slots", arguments.slots, "slots per market")->capture_default_str();
  app.add_option("--first-seed", arguments.first_seed, "of the worlds")->capture_default_str();
  app.add_option("--parts", arguments.parts, "path, equal, nests, shares")->capture_default_str();
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
