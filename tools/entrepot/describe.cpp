#include "scenarios/reader/schema/describe.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "scenarios/reader/schema/json_schema.hpp"
#include "sim/world/names.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/names/name_topics.hpp"
#include "tools/entrepot/parts/step_order.hpp"
#include "tools/entrepot/shell/command_tree.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

// Names of the default world as suggestions: other worlds have others.
std::string schema_text(const std::string& topic) {
  if (!topic.empty() && topic != "sweep" && topic != "scenario")
    throw UsageError("there are schemas of scenario and of sweep files: describe --schema [scenario|sweep]");
  WorldNames names;
  const std::string folder = data_paths().world_folder("world2017").string();
  WorldSpec spec;
  spec.folder = folder;
  if (!folder.empty()) names = world_names(read_world(spec));
  return (topic == "sweep" ? sweep_json_schema() : json_schema(names)).dump(2) + "\n";
}

struct DescribeArguments {
  std::string topic;
  std::string search;
  std::string world = "world2017";
  bool schema = false;
  bool manual = false;
};

std::string overview() {
  std::string text = describe("") + "\nNames (entrepot describe <name> [word]):\n\n";
  for (const NameTopic& topic : name_topics()) text += fmt::format("  {:<11}{}\n", topic.name, topic.summary);
  return text;
}

std::string describe_topic(const DescribeArguments& arguments) {
  if (arguments.topic.empty()) return overview();
  if (arguments.topic == "step") return describe_step();
  if (const auto names = describe_names(arguments.topic, arguments.search, arguments.world)) return *names;
  if (!arguments.search.empty())
    throw UsageError("a word to search for belongs to metrics, mechanisms, regions, sectors and products");
  std::vector<std::string> more = {"step"};
  for (const NameTopic& topic : name_topics()) more.push_back(topic.name);
  return describe(arguments.topic, more);
}

}  // namespace

void add_describe(CLI::App& app, CommonOptions&) {
  CLI::App* verb = app.add_subcommand(
      "describe", "explain a block, a policy, a behaviour, a metric: keys, units, defaults; find names");
  auto arguments = std::make_shared<DescribeArguments>();
  verb->add_option(
      "topic", arguments->topic,
      "for example: scenario, policies, tariff, step, metrics, regions, products; none = all topics");
  verb->add_option("word", arguments->search,
                   "of metrics, regions, ...: only those with this word, in English or Chinese");
  verb->add_option("--world", arguments->world, "whose regions, sectors and products; default: world2017");
  verb->add_flag("--schema", arguments->schema,
                 "print the JSON Schema of scenario files, for editors; of sweeps with topic sweep");
  verb->add_flag("--manual", arguments->manual, "print the manual page entrepot(1)");
  verb->callback([arguments, &app] {
    fmt::print("{}", arguments->manual   ? manual_page(command_tree(app), ENTREPOT_VERSION)
                     : arguments->schema ? schema_text(arguments->topic)
                                         : describe_topic(*arguments));
  });
}

}  // namespace entrepot::tools
