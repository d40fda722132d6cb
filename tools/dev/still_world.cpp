// T4 of model.md section 4 as a study: without policy, with capacity and price adjustment on, the world must
// stand still. Redraws the whole world, runs 60 months, and prints for every (region, sector) above 1 bn USD
// the mean over worlds of (output of months 49-60 over base) - 1, with its standard error. A planted capacity
// shock must show up.
//
//   entrepot_still_world [--worlds 32] [--firms 100000] [--shock 0.01] [--no-resourcing]
//     [--preset relocation] [--by-owner]
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
  std::string preset = "contracts";
  bool by_owner = false;
  bool redrawn = false;
  int threads = 0;
};

// What is watched: firms of a (region, sector), or of those an owner's region has.
class Cells {
 public:
  Cells(const WorldTable& table, bool by_owner) : table_(table), owners_(by_owner ? table.n_regions() : 1) {}
  [[nodiscard]] std::size_t size() const { return table_.n_groups() * owners_; }
  [[nodiscard]] std::size_t of(const World& world, std::size_t firm) const {
    const std::size_t group = table_.axes().group_of(CellId(world.firm_cell[firm])).index();
    return group * owners_ + (owners_ > 1 ? world.owner_of(firm).index() : 0);
  }
  [[nodiscard]] std::string name(std::size_t cell) const {
    const std::size_t group = cell / owners_;
    const std::string place = fmt::format("{} {}", table_.regions[group / table_.n_sectors()],
                                          table_.sectors[group % table_.n_sectors()]);
    return owners_ > 1 ? fmt::format("{} {}", place, table_.regions[cell % owners_]) : place;
  }

 private:
  const WorldTable& table_;
  std::size_t owners_;
};

// Of one world in the fifth year.
struct Still {
  std::vector<double> base, sales;  // [cell] million USD per year
  double unmet = 0.0;               // part of orders that was not met
  double moved = 0.0;               // part of base output whose contracts changed plant inside an enterprise
};

