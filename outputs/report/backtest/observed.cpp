#include "outputs/report/backtest/observed.hpp"

#include <algorithm>

namespace entrepot::outputs {

namespace {

// Trade from origins to destinations, home use left out.
double traded(const Cube& trade, const std::vector<std::string>& origins,
              const std::vector<std::string>& destinations, const std::vector<std::string>& sectors) {
  double total = 0.0;
  for (const std::string& destination : destinations) {
    std::vector<std::string> abroad = origins;
    std::erase(abroad, destination);
    total += sum(trade, {{"origin", abroad}, {"destination", {destination}}, {"sector", sectors}});
  }
  return total;
}

}  // namespace

std::vector<double> shares_in(const FactView& view, const ObservedSeries& series, int year) {
  const Cube trade = view.at("customs_trade", std::to_string(year));
  const std::vector<std::string>& regions = labels_of(trade, "origin");
  std::vector<double> shares;
  for (const ShareCell& cell : series.cells) {
    const ShareOf& of = cell.share;
    const std::vector<std::string>& sectors = of.sectors.empty() ? view.goods() : of.sectors;
    const double whole = of.of_exports ? traded(trade, of.origins, regions, sectors)
                                       : traded(trade, regions, of.destinations, sectors);
    shares.push_back(traded(trade, of.origins, of.destinations, sectors) / whole);
  }
  return shares;
}

}  // namespace entrepot::outputs
