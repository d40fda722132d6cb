#include "tools/entrepot/worlds/world_split.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "outputs/compare/render/text_table.hpp"
#include "scenarios/data/sector_names.hpp"
#include "scenarios/data/splits/split_world.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/worlds/own_file.hpp"
#include "tools/runs/text_file.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace outputs;
using namespace scenarios;

namespace {

namespace fs = std::filesystem;

struct SplitArguments {
  std::string world, shares, output;
  bool force = false;
};

struct SplitResult {
  std::string base;         // as the world file will name it
  std::string base_folder;  // of the names of sectors
  WorldTable whole, parts;
  SplitPlan plan;
};

SplitResult split(const SplitArguments& arguments) {
  SplitResult result;
  const std::string file = own_file(arguments.world);
  const bool own = !file.empty() || fs::exists(arguments.world);
  const std::string path = file.empty() ? arguments.world : file;
  result.base = own ? fs::proximate(fs::absolute(path), fs::absolute(arguments.output)).generic_string()
                    : arguments.world;
  const Scenario scenario =
      read_scenario("no-policy", {(file.empty() ? "world.name=" : "world.table=") + path});
  result.base_folder = scenario.world.folder;
  result.whole = read_world(scenario.world);
  Faults faults;
  result.plan = read_split(CsvTable::load(arguments.shares), result.whole, faults);
  faults.throw_if_any();
  result.parts = split_world(result.whole, result.plan, arguments.shares);
  return result;
}

std::string world_text(const SplitResult& result) {
  return fmt::format(
      "# A world that is split by shares: docs/worlds.md, \"Split a sector or a region\".\n"
      "# Look at it:  entrepot world inspect world.yaml\n"
      "# Run on it:   world: {{table: world.yaml}} in a scenario\n\n"
      "base: \"{}\"    # the world that is split\n"
      "split: shares.csv\n\n"
      "# Files beside this one, each optional, rule for the parts that they name; without a row, parts have\n"
      "# what they are parts of:\n"
      "# sector_parameters.csv    elasticities and times by sector\n"
      "# owner_shares.csv         foreign owners by host and sector\n"
      "# critical_inputs.csv      user,input: in place of the base's\n"
      "# sector_list.csv          names in words\n",
      result.base);
}

// What is the figure, what an estimate: one row per cell of a part.
std::string cells_text(const SplitResult& result) {
  const WorldTable& parts = result.parts;
  std::string text =
      "region,sector,of_region,of_sector,output_musd,output_share,output_by,exports_share,exports_by,"
      "value_added_musd,value_added_share,value_added_by\n";
  for (std::size_t g = 0; g < parts.n_groups(); ++g) {
    if (!result.plan.group_divided(g)) continue;
    const std::size_t old = result.plan.group_parent(g, result.whole.n_sectors());
    const PartShare& output = result.plan.output[g];
    const PartShare& exports = result.plan.exports[g];
    const PartShare& added = result.plan.value_added[g];
    text += fmt::format("{},{},{},{},{:.6f},{:.6g},{},{:.6g},{},{:.6f},{:.6g},{}\n",
                        parts.regions[g / parts.n_sectors()], parts.sectors[g % parts.n_sectors()],
                        result.whole.regions[old / result.whole.n_sectors()],
                        result.whole.sectors[old % result.whole.n_sectors()], parts.output[g], output.value,
                        basis_name(output.basis), exports.value, basis_name(exports.basis),
                        parts.value_added[g], added.value, basis_name(added.basis));
  }
  return text;
}

std::string sector_list(const SplitResult& result) {
  std::string text = "sector,kind,name\n";
  for (std::size_t k = 0; k < result.parts.n_sectors(); ++k) {
    const std::string line =
        result.base_folder.empty() ? "" : sector_names(result.base_folder, {result.parts.sectors[k]});
    std::string name = line.empty() ? "" : line.substr(result.parts.sectors[k].size() + 1);
    if (!name.empty()) name.pop_back();  // the end of the line
    const char* kind = !result.parts.sector_is_goods[k]          ? "services"
                       : result.parts.sector_is_manufacturing[k] ? "manufacturing"
                                                                 : "primary";
    text += fmt::format("{},{},\"{}\"\n", result.parts.sectors[k], kind, name);
  }
  return text;
}

// All files are claimed before one is written.
void write_files(const SplitArguments& arguments, const SplitResult& result) {
  std::error_code error;
  fs::create_directories(arguments.output, error);
  if (error) throw RunError(fmt::format("cannot create {}: {}", arguments.output, error.message()));
  const std::vector<std::pair<const char*, std::string>> texts{{"shares.csv", read_bytes(arguments.shares)},
                                                               {"split.csv", cells_text(result)},
                                                               {"sector_list.csv", sector_list(result)},
                                                               {"world.yaml", world_text(result)}};
  std::vector<OutputClaim> claims;
  for (const auto& [name, text] : texts)
    claims.emplace_back((fs::path(arguments.output) / name).string(),
                        arguments.force ? Existing::replace : Existing::refuse);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string path = claims[i].path();
    TextFile file(std::move(claims[i]));
    std::string_view text = texts[i].second;
    while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    file.line("{}", text);
    static_cast<void>(file.finish());
    fmt::print("{}\n", path);
  }
}

