#include "scenarios/reader/schema/describe.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "scenarios/reader/schema/json_schema.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/command_tree.hpp"
#include "tools/entrepot/parts/step_order.hpp"

namespace entrepot::tools {

using namespace scenarios;

void add_describe(CLI::App& app, CommonOptions&) {
  CLI::App* verb =
      app.add_subcommand("describe", "explain a block, a policy or a behaviour: keys, units, defaults");
  auto topic = std::make_shared<std::string>();
  auto schema = std::make_shared<bool>(false);
  verb->add_option("topic", *topic,
                   "for example: scenario, world, policies, tariff, sourcing, step; none = all topics");
  verb->add_flag("--schema", *schema, "print the JSON Schema of scenario files, for editors");
  auto manual = std::make_shared<bool>(false);
  verb->add_flag("--manual", *manual, "print the manual page entrepot(1)");
  verb->callback([topic, schema, manual, &app] {
    const std::string text = *manual            ? manual_page(command_tree(app), ENTREPOT_VERSION)
                             : *schema          ? json_schema().dump(2) + "\n"
                             : *topic == "step" ? describe_step()
                                                : describe(*topic);
    fmt::print("{}", text);
  });
}

}  // namespace entrepot::tools
