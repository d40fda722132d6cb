#include "scenarios/reader/world_file.hpp"

#include <fmt/format.h>

#include "scenarios/data/load_world.hpp"
#include "scenarios/reader/schema/schema.hpp"
#include "scenarios/reader/tables/firms_block.hpp"
#include "scenarios/reader/yaml/files.hpp"

namespace entrepot::scenarios {

namespace {

struct Unit {
  const char* name;
  double millions;
};
constexpr Unit units[] = {{"one", 1e-6}, {"thousand", 1e-3}, {"million", 1.0}, {"billion", 1e3}};

std::vector<std::string> unit_names() {
  std::vector<std::string> names;
  for (const Unit& unit : units) names.emplace_back(unit.name);
  return names;
}

// Readers that take a table.
std::vector<std::string> layout_names() {
  std::vector<std::string> names;
  for (const ReaderDescriptor& reader : reader_descriptors())
    if (reader.contents != nullptr) names.push_back(reader.name);
  return names;
}

KeySpec choice(const std::string& name, std::vector<std::string> choices, const std::string& help) {
  KeySpec key;
  key.name = name;
  key.type = KeyType::choice;
  key.choices = std::move(choices);
  key.help = help;
  return key;
}

KeySpec plain(const std::string& name, KeyType type, const std::string& help) {
  KeySpec key;
  key.name = name;
  key.type = type;
  key.help = help;
  return key;
}

TablePlan plan_of(const Values& values, const std::filesystem::path& file) {
  TablePlan plan;
  plan.file = file.string();
  plan.folder = file.parent_path().empty() ? "." : file.parent_path().string();
  plan.layout = values.text_or("layout", "");
  plan.regions = values.text_or("regions", "");
  plan.sectors = values.text_or("sectors", "");
  for (const Unit& unit : units)
    if (values.text_or("unit", "") == unit.name) plan.unit = unit.millions;
  if (values.has("rate")) plan.rate = values.number("rate");
  return plan;
}

}  // namespace

const Descriptor& world_file_descriptor() {
  static const Descriptor descriptor = [] {
    KeySpec table =
        plain("table", KeyType::file,
              "The table as published (CSV, may be gzipped; of a folder, its Z.txt or labels_T.txt).");
    KeySpec rate =
        plain("rate", KeyType::number,
              "USD for one unit of the table's currency (mean of its year); default: 1, with a doubt "
              "where the layout is in another currency.");
    rate.lower = 1e-6;
    rate.upper = 1e6;
    return Descriptor{
        "world file",
        "A published table as a world, or a world whose sectors or regions are split.",
        {plain("name", KeyType::text, "Name in results; default: that of the folder."),
         plain("description", KeyType::text, "What the world is, in words."), table,
         choice("layout", layout_names(), "How the table is laid out; default: recognised, and noted."),
         choice("unit", unit_names(), "What one figure counts; default: as the layout is published."), rate,
         plain("regions", KeyType::file,
               "Concordance of regions: CSV with columns from, to and, to split, weight."),
         plain("sectors", KeyType::file, "Concordance of sectors, alike."),
         plain(
             "base", KeyType::text,
             "In place of table: a world that is split or gets firms, by name, or its world file, folder or "
             "table."),
         plain("split", KeyType::file, "File of shares by which the base is split."),
         plain("firms", KeyType::block, "Real firms in place of drawn ones."),
         plain("privacy", KeyType::block, "What of these firms may leave the program.")}};
  }();
  return descriptor;
}

namespace {

namespace fs = std::filesystem;

// Keys that a split takes, and what it needs.
bool check_keys(const Node& root, const Values& values, const Place& place, ReadContext& context) {
  const std::size_t before = context.faults.count();
  const bool base = values.has("base");
  const Place at = base ? root.find("base")->place() : place;
  if (base == values.has("table"))
    context.faults.add(at, base ? "both table and base are given" : "the world file names no world",
                       "table is a published table, base a world that is split", "give one of them");
  if (base && !values.has("split") && root.find("firms") == nullptr)
    context.faults.add(at, "base is given without split or firms",
                       "a world file says what is to become of its base", "give one of them");
  if (!base && values.has("split"))
    context.faults.add(place, "split is given without base",
                       "split is the file of shares by which the base is split", "give both or none");
  for (const char* key : {"layout", "unit", "rate", "regions", "sectors"}) {
    if (!base || !values.has(key)) continue;
    context.faults.add(root.find(key)->place(), fmt::format("{} is given with base", key),
                       "it says how a table is read", "leave it out");
  }
  return context.faults.count() == before;
}

// The world file in a folder, else what was named: "" where there is no such thing.
fs::path world_at(const fs::path& place) {
  std::error_code error;
  if (fs::is_regular_file(place / "world.yaml", error)) return place / "world.yaml";
  return fs::exists(place, error) ? place : fs::path();
}

// Where the base is: beside the world file, else a world by its name.
fs::path base_of(const std::string& name, const fs::path& folder, ReadContext& context) {
  const fs::path beside = world_at(folder / name);
  if (!beside.empty() && context.paths.may_read(beside)) return beside;
  const fs::path named = context.paths.world_folder(name);
  return named.empty() ? named : world_at(named);
}

bool read_file(const fs::path& file, WorldSpec& world, ReadContext& context, int depth);

// A world that only gets firms is its base in all else.
bool take_whole(const WorldSpec& whole, const fs::path& base, const Place& place, WorldSpec& world,
                ReadContext& context) {
  if (whole.plan.firms != nullptr) {
    context.faults.add(place, "the base has firms of its own", "they would be replaced",
                       "name the base's own base");
    return false;
  }
  world.plan = whole.plan;
  if (world.plan.folder.empty() && fs::is_directory(base)) world.plan.folder = base.string();
  world.folder = whole.folder.empty() ? world.plan.folder : whole.folder;
  return true;
}

bool read_split(const Node& root, const Values& values, WorldSpec& world, ReadContext& context, int depth) {
  const std::string name = values.get<std::string>("base");
  const Place place = root.find("base")->place();
  const fs::path base = base_of(name, world.plan.folder, context);
  if (base.empty()) {
    context.faults.add(place, fmt::format("the base {} is not found", in_quotes(name)),
                       "neither a file or folder beside the world file nor a world of scenarios/worlds",
                       suggest(name, context.paths.world_names(), "worlds"));
    return false;
  }
  constexpr int deepest = 8;
  if (depth >= deepest) {
    context.faults.add(place, fmt::format("more than {} world files stand on each other", deepest),
                       "does one of them stand on itself?");
    return false;
  }
  WorldSpec whole;
  whole.table = base.string();
  if (base.extension() == ".yaml" && !read_file(base, whole, context, depth + 1)) return false;
  world.table = whole.table;
  if (!values.has("split")) return take_whole(whole, base, place, world, context);
  world.plan.split = values.get<std::string>("split");
  world.plan.whole = std::make_shared<const TablePlan>(whole.plan);
  return true;
}

bool read_file(const fs::path& file, WorldSpec& world, ReadContext& context, int depth) {
  const std::size_t before = context.faults.count();
  std::string text;
  std::string problem;
  if (!read_text(file, YamlCaps{}.bytes, text, problem)) {
    context.faults.add({file.string(), 0, 0, ""}, "cannot read the world file", problem);
    return false;
  }
  Node root;
  if (!parse_yaml(make_source(file.string(), file.parent_path(), text), text, root, context.faults) ||
      !expect_kind(root, Node::Kind::map, "the world file", context.faults))
    return false;
  const Values values = read_block(root, world_file_descriptor(), "the world file", context);
  if (context.faults.count() > before || !check_keys(root, values, {file.string(), 0, 0, ""}, context))
    return false;
  world.plan = plan_of(values, file);
  if (values.has("table")) {
    world.table = values.get<std::string>("table");
  } else if (!read_split(root, values, world, context, depth)) {
    return false;
  }
  if (world.folder.empty() || !values.has("base") || values.has("split")) world.folder = world.plan.folder;
  world.plan.firms = read_firms_block(root, file.string(), context);
  if (context.faults.count() > before) return false;
  if (world.name.empty())
    world.name = values.text_or("name", std::filesystem::absolute(file).parent_path().filename().string());
  return true;
}

}  // namespace

bool read_world_file(const std::filesystem::path& file, WorldSpec& world, ReadContext& context) {
  return read_file(file, world, context, 0);
}

}  // namespace entrepot::scenarios
