// How every fact of scenarios/facts/trade-war-2018.csv is measured in a result file, or why the model cannot
// speak of it: one row per fact (measures.cpp), one function per measure.
#pragma once

#include <functional>
#include <string>

#include "outputs/report/facts/fact_view.hpp"

namespace entrepot::outputs {

// What is asked of a measure whose fact gives no band: a sign.
enum class Sign { none, positive, negative };

struct Measure {
  std::string id;                             // of the fact
  std::function<double(const FactView&)> of;  // in the units of the fact; empty: nothing to measure
  std::string words;                          // how it is measured, or why it cannot be
  Sign sign = Sign::none;
};

// The measure of a fact, or null.
[[nodiscard]] const Measure* find_measure(const std::string& fact);

// Sets of regions and products that several measures speak of.
namespace facts {
inline const std::vector<std::string> usa = {"USA"}, chn = {"CHN"}, vnm = {"VNM"}, mex = {"MEX"},
                                      euk = {"EUK"}, asean = {"VNM", "ASE"};
inline const std::vector<std::string> hubs = {"VNM", "ASE", "MEX"};

enum class List { high, mid, low, taxed };  // 25 %: lists 1 to 3; 7.5 %: list 4A; on none; 1 to 4A

using Regions = std::vector<std::string>;

// Goods that origins sell to destinations, home use left out, million USD.
[[nodiscard]] double goods_trade(const FactView& view, const Regions& origins, const Regions& destinations,
                                 const std::string& time);
// Share of origins in the goods imports of a destination.
[[nodiscard]] double goods_share(const FactView& view, const Regions& origins, const std::string& destination,
                                 const std::string& time);
// US imports of the products of a list, by partner: of all partners, or of those given.
[[nodiscard]] double list_imports(const FactView& view, List list, const Regions& partners,
                                  const std::string& time);

// Shares and groups of products.
[[nodiscard]] double share_change(const FactView&, const Regions& origins, const std::string& destination,
                                  const std::string& time, const std::string& base);     // %
[[nodiscard]] double list_share_change(const FactView&, List, const std::string& time);  // of China, %
[[nodiscard]] double list_gap(const FactView&);                                          // log
[[nodiscard]] double treated_gap(const FactView&);                        // percentage points a year
[[nodiscard]] double lead(const FactView&, List, const Regions& gainer);  // points over the next
[[nodiscard]] double taxed_coverage(const FactView&);                     // %
// Trade.
[[nodiscard]] double goods_imports_growth(const FactView&);                             // %
[[nodiscard]] double domestic_share_change(const FactView&);                            // points
[[nodiscard]] double export_share_change(const FactView&, const Regions& destination);  // of China's, %
[[nodiscard]] double high_tech_imports_change(const FactView&);                         // %
[[nodiscard]] double high_tech_exports_change(const FactView&);                         // %
[[nodiscard]] double between_blocs_change(const FactView&);                             // %
[[nodiscard]] double plants_between_blocs_change(const FactView&);                      // %
// Prices and duties.
[[nodiscard]] double average_added_duty(const FactView&);   // %
[[nodiscard]] double border_pass_through(const FactView&);  // ratio
[[nodiscard]] double retail_pass_through(const FactView&);  // ratio
// Elasticity of trade to duties that come on one date and stay, `from` to `until` months after they came.
[[nodiscard]] double trade_elasticity(const FactView&, int from, int until);
// Chains.
[[nodiscard]] double hub_growth_correlation(const FactView&, const std::string& hub);
[[nodiscard]] double minimum_flow(const FactView&);     // % of exports
[[nodiscard]] double handed_on_share(const FactView&);  // % of exports
[[nodiscard]] double indirect_rise(const FactView&);    // million USD a year
[[nodiscard]] double content_fall(const FactView&);     // share, negative: it has fallen
[[nodiscard]] double hidden_exposure(const FactView&);  // ratio
[[nodiscard]] double link_share(const FactView&, const std::string& metric);
[[nodiscard]] double inventory_days(const FactView&);   // days of sales
[[nodiscard]] double relocation_cost(const FactView&);  // trillion USD
}  // namespace facts

}  // namespace entrepot::outputs
