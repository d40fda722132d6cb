// Runs whose goods may go from region 1 to region 0 by way of regions 2 and 3.
#pragma once

#include "tests/support/engine.hpp"

namespace entrepot::test {

inline RunSetup routed_setup(std::uint64_t seed = 1) {
  RunSetup setup;
  setup.seed = seed;
  setup.duty = 0.3;
  setup.steps = 12;
  setup.base_routes = {{RegionId(1), RegionId(2), RegionId(0), 0.02},
                       {RegionId(1), RegionId(3), RegionId(0), 0.01}};
  setup.model.routing.routes = true;
  setup.model.routing.capacity = 1e3;  // nothing binds
  return setup;
}

// Enforcement at destination 0 against goods of origin 1 in every hub.
class Enforcement : public Instrument {
 public:
  explicit Enforcement(std::size_t regions, double detection, double fine, double look_through)
      : regions_(regions), detection_(detection), fine_(fine), look_through_(look_through) {}
  void apply(Month, Levers& levers) const override {
    const std::size_t size = regions_ * regions_ * regions_;
    for (std::size_t hub = 2; hub < regions_; ++hub) {
      const std::size_t at = hub * regions_ + 1;
      if (detection_ > 0.0) Levers::use(levers.detection, size)[at] += detection_;
      if (fine_ > 0.0) Levers::use(levers.fine, size)[at] += fine_;
      if (look_through_ > 0.0) Levers::use(levers.look_through, size)[at] += look_through_;
    }
  }

 private:
  std::size_t regions_;
  double detection_, fine_, look_through_;
};

}  // namespace entrepot::test
