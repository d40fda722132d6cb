// T4 of model.md section 4 as a study: without policy, with capacity and price adjustment on, the world must
// stand still. Redraws the whole world, runs 60 months, and prints for every (region, sector) above 1 bn USD
// the mean over worlds of (output of months 49-60 over base) - 1, with its standard error. A planted capacity
// shock must show up.
//
//   entrepot_still_world [--worlds 32] [--firms 100000] [--shock 0.01] [--no-resourcing] [--mechanisms]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>

#include "models/behaviours/presets.hpp"
#include "models/behaviours/step.hpp"
#include "scenarios/data/load_world.hpp"
#include "sim/engine/simulation.hpp"
#include "tools/runs/build_info.hpp"
#include "tools/runs/progress.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;
namespace {

struct Study {
  int worlds = 32;
  std::int64_t firms = 100000;
  double shock = 0.0;
  bool no_resourcing = false;
  bool mechanisms = false;
  bool redrawn = false;
  int threads = 0;
};

// Drift of every group in one redrawn world; capacity of all groups is cut by `shock` in the first month.
std::vector<double> drift(const WorldTable& table, const Study& study, std::uint32_t world_number,
                          ThreadPool& pool, double shock) {
  SynthesisOptions options;
  options.firms = study.firms;
  options.seed = {1, 0x80000000U + world_number};
  const World world = synthesise(table, options, pool.threads());
  ModelSettings settings = study.mechanisms ? preset_settings("relocation-technology") : ModelSettings{};
  settings.sourcing.resourcing = !study.no_resourcing;
  settings.sourcing.tastes = study.redrawn ? Tastes::redrawn : Tastes::lasting;
  Simulation simulation(world, make_actions(world, settings), {}, Calendar{Month(2017, 1), 60},
                        {1, world_number + 1}, pool);
  std::vector<double>& ratio = simulation.state().group_capacity_ratio;
  std::fill(ratio.begin(), ratio.end(), 1.0 - shock);
  std::vector<double> sum(table.n_groups(), 0.0);
  while (!simulation.done()) {
    const bool counts = simulation.state().step >= 48;
    simulation.step();
    for (std::size_t g = 0; counts && g < sum.size(); ++g) {
      for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
        sum[g] += static_cast<double>(simulation.state().firm_sales[f].goods) * world.unit_musd;
      }
    }
  }
  for (std::size_t g = 0; g < sum.size(); ++g) sum[g] = sum[g] / table.output[g] - 1.0;
  return sum;
}

struct Moments {
  double mean = 0.0;
  double error = 0.0;  // standard error of the mean
};

Moments moments(const std::vector<double>& values) {
  Moments out;
  for (const double v : values) out.mean += v / static_cast<double>(values.size());
  double squares = 0.0;
  for (const double v : values) squares += (v - out.mean) * (v - out.mean);
  const auto n = static_cast<double>(values.size());
  out.error = n > 1 ? std::sqrt(squares / (n - 1) / n) : std::nan("");
  return out;
}

