#include "tools/entrepot/calibrate/evaluator.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

#include "sim/core/sha256.hpp"
#include "tools/entrepot/calibrate/simulated_view.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/runs/scenario_inputs.hpp"
#include "tools/sweep/stops.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

std::size_t threads_of(int asked) {
  return asked > 0 ? static_cast<std::size_t>(asked) : std::max(1U, std::thread::hardware_concurrency());
}

// Work(i) for i in [0, count), some at a time; the first exception is thrown when all have ended.
template <class Work>
void side_by_side(std::size_t count, std::size_t threads, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr broken;
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(mutex);
        if (!broken) broken = std::current_exception();
        next = count;
      }
    }
  };
  std::vector<std::thread> others;
  for (std::size_t t = 1; t < std::min(count, threads); ++t) others.emplace_back(loop);
  loop();
  for (std::thread& thread : others) thread.join();
  if (broken) std::rethrow_exception(broken);
}

// The same scenario to the end of the observed years, where it is held against a series.
std::vector<std::string> longer(const StudyRun& run) {
  if (run.series.empty()) return {};
  return {fmt::format("calendar.end={}-12", last_shown_year)};
}

}  // namespace

Evaluator::Evaluator(const Study& study, int threads)
    : study_(study),
      threads_(threads),
      key_(make_key()),
      recorded_{"customs_trade"},
      worlds_(2 * study.runs.size() * static_cast<std::size_t>(study.worlds)) {}

std::string Evaluator::make_key() const {
  Sha256 hash;
  const std::vector<std::string> as_it_is(study_.parameters.size());
  for (const StudyRun& run : study_.runs) {
    const Scenario scenario = study_scenario(study_, run, as_it_is);
    const std::shared_ptr<const WorldTable> table = study_.tables->get(scenario.world);
    hash.add(world_key(scenario, *table, 0).text() + "\n" + run_inputs_hash(scenario) + "\n");
    for (const Fact& fact : run.facts)
      hash.add(fmt::format("{} {} {} {} {} {}\n", fact.id, fact.measure.metric, fact.measure.where,
                           fact.measure.time, fact.measure.base, fact.measure.as));
  }
  for (const Target& target : targets_of(study_, true)) hash.add(target.name + "\n");
  hash.add(fmt::format("{} {}", study_.worlds, program_version()));
  return hash.finish();
}

Answers Evaluator::evaluate(const std::vector<std::string>& texts, bool shown) {
  std::vector<Scenario> scenarios;
  for (StudyRun run : study_.runs) {
    if (shown) {
      for (const std::string& text : longer(run)) run.plan.set.push_back(text);
    }
    scenarios.push_back(study_scenario(study_, run, texts));
  }
  const auto worlds = static_cast<std::size_t>(study_.worlds);
  std::vector<std::vector<double>> parts(scenarios.size() * worlds);
  side_by_side(parts.size(), threads_of(threads_), [&](std::size_t i) {
    if (stops_asked() > 0) throw Interrupted("stopped; evaluations that are finished are kept");
    parts[i] = measure(scenarios[i / worlds], i / worlds, static_cast<int>(i % worlds), shown);
  });
  Answers answers(worlds);
  for (std::size_t i = 0; i < parts.size(); ++i)
    answers[i % worlds].insert(answers[i % worlds].end(), parts[i].begin(), parts[i].end());
  return answers;
}

// What is recorded grows until no measure asks for more: numbers do not depend on it.
std::vector<double> Evaluator::measure(const Scenario& scenario, std::size_t run, int world, bool shown) {
  const std::shared_ptr<const WorldTable> table = study_.tables->get(scenario.world);
  const FactWorld named = fact_world_of(*table);
  RunJob job(scenario, table, std::make_shared<ThreadPool>(1));
  const WorldKey key = job.world_key(world);
  job.use_world(worlds_.get(key, [&] { return job.make_world(key); }), key);
  for (;;) {
    const std::vector<std::string> metrics = recorded();
    job.record_only(metrics);
    try {
      const SimulatedView view(named, job, world, metrics);
      return measure_run(study_, run, view, shown);
    } catch (const MetricWanted& wanted) {
      record_too(wanted.metric());
    } catch (const NotMeasured& reason) {
      throw InputError(Fault{Place{study_.path, 0, 0, ""}, "a target cannot be measured in its run",
                             reason.what(), "take it out, or change the run's calendar or scenario"});
    }
  }
}

std::vector<std::string> Evaluator::recorded() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return {recorded_.begin(), recorded_.end()};
}

void Evaluator::record_too(const std::string& metric) {
  const std::lock_guard<std::mutex> lock(mutex_);
  recorded_.insert(metric);
}

}  // namespace entrepot::tools
