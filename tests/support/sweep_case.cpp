#include "tests/support/sweep_case.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace entrepot::test {

namespace fs = std::filesystem;

std::string SweepCase::small_plan() {
  return "schema: 1\nname: trial\nscenario: trade-war-2018\n"
         "set: [world.firms=1500, calendar.start=2018-05, calendar.end=2018-10]\n"
         "seed: 3\nreplicates: 2\n"
         "design: {method: latin-hypercube, samples: 6}\n"
         "parameters:\n"
         "  - {path: model.sourcing.hazard_scale, lower: 0.25, upper: 1}\n"
         "  - {path: 'policies[*].scale', lower: 0.5, upper: 2}\n"
         "metrics: [import_share, consumer_price]\n"
         "targets:\n"
         "  - {name: share, metric: import_share, where: 'origin=CHN,destination=USA', at: 2018-10}\n";
}

SweepCase::SweepCase(const std::string& plan) : plan_(folder_.file("plan.yaml")) {
  std::ofstream(plan_) << plan;
}

std::vector<std::string> SweepCase::run(const std::vector<std::string>& more, const std::string& name) const {
  std::vector<std::string> arguments = {"sweep", "run", plan_, "--folder", folder(name), "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

ProgramOutput SweepCase::resume(const std::string& name) const {
  return call({"sweep", "resume", folder(name), "--quiet"});
}

std::string SweepCase::merged_hash(const std::string& name) const {
  if (call({"sweep", "merge", folder(name), "--quiet"}).code != 0) return "";
  return call({"hash", folder(name) + "/merged.h5"}).out;
}

const std::string& SweepCase::undisturbed_hash() {
  static const std::string hash = [] {
    const SweepCase sweep;
    return call(sweep.run({"--threads", "1"})).code == 0 ? sweep.merged_hash()
                                                         : std::string("the run failed");
  }();
  return hash;
}

std::map<SweepCase::Run, int> SweepCase::starts(const std::string& name) const {
  std::map<Run, int> counts;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder(name) + "/starts", error)) {
    std::ifstream stream(entry.path());
    for (std::string line; std::getline(stream, line);) {
      Run run;
      std::istringstream(line) >> run.first >> run.second;
      ++counts[run];
    }
  }
  return counts;
}

std::vector<SweepCase::Run> SweepCase::finished(const std::string& name) const {
  std::vector<Run> runs;
  std::istringstream lines(call({"sweep", "status", folder(name), "--ledger"}).out);
  for (std::string line; std::getline(lines, line);) {
    Run run;
    char comma = 0;
    std::string state;
    std::istringstream cells(line);
    if (cells >> run.first >> comma >> run.second >> comma >> state && state.rfind("finished", 0) == 0)
      runs.push_back(run);
  }
  return runs;
}

void SweepCase::wait_for_starts(RunningProgram& program, std::size_t count, const std::string& name) const {
  const auto all = [&] {
    std::size_t sum = 0;
    for (const auto& [run, times] : starts(name)) sum += static_cast<std::size_t>(times);
    return sum;
  };
  while (program.running() && all() < count) std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

}  // namespace entrepot::test