// World output of each part and who makes most of it.
std::string summary(const SplitResult& result) {
  TextTable text{{{"part"}, {"of"}, {"output bn", Align::right}, {"share %", Align::right}, {"makes most"}},
                 {}};
  const WorldTable& parts = result.parts;
  const auto row = [&](const std::string& name, const std::string& of, bool region, std::size_t at,
                       std::size_t old) {
    double output = 0.0;
    double all = 0.0;
    std::size_t most = 0;
    for (std::size_t g = 0; g < parts.n_groups(); ++g) {
      if ((region ? g / parts.n_sectors() : g % parts.n_sectors()) != at) continue;
      output += parts.output[g];
      if (output == parts.output[g] || parts.output[g] > parts.output[most]) most = g;
    }
    for (std::size_t g = 0; g < result.whole.n_groups(); ++g)
      if ((region ? g / result.whole.n_sectors() : g % result.whole.n_sectors()) == old)
        all += result.whole.output[g];
    text.rows.push_back(
        {name, of, fmt::format("{:.1f}", output / 1e3),
         fmt::format("{:.2f}", all > 0.0 ? 100.0 * output / all : 0.0),
         region ? parts.sectors[most % parts.n_sectors()] : parts.regions[most / parts.n_sectors()]});
  };
  for (std::size_t s = 0; s < parts.n_sectors(); ++s)
    if (result.plan.sectors.divided[s])
      row(parts.sectors[s], result.whole.sectors[result.plan.sectors.parent[s]], false, s,
          result.plan.sectors.parent[s]);
  for (std::size_t r = 0; r < parts.n_regions(); ++r)
    if (result.plan.regions.divided[r])
      row(parts.regions[r], result.whole.regions[result.plan.regions.parent[r]], true, r,
          result.plan.regions.parent[r]);
  return text.rows.empty() ? "" : text.render() + "\n";
}

void split_to_folder(const SplitArguments& arguments) {
  const SplitResult result = split(arguments);
  fmt::print("{}", summary(result));
  for (std::size_t i = result.whole.notes.size(); i < result.parts.notes.size(); ++i)
    fmt::print("{}\n", result.parts.notes[i]);
  write_files(arguments, result);
  fmt::print("split.csv says of each figure what it is founded on; then: entrepot world inspect {}\n",
             arguments.output);
}

}  // namespace

void add_world_split(CLI::App& world) {
  CLI::App* verb = world.add_subcommand("split", "split sectors or regions of a world by shares");
  auto arguments = std::make_shared<SplitArguments>();
  verb->add_option("world", arguments->world, "name of a world, or a table, a world file or its folder")
      ->required();
  verb->add_option("--shares", arguments->shares,
                   "CSV with axis, from, part, figure, region, sector, product, share (docs/worlds.md)")
      ->required();
  verb->add_option("-o,--output", arguments->output, "folder to write to")->required();
  verb->add_flag("--force", arguments->force, "write over files that are there");
  verb->callback([arguments] { split_to_folder(*arguments); });
}

}  // namespace entrepot::tools
