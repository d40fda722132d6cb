#include "tools/entrepot/calibrate/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "outputs/compare/statistics.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/calibrate/surface.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

constexpr int profile_points = 41;     // over the range of a parameter
constexpr double nearly_whole = 0.95;  // an interval this wide says nothing

// The objective on surfaces instead of runs.
class SurfaceObjective {
 public:
  SurfaceObjective(const std::vector<Evaluation>& evaluations, const std::vector<Target>& targets,
                   std::size_t best)
      : targets_(targets), surfaces_(make(evaluations, best)) {
    const std::vector<double> worlds = variance_of_worlds(evaluations[best].answers);
    const std::size_t count = evaluations[best].answers.size();
    // A deviation known from few worlds is itself uncertain: Student's t over the normal's quantile.
    const double few = student_quantile(upper_quantile, count - 1) / std::sqrt(rise_at_ends);
    for (std::size_t t = 0; t < targets.size(); ++t) {
      world_.push_back(std::sqrt(worlds[t] / static_cast<double>(count)));
      const double of_worlds = few * world_.back();
      const double misfit = surfaces_.misfit()[t];
      variance_.push_back(targets[t].deviation * targets[t].deviation + of_worlds * of_worlds +
                          misfit * misfit);
    }
  }

  [[nodiscard]] double at(const UnitPoint& point) const {
    const std::vector<double> answers = surfaces_.at(point);
    double total = 0.0;
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      if (!targets_[t].fitted) continue;
      const double off = answers[t] - targets_[t].value;
      total += targets_[t].weight * off * off / variance_[t];
    }
    return total;
  }

  [[nodiscard]] const Surfaces& surfaces() const { return surfaces_; }
  [[nodiscard]] const std::vector<double>& world_deviation() const { return world_; }

 private:
  // Points far from the best tell little of its surroundings.
  static Surfaces make(const std::vector<Evaluation>& evaluations, std::size_t best) {
    std::vector<UnitPoint> points;
    std::vector<std::vector<double>> values;
    std::vector<double> weights;
    for (const Evaluation& one : evaluations) {
      if (one.answers.empty()) continue;
      points.push_back(one.unit);
      values.push_back(mean_over_worlds(one.answers));
      weights.push_back(1.0 / (1.0 + (one.objective - evaluations[best].objective) / rise_at_ends));
    }
    return {points, values, weights};
  }

  const std::vector<Target>& targets_;
  Surfaces surfaces_;
  std::vector<double> world_;
  std::vector<double> variance_;
};

struct Profile {
  std::vector<double> at;     // of the parameter, in [0, 1], ascending
  std::vector<double> least;  // of the objective, all others free
};

// Over a grid that holds the estimate, each point from where its neighbour's least lies.
Profile profile_of(const SurfaceObjective& objective, const UnitPoint& best, std::size_t parameter) {
  Profile profile;
  for (int i = 0; i < profile_points; ++i)
    profile.at.push_back(static_cast<double>(i) / (profile_points - 1));
  profile.at.push_back(best[parameter]);
  std::sort(profile.at.begin(), profile.at.end());
  profile.least.assign(profile.at.size(), 0.0);
  std::vector<bool> held(best.size(), false);
  held[parameter] = true;
  const auto middle = static_cast<std::size_t>(
      std::lower_bound(profile.at.begin(), profile.at.end(), best[parameter]) - profile.at.begin());
  const auto value = [&](const UnitPoint& point) { return objective.at(point); };
  const auto walk = [&](std::size_t from, std::size_t end, std::size_t step) {
    UnitPoint point = best;
    for (std::size_t i = from; i != end; i += step) {
      point[parameter] = profile.at[i];
      profile.least[i] = least_from(point, held, value);
    }
  };
  walk(middle, profile.at.size(), 1);
  walk(middle, static_cast<std::size_t>(-1), static_cast<std::size_t>(-1));
  return profile;
}

// Where the profile crosses the level between two of its points.
double crossing(const Profile& profile, std::size_t inside, std::size_t outside, double level) {
  const double rise = profile.least[outside] - profile.least[inside];
  const double part = rise > 0.0 ? (level - profile.least[inside]) / rise : 1.0;
  return profile.at[inside] + std::clamp(part, 0.0, 1.0) * (profile.at[outside] - profile.at[inside]);
}

// The stretch below the level, and the estimate.
void set_interval(const Profile& profile, double best, ParameterEstimate& out) {
  const double least = *std::min_element(profile.least.begin(), profile.least.end());
  out.rise = *std::max_element(profile.least.begin(), profile.least.end()) - least;
  const double level = least + rise_at_ends;
  std::vector<std::size_t> inside;
  for (std::size_t i = 0; i < profile.at.size(); ++i) {
    if (profile.least[i] <= level) inside.push_back(i);
  }
  const std::size_t first = inside.front();
  const std::size_t last = inside.back();
  out.lower = first == 0 ? 0.0 : crossing(profile, first, first - 1, level);
  out.upper = last + 1 == profile.at.size() ? 1.0 : crossing(profile, last, last + 1, level);
  out.lower = std::min(out.lower, best);
  out.upper = std::max(out.upper, best);
  out.moved = out.upper - out.lower < nearly_whole && out.rise > rise_at_ends;
}

std::vector<double> effect_of(const SurfaceObjective& objective, const std::vector<Target>& targets,
                              UnitPoint point, std::size_t parameter) {
  point[parameter] = 0.0;
  const std::vector<double> low = objective.surfaces().at(point);
  point[parameter] = 1.0;
  const std::vector<double> high = objective.surfaces().at(point);
  std::vector<double> effect;
  for (std::size_t t = 0; t < targets.size(); ++t)
    effect.push_back((high[t] - low[t]) / targets[t].deviation);
  return effect;
}

}  // namespace

Estimated estimate_parameters(const std::vector<Evaluation>& evaluations, const std::vector<Target>& targets,
                              std::size_t parameters) {
  Estimated out;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < evaluations.size(); ++i) {
    if (evaluations[i].answers.empty() || !(evaluations[i].objective < least)) continue;
    least = evaluations[i].objective;
    out.best = i;
  }
  if (std::isinf(least))
    throw RunError("all evaluations failed: " +
                   (evaluations.empty() ? "there are none" : evaluations.front().error));
  const UnitPoint& best = evaluations[out.best].unit;
  const SurfaceObjective objective(evaluations, targets, out.best);
  for (std::size_t p = 0; p < parameters; ++p) {
    ParameterEstimate one;
    one.unit = best[p];
    set_interval(profile_of(objective, best, p), best[p], one);
    one.effect = effect_of(objective, targets, best, p);
    out.parameters.push_back(std::move(one));
  }
  out.world_deviation = objective.world_deviation();
  out.misfit = objective.surfaces().misfit();
  out.quadratic = objective.surfaces().quadratic();
  return out;
}

}  // namespace entrepot::tools
