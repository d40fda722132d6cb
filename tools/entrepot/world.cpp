#include <fmt/format.h>

#include <optional>

#include "scenarios/reader/world_words.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/world_report.hpp"
#include "tools/entrepot/worlds/own_file.hpp"
#include "tools/entrepot/worlds/world_new.hpp"
#include "tools/entrepot/worlds/world_split.hpp"
#include "tools/runs/firm_privacy.hpp"
#include "tools/runs/world_key.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

struct WorldArguments {
  std::string scenario = "no-policy";
  std::string world;
  std::string table;
  std::int64_t firms = 0;
  std::optional<std::uint64_t> seed;
  std::size_t links = 15;
  bool members = false;
  std::string output;
  bool force = false;
};

// The world as a scenario would see it: a base scenario (by default no-policy) with what the options change.
Scenario world_scenario(const WorldArguments& arguments) {
  std::vector<std::string> changes;
  if (!arguments.table.empty()) {
    changes.push_back("world.table=" + arguments.table);
  } else if (const std::string file = own_file(arguments.world); !file.empty()) {
    changes.push_back("world.table=" + file);
  } else if (!arguments.world.empty()) {
    changes.push_back("world.name=" + arguments.world);
  }
  if (arguments.firms > 0) changes.push_back(fmt::format("world.firms={}", arguments.firms));
  if (arguments.seed) changes.push_back(fmt::format("seed={}", *arguments.seed));
  return read_scenario(arguments.scenario, changes);
}

World make_world(const Scenario& scenario, const WorldTable& table, const CommonOptions& common) {
  return synthesise(table, synthesis_options(world_key(scenario, table, 0)), common.threads);
}

// One line per region: its countries by ISO code and name.
std::string members_text(const WorldSpec& world) {
  const std::vector<MemberCountry> members = world_members(world);
  if (members.empty()) return "this world does not say which countries its regions hold (members.csv)\n";
  std::string text;
  std::string region;
  for (const MemberCountry& country : members) {
    if (country.region != region) text += fmt::format("{}{}:", region.empty() ? "" : "\n", country.region);
    region = country.region;
    text += fmt::format(" {} ({}){}", country.iso3, country.country,
                        country.note.empty() ? "" : " [" + country.note + "]");
  }
  return text + "\n";
}

void add_options(CLI::App& verb, WorldArguments& arguments) {
  verb.add_option("world", arguments.world,
                  "name of a world (default world2017), or a table, a world file or its folder");
  verb.add_option("--table", arguments.table, "a ready-made inter-country table (csv, csv.gz) instead");
  verb.add_option("--firms", arguments.firms, "number of firms, default 100000")
      ->check(CLI::Range(1, 50000000));
  verb.add_option("--seed", arguments.seed, "seed of the firms, default 1");
}

}  // namespace

void add_world(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand("world", "look at a world, or write its firms and links to files");
  verb->require_subcommand(1);
  add_world_new(*verb);
  add_world_split(*verb);
  auto arguments = std::make_shared<WorldArguments>();
  CLI::App* inspect = verb->add_subcommand("inspect", "accounts, top links, tails, and what was estimated");
  add_options(*inspect, *arguments);
  inspect->add_option("--links", arguments->links, "how many bilateral links to list");
  inspect->add_flag("--members", arguments->members, "only the countries that the regions hold");
  inspect->callback([arguments, &common] {
    if (arguments->members) {
      fmt::print("{}", members_text(world_scenario(*arguments).world));
      return;
    }
    const Scenario scenario = world_scenario(*arguments);
    const WorldTable table = table_to_run(scenario, common);
    fmt::print("{}", world_report(make_world(scenario, table, common), arguments->links));
  });
  CLI::App* build =
      verb->add_subcommand("build", "write firms, links and the balanced table as csv.gz files");
  add_options(*build, *arguments);
  build->add_option("-o,--output", arguments->output, "folder to write to")->required();
  build->add_flag("--force", arguments->force, "write over files that are there");
  build->callback([arguments, &common] {
    const Scenario scenario = world_scenario(*arguments);
    const WorldTable table = table_to_run(scenario, common);
    require_single_firms(table, "a list of firms and links");
    WorldFiles files(arguments->output, arguments->force ? Existing::replace : Existing::refuse);
    for (const std::string& line : export_world(make_world(scenario, table, common), std::move(files)))
      fmt::print("{}\n", line);
  });
}

}  // namespace entrepot::tools
