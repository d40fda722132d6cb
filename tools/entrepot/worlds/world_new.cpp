#include "tools/entrepot/worlds/world_new.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "sim/core/error.hpp"
#include "tools/entrepot/worlds/world_proposal.hpp"
#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

namespace fs = std::filesystem;

struct NewWorld {
  std::string from, layout, unit, regions, sectors, output;
  double rate = 0.0;
  bool force = false;
};

WorldRequest request_of(const NewWorld& arguments) {
  WorldRequest request;
  request.table =
      fs::proximate(fs::absolute(arguments.from), fs::absolute(arguments.output)).generic_string();
  request.plan.layout = arguments.layout;
  request.plan.rate = arguments.rate;
  request.unit = arguments.unit;
  if (!arguments.regions.empty()) request.regions = split_commas(arguments.regions);
  if (!arguments.sectors.empty()) request.sectors = split_commas(arguments.sectors);
  return request;
}

// All files are claimed before one is written.
void write_files(const NewWorld& arguments, const WorldProposal& proposal) {
  std::error_code error;
  fs::create_directories(arguments.output, error);
  if (error) throw RunError(fmt::format("cannot create {}: {}", arguments.output, error.message()));
  std::vector<std::pair<OutputClaim, const std::string*>> files;
  const auto claim = [&](const char* name, const std::string& text) {
    if (text.empty()) return;
    files.emplace_back(OutputClaim((fs::path(arguments.output) / name).string(),
                                   arguments.force ? Existing::replace : Existing::refuse),
                       &text);
  };
  claim("regions.csv", proposal.regions);
  claim("sectors.csv", proposal.sectors);
  claim("sector_list.csv", proposal.sector_list);
  claim("world.yaml", proposal.world);
  for (auto& [place, text] : files) {
    const std::string path = place.path();
    TextFile file(std::move(place));
    file.line("{}", std::string_view(*text).substr(0, text->size() - 1));
    static_cast<void>(file.finish());
    fmt::print("{}\n", path);
  }
}

void write_new_world(const NewWorld& arguments) {
  WorldSource source;
  source.path = arguments.from;
  source.plan.layout = arguments.layout;
  const TableContents contents = table_contents(source);
  const WorldProposal proposal = propose_world(contents, request_of(arguments));
  fmt::print("{}: {} regions x {} sectors, layout {}\n", arguments.from, contents.regions.size(),
             contents.sectors.size(), contents.layout);
  write_files(arguments, proposal);
  fmt::print("look through sector_list.csv, then: entrepot world inspect {}\n",
             (fs::path(arguments.output) / "world.yaml").string());
}

}  // namespace

void add_world_new(CLI::App& world) {
  CLI::App* verb = world.add_subcommand("new", "write a world file for a published table, with comments");
  auto arguments = std::make_shared<NewWorld>();
  verb->add_option("--from", arguments->from, "the table as published (csv, csv.gz, Z.txt, labels_T.txt)")
      ->required();
  verb->add_option("--regions", arguments->regions,
                   "regions to keep, USA,CHN,EUR=DEU+FRA; the rest becomes ROW; default: all");
  verb->add_option("--sectors", arguments->sectors,
                   "sectors to keep, alike; the rest becomes the sector of world2017 it is like; "
                   "world2017: all of them; default: all as they are");
  verb->add_option("--layout", arguments->layout, "how the table is laid out; default: recognised");
  verb->add_option("--unit", arguments->unit, "what one figure counts")
      ->check(CLI::IsMember({"one", "thousand", "million", "billion"}));
  verb->add_option("--rate", arguments->rate, "USD for one unit of the table's currency")
      ->check(CLI::Range(1e-6, 1e6));
  verb->add_option("-o,--output", arguments->output, "folder to write to")->required();
  verb->add_flag("--force", arguments->force, "write over files that are there");
  verb->callback([arguments] { write_new_world(*arguments); });
}

}  // namespace entrepot::tools
