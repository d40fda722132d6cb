// The base plants of multinationals with infinitely many contracts: the part of the mean field that model.md
// section 5 describes under "Where an enterprise makes it". It shares with the agents the world's figures,
// its enterprises and the settings, and none of the behaviours. New plants are not covered.
//
// Of an enterprise's contracts at a destination only the distribution over its plants is known; that of those
// who leave a plant and those who are wanted at another is taken to overlap as little as can be, which is
// exact while terms move one way.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/world.hpp"

namespace entrepot::test {

using namespace models;

class EnterpriseField {
 public:
  EnterpriseField(const World& world, const ModelSettings& settings);

  // One month: indices and wanted places under these costs [destination][origin][product]; contracts that may
  // change their place do; once a quarter plants grow. `ordered` [destination][origin][product]: goods that
  // customers of base cells ordered last month, million USD of the base year; empty in the first.
  void update(const Levers& levers, const std::vector<double>& log_cost, std::span<const double> ordered,
              double trend, int step);
  // A part of a market's contracts was signed anew in this step: they choose enterprise and place.
  void sign(std::size_t destination, std::size_t product, double part);

  // ln of delivered cost of a base cell as the choice of origins sees it: over its plants' enterprises.
  [[nodiscard]] double log_composite(FlowId flow) const { return composite_[flow.index()]; }
  // Part of what customers of the base cell of `home` buy that is made in another region.
  [[nodiscard]] double made_in(std::size_t destination, std::size_t product, std::size_t home,
                               std::size_t host) const {
    return moved_[((destination * products_ + product) * regions_ + home) * regions_ + host];
  }
  [[nodiscard]] bool moved(std::size_t destination, std::size_t product) const {
    return any_moved_[destination * products_ + product];
  }
  // Capacity that plants of a group have added, goods per month at trend 1, million USD.
  [[nodiscard]] double added_capacity(GroupId group) const { return added_[group.index()]; }

 private:
  struct Plant {
    std::uint32_t firm;
    std::uint32_t one;  // class: its cell and owner
    std::uint16_t cell;
    std::uint16_t host;
    double added = 0.0;   // capacity over that of the base
    double wanted = 0.0;  // goods per month at trend 1
    double room = 1.0;    // part of the contracts that want to come
    int quarters_wanted = 0;
  };
  struct Enterprise {
    std::size_t first, end;  // plants
    std::size_t product;
  };

  void list_enterprises();
  void weigh(std::size_t e, std::size_t n, const Levers& levers, const std::vector<double>& log_cost);
  void set_composites(const std::vector<double>& log_cost);
  void set_rooms(std::span<const double> ordered, double trend);
  void grow(Plant& plant) const;
  void move(std::span<double> placed, std::size_t e, std::size_t n, double part) const;
  void map_moves();
  [[nodiscard]] std::vector<double> offered(std::size_t e, std::size_t n) const;
  [[nodiscard]] bool touched(const Levers& levers, std::size_t e, std::size_t n) const;
  [[nodiscard]] double shipped(std::size_t e, std::size_t p, std::span<const double> ordered) const;
  [[nodiscard]] double base_capacity(const Plant& plant) const;
  // Sales of a plant at a destination at the base, million USD per year.
  [[nodiscard]] double base_sales(const Plant& plant, std::size_t n) const;
  [[nodiscard]] std::size_t at(std::size_t plant, std::size_t n) const { return plant * regions_ + n; }

  const World& world_;
  ModelSettings settings_;
  std::size_t regions_, products_;
  Axes axes_;
  std::vector<double> class_output_;  // [class] million USD per year
  std::vector<Plant> plants_;
  std::vector<Enterprise> enterprises_;
  std::vector<double> rate_;   // [class][destination] sales over output at the base
  std::vector<double> base_;   // [plant][destination] rho: part of its enterprise's base sales there
  std::vector<double> want_;   // ... s*: where contracts are wanted now
  std::vector<double> held_;   // ... a: where they are
  std::vector<double> part_;   // [plant][destination] part of its cell's customers that are its enterprise's
  std::vector<double> index_;  // [enterprise][destination] ln x; of a market it does not serve: 0
  std::vector<std::uint8_t> active_;  // [enterprise][destination] costs of its plants have moved apart
  std::vector<double> composite_;     // [flow]
  std::vector<double> weight_;        // [flow] sum of pulls of the cell's plants over that at their own costs
  std::vector<double> moved_;         // [destination][product][home][host]
  std::vector<bool> any_moved_;       // [destination][product]
  std::vector<double> added_;         // [group]
};

}  // namespace entrepot::test
