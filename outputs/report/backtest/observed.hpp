// Series of observed shares, and the same shares in a run.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "outputs/report/facts/fact_view.hpp"

namespace entrepot::outputs {

// A share of goods trade: what origins sell to destinations, over what all sell there (of imports) or over
// what the origins sell anywhere (of exports). Home use is no trade.
struct ShareOf {
  std::vector<std::string> origins;
  std::vector<std::string> destinations;
  std::vector<std::string> sectors;  // empty: all goods
  bool of_exports = false;
};

// Who a cell is when another's loss is given away in proportion to base shares.
enum class Part {
  loser,   // whose loss it is
  gainer,  // takes its share of it
  seller,  // sells the importer more, so that its exports turn there
  buyer    // none of its concern
};

struct ShareCell {
  std::string name;
  std::string group;  // shares of a group and the rest sum to 1
  ShareOf share;
  Part part = Part::gainer;
  double weight = 1.0;  // in the weighted error
};

struct ObservedSeries {
  std::string id;
  std::string title;
  std::string file;
  std::vector<ShareCell> cells;
  std::map<int, std::vector<double>> years;  // year -> [cell], fractions; NaN: none
};

// [cell] of one year of one side, fractions. NotMeasured where the view lacks it.
[[nodiscard]] std::vector<double> shares_in(const FactView& view, const ObservedSeries& series, int year);

}  // namespace entrepot::outputs
