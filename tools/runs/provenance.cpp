#include "tools/runs/provenance.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <utility>

#include "outputs/store/layout.hpp"
#include "outputs/store/moved_pair.hpp"
#include "scenarios/data/sector_names.hpp"
#include "scenarios/reader/difference.hpp"
#include "sim/core/sha256.hpp"
#include "tools/runs/build_info.hpp"
#include "tools/runs/policies/moved_pair.hpp"
#include "tools/runs/result_parts.hpp"
#include "tools/runs/scenario_inputs.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

std::string now_text() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof(name) - 1) == 0 ? name : "unknown";
}

// Sectors that are goods: what `compare --group goods` adds up.
std::string goods_text(const WorldTable& table) {
  std::string text;
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    if (table.sector_is_goods[k]) text += (text.empty() ? "" : " ") + table.sectors[k];
  }
  return text;
}

std::string join(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// The keys of `model` with their values: what `compare` says of two runs that differ in them.
std::string settings_text(const Scenario& scenario) {
  std::string text;
  for (const auto& [key, value] : scenario_entries(scenario)) {
    if (key.rfind("model.", 0) == 0) text += fmt::format("{}: {}\n", key, value);
  }
  return text;
}

}  // namespace

std::string clubs_text(const WorldTable& table) {
  std::vector<std::pair<std::string, std::string>> clubs;  // in order of appearance: the club, its line
  for (const ClubMember& member : table.clubs) {
    if (member.until != Date::max()) continue;
    const auto known =
        std::find_if(clubs.begin(), clubs.end(), [&](const auto& club) { return club.first == member.club; });
    std::string& line =
        known == clubs.end() ? clubs.emplace_back(member.club, member.club).second : known->second;
    line += " " + table.regions[member.region];
  }
  std::string text;
  for (const auto& [club, line] : clubs) text += line + "\n";
  return text;
}

std::string products_text(const WorldTable& table) {
  std::string text;
  for (std::size_t p = 0; p < table.n_products(); ++p)
    text += fmt::format("{} {} {}\n", table.products[p], table.product_list[p],
                        table.sectors[table.product_sector[p].index()]);
  return text;
}

std::string program_version() {
  const BuildInfo build = build_info();
  Sha256 changes;
  changes.add(build.diff);
  return fmt::format("{} {} {}", ENTREPOT_VERSION, build.commit, build.dirty ? changes.finish() : "");
}

ResultOrigin run_origin(const RunJob& job, const World& world) {
  const Scenario& scenario = job.scenario();
  return {scenario,          job.table(),   job.world_key(0).text(), world.notes,
          scenario.calendar, job.threads(), scenario.replicates,     ""};
}

FileHeader make_header(const ResultOrigin& origin, const std::string& command_line) {
  const BuildInfo build = build_info();
  const Scenario& scenario = origin.scenario;
  FileHeader header;
  header.title = scenario.name + ": " + scenario.description;
  header.history = now_text() + " " + command_line;
  header.source = fmt::format("entrepot {}, commit {}{}", ENTREPOT_VERSION, build.commit,
                              build.dirty ? " with local changes" : "");
  header.id = fmt::format("{}-{}-{}", scenario.name, now_text(), getpid());
  header.axes = result_axes(origin.table, origin.calendar);
  header.provenance = {
      {"scenario", scenario.resolved_text},
      {layout::world_text, origin.world},
      {layout::settings_text, settings_text(scenario)},
      {"world_notes", join(origin.table.notes) + join(origin.world_notes)},
      {"scenario_notes", join(scenario.notes)},
      {layout::data_text, origin.table.data_hash},
      {layout::goods_text, goods_text(origin.table)},
      {layout::clubs_text, clubs_text(origin.table)},
      {layout::sectors_text, sector_names(scenario.world.folder, origin.table.sectors)},
      {layout::products_text, products_text(origin.table)},
      {"seed", std::to_string(scenario.seed)},
  };
  if (origin.replicates > 0) {
    header.provenance.push_back({layout::inputs_text, run_inputs_hash(scenario)});
    header.provenance.push_back({layout::replicates_text, std::to_string(origin.replicates)});
    if (!origin.branch.empty()) header.provenance.push_back({layout::branch_text, origin.branch});
  }
  if (const auto pair = most_moved_pair(scenario, origin.table))
    header.provenance.push_back({layout::moved_pair_text, pair->origin + " " + pair->importer});
  header.run = {{"version", ENTREPOT_VERSION},
                {"commit", build.commit},
                {layout::program_text, program_version()},
                {"dirty", build.dirty ? "yes" : "no"},
                {"git_diff", build.diff},
                {"compiler", build.compiler},
                {"flags", build.flags},
                {"host", host_name()},
                {"threads", std::to_string(origin.threads)},
                {"command", command_line},
                {"started", now_text()}};
  return header;
}

std::vector<TextItem> run_facts(double wall_seconds) {
  return {{"wall_seconds", fmt::format("{:.2f}", wall_seconds)}, {layout::finished_text, now_text()}};
}

}  // namespace entrepot::tools
