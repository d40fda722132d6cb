// Where the numbers of a FactView come from: a result file, a file in which nothing changes, an equilibrium.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "outputs/report/facts/fact_view.hpp"
#include "outputs/report/result_data.hpp"
#include "outputs/store/results/result_types.hpp"
#include "sim/core/calendar.hpp"

namespace entrepot::outputs {

// The world of a result file, from its provenance.
[[nodiscard]] FactWorld fact_world_of(const ResultData& data);

// One side of one paired replicate of a result file; both must outlive it.
class RunView : public FactView {
 public:
  RunView(ResultData& data, const FactWorld& world, std::size_t replicate, const FactView* baseline)
      : FactView(world), data_(data), replicate_(replicate), baseline_(baseline) {}
  [[nodiscard]] Cube at(const std::string& metric, const std::string& time) const override;
  [[nodiscard]] const FactView& baseline() const override;
  [[nodiscard]] int last_year() const override;
  [[nodiscard]] double planned_output_of_plants() const override;

  // Whether this is the side without policies.
  void set_without_policies() { without_policies_ = true; }

 private:
  ResultData& data_;
  std::size_t replicate_;
  const FactView* baseline_;
  bool without_policies_ = false;
};

// The rival that nothing changes: every later period is that of the base year without policies, and links
// last.
class NoChangeView : public FactView {
 public:
  NoChangeView(const FactView& run, const FactWorld& world, std::string base_year)
      : FactView(world), run_(run), base_year_(std::move(base_year)) {}
  [[nodiscard]] Cube at(const std::string& metric, const std::string& time) const override;
  [[nodiscard]] const FactView& baseline() const override { return *this; }
  [[nodiscard]] int last_year() const override { return run_.last_year(); }

 private:
  const FactView& run_;
  std::string base_year_;
};

// All metrics of the static equilibrium of a month, with its policies or without.
using SolveMonth = std::function<std::vector<Variable>(Month month, bool with_policies)>;

// The rival that trade is settled at once: the static equilibrium of the policies in force. A year is four
// months (February, May, August, November), a quarter its middle one.
class StaticView : public FactView {
 public:
  // `axes` hold the labels of the variables; `last_year` is that of the run.
  StaticView(const FactWorld& world, std::vector<Axis> axes, SolveMonth solve, int last_year);
  [[nodiscard]] Cube at(const std::string& metric, const std::string& time) const override;
  [[nodiscard]] const FactView& baseline() const override;
  [[nodiscard]] int last_year() const override { return last_year_; }

 private:
  StaticView(const StaticView& scenario, bool without_policies);
  [[nodiscard]] const Variable& solved(const std::string& metric, Month month) const;

  const FactWorld& named_;
  std::vector<Axis> axes_;
  SolveMonth solve_;
  int last_year_;
  bool with_policies_ = true;
  std::unique_ptr<StaticView> baseline_;
  mutable std::map<std::string, std::vector<Variable>> months_;  // solved once, by month
};

// All replicates of a result file, both sides.
class RunViews {
 public:
  explicit RunViews(ResultData& data);
  [[nodiscard]] const FactWorld& world() const { return world_; }
  [[nodiscard]] std::vector<const FactView*> scenario() const;

 private:
  FactWorld world_;
  std::vector<std::unique_ptr<RunView>> baseline_, scenario_;  // [replicate]
};

}  // namespace entrepot::outputs
