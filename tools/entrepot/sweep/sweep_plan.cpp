#include <fmt/format.h>

#include "tools/entrepot/sweep/sweep.hpp"
#include "tools/sweep/estimate.hpp"

namespace entrepot::tools {

void add_sweep_plan(CLI::App& sweep, CommonOptions& common) {
  CLI::App* verb = sweep.add_subcommand("plan", "check a plan and say what it will take; runs nothing");
  auto arguments = std::make_shared<SweepArguments>();
  add_sweep_arguments(*verb, *arguments);
  verb->callback([arguments, &common] {
    const SweepFolder folder = arguments->open();
    const int threads = thread_count(common);
    fmt::print("{}", estimate_text(folder, estimate_sweep(folder, threads), threads));
  });
}

}  // namespace entrepot::tools
