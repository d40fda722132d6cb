#include "scenarios/reader/world_file.hpp"

#include "scenarios/data/load_world.hpp"
#include "scenarios/reader/schema/schema.hpp"
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
    table.required = true;
    KeySpec rate =
        plain("rate", KeyType::number,
              "USD for one unit of the table's currency (mean of its year); default: 1, with a doubt "
              "where the layout is in another currency.");
    rate.lower = 1e-6;
    rate.upper = 1e6;
    return Descriptor{
        "world file",
        "A published table as a world.",
        {plain("name", KeyType::text, "Name in results; default: that of the folder."),
         plain("description", KeyType::text, "What the world is, in words."), table,
         choice("layout", layout_names(), "How the table is laid out; default: recognised, and noted."),
         choice("unit", unit_names(), "What one figure counts; default: as the layout is published."), rate,
         plain("regions", KeyType::file,
               "Concordance of regions: CSV with columns from, to and, to split, weight."),
         plain("sectors", KeyType::file, "Concordance of sectors, alike.")}};
  }();
  return descriptor;
}

bool read_world_file(const std::filesystem::path& file, WorldSpec& world, ReadContext& context) {
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
  if (context.faults.count() > before) return false;
  world.table = values.get<std::string>("table");
  world.plan = plan_of(values, file);
  world.folder = world.plan.folder;
  if (world.name.empty())
    world.name = values.text_or("name", std::filesystem::absolute(file).parent_path().filename().string());
  return true;
}

}  // namespace entrepot::scenarios
