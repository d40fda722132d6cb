// What a tariff panel makes an HS code pay, by origin and date.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "scenarios/data/duties/panel_units.hpp"

namespace entrepot::scenarios {

// What several authorities make together: the sum of their duties, the highest, or that of the first in the
// order of the file.
enum class Authorities { add, higher, first };

// The mean over the fine codes of a product.
struct PanelMean {
  std::vector<double> rate;  // [date] fraction; codes without a row in force pay nothing
  double total = 0.0;        // weight of all codes
  double matched = 0.0;      // of codes that any row reaches; 0 = none does
};

// Of one authority the longest code in force rules, then the nearest origin.
class PanelRates {
 public:
  PanelRates(const Panel& panel, Authorities rule);
  [[nodiscard]] const std::vector<Date>& dates() const { return dates_; }
  [[nodiscard]] PanelMean mean(const std::vector<PanelUnit>& units, const std::string& region);

 private:
  // [date] what a unit of a region pays, NaN where no row is in force; false where there is no row at all.
  bool of_unit(const PanelUnit& unit, const std::string& region, std::vector<double>& out);
  [[nodiscard]] std::size_t at(Date date) const;
  bool paint(const std::string& key);
  void combine(std::vector<double>& out) const;

  const Panel& panel_;
  Authorities rule_;
  std::vector<Date> dates_;
  std::vector<std::size_t> order_;                                    // of authorities
  std::unordered_map<std::string, std::vector<std::uint32_t>> rows_;  // by code and origin
  std::set<std::size_t> lengths_;                                     // of codes
  std::vector<double> painted_;                                       // [authority][date]
};

}  // namespace entrepot::scenarios
