#include "tools/entrepot/parts/decompose_job.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <memory>
#include <system_error>

#include "models/behaviours/presets.hpp"
#include "outputs/store/results/result_file.hpp"
#include "sim/core/faults.hpp"
#include "tools/entrepot/run.hpp"
#include "tools/entrepot/running/stop_signals.hpp"
#include "tools/runs/progress.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/runs/replicate_run.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;
using namespace outputs;

namespace {

// The folder asked for, or one that goes when the work is done.
class ResultFolder {
 public:
  explicit ResultFolder(const std::optional<std::string>& asked) : kept_(asked.has_value()) {
    if (asked) {
      path_ = *asked;
      std::filesystem::create_directories(path_);
      return;
    }
    path_ = (std::filesystem::temp_directory_path() / "entrepot-decompose-XXXXXX").string();
    if (mkdtemp(path_.data()) == nullptr)
      throw std::system_error(errno, std::generic_category(), "cannot create " + path_);
  }
  ~ResultFolder() {
    std::error_code ignored;  // a folder that cannot be removed is no reason to lose the result
    if (!kept_) std::filesystem::remove_all(path_, ignored);
  }
  ResultFolder(const ResultFolder&) = delete;
  ResultFolder& operator=(const ResultFolder&) = delete;
  [[nodiscard]] std::string file(const std::string& scenario, std::string variant) const {
    std::replace(variant.begin(), variant.end(), ' ', '-');
    return fmt::format("{}/{}-{}.h5", path_, scenario, variant);
  }

