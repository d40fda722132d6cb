// Value added by origin in what single firms make, from their own links: the linkage measures without
// classes.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/world/state/state_links.hpp"

namespace entrepot::test {

class FirmLeontief {
 public:
  // `money` [slot]: what every slot pays its seller in the last step of `state` (UseTable::record_links).
  FirmLeontief(const World& world, const State& state, std::vector<std::int64_t> money);

  // Value added of `origin` in a unit of what each firm and plant makes, [firm, then plant], by iteration
  // along the links until nothing moves by 1e-14.
  [[nodiscard]] std::vector<double> content(std::size_t origin) const;

  // Value added of `origin` in the hubs' exports of goods to `destination`, and these exports, money units.
  struct Exports {
    double inside = 0.0;
    double all = 0.0;
    [[nodiscard]] double per_dollar() const { return inside / all; }
  };
  [[nodiscard]] Exports exports(const std::vector<double>& content, const std::vector<std::size_t>& hubs,
                                std::size_t destination) const;

 private:
  [[nodiscard]] std::size_t place_of(std::uint32_t node) const;  // region of a firm, plant or final buyer
  [[nodiscard]] bool makes_goods(std::uint32_t firm) const;

  const World& world_;
  const State& state_;
  StateLinks graph_;
  ProductionLinks links_;
  std::vector<std::int64_t> money_;
  std::vector<std::uint32_t> buyer_;    // [slot]
  std::vector<double> sales_, inputs_;  // [firm, then plant]
};

}  // namespace entrepot::test
