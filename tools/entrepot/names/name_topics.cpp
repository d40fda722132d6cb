#include "tools/entrepot/names/name_topics.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "models/behaviours/registry.hpp"
#include "outputs/compare/render/text_table.hpp"
#include "outputs/metrics/metric.hpp"
#include "scenarios/data/load_world.hpp"
#include "scenarios/reader/world_words.hpp"
#include "sim/core/faults.hpp"
#include "sim/world/names.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;
using namespace outputs;

namespace {

const char* sampling_text(Sampling sampling) {
  return sampling == Sampling::month ? "month" : sampling == Sampling::quarter ? "quarter" : "year";
}

bool mentions(const std::string& search, const std::vector<std::string>& row) {
  const auto lower = [](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
  };
  return std::any_of(row.begin(), row.end(), [&](const std::string& cell) {
    return lower(cell).find(lower(search)) != std::string::npos;
  });
}

TextTable metrics_table() {
  TextTable table;
  table.columns = {{"metric"}, {"units"}, {"every"}, {"axes"}, {"meaning"}};
  for (const Metric& metric : all_metrics())
    table.rows.push_back({metric.name, metric.units, sampling_text(metric.sampling),
                          fmt::format("{}", fmt::join(metric.axes, " ")), metric.long_name});
  return table;
}

TextTable mechanisms_table() {
  TextTable table;
  table.columns = {{"mechanism"}, {"key of model:"}, {"needs"}, {"presets"}, {"meaning"}};
  for (const Mechanism& one : mechanisms())
    table.rows.push_back({one.name, one.block + "." + one.key, one.needs,
                          fmt::format("{}", fmt::join(one.presets, " ")), one.plural});
  return table;
}

WorldSpec named_world(const std::string& name) {
  if (data_paths().world_folder(name).empty())
    throw UsageError(fmt::format("there is no world {}; {}", in_quotes(name),
                                 suggest(name, data_paths().world_names(), "worlds")));
  return read_scenario("no-policy", {"world.name=" + name}).world;
}

// Names of codes that the world has: one that stands on another may have split them.
std::vector<ListedName> names_in(const WorldSpec& spec, const WorldTable& world) {
  std::vector<ListedName> names = world_words(spec);
  const auto absent = [](const std::vector<std::string>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) == codes.end();
  };
  std::erase_if(names, [&](const ListedName& name) {
    return (name.kind == "region" && absent(world.regions, name.code)) ||
           (name.kind == "sector" && absent(world.sectors, name.code));
  });
  return names;
}

// Clubs stand where regions do: name and members.
void add_clubs(TextTable& table, const WorldTable& world) {
  for (const std::string& club : world_names(world).clubs) {
    std::vector<std::string> members;
    for (const auto& membership : world.clubs) {
      const std::string& region = world.regions[membership.region];
      if (membership.club == club && std::find(members.begin(), members.end(), region) == members.end())
        members.push_back(region);
    }
    table.rows.push_back({club, fmt::format("club: {}", fmt::join(members, " ")), "", ""});
  }
}

// One row per name of the kind, `codes` giving what the world has under it.
template <class Codes>
TextTable names_table(const std::string& kind, const std::vector<ListedName>& names,
                      const std::string& search, const Codes& codes) {
  TextTable table;
  table.columns = {{kind}, {"meaning"}, {"in Chinese"}, {"also"}};
  for (const ListedName& name : search.empty() ? names : find_names(names, kind, search)) {
    if (name.kind != kind) continue;
    const std::string inside = codes(name.code);
    table.rows.push_back(
        {name.code, name.name + inside, name.chinese, fmt::format("{}", fmt::join(name.also, ", "))});
  }
  return table;
}

// " (ELE: 8541.1 8541.2)": the sector of a product, and its splits by list where it has any.
std::string splits(const WorldNames& world, const std::string& code) {
  std::vector<std::string> parts;
  std::string sector;
  for (std::size_t p = 0; p < world.products.size(); ++p) {
    if (world.product_hs[p] != code) continue;
    sector = world.product_sector[p];
    if (world.products[p] != code) parts.push_back(world.products[p]);
  }
  return parts.empty() ? fmt::format(" ({})", sector)
                       : fmt::format(" ({}: {})", sector, fmt::join(parts, " "));
}

TextTable world_topic(const std::string& topic, const std::string& search, const std::string& world) {
  const WorldSpec spec = named_world(world);
  const WorldTable figures = read_world(spec);
  const std::vector<ListedName> names = names_in(spec, figures);
  const auto nothing = [](const std::string&) { return std::string(); };
  if (topic == "sectors") return names_table("sector", names, search, nothing);
  if (topic == "products") {
    const WorldNames known = world_names(figures);
    return names_table("product", names, search,
                       [&](const std::string& code) { return splits(known, code); });
  }
  TextTable table = names_table("region", names, search, nothing);
  TextTable clubs;
  add_clubs(clubs, figures);
  for (auto& row : clubs.rows) {
    if (search.empty() || mentions(search, row)) table.rows.push_back(std::move(row));
  }
  return table;
}

std::string describe_metric(const Metric& metric) {
  return fmt::format(
      "{}: {}\n\n  units     {}\n  axes      time {}\n  recorded  every {}; over time its {} is taken\n"
      "  meaning   {}\n",
      metric.name, metric.long_name, metric.units, fmt::join(metric.axes, " "),
      sampling_text(metric.sampling), metric.aggregation, metric.source);
}

}  // namespace

const std::vector<NameTopic>& name_topics() {
  static const std::vector<NameTopic> all = {
      {"metrics", "What a run measures; `describe NAME` says how."},
      {"mechanisms", "What a key of model: switches on."},
      {"regions", "Regions and clubs, found by name: describe regions Germany."},
      {"sectors", "Sectors, found by name: describe sectors cars."},
      {"products", "Products by HS chapter and heading, found by name: describe products \"rare earths\"."}};
  return all;
}

std::optional<std::string> describe_names(const std::string& topic, const std::string& search,
                                          const std::string& world) {
  for (const Metric& metric : all_metrics()) {
    if (metric.name == topic) return describe_metric(metric);
  }
  const auto known = std::find_if(name_topics().begin(), name_topics().end(),
                                  [&](const NameTopic& one) { return one.name == topic; });
  if (known == name_topics().end()) return std::nullopt;
  const bool of_world = topic != "metrics" && topic != "mechanisms";
  TextTable table = of_world             ? world_topic(topic, search, world)
                    : topic == "metrics" ? metrics_table()
                                         : mechanisms_table();
  if (!of_world && !search.empty())
    std::erase_if(table.rows, [&](const auto& row) { return !mentions(search, row); });
  if (table.rows.empty())
    throw UsageError(fmt::format("nothing among {} has the word {}", topic, in_quotes(search)));
  return fmt::format("{}: {}\n\n{}", topic, known->summary, table.render());
}

}  // namespace entrepot::tools
