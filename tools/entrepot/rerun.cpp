#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sim/core/error.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/running/rerun_file.hpp"

namespace entrepot::tools {

namespace {

std::string words_of(const RerunDifference& difference) {
  if (!difference.why.empty()) return fmt::format("  {}: {}", difference.name, difference.why);
  return fmt::format("  {}: {} of {} values, by up to {:.3g} of the largest", difference.name,
                     difference.values, difference.of, difference.largest);
}

std::string text_of(const std::string& file, const RerunReport& report) {
  std::string text;
  for (const std::string& note : report.notes) text += fmt::format("note: {}\n", note);
  if (report.differences.empty())
    return text + fmt::format("{}: equal, all bits of {} values in {} replicates\n", file, report.values,
                              report.replicates);
  text += fmt::format("{}: not the same\n", file);
  for (const RerunDifference& difference : report.differences) text += words_of(difference) + "\n";
  return text;
}

nlohmann::ordered_json json_of(const std::string& file, const RerunReport& report) {
  nlohmann::ordered_json json = {{"file", file},
                                 {"equal", report.differences.empty()},
                                 {"replicates", report.replicates},
                                 {"values", report.values},
                                 {"notes", report.notes},
                                 {"differences", nlohmann::ordered_json::array()}};
  for (const RerunDifference& difference : report.differences) {
    json["differences"].push_back({{"name", difference.name},
                                   {"why", difference.why},
                                   {"values", difference.values},
                                   {"of", difference.of},
                                   {"largest", difference.largest}});
  }
  return json;
}

void rerun(const std::string& file, const CommonOptions& common) {
  guard_reading({file}, common.quiet);
  const RerunReport report = rerun_file(file, common.threads, common.quiet);
  common.json ? print_json(json_of(file, report)) : fmt::print("{}", text_of(file, report));
  if (!report.differences.empty())
    throw RunError(fmt::format("{} is not what its own scenario gives here", file));
}

}  // namespace

void add_rerun(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "rerun", "repeat a run from the scenario stored in its file and say whether every bit is the same");
  gives_json(*verb, common);
  auto file = std::make_shared<std::string>();
  verb->add_option("file", *file, "result file (.h5)")->required();
  verb->callback([file, &common] { rerun(*file, common); });
}

}  // namespace entrepot::tools
