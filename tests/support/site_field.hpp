// Plants abroad with infinitely many firms: the part of the mean field that model.md section 11 describes.
// Firms of a home cell open plants at a stated rate, 8 %/yr for 15 points of duty, whatever the agents'
// investment rule says; it shares their cost premium, precision, time to build, ramp, and weights of hosts by
// base figures.
#pragma once

#include <cstddef>
#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/world.hpp"

namespace entrepot::test {

using namespace models;

// What the field states rather than derives.
struct OpeningRule {
  double rate = 0.08;              // of a home cell's firms, per year and SiteField::stated_duty
  std::vector<std::size_t> hosts;  // regions that take plants; empty = all
};

class SiteField {
 public:
  static constexpr double stated_duty = 0.15;

  SiteField(const World& world, const ModelSettings& settings, int steps, const OpeningRule& rule = {});

  // One month: firms open under these costs [destination][origin][product] and duties; refreshes what
  // follows.
  void open(const Levers& levers, const std::vector<double>& log_cost, int step);

  // Whether any firm of the home cell has a plant at work.
  [[nodiscard]] bool any(std::size_t home, std::size_t product) const {
    return at_work_[home * products_ + product] > 0.0;
  }
  // Part of the home cell's capacity whose owners have a plant at work, by all hosts together.
  [[nodiscard]] double at_work(std::size_t home, std::size_t product) const {
    return at_work_[home * products_ + product];
  }
  // ln of delivered cost of a home cell as the choice of origins sees it: the composite over plants.
  [[nodiscard]] double log_composite(std::size_t destination, std::size_t home, std::size_t product,
                                     const std::vector<double>& log_cost) const;
  // Part of a home cell's customers at a destination that buy of a plant in the host, once all have chosen.
  [[nodiscard]] double target(std::size_t destination, std::size_t home, std::size_t product,
                              std::size_t host, const std::vector<double>& log_cost) const;

 private:
  [[nodiscard]] double relative(std::size_t destination, std::size_t home, std::size_t product,
                                std::size_t host, const std::vector<double>& log_cost) const;
  [[nodiscard]] double host_weight(std::size_t home, std::size_t product, std::size_t host) const;
  [[nodiscard]] double profit_ratio(std::size_t home, std::size_t product, std::size_t host,
                                    double ahead) const;
  void decide(const Levers& levers, const std::vector<double>& log_cost, std::size_t home,
              std::size_t product, int step);
  void set_ready(std::size_t home, std::size_t product, int step);

  const World& world_;
  ModelSettings settings_;
  double rate_;
  std::vector<bool> takes_plants_;  // [region]
  int steps_;
  std::size_t regions_, products_;
  std::vector<std::vector<double>> decided_;  // [home][product][host] share of firms by step; empty = none
  std::vector<double> undecided_;             // [home][product] share of firms without a plant or a plan
  std::vector<double> ready_;                 // [home][product][host] share of firms times what is built
  std::vector<double> at_work_;               // [home][product]
};

}  // namespace entrepot::test
