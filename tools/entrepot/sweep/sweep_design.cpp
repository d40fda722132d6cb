#include <fmt/format.h>

#include "tools/entrepot/sweep/sweep.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

struct DesignArguments : SweepArguments {
  std::string format = "csv";
};

}  // namespace

void add_sweep_design(CLI::App& sweep, CommonOptions&) {
  CLI::App* verb = sweep.add_subcommand("design", "print the points of a plan");
  auto arguments = std::make_shared<DesignArguments>();
  add_sweep_arguments(*verb, *arguments);
  verb->add_option(
          "--format", arguments->format,
          "csv (read again by method: csv), salib (values as SALib's text), salib-problem (its names and "
          "bounds)")
      ->check(CLI::IsMember({"csv", "salib", "salib-problem"}));
  verb->callback([arguments] {
    const SweepFolder folder = arguments->open();
    const SweepPlan& plan = folder.sweep().plan();
    const Design& design = folder.sweep().design();
    fmt::print("{}", arguments->format == "csv"     ? design_csv(plan, design)
                     : arguments->format == "salib" ? salib_values(design)
                                                    : salib_problem(plan));
  });
}

}  // namespace entrepot::tools
