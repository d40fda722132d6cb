#include "tools/entrepot/calibrate/calibrate.hpp"

#include <fmt/format.h>

#include "outputs/store/output/whole_file.hpp"
#include "tools/entrepot/calibrate/calibration.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/summary_output.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct CalibrateArguments {
  std::string study;
  std::string observed;
  std::string folder;
  bool check = false;
  SummaryOutput output;
};

void write_file(const std::string& path, const std::string& text) {
  OutputClaim claim(path, Existing::replace);
  write_whole(claim, text);
}

void run_calibration(const CalibrateArguments& arguments, const CommonOptions& common) {
  const Study study = read_study(arguments.study, arguments.observed);
  if (arguments.check) {
    fmt::print("{}: {} parameters, {} runs, {} targets, no faults\n", study.path, study.parameters.size(),
               study.runs.size(), targets_of(study, false).size());
    return;
  }
  const std::string folder = arguments.folder.empty() ? study.name + ".calibration" : arguments.folder;
  const Calibration calibration = calibrate(study, {folder, common.threads, common.quiet});
  write_file(folder + "/evaluations.csv", evaluations_csv(study, calibration));
  write_file(folder + "/estimate.yaml", estimate_yaml(study, calibration));
  if (!common.quiet)
    fmt::print(stderr,
               "{0}/estimate.yaml and {0}/evaluations.csv; {1} of {2} evaluations were in the log, the "
               "others took {3:.1f} s\n",
               folder, calibration.replayed, calibration.evaluations.size(), calibration.seconds);
  print_summary(calibration_summary(study, calibration), arguments.output, common);
}

}  // namespace

void add_calibrate(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "calibrate", "search parameters against facts of role calibrate and observed series to 2019");
  gives_json(*verb, common);
  auto arguments = std::make_shared<CalibrateArguments>();
  verb->add_option("study", arguments->study, "study file (.yaml), or one of the library")->required();
  verb->add_option("--observed", arguments->observed, "folder of observed series (CSV)");
  verb->add_option("-o,--output", arguments->folder,
                   "folder of log and results, gone on with where it is there; default: NAME.calibration");
  verb->add_flag("--check", arguments->check, "read the study and all it names, and run nothing");
  add_summary_output(*verb, arguments->output);
  verb->callback([arguments, &common] { run_calibration(*arguments, common); });
}

}  // namespace entrepot::tools