// One redrawn world; capacity of all groups is cut by `shock` in the first month.
Still stand_still(const WorldTable& table, const Study& study, const Cells& cells, std::uint32_t world_number,
                  ThreadPool& pool, double shock) {
  SynthesisOptions options;
  options.firms = study.firms;
  options.seed = {1, 0x80000000U + world_number};
  const World world = synthesise(table, options, pool.threads());
  ModelSettings settings = preset_settings(study.preset);
  settings.sourcing.resourcing = !study.no_resourcing;
  settings.sourcing.tastes = study.redrawn ? Tastes::redrawn : Tastes::lasting;
  Simulation simulation(world, make_actions(world, settings), {}, Calendar{Month(2017, 1), 60},
                        {1, world_number + 1}, pool);
  const State& state = simulation.state();
  std::vector<double>& ratio = simulation.state().group_capacity_ratio;
  std::fill(ratio.begin(), ratio.end(), 1.0 - shock);
  Still out{std::vector<double>(cells.size(), 0.0), std::vector<double>(cells.size(), 0.0)};
  double made = 0.0;
  for (std::size_t f = 0; f < world.n_firms(); ++f) {
    out.base[cells.of(world, f)] += world.firm_output[f];
    made += world.firm_output[f];
  }
  while (!simulation.done()) {
    const bool counts = state.step >= 48;
    simulation.step();
    if (!counts) continue;
    for (std::size_t f = 0; f < world.n_firms(); ++f)
      out.sales[cells.of(world, f)] += static_cast<double>(state.firm_sales[f].goods) * world.unit_musd;
    for (const RegionAccount& account : state.account)
      out.unmet += static_cast<double>(account.unmet) * world.unit_musd / made;
  }
  for (const Event& event : state.events) {
    if (event.kind == EventKind::links_ended && event.cause == EventCause::other_plant && event.step >= 48)
      out.moved += 12.0 * event.size * world.unit_musd / made;
  }
  return out;
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

// Drift and base output of the cells, over worlds.
struct Drifts {
  std::vector<std::vector<double>> of;  // [cell][world that has it]
  std::vector<double> base;             // [cell] mean over worlds, million USD per year
};

void report(const Cells& cells, const Drifts& drifts) {
  fmt::print("{:<12}{:>10}{:>12}{:>10}{:>8}\n", "cell", "bn USD", "drift, %", "s.e., %", "t");
  double worst_t = 0.0;
  double worst_drift = 0.0;
  int counted = 0;
  int beyond_half = 0;
  int beyond_half_surely = 0;
  std::vector<double> means;
  double weighted = 0.0;
  double output = 0.0;
  for (std::size_t g = 0; g < cells.size(); ++g) {
    if (drifts.base[g] <= 1000.0 || drifts.of[g].size() < 2) continue;
    const Moments m = moments(drifts.of[g]);
    const double t = m.error > 0.0 ? m.mean / m.error : 0.0;
    ++counted;
    worst_t = std::max(worst_t, std::abs(t));
    worst_drift = std::max(worst_drift, std::abs(m.mean));
    beyond_half += std::abs(m.mean) > 0.005 ? 1 : 0;
    beyond_half_surely += std::abs(m.mean) - 4.0 * m.error > 0.005 ? 1 : 0;
    means.push_back(m.mean);
    weighted += m.mean * drifts.base[g];
    output += drifts.base[g];
    if (std::abs(t) > 4.0 || (std::abs(m.mean) > 0.005 && std::abs(t) > 3.0)) {
      fmt::print("{:<12}{:>10.1f}{:>12.3f}{:>10.3f}{:>8.2f}\n", cells.name(g), drifts.base[g] / 1000.0,
                 100.0 * m.mean, 100.0 * m.error, t);
    }
  }
  const Moments all = moments(means);
  fmt::print("(other cells are not listed: |t| < 4, and |t| < 3 where the drift is above 0.5 %)\n\n");
  fmt::print("cells above 1 bn USD            {}\n", counted);
  fmt::print("largest |t|                     {:.2f} (wanted: < 4)\n", worst_t);
  fmt::print("mean drift over cells, %        {:+.4f} +- {:.4f} (wanted: within 0.5)\n", 100.0 * all.mean,
             100.0 * all.error);
  fmt::print("output-weighted drift, %        {:+.4f}\n", 100.0 * weighted / output);
  fmt::print("largest |drift| of a cell, %    {:.3g}\n", 100.0 * worst_drift);
  fmt::print("cells with |drift| > 0.5 %      {} (of these beyond 0.5 % by more than 4 s.e.: {})\n",
             beyond_half, beyond_half_surely);
}

void add(Drifts& drifts, const Still& still, int worlds) {
  for (std::size_t g = 0; g < still.base.size(); ++g) {
    drifts.base[g] += still.base[g] / worlds;
    if (still.base[g] > 0.0) drifts.of[g].push_back(still.sales[g] / still.base[g] - 1.0);
  }
}

double total_change(const Still& shocked, const Still& still) {
  double change = 0.0;
  double base = 0.0;
  for (std::size_t g = 0; g < still.base.size(); ++g) {
    change += shocked.sales[g] - still.sales[g];
    base += still.base[g];
  }
  return change / base;
}

void run(const Study& study) {
  const WorldTable table = load_world({ENTREPOT_SCENARIOS "/worlds/world2017"});
  ThreadPool pool(study.threads);
  const Cells cells(table, study.by_owner);
  Drifts drifts{std::vector<std::vector<double>>(cells.size()), std::vector<double>(cells.size(), 0.0)};
  std::vector<double> shocked, unmet, moved;
  {
    Progress progress("still world", study.worlds, false);
    for (int w = 0; w < study.worlds; ++w) {
      const auto number = static_cast<std::uint32_t>(w);
      const Still still = stand_still(table, study, cells, number, pool, 0.0);
      add(drifts, still, study.worlds);
      unmet.push_back(still.unmet);
      moved.push_back(still.moved);
      if (study.shock > 0.0)
        shocked.push_back(total_change(stand_still(table, study, cells, number, pool, study.shock), still));
      progress.advance(fmt::format("world {}", w + 1));
    }
  }
  const BuildInfo build = build_info();
  fmt::print("commit {}{}\n{} worlds of {} firms, 60 months, preset {}, re-sourcing {}, tastes {}{}\n\n",
             build.commit.substr(0, 12), build.dirty ? " with local changes" : "", study.worlds, study.firms,
             study.preset, study.no_resourcing ? "off" : "on", study.redrawn ? "redrawn" : "lasting",
             study.by_owner ? "; by host, sector and owner" : "");
  report(cells, drifts);
  fmt::print("unmet orders, % of output       {:.5f} (wanted: at most 0.5)\n", 100.0 * moments(unmet).mean);
  fmt::print("moved between plants, % a year  {:.4f} (wanted: below 0.1)\n", 100.0 * moments(moved).mean);
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
  app.add_option("--preset", study.preset, "of model: contracts, relocation, relocation-technology");
  app.add_flag("--by-owner", study.by_owner, "cells by host, sector and owner");
  CLI11_PARSE(app, argc, argv);
  try {
    entrepot::tools::run(study);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 4;
  }
  return 0;
}