void report(const WorldTable& table, const std::vector<std::vector<double>>& by_group) {
  fmt::print("{:<8}{:>12}{:>12}{:>10}{:>8}\n", "cell", "bn USD", "drift, %", "s.e., %", "t");
  double worst_t = 0.0;
  double worst_drift = 0.0;
  int cells = 0;
  int beyond_half = 0;
  int beyond_half_surely = 0;
  std::vector<double> drifts;
  double weighted = 0.0;
  double output = 0.0;
  for (std::size_t g = 0; g < by_group.size(); ++g) {
    if (table.output[g] <= 1000.0) continue;
    const Moments m = moments(by_group[g]);
    const double t = m.error > 0.0 ? m.mean / m.error : 0.0;
    ++cells;
    worst_t = std::max(worst_t, std::abs(t));
    worst_drift = std::max(worst_drift, std::abs(m.mean));
    beyond_half += std::abs(m.mean) > 0.005 ? 1 : 0;
    beyond_half_surely += std::abs(m.mean) - 4.0 * m.error > 0.005 ? 1 : 0;
    drifts.push_back(m.mean);
    weighted += m.mean * table.output[g];
    output += table.output[g];
    if (std::abs(t) > 3.0 || std::abs(m.mean) > 0.005) {
      fmt::print("{} {:<4}{:>12.1f}{:>12.3f}{:>10.3f}{:>8.2f}\n", table.regions[g / table.n_sectors()],
                 table.sectors[g % table.n_sectors()], table.output[g] / 1000.0, 100.0 * m.mean,
                 100.0 * m.error, t);
    }
  }
  const Moments all = moments(drifts);
  fmt::print("(cells with |t| < 3 and |drift| < 0.5 % are not listed)\n\n");
  fmt::print("cells above 1 bn USD            {}\n", cells);
  fmt::print("largest |t|                     {:.2f} (wanted: < 4)\n", worst_t);
  fmt::print("mean drift over cells, %        {:+.4f} +- {:.4f} (wanted: within 0.5)\n", 100.0 * all.mean,
             100.0 * all.error);
  fmt::print("output-weighted drift, %        {:+.4f}\n", 100.0 * weighted / output);
  fmt::print("largest |drift| of a cell, %    {:.3g}\n", 100.0 * worst_drift);
  fmt::print("cells with |drift| > 0.5 %      {} (of these beyond 0.5 % by more than 4 s.e.: {})\n",
             beyond_half, beyond_half_surely);
}

void run(const Study& study) {
  const WorldTable table = load_world({ENTREPOT_SCENARIOS "/worlds/world2017"});
  ThreadPool pool(study.threads);
  std::vector<std::vector<double>> by_group(table.n_groups());
  std::vector<double> shocked;
  {
    Progress progress("still world", study.worlds, false);
    for (int w = 0; w < study.worlds; ++w) {
      const auto number = static_cast<std::uint32_t>(w);
      const std::vector<double> d = drift(table, study, number, pool, 0.0);
      for (std::size_t g = 0; g < d.size(); ++g) by_group[g].push_back(d[g]);
      if (study.shock > 0.0) {
        const std::vector<double> s = drift(table, study, number, pool, study.shock);
        double change = 0.0;
        double output = 0.0;
        for (std::size_t g = 0; g < d.size(); ++g) {
          change += (s[g] - d[g]) * table.output[g];
          output += table.output[g];
        }
        shocked.push_back(change / output);
      }
      progress.advance(fmt::format("world {}", w + 1));
    }
  }
  const BuildInfo build = build_info();
  fmt::print("commit {}{}\n{} worlds of {} firms, 60 months, re-sourcing {}, tastes {}{}\n\n",
             build.commit.substr(0, 12), build.dirty ? " with local changes" : "", study.worlds, study.firms,
             study.no_resourcing ? "off" : "on", study.redrawn ? "redrawn" : "lasting",
             study.mechanisms ? ", every mechanism of relocation on" : "");
  report(table, by_group);
  if (!shocked.empty()) {
    const Moments m = moments(shocked);
    fmt::print("planted {:.1f} % capacity shock: world output {:+.4f} % +- {:.4f} (paired), t = {:.1f}\n",
               100.0 * study.shock, 100.0 * m.mean, 100.0 * m.error, m.mean / m.error);
  }
}

}  // namespace
}  // namespace entrepot::tools

int main(int argc, char** argv) {
  CLI::App app{"T4: the world without policy stands still"};
  entrepot::tools::Study study;
  app.add_option("--worlds", study.worlds, "redrawn worlds")->check(CLI::Range(1, 10000));
  app.add_option("--firms", study.firms, "firms per world");
  app.add_option("--shock", study.shock, "also run each world with this share of all capacity missing");
  app.add_option("--threads", study.threads, "0 = all cores");
  app.add_flag("--redrawn", study.redrawn, "tastes are redrawn at every event instead of lasting");
  app.add_flag("--no-resourcing", study.no_resourcing, "switch the source phase off");
  app.add_flag("--mechanisms", study.mechanisms, "every mechanism of the preset relocation-technology on");
  CLI11_PARSE(app, argc, argv);
  try {
    entrepot::tools::run(study);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 4;
  }
  return 0;
}
