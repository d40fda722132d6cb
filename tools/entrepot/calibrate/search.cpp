#include "tools/entrepot/calibrate/search.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <nlopt.hpp>

#include "sim/core/error.hpp"
#include "tools/sweep/designs/design.hpp"

namespace entrepot::tools {

namespace {

constexpr double first_step = 0.15;     // of the unit range
constexpr double close_enough = 1e-4;   // of the unit range
constexpr double box_half_width = 0.2;  // of the last part

nlopt::algorithm algorithm_of(const std::string& method, std::size_t dimensions) {
  // The quadratic model of BOBYQA needs two dimensions.
  if (method == "bobyqa") return dimensions > 1 ? nlopt::LN_BOBYQA : nlopt::LN_COBYLA;
  if (method == "cobyla") return nlopt::LN_COBYLA;
  if (method == "crs2") return nlopt::GN_CRS2_LM;
  ENTREPOT_VALIDATE(method == "esch", "an algorithm that the schema names");
  return nlopt::GN_ESCH;
}

// The library calls a function without a state of ours: an exception is kept, the search is told to stop.
struct Called {
  const UnitFunction& value;
  nlopt::opt& search;
  int left;  // calls; some methods look at their own limit once a generation
  std::exception_ptr broken = nullptr;
};

double call(const std::vector<double>& point, std::vector<double>& /*gradient*/, void* data) {
  Called& called = *static_cast<Called*>(data);
  if (called.left-- <= 0) {
    called.search.force_stop();
    return std::numeric_limits<double>::max();
  }
  try {
    return called.value(point);
  } catch (...) {
    called.broken = std::current_exception();
    called.search.force_stop();
    return std::numeric_limits<double>::max();
  }
}

void run_search(nlopt::opt& search, UnitPoint& point, const UnitFunction& value) {
  Called called{value, search, search.get_maxeval()};
  search.set_min_objective(call, &called);
  double least = 0.0;
  try {
    search.optimize(point, least);
  } catch (const nlopt::roundoff_limited&) {
    // As close as rounding lets it come.
  } catch (const nlopt::forced_stop&) {
    // Our own stop: what stopped it is thrown below.
  }
  if (called.broken) std::rethrow_exception(called.broken);
}

// Remembers the best point while it passes values on.
class Best {
 public:
  explicit Best(UnitFunction value) : value_(std::move(value)) {}
  double operator()(const UnitPoint& point) {
    const double value = value_(point);
    if (point_.empty() || value < least_) {
      least_ = value;
      point_ = point;
    }
    return value;
  }
  [[nodiscard]] const UnitPoint& point() const { return point_; }

 private:
  UnitFunction value_;
  UnitPoint point_;
  double least_ = 0.0;
};

void run_start(const UnitPoint& first, std::size_t dimensions, const SearchOptions& options, Best& best) {
  std::size_t points = options.start;
  if (!first.empty() && points > 0) {
    best(first);
    --points;
  }
  if (points == 0) return;
  for (const UnitPoint& point : latin_hypercube_points(points, dimensions, options.seed)) best(point);
}

void run_nlopt(std::size_t dimensions, const SearchOptions& options, std::size_t most, Best& best) {
  if (options.method == "none" || most == 0) return;
  nlopt::srand(static_cast<unsigned long>(options.seed) + 1);
  nlopt::opt search(algorithm_of(options.method, dimensions), static_cast<unsigned>(dimensions));
  search.set_lower_bounds(0.0);
  search.set_upper_bounds(1.0);
  search.set_initial_step(first_step);
  search.set_xtol_abs(close_enough);
  search.set_maxeval(static_cast<int>(most));
  UnitPoint point = best.point();
  run_search(search, point, std::ref(best));
}

// Reflected at the ends of the range, so that no point lies outside and few on them.
void run_around(std::size_t dimensions, const SearchOptions& options, std::size_t points, Best& best) {
  if (points == 0) return;
  const UnitPoint centre = best.point();
  for (UnitPoint point : latin_hypercube_points(points, dimensions, options.seed + 1)) {
    for (std::size_t d = 0; d < dimensions; ++d) {
      double at = centre[d] + box_half_width * (2.0 * point[d] - 1.0);
      if (at < 0.0) at = -at;
      if (at > 1.0) at = 2.0 - at;
      point[d] = at;
    }
    best(point);
  }
}

}  // namespace

void search_unit_cube(const UnitPoint& first, std::size_t dimensions, const SearchOptions& options,
                      const std::function<void(const std::string& part)>& part, const UnitFunction& value) {
  const std::size_t around = std::min(options.evaluations - options.start, options.evaluations * 3 / 10);
  Best best(value);
  part("start");
  run_start(first, dimensions, options, best);
  part("search");
  run_nlopt(dimensions, options, options.evaluations - options.start - around, best);
  part("around");
  run_around(dimensions, options, around, best);
}

double least_from(UnitPoint& point, const std::vector<bool>& held, const UnitFunction& value) {
  std::vector<std::size_t> free;
  for (std::size_t d = 0; d < point.size(); ++d) {
    if (!held[d]) free.push_back(d);
  }
  UnitPoint whole = point;
  const auto at = [&](const UnitPoint& part) {
    for (std::size_t i = 0; i < free.size(); ++i) whole[free[i]] = part[i];
    return value(whole);
  };
  if (free.empty()) return value(point);
  constexpr int most = 400;
  nlopt::opt search(algorithm_of("bobyqa", free.size()), static_cast<unsigned>(free.size()));
  search.set_lower_bounds(0.0);
  search.set_upper_bounds(1.0);
  search.set_initial_step(first_step);
  search.set_xtol_abs(close_enough);
  search.set_maxeval(most);
  UnitPoint part;
  for (const std::size_t d : free) part.push_back(std::clamp(point[d], 0.0, 1.0));
  Best best(at);
  UnitPoint moved = part;
  run_search(search, moved, std::ref(best));
  for (std::size_t i = 0; i < free.size(); ++i) point[free[i]] = best.point()[i];
  return value(point);
}

}  // namespace entrepot::tools
