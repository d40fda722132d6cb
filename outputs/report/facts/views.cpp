#include "outputs/report/facts/views.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/compare/periods.hpp"
#include "outputs/store/layout.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

Period period_of(const std::string& time) {
  if (time.size() == 4) return Period::year;
  return time.find('Q') != std::string::npos ? Period::quarter : Period::month;
}

// NotMeasured unless all months of the period are in the run.
void check_whole(const ResultData& data, const std::string& time) {
  const std::vector<double> days = data.reader().axis("scenario", layout::time).numbers;
  for (const PeriodGroup& group : group_months(days, period_of(time))) {
    if (group.name == time && group.complete) return;
  }
  throw NotMeasured(fmt::format("the run does not hold all of {}", time));
}

// The months that stand for a period of an equilibrium.
std::vector<Month> months_of(const std::string& time) {
  const int year = std::stoi(time.substr(0, 4));
  switch (period_of(time)) {
    case Period::year:
      return {Month(year, 2), Month(year, 5), Month(year, 8), Month(year, 11)};
    case Period::quarter:
      return {Month(year, 3 * std::stoi(time.substr(6)) - 1)};
    case Period::month:
      break;
  }
  return {Month(year, std::stoi(time.substr(5)))};
}

const Column& event_column(const Table& events, const std::string& name) {
  const auto at = std::find_if(events.columns.begin(), events.columns.end(),
                               [&](const Column& column) { return column.name == name; });
  if (at == events.columns.end()) throw NotMeasured("the events of this file have no " + name);
  return *at;
}

double months_in_period(const std::string& time) {
  const Period period = period_of(time);
  return period == Period::year ? 12.0 : period == Period::quarter ? 3.0 : 1.0;
}

}  // namespace

FactWorld fact_world_of(const ResultData& data) {
  return fact_world(data.text(layout::goods_text), data.text(layout::products_text));
}

Cube RunView::at(const std::string& metric, const std::string& time) const {
  if (!data_.has(metric)) throw NotMeasured(fmt::format("no {} in this file", metric));
  check_whole(data_, time);
  try {
    const PairedMetric& paired = data_.paired(metric, period_of(time), {{layout::time, time}});
    Cube cube{metric, {}, {}, (without_policies_ ? paired.baseline : paired.scenario)[replicate_]};
    for (std::size_t a = 0; a < paired.axes.size(); ++a) {
      if (paired.axes[a] == layout::time) continue;
      cube.axes.push_back(paired.axes[a]);
      cube.labels.push_back(paired.labels[a]);
    }
    return cube;
  } catch (const InputError& error) {
    throw NotMeasured(error.faults().front().what);
  }
}

const FactView& RunView::baseline() const {
  if (without_policies_) return *this;
  if (baseline_ == nullptr) throw NotMeasured("the file has no baseline");
  return *baseline_;
}

double RunView::planned_output_of_plants() const {
  const std::string side = without_policies_ ? "baseline" : "scenario";
  const std::vector<std::string> tables = data_.reader().tables(side);
  if (std::find(tables.begin(), tables.end(), "events") == tables.end())
    throw NotMeasured("no events in this file");
  const Table events = data_.reader().table(side, "events");
  const Column& kind = event_column(events, "kind");
  const Column& size = event_column(events, "size");
  const ReplicatePair pair = data_.pairs()[replicate_];
  const int number = data_.reader().replicates(side)[without_policies_ ? pair.against : pair.value];
  double planned = 0.0;
  for (std::size_t i = 0; i < events.rows(); ++i) {
    if (events.columns.front().numbers[i] == number && kind.texts[i] == "plant decided")
      planned += size.numbers[i];
  }
  return 12.0 * planned;  // the file has it by the month
}

int RunView::last_year() const { return std::stoi(data_.years().back()); }

Cube NoChangeView::at(const std::string& metric, const std::string& time) const {
  Cube cube = run_.baseline().at(metric, base_year_ + time.substr(4));
  if (metric == "link_survival" || metric == "value_survival")
    std::fill(cube.values.begin(), cube.values.end(), 1.0);
  return cube;
}

StaticView::StaticView(const FactWorld& world, std::vector<Axis> axes, SolveMonth solve, int last_year)
    : FactView(world),
      named_(world),
      axes_(std::move(axes)),
      solve_(std::move(solve)),
      last_year_(last_year),
      baseline_(new StaticView(*this, true)) {}

StaticView::StaticView(const StaticView& scenario, bool without_policies)
    : FactView(scenario.named_),
      named_(scenario.named_),
      axes_(scenario.axes_),
      solve_(scenario.solve_),
      last_year_(scenario.last_year_),
      with_policies_(!without_policies) {}

const FactView& StaticView::baseline() const { return baseline_ ? *baseline_ : *this; }

const Variable& StaticView::solved(const std::string& metric, Month month) const {
  auto known = months_.find(month.text());
  if (known == months_.end()) known = months_.emplace(month.text(), solve_(month, with_policies_)).first;
  for (const Variable& variable : known->second) {
    if (variable.name == metric) return variable;
  }
  throw NotMeasured(fmt::format("an equilibrium has no {}", metric));
}

Cube StaticView::at(const std::string& metric, const std::string& time) const {
  const std::vector<Month> months = months_of(time);
  const Variable& first = solved(metric, months.front());
  const bool flow = first.aggregation == Aggregation::sum;
  const double weight = (flow ? months_in_period(time) : 1.0) / static_cast<double>(months.size());
  Cube cube{metric, {}, {}, std::vector<double>(first.values.size(), 0.0)};
  for (const std::string& name : first.axes) {
    const auto axis =
        std::find_if(axes_.begin(), axes_.end(), [&](const Axis& one) { return one.name == name; });
    ENTREPOT_VALIDATE(axis != axes_.end(), metric + " has an axis without labels: " + name);
    if (axis->is_time) continue;
    cube.axes.push_back(name);
    cube.labels.push_back(axis->labels);
  }
  for (const Month month : months) {
    const Variable& variable = solved(metric, month);
    for (std::size_t i = 0; i < cube.values.size(); ++i) cube.values[i] += weight * variable.values[i];
  }
  return cube;
}

RunViews::RunViews(ResultData& data) : world_(fact_world_of(data)) {
  for (int r = 0; r < data.replicates(); ++r) {
    const auto replicate = static_cast<std::size_t>(r);
    if (data.has_baseline()) {
      baseline_.push_back(std::make_unique<RunView>(data, world_, replicate, nullptr));
      baseline_.back()->set_without_policies();
    }
    scenario_.push_back(std::make_unique<RunView>(data, world_, replicate,
                                                  data.has_baseline() ? baseline_.back().get() : nullptr));
  }
}

std::vector<const FactView*> RunViews::scenario() const {
  std::vector<const FactView*> views;
  for (const auto& view : scenario_) views.push_back(view.get());
  return views;
}

}  // namespace entrepot::outputs
