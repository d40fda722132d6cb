#include "models/theory/wages.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

namespace entrepot::theory {

namespace {

constexpr std::size_t memory = 8;         // past steps Anderson combines
constexpr double largest_step = 0.7;      // of a log wage in one step
constexpr double allowed_growth = 2.0;    // of the residual before a step is undone
constexpr double difference_step = 1e-6;  // of a log wage, for the Jacobian
constexpr int newton_steps = 40;
constexpr int walk_steps = 2000;
constexpr int newton_after = 50;       // steps of the walk between two tries of Newton
constexpr double longest_pace = 50.0;  // of the walk, per unit of excess

using Vector = Eigen::VectorXd;

struct Point {
  Vector log_wage;
  Vector excess;
  double residual = std::numeric_limits<double>::infinity();
};

class Clearing {
 public:
  Clearing(const std::vector<double>& labour0, double damping, const EquilibriumOptions& options,
           const ExcessDemand& excess)
      : labour_(Eigen::Map<const Vector>(labour0.data(), static_cast<Eigen::Index>(labour0.size()))),
        damping_(damping),
        damping_start_(damping),
        options_(options),
        excess_(excess) {}

  WageResult run() {
    best_ = evaluate(Vector::Zero(labour_.size()));
    if (!done()) anderson();
    if (!done()) newton();
    if (!done()) walk();
    WageResult result;
    result.log_wage.assign(best_.log_wage.data(), best_.log_wage.data() + best_.log_wage.size());
    result.excess.assign(best_.excess.data(), best_.excess.data() + best_.excess.size());
    result.residual = best_.residual;
    result.evaluations = evaluations_;
    return result;
  }

 private:
  [[nodiscard]] bool done() const { return best_.residual <= options_.wage_tolerance; }

  Point evaluate(Vector log_wage) {
    ++evaluations_;
    log_wage.array() -= std::log((log_wage.array().exp() * labour_.array()).sum() / labour_.sum());
    const std::vector<double> excess =
        excess_(std::vector<double>(log_wage.data(), log_wage.data() + log_wage.size()));
    Point point{std::move(log_wage), Eigen::Map<const Vector>(excess.data(), labour_.size()), 0.0};
    point.residual = point.excess.cwiseAbs().maxCoeff();
    if (!std::isfinite(point.residual)) point.residual = std::numeric_limits<double>::infinity();
    return point;
  }

  static Vector limited(const Vector& step) {
    const double size = step.cwiseAbs().maxCoeff();
    return size > largest_step ? Vector(step * (largest_step / size)) : step;
  }

  // The combination of past steps whose excess is smallest, in least squares.
  [[nodiscard]] Vector combined_step(const Point& now, const std::deque<Point>& past) const {
    Vector step = damping_ * now.excess;
    if (past.empty()) return step;
    const auto count = static_cast<Eigen::Index>(past.size());
    Eigen::MatrixXd wages(now.excess.size(), count);
    Eigen::MatrixXd excesses(now.excess.size(), count);
    for (Eigen::Index i = 0; i < count; ++i) {
      wages.col(i) = now.log_wage - past[static_cast<std::size_t>(i)].log_wage;
      excesses.col(i) = now.excess - past[static_cast<std::size_t>(i)].excess;
    }
    const Vector weights = excesses.colPivHouseholderQr().solve(now.excess);
    if (!weights.allFinite()) return step;
    step -= (wages + damping_ * excesses) * weights;
    return step;
  }

  void anderson() {
    Point now = best_;
    std::deque<Point> past;
    for (int i = 0; i < options_.wage_iterations && !done(); ++i) {
      Point next = evaluate(now.log_wage + limited(combined_step(now, past)));
      if (next.residual > allowed_growth * now.residual) {  // undo: plain, shorter steps from the best point
        past.clear();
        damping_ *= 0.5;
        now = best_;
        if (damping_ < 1e-4) return;
        continue;
      }
      past.push_back(std::move(now));
      if (past.size() > memory) past.pop_front();
      now = std::move(next);
      if (now.residual < best_.residual) best_ = now;
    }
  }

  void newton() {
    for (int i = 0; i < newton_steps && !done(); ++i) {
      const Vector step = limited(newton_step());
      if (!step.allFinite()) return;
      double length = 1.0;
      Point next = evaluate(best_.log_wage + step);
      while (next.residual >= best_.residual && length > 1e-4) {
        length *= 0.5;
        next = evaluate(best_.log_wage + length * step);
      }
      if (next.residual >= best_.residual) return;
      best_ = std::move(next);
    }
  }

  // Plain tatonnement from the base, never asking the residual to fall: it crosses flat stretches where
  // closer equilibria have vanished. Newton finishes once a wage has overshot.
  void walk() {
    Point now = evaluate(Vector::Zero(labour_.size()));
    Point closest = best_;
    double pace = damping_start_;
    for (int i = 1; i <= walk_steps && pace > 1e-4; ++i) {
      Point next = evaluate(now.log_wage + limited(pace * now.excess));
      const bool overshot = !std::isfinite(next.residual) || next.excess.dot(now.excess) < 0.0;
      if (std::isfinite(next.residual)) now = std::move(next);
      pace = overshot ? 0.4 * pace : std::min(1.3 * pace, longest_pace);
      if (now.residual < closest.residual) closest = now;
      if (!overshot && i % newton_after != 0) continue;
      best_ = now;
      newton();
      if (done()) return;
    }
    best_ = std::move(closest);
  }

  // The excess of one region follows from the others' (Walras): the minimum-norm solution handles the rank.
  Vector newton_step() {
    Eigen::MatrixXd jacobian(labour_.size(), labour_.size());
    for (Eigen::Index n = 0; n < labour_.size(); ++n) {
      Vector moved = best_.log_wage;
      moved[n] += difference_step;
      jacobian.col(n) = (evaluate(moved).excess - best_.excess) / difference_step;
    }
    if (!jacobian.allFinite())
      return Vector::Constant(labour_.size(), std::numeric_limits<double>::quiet_NaN());
    return jacobian.completeOrthogonalDecomposition().solve(-best_.excess);
  }

  Vector labour_;
  double damping_;
  double damping_start_;
  const EquilibriumOptions& options_;
  const ExcessDemand& excess_;
  Point best_;
  int evaluations_ = 0;
};

}  // namespace

WageResult clear_labour(const std::vector<double>& labour0, double damping, const EquilibriumOptions& options,
                        const ExcessDemand& excess) {
  return Clearing(labour0, damping, options, excess).run();
}

}  // namespace entrepot::theory
