#include <fmt/format.h>

#include <filesystem>

#include "outputs/compare/compare.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/run.hpp"

namespace entrepot {

namespace {

// A mechanism that one key switches off.
struct Mechanism {
  std::string name;
  std::string block;  // of `model:`
  std::string key;    // boolean; true = on
};

const std::vector<Mechanism>& mechanisms() {
  static const std::vector<Mechanism> all = {
      {"routing", "routing", "routes"},
      {"sites", "investment", "sites"},
      {"resource-inputs", "investment", "resource_inputs"},
      {"follow", "investment", "follow"},
      {"learning", "learning", "active"},
      {"stocks", "stockpiling", "stocks"},
      {"critical-inputs", "stockpiling", "critical_inputs"},
      {"front-loading", "stockpiling", "front_loading"},
  };
  return all;
}

struct DecomposeArguments {
  std::string scenario;
  std::vector<std::string> overrides;
  std::string folder = ".";
  std::string filters;
  std::string period = "year";
  CompareOptions options;
};

// Mechanisms that the scenario has on; those of sites and of stocks count only while these are on.
std::vector<Mechanism> active(const Scenario& scenario) {
  std::vector<Mechanism> out;
  const bool sites = scenario.model.at("investment").get<bool>("sites");
  const bool stocks = scenario.model.at("stockpiling").get<bool>("stocks");
  for (const Mechanism& mechanism : mechanisms()) {
    const bool on = scenario.model.at(mechanism.block).get<bool>(mechanism.key);
    const bool counts =
        (sites || mechanism.block != "investment") && (stocks || mechanism.block != "stockpiling");
    if (on && counts) out.push_back(mechanism);
  }
  return out;
}

std::string run_variant(const DecomposeArguments& arguments, const std::string& off, const std::string& label,
                        const CommonOptions& common) {
  std::vector<std::string> overrides = arguments.overrides;
  if (!off.empty()) overrides.push_back(off);
  Scenario scenario = read_scenario(arguments.scenario, overrides);
  const std::string output = arguments.folder + "/" + scenario.name + "-" + label + ".h5";
  run_to_file(std::move(scenario), output, run_command(arguments.scenario, overrides), common);
  return output;
}

void decompose(DecomposeArguments& arguments, const CommonOptions& common) {
  arguments.options.period = parse_period(arguments.period);
  arguments.options.filters = parse_filters(arguments.filters);
  const std::vector<Mechanism> found = active(read_scenario(arguments.scenario, arguments.overrides));
  if (found.empty()) {
    throw UsageError(
        "the scenario has no mechanism on that could be left out; switch one on, for example "
        "--set model.investment.sites=true");
  }
  std::filesystem::create_directories(arguments.folder);
  const std::string all = run_variant(arguments, "", "all", common);
  for (const Mechanism& mechanism : found) {
    const std::string without =
        run_variant(arguments, fmt::format("model.{}.{}=false", mechanism.block, mechanism.key),
                    "without-" + mechanism.name, common);
    fmt::print("\nContribution of {}: all mechanisms against all but this one\n\n", mechanism.name);
    fmt::print("{}", to_text(compare_results({all, without}, arguments.options)));
  }
}

}  // namespace

void add_decompose(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "decompose", "run a scenario with each mechanism left out in turn and print what each contributes");
  auto arguments = std::make_shared<DecomposeArguments>();
  arguments->options.metric = "import_share";
  verb->add_option("scenario", arguments->scenario, "scenario file, or the name of a library scenario")
      ->required();
  verb->add_option("--set", arguments->overrides, "change a value: 'replicates=10'")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_option("-o,--output", arguments->folder, "folder for the result files; default: here");
  verb->add_option("--metric", arguments->options.metric, "metric, or a pattern; default: import_share");
  verb->add_option("--period", arguments->period, "month, quarter or year");
  verb->add_option("--where", arguments->filters, "keep some labels: origin=CHN,destination=USA,time=2022");
  verb->add_option("--top", arguments->options.top, "rows per metric, by absolute difference; 0 = all");
  verb->callback([arguments, &common] { decompose(*arguments, common); });
}

}  // namespace entrepot