 private:
  bool kept_;
  std::string path_;
};

const Metric& find_metric(const std::string& name) {
  std::vector<std::string> known;
  for (const Metric& metric : all_metrics()) {
    if (metric.name == name) return metric;
    known.push_back(metric.name);
  }
  throw UsageError(
      fmt::format("there is no metric '{}'{}", name, appended(suggest(name, known, Asks::plain))));
}

// Labels of filters, before anything runs; those of time are checked when the results are read.
void check_filters(const DecomposeRequest& request, const Metric& metric, const WorldTable& table) {
  for (const AxisFilter& filter : request.select.filters) {
    if (filters_axis(filter, time_axis(metric.sampling))) continue;
    if (std::find(metric.axes.begin(), metric.axes.end(), filter.axis) == metric.axes.end()) {
      throw UsageError(fmt::format("{} has no axis '{}'; it has {}", metric.name, filter.axis,
                                   fmt::join(metric.axes, ", ")));
    }
    const std::vector<std::string> labels = axis_labels(table, filter.axis);
    if (std::find(labels.begin(), labels.end(), filter.label) != labels.end()) continue;
    throw UsageError(fmt::format("no '{}' on the axis {}{}", filter.label, filter.axis,
                                 appended(suggest(filter.label, labels, Asks::plain))));
  }
}

// The mechanisms to tell about, and the runs that do.
struct Parting {
  Mechanisms table;
  MechanismSet on;  // at work in the scenario
  DecompositionPlan plan;
};

Parting part_scenario(const Scenario& scenario, const std::vector<std::string>& asked) {
  Parting parting{preset_mechanisms(), {}, {}};
  for (const Mechanism& mechanism : parting.table)
    parting.on.push_back(scenario.model.at(mechanism.block).get<bool>(mechanism.key));
  parting.on = at_work(parting.table, parting.on);
  if (std::find(parting.on.begin(), parting.on.end(), true) == parting.on.end()) {
    throw UsageError(
        "the scenario has no mechanism on that could be left out; switch one on, for example "
        "--set model.preset=relocation");
  }
  if (scenario.policies.empty())
    throw UsageError("the scenario has no policies, so there is no effect to part");
  parting.plan = plan_decomposition(parting.table, parting.on, asked);
  return parting;
}

// The `--set` changes of a variant, those of the request first.
std::vector<std::string> overrides_of(const DecomposeRequest& request, const Parting& parting,
                                      std::size_t variant) {
  std::vector<std::string> overrides = request.overrides;
  for (std::string& off : outputs::overrides_of(parting.table, parting.on, parting.plan.variants[variant]))
    overrides.push_back(std::move(off));
  return overrides;
}

std::vector<std::string> needed_metrics(const DecomposeRequest& request) {
  if (request.folder) return {};  // all of them
  std::vector<std::string> names{request.select.metric};
  if (request.pool == Pool::exports) names.emplace_back("value_added_in_exports");
  return names;
}

// All files are claimed before anything runs.
std::vector<ResultWriter> open_writers(const DecomposeRequest& request, const Parting& parting,
                                       const std::vector<std::string>& files,
                                       const std::vector<Scenario>& variants, RunJob& job) {
  std::vector<OutputClaim> claims;
  for (const std::string& file : files)
    claims.emplace_back(file, request.force ? Existing::replace : Existing::refuse);
  std::vector<ResultWriter> writers;
  for (std::size_t v = 0; v < files.size(); ++v) {
    job.use_model(variants[v]);
    const std::string command = run_command(request.scenario, overrides_of(request, parting, v));
    writers.emplace_back(std::move(claims[v]), make_header(run_origin(job, job.world(0)), command));
  }
  return writers;
}

// Replicate by replicate, so that the variants of one share its world. Files in the order of the variants.
std::vector<std::string> run_variants(const DecomposeRequest& request, const Parting& parting,
                                      const ResultFolder& folder, const CommonOptions& common) {
  const auto start = std::chrono::steady_clock::now();
  const DecompositionPlan& plan = parting.plan;
  std::vector<Scenario> variants;
  for (std::size_t v = 0; v < plan.variants.size(); ++v)
    variants.push_back(read_scenario(request.scenario, overrides_of(request, parting, v)));
  RunJob job(variants.front(), table_to_run(variants.front(), common), common.threads);
  job.record_only(needed_metrics(request));
  const int replicates = job.scenario().replicates;
  Progress progress(variants.front().name,
                    job.steps_per_replicate() * replicates * static_cast<std::int64_t>(variants.size()),
                    common.quiet);
  catch_stop_signals();
  std::vector<std::string> files;
  for (std::size_t v = 0; v < variants.size(); ++v)
    files.push_back(folder.file(variants[v].name, plan.names[v]));
  std::vector<ResultWriter> writers = open_writers(request, parting, files, variants, job);
  for (int r = 0; r < replicates; ++r) {
    for (std::size_t v = 0; v < variants.size(); ++v) {
      job.use_model(variants[v]);
      writers[v].append(run_replicate(job, r, [&](const std::string& what) {
        progress.advance(fmt::format("{}, replicate {}, {}", plan.names[v], r, what));
        if (stop_asked()) throw Interrupted("interrupted; a decomposition starts anew");
      }));
    }
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  for (ResultWriter& writer : writers) writer.finish(run_facts(seconds));
  return files;
}

// Effects of one variant, [replicate][cell]: scenario less baseline, summed up if asked.
std::vector<std::vector<double>> numbers_of(const DecomposeRequest& request, const ResultReader& reader) {
  const SeriesReader scenario(reader, "scenario", request.select.metric, request.select, request.pool);
  const SeriesReader baseline(reader, "baseline", request.select.metric, request.select, request.pool);
  std::vector<std::vector<double>> numbers;
  for (std::size_t r = 0; r < reader.replicates("scenario").size(); ++r) {
    std::vector<std::vector<double>> series = scenario.read(r);
    const std::vector<std::vector<double>> base = baseline.read(r);
    std::vector<double>& cells = numbers.emplace_back();
    for (std::size_t s = 0; s < series.size(); ++s) {
      for (std::size_t t = 0; t < series[s].size(); ++t) series[s][t] -= base[s][t];
      if (request.summary == SeriesSummary::value) {
        cells.insert(cells.end(), series[s].begin(), series[s].end());
      } else {
        cells.push_back(summarise(request.summary, scenario.years(), series[s], request.span));
      }
    }
  }
  return numbers;
}

// Axes and labels of the cells, in the order of numbers_of.
std::vector<std::vector<std::string>> label_cells(const DecomposeRequest& request, const ResultReader& reader,
                                                  Decomposition& out) {
  const SeriesReader series(reader, "scenario", request.select.metric, request.select, request.pool);
  out.metric = series.info().name;
  out.long_name = series.info().long_name;
  out.units = summary_units(request.summary, series.info().units);
  out.axes = series.axes();
  std::vector<std::vector<std::string>> labels;
  for (std::size_t s = 0; s < series.size(); ++s) {
    if (request.summary != SeriesSummary::value) {
      labels.push_back(series.labels(s));
      continue;
    }
    for (const PeriodGroup& period : series.periods()) {
      labels.push_back(series.labels(s));
      labels.back().push_back(period.name);
    }
  }
  if (request.summary == SeriesSummary::value) out.axes.emplace_back("time");
  for (const PeriodGroup& period : series.periods()) {
    if (!period.complete)
      out.notes.push_back(fmt::format("{} holds {} months only", period.name, period.months));
  }
  return labels;
}

}  // namespace

Decomposition decompose(const DecomposeRequest& request, const CommonOptions& common) {
  const Metric& metric = find_metric(request.select.metric);
  const Scenario scenario = read_scenario(request.scenario, request.overrides);
  check_filters(request, metric, read_world(scenario.world));
  const Parting parting = part_scenario(scenario, request.asked);
  const ResultFolder folder(request.folder);
  const std::vector<std::string> files = run_variants(request, parting, folder, common);
  Decomposition out;
  out.scenario = scenario.name;
  out.summary = summary_name(request.summary);
  out.replicates = static_cast<std::size_t>(scenario.replicates);
  VariantNumbers numbers;
  for (const std::string& file : files) numbers.push_back(numbers_of(request, ResultReader(file)));
  const auto labels = label_cells(request, ResultReader(files.front()), out);
  out.cells = decompose_cells(parting.table, parting.plan, numbers, labels);
  keep_largest(out, request.select.top);
  if (out.replicates == 1) out.notes.emplace_back("one replicate: no intervals; raise replicates");
  out.notes.push_back(fmt::format("{} variants, each with its own baseline: {}", parting.plan.names.size(),
                                  fmt::join(parting.plan.names, ", ")));
  return out;
}

}  // namespace entrepot::tools
