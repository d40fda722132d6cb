// The order of names on an axis: of no row or column of a file, so that data may be kept in any order.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/data/labels.hpp"

namespace entrepot::scenarios {

// Letters without regard to case, runs of digits as numbers: c2 before c10.
[[nodiscard]] bool natural_less(const std::string& a, const std::string& b);

// By position where axes.csv gives one, then in natural order.
class NameOrder {
 public:
  NameOrder() = default;
  // Rows of `axis` in axes.csv (axis,name,position) of the folder; none where it has no such file.
  NameOrder(const std::string& folder, const std::string& axis, Faults& faults);
  [[nodiscard]] std::vector<std::string> sorted(std::vector<std::string> names) const;
  // A fault for every name that is placed but not among these.
  void check_names(const std::vector<std::string>& names, Faults& faults) const;

 private:
  struct Placed {
    double position = 0.0;
    Place place;
  };
  std::string axis_;
  std::map<std::string, Placed> placed_;
};

}  // namespace entrepot::scenarios
