// What measures of facts see of a run that is in memory: only what they ask for is run and recorded.
#pragma once

#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "outputs/report/facts/fact_view.hpp"
#include "tools/runs/run_job.hpp"

namespace entrepot::tools {

using namespace outputs;

// A measure asked for a metric that was not recorded: run again with it.
class MetricWanted : public std::exception {
 public:
  explicit MetricWanted(std::string metric) : metric_(std::move(metric)) {}
  [[nodiscard]] const std::string& metric() const { return metric_; }
  [[nodiscard]] const char* what() const noexcept override { return metric_.c_str(); }

 private:
  std::string metric_;
};

// One replicate of a job, whose scenario and baseline are run when they are first asked for. The job and the
// world's texts outlive it.
class SimulatedView : public FactView {
 public:
  SimulatedView(const FactWorld& world, RunJob& job, int replicate, const std::vector<std::string>& recorded)
      : SimulatedView(world, job, replicate, recorded, true) {}

  // MetricWanted for a metric that is not among `recorded`.
  [[nodiscard]] Cube at(const std::string& metric, const std::string& time) const override;
  [[nodiscard]] const FactView& baseline() const override;
  [[nodiscard]] int last_year() const override;

 private:
  SimulatedView(const FactWorld& world, RunJob& job, int replicate, const std::vector<std::string>& recorded,
                bool with_policies);
  [[nodiscard]] const Variable& variable(const std::string& metric) const;
  [[nodiscard]] const Axis& axis(const std::string& name) const;

  const FactWorld& named_;
  RunJob& job_;
  int replicate_;
  const std::vector<std::string>& recorded_;
  bool with_policies_;
  std::vector<Axis> axes_;
  mutable std::unique_ptr<VariantResult> result_;
  mutable std::unique_ptr<SimulatedView> baseline_;
};

// Goods, products and lists of a table, for measures by list.
[[nodiscard]] FactWorld fact_world_of(const WorldTable& table);

}  // namespace entrepot::tools
