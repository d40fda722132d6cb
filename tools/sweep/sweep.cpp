#include "tools/sweep/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/metrics/metric.hpp"
#include "scenarios/reader/load.hpp"
#include "sim/core/faults.hpp"
#include "sim/core/sha256.hpp"
#include "tools/runs/build_info.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/runs/scenario_inputs.hpp"
#include "tools/runs/world_key.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

std::string hash_of(const std::string& text) {
  Sha256 hash;
  hash.add(text);
  return hash.finish();
}

// Tables are read once per source.
std::string source_text(const WorldSpec& world) {
  return fmt::format("{}\n{}\n{}\n{}", world.folder, world.table, world.plan.file, world.product_origins);
}

template <class Items>
void check_known(const Items& items, const std::vector<std::string>& known, Faults& faults) {
  for (const auto& [name, place] : items) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      faults.add(place, "no metric is called " + in_quotes(name), "unknown name",
                 suggest(name, known, "metrics"));
  }
}

}  // namespace

Sweep::Sweep(SweepPlan plan) : plan_(std::move(plan)) {
  check_metrics();
  const NamesProvider names = [this](const WorldSpec& world) { return world_names(*table(world)); };
  check_sweep_paths(plan_, data_paths(), names);
  design_ = make_design(plan_);
  point_hash_.reserve(points());
  for (std::size_t point = 0; point < points(); ++point) point_hash_.push_back(hash_of(point_text(point)));
}

void Sweep::check_metrics() const {
  std::vector<std::string> known;
  for (const Metric& metric : all_metrics()) known.push_back(metric.name);
  Faults faults;
  std::vector<std::pair<std::string, Place>> asked;
  for (const SweepMetric& metric : plan_.metrics) asked.emplace_back(metric.name, metric.place);
  for (const SweepTarget& target : plan_.targets) asked.emplace_back(target.metric, target.place);
  check_known(asked, known, faults);
  const std::set<std::string> kept = kept_metrics();
  for (const SweepTarget& target : plan_.targets) {
    if (!kept.empty() && kept.count(target.metric) == 0)
      faults.add(target.place, "target " + in_quotes(target.name) + " needs the metric " + target.metric,
                 "the plan does not keep it", "add it to metrics");
  }
  faults.throw_if_any();
}

std::string Sweep::point_text(std::size_t point) const {
  try {
    const Scenario at = scenario(point);
    std::string text = world_key(at, *table(at.world), 0).text() + "\n" + inputs_without_policies(at);
    for (const PolicySpec& policy : at.policies) text += inputs_text(policy);
    return text;
  } catch (const InputError& error) {
    return std::string("refused: ") + error.what();
  }
}

SweepRun Sweep::run(std::size_t number) const {
  const auto replicates = static_cast<std::size_t>(plan_.replicates);
  return {number / replicates, static_cast<int>(number % replicates)};
}

std::size_t Sweep::number(const SweepRun& run) const {
  return run.point * static_cast<std::size_t>(plan_.replicates) + static_cast<std::size_t>(run.replicate);
}

int Sweep::draw(const SweepRun& run) const {
  return plan_.common_random_numbers ? run.replicate : static_cast<int>(number(run));
}

Scenario Sweep::scenario(std::size_t point) const {
  return load_sweep_scenario(plan_, point_overrides(plan_, design_.points.at(point)), data_paths(),
                             [this](const WorldSpec& world) { return world_names(*table(world)); });
}

std::shared_ptr<const WorldTable> Sweep::table(const WorldSpec& world) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::shared_ptr<const WorldTable>& at = tables_[source_text(world)];
  if (at == nullptr) at = std::make_shared<const WorldTable>(read_world(world));
  return at;
}

std::string Sweep::key(const SweepRun& run) const {
  static const std::string version = program_version();
  return hash_of(fmt::format("{} point {} draw {} metrics {} version {}", point_hash_.at(run.point),
                             run.point, draw(run), fmt::join(kept_metrics(), ","), version));
}

std::set<std::string> Sweep::kept_metrics() const {
  std::set<std::string> names;
  for (const SweepMetric& metric : plan_.metrics) names.insert(metric.name);
  return names;
}

SweepLayout Sweep::layout() const {
  const BuildInfo build = build_info();
  SweepLayout layout;
  layout.points = points();
  layout.replicates = plan_.replicates;
  layout.header.title = plan_.name + ": " + plan_.description;
  layout.header.history = "entrepot sweep merge";
  layout.header.source = fmt::format("entrepot {}, commit {}{}", ENTREPOT_VERSION, build.commit,
                                     build.dirty ? " with local changes" : "");
  layout.header.id = plan_.name;
  layout.header.provenance = {
      {"plan", plan_.text}, {"design", design_csv(plan_, design_)}, {"seed", std::to_string(plan_.seed)}};
  for (std::size_t i = 0; i < plan_.parameters.size(); ++i) {
    SweepColumn column{plan_.parameters[i].name, plan_.parameters[i].path, {}, {}};
    for (const SweepPoint& point : design_.points) {
      column.numbers.push_back(point.values[i]);
      column.texts.push_back(point.texts[i]);
    }
    layout.columns.push_back(column);
  }
  return layout;
}

}  // namespace entrepot::tools
