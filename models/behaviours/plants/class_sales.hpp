// What firms sell where at the base, by what firms of their class do.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/world/world.hpp"

namespace entrepot::models {

// Classes are those of the base ownership (owner by cell, sim/world/ownership), or supply cells where all
// firms stand alone. A firm's part of its class's sales is that of its output: single contracts come and go,
// what firms of its kind sell stays.
class ClassSales {
 public:
  ClassSales(const World& world, bool by_owner);

  [[nodiscard]] std::size_t size() const { return output_.size(); }
  [[nodiscard]] std::size_t class_of(std::size_t firm) const {
    return by_owner_ ? world_.ownership.firm_class[firm] : world_.firm_cell[firm];
  }
  // Output of a class at the base, million USD per year.
  [[nodiscard]] double output(std::size_t one) const { return output_[one]; }
  // Sales at a destination over the class's output.
  [[nodiscard]] double rate(std::size_t one, std::size_t destination) const {
    return rate_[one * world_.table.n_regions() + destination];
  }
  // Of a firm at a destination, million USD per year at the gate.
  [[nodiscard]] double of(std::size_t firm, std::size_t destination) const {
    return rate(class_of(firm), destination) * world_.firm_output[firm];
  }

 private:
  const World& world_;
  bool by_owner_;
  std::vector<double> rate_;    // [class][destination]
  std::vector<double> output_;  // [class]
};

}  // namespace entrepot::models
