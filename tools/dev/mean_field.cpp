// entrepot_mean_field: the path of a scenario with infinitely many slots per nest
// (tests/support/mean_field.hpp), as a table of goods-import shares by origin and year. `entrepot run` of the
// same scenario should lie near it.
#include "tests/support/mean_field.hpp"

#include <fmt/format.h>
#include <fmt/os.h>

#include <CLI/CLI.hpp>
#include <chrono>

#include "models/behaviours/step.hpp"
#include "sim/core/error.hpp"
#include "tests/support/import_shares.hpp"
#include "tests/support/scenario_case.hpp"
#include "tools/dev/closed_formula.hpp"

namespace {

using namespace entrepot;
using namespace entrepot::models;
using entrepot::test::ImportShares;
using entrepot::test::MeanField;
using entrepot::test::ScenarioCase;

struct Arguments {
  std::string scenario;
  std::vector<std::string> overrides;
  std::string destination = "USA";
  std::string csv;
  std::size_t classes = MeanField::default_firm_classes;
  int threads = 0;
  bool agents = false;
  bool closed = false;
  double opening_rate = test::OpeningRule{}.rate;
  std::vector<std::string> hosts;
};

ImportShares run_field(const Arguments& arguments, const ScenarioCase& c, bool with_policies,
                       ThreadPool& pool) {
  const Calendar& calendar = c.scenario.calendar;
  ImportShares shares(c.world->table, c.region(arguments.destination));
  test::OpeningRule opening{arguments.opening_rate, {}};
  for (const std::string& host : arguments.hosts) opening.hosts.push_back(c.region(host));
  MeanField field(*c.world, c.settings, c.in_force(with_policies), calendar, pool, arguments.classes,
                  opening);
  while (field.steps_done() < calendar.steps) {
    field.step();
    shares.add(field.month(), field.trade());
  }
  return shares;
}

ImportShares run_agents(const Arguments& arguments, const ScenarioCase& c, bool with_policies,
                        ThreadPool& pool) {
  ImportShares shares(c.world->table, c.region(arguments.destination));
  Simulation simulation(*c.world, make_actions(*c.world, c.settings), c.in_force(with_policies),
                        c.scenario.calendar, Seed{c.scenario.seed, 1}, pool);
  while (!simulation.done()) {
    simulation.step();
    shares.add(c.scenario.calendar.at(simulation.state().step - 1),
               test::agent_trade(*c.world, simulation.state()));
  }
  return shares;
}

void print_table(const WorldTable& table, const std::string& title, const ImportShares& shares) {
  fmt::print("{}, %\nyear ", title);
  for (const std::string& region : table.regions) fmt::print("{:>8}", region);
  fmt::print("{:>10}\n", "domestic");
  for (const auto& [year, value] : shares.value_by_year()) {
    fmt::print("{:4} ", year);
    for (const double share : shares.shares(year)) fmt::print("{:8.3f}", 100.0 * share);
    fmt::print("{:10.3f}\n", 100.0 * shares.domestic(year));
  }
}

// Base plants alone: what they add to the change of import shares at the duties of the last month.
void print_closed_formula(const Arguments& arguments, const ScenarioCase& c) {
  const WorldTable& table = c.world->table;
  const Levers levers =
      resolve_levers(table, c.in_force(), c.scenario.calendar.at(c.scenario.calendar.steps - 1));
  fmt::print("closed formula: what base plants add, points of {} goods imports\ngrowth home ",
             arguments.destination);
  for (const std::string& region : table.regions) fmt::print("{:>8}", region);
  fmt::print("\n");
  for (const double home : {0.5, 0.0}) {
    for (const double growth : {1.25, 2.0, 3.0}) {
      fmt::print("{:6.2f} {:4.1f} ", growth, home);
      for (const double change :
           closed_formula(*c.world, c.settings, levers, c.region(arguments.destination), {growth, home}))
        fmt::print("{:8.3f}", 100.0 * change);
      fmt::print("\n");
    }
  }
}

struct Variant {
  std::string run;    // mean_field or agents
  std::string world;  // scenario or baseline
  ImportShares shares;
};

void write_csv(const std::string& path, const WorldTable& table, const std::vector<Variant>& variants) {
  fmt::ostream out = fmt::output_file(path);
  out.print("run,variant,year,origin,value_musd,share\n");
  for (const Variant& variant : variants) {
    for (const auto& [year, value] : variant.shares.value_by_year()) {
      const std::vector<double> share = variant.shares.shares(year);
      for (std::size_t i = 0; i < share.size(); ++i)
        out.print("{},{},{},{},{:.6f},{:.9f}\n", variant.run, variant.world, year, table.regions[i], value[i],
                  share[i]);
    }
  }
}

void run(const Arguments& arguments) {
  const auto start = std::chrono::steady_clock::now();
  const ScenarioCase c = test::load_case(arguments.scenario, arguments.overrides, arguments.threads);
  if (arguments.closed) return print_closed_formula(arguments, c);
  ThreadPool pool(arguments.threads);
  std::vector<Variant> variants;
  for (const bool policies : {true, false}) {
    const std::string world = policies ? "scenario" : "baseline";
    variants.push_back({"mean_field", world, run_field(arguments, c, policies, pool)});
    if (arguments.agents) variants.push_back({"agents", world, run_agents(arguments, c, policies, pool)});
  }
  for (const Variant& variant : variants) {
    print_table(c.world->table,
                fmt::format("{} {}: origin shares in {} goods imports", variant.run, variant.world,
                            arguments.destination),
                variant.shares);
  }
  if (!arguments.csv.empty()) write_csv(arguments.csv, c.world->table, variants);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print(stderr, "{} months in {:.1f} s\n", c.scenario.calendar.steps, seconds);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Goods-import shares of a scenario with infinitely many slots per nest");
  Arguments arguments;
  app.add_option("scenario", arguments.scenario, "scenario file, or the name of a library scenario")
      ->required();
  app.add_option("--set", arguments.overrides, "change a value: 'policies[list-1].scale=2'")->take_all();
  app.add_option("--destination", arguments.destination, "importing region")->capture_default_str();
  app.add_option("--csv", arguments.csv, "also write a table here");
  app.add_option("--classes", arguments.classes, "value classes of firms' slots per (destination, input)")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  app.add_option(
         "--opening-rate", arguments.opening_rate,
         "with model.investment.sites: firms that open a plant per year and 15 points of duty, fraction")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--hosts", arguments.hosts,
                 "with model.investment.sites: regions that take plants; default: all")
      ->delimiter(',');
  app.add_option("--threads", arguments.threads, "0 = all cores");
  app.add_flag("--closed", arguments.closed, "print what base plants add by the closed formula, and no path");
  app.add_flag("--agents", arguments.agents, "run the agents of the scenario's world too");
  CLI11_PARSE(app, argc, argv);
  try {
    run(arguments);
    return 0;
  } catch (const InputError& error) {
    fmt::print(stderr, "{}", error.what());
    return 3;
  } catch (const std::exception& error) {
    fmt::print(stderr, "entrepot_mean_field: {}\n", error.what());
    return 4;
  }
}
