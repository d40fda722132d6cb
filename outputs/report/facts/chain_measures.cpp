// Measures made from chains of production, from links and stocks, and from plants abroad.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "outputs/compare/linkage/linkage_summary.hpp"
#include "outputs/report/facts/measures.hpp"

namespace entrepot::outputs::facts {

namespace {

std::vector<double> goods_by_sector(const FactView& view, const std::string& origin,
                                    const std::string& destination, const std::string& time) {
  return sums_by(view.at("customs_trade", time), "sector",
                 {{"origin", {origin}}, {"destination", {destination}}, {"sector", view.goods()}});
}

// US imports from a partner by product.
std::map<std::string, double> by_product(const FactView& view, const std::string& partner,
                                         const std::string& time) {
  const Cube imports = view.at("product_imports", time);
  const std::vector<double> values = sums_by(imports, "product", {{"reporter", usa}, {"partner", {partner}}});
  std::map<std::string, double> out;
  for (std::size_t p = 0; p < values.size(); ++p) out[labels_of(imports, "product")[p]] = values[p];
  return out;
}

// China's value added in the hubs' exports to the USA, per dollar of them.
double hub_content(const FactView& view, const std::string& time) {
  const Cube content = view.at("value_added_in_exports", time);
  const Where exports = {{"hub", hubs}, {"destination", usa}};
  Where of_china = exports;
  of_china.push_back({"origin", chn});
  return sum(content, of_china) / sum(content, exports);
}

// Manufacturing among the goods sectors: what is not grown or dug up.
std::vector<std::string> manufactures(const FactView& view) {
  std::vector<std::string> made;
  for (const std::string& sector : view.goods()) {
    if (sector != "AGR" && sector != "MIN") made.push_back(sector);
  }
  return made;
}

}  // namespace

double hub_growth_correlation(const FactView& view, const std::string& hub) {
  return hub_correlation(
      {goods_by_sector(view, "CHN", hub, "2017"), goods_by_sector(view, "CHN", hub, "2022"),
       goods_by_sector(view, hub, "USA", "2017"), goods_by_sector(view, hub, "USA", "2022")});
}

double minimum_flow(const FactView& view) {
  const Cube trade = view.at("customs_trade", "2021");
  const std::vector<double> to_hub = goods_by_sector(view, "CHN", "VNM", "2021");
  const std::map<std::string, double> from_china = by_product(view, "CHN", "2017");
  std::map<std::string, double> sector_total;  // of what China sells the USA
  for (const auto& [code, product] : view.products()) sector_total[product.sector] += from_china.at(code);
  double least = 0.0;
  double exports = 0.0;
  for (const auto& [code, value] : by_product(view, "VNM", "2021")) {
    const auto product = view.products().find(code);
    if (product == view.products().end()) continue;  // services
    const std::string& sector = product->second.sector;
    const std::vector<std::string>& sectors = labels_of(trade, "sector");
    const auto k =
        static_cast<std::size_t>(std::find(sectors.begin(), sectors.end(), sector) - sectors.begin());
    const double total = sector_total.at(sector);
    const double bought = total > 0.0 ? to_hub.at(k) * from_china.at(code) / total : 0.0;
    least += std::min(bought, value);
    exports += value;
  }
  return 100.0 * least / exports;
}

double handed_on_share(const FactView& view) {
  const double handed_on =
      sum(view.at("re_exports", "2021"), {{"origin", chn}, {"hub", vnm}, {"destination", usa}});
  return 100.0 * handed_on / goods_trade(view, vnm, usa, "2021");
}

double indirect_rise(const FactView& view) {
  const auto delivered = [](const FactView& side) {
    return sum(side.at("value_added_by_border", "2020"),
               {{"origin", chn}, {"border", hubs}, {"destination", usa}});
  };
  return delivered(view) - delivered(view.baseline());
}

double content_fall(const FactView& view) {
  constexpr int first = 2018;
  constexpr int until = 2043;  // 25 years on
  if (view.last_year() < until)
    throw NotMeasured(fmt::format(
        "it may take 25 years and this run ends in {}: relocation-2045 is long enough", view.last_year()));
  double top = 0.0;
  double end = 0.0;
  for (int year = first; year <= until; ++year) {
    const std::string time = std::to_string(year);
    end = hub_content(view, time) - hub_content(view.baseline(), time);
    top = std::max(top, end);
  }
  return end - top;
}

double hidden_exposure(const FactView& view) {
  return sum(view.at("manufacturing_hidden_exposure", "2017-Q1"), {{"origin", chn}, {"destination", usa}});
}

double link_share(const FactView& view, const std::string& metric) {
  return sum(view.at(metric, "2017-12"), {});
}

double inventory_days(const FactView& view) {
  const Where made = {{"region", usa}, {"sector", manufactures(view)}};
  const double held = sum(view.at("stocks", "2017"), made);
  if (!(held > 0.0)) throw NotMeasured("no stocks are held in this run");
  return 365.0 * held / sum(view.at("output", "2017"), made);
}

double relocation_cost(const FactView& view) {
  double outlays = 0.0;  // million USD over all years
  for (int year = 2017; year <= view.last_year(); ++year)
    outlays += sum(view.at("capital_outlays", std::to_string(year)), {});
  const double planned = view.planned_output_of_plants();
  if (!(planned > 0.0)) throw NotMeasured("no plant is decided in this run");
  const Cube sales = view.at("trade_by_owner", "2017");
  std::vector<std::string> abroad = labels_of(sales, "owner");
  std::erase(abroad, std::string("CHN"));
  constexpr double months = 12.0;  // of a year; sales are a month's
  const double exports = months * sum(sales, {{"owner", abroad}, {"host", chn}, {"destination", abroad}});
  constexpr double million_per_trillion = 1e6;
  return outlays / planned * exports / million_per_trillion;
}

}  // namespace entrepot::outputs::facts
