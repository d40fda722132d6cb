#include "outputs/report/facts/measures.hpp"

#include <algorithm>
#include <vector>

namespace entrepot::outputs {

namespace {

using namespace facts;

// What the row does, given the view.
using Of = std::function<double(const FactView&)>;

Of share_of(Regions origins, const std::string& time) {
  return [origins = std::move(origins), time](const FactView& view) {
    return share_change(view, origins, "USA", time, "2017");
  };
}

Of list_change(List list, const std::string& time) {
  return [list, time](const FactView& view) { return list_share_change(view, list, time); };
}

// High less low, in points of their changes in percent.
Of friction_gap(const std::string& time) {
  return [time](const FactView& view) {
    return list_share_change(view, List::high, time) - list_share_change(view, List::low, time);
  };
}

Of lead_of(List list, Regions gainer) {
  return [list, gainer = std::move(gainer)](const FactView& view) { return lead(view, list, gainer); };
}

Of exports_to(Regions destination) {
  return [destination = std::move(destination)](const FactView& view) {
    return export_share_change(view, destination);
  };
}

Of elasticity(int from, int until) {
  return [from, until](const FactView& view) { return trade_elasticity(view, from, until); };
}

const std::string how_shares = "customs value, goods, year against 2017";
const std::string how_by_list =
    "US imports by product and the world's lists: 25 % = lists 1 to 3, untaxed = none";
const std::string how_may_2023 = how_by_list + "; May 2023 against 2017";
const std::string how_leads =
    "gain in points of the list's imports, May 2023 against 2017, over the next of: "
    "MEX+CAN, VNM+ASE+IND, EUK, JPN+KOR+TWN, LAC, AFR, MEA, ROW";
const std::string how_imposed = "imposed: ";

// One row per fact.
const std::vector<Measure>& all_measures() {
  static const std::vector<Measure> rows = {
      {"policy_avg_tariff_2020", average_added_duty, "duty in force in 2020-03, goods, at trade of 2017"},
      {"policy_coverage_2020", taxed_coverage,
       "imports of 2017 of products on lists 1 to 4A, of the world's data"},
      {"us_goods_imports_growth_2022", goods_imports_growth, "customs value, goods, 2022 over 2017"},
      {"passthrough_border", border_pass_through,
       "slope over sectors of duty-inclusive price on duty, China to the USA, 2019-08 against the baseline; "
       "near 1 by construction where markups are constant"},
      {"passthrough_retail_6m", retail_pass_through,
       "slope over sectors of retail prices, home goods included, on the duty on all imports, 2019-11 (half "
       "a "
       "year after the rise of list 3) against the baseline"},
      {"elasticity_1y", elasticity(11, 13),
       "duties that come on one date and stay: slope of trade on duty against untaxed origins of the same "
       "market, 11 to 13 months on"},
      {"elasticity_10y", elasticity(84, 120), "the same, 7 to 10 years on"},
      {"us_share_chn_2019", share_of(chn, "2019"), how_shares},
      {"us_share_chn_2021", share_of(chn, "2021"), how_shares},
      {"us_share_chn_2022", share_of(chn, "2022"), how_shares},
      {"us_share_chn_2023", share_of(chn, "2023"), how_shares},
      {"us_share_vnm_2022", share_of(vnm, "2022"), how_shares},
      {"us_share_mex_2022", share_of(mex, "2022"), how_shares},
      {"us_share_asean5_2022", share_of(asean, "2022"), how_shares + "; VNM and ASE"},
      {"us_share_euk_2022", share_of(euk, "2022"), how_shares},
      {"reshoring_none", domestic_share_change,
       "goods made and used at home over all goods used, 2022 less 2017"},
      {"friction_gap_2019", friction_gap("2019"), how_by_list + "; 2019 against 2017"},
      {"friction_gap_2023", friction_gap("2023-05"), how_may_2023},
      {"friction_high_2023", list_change(List::high, "2023-05"), how_may_2023},
      {"friction_low_2023", list_change(List::low, "2023-05"), how_may_2023},
      {"absorb_high", lead_of(List::high, {"MEX", "CAN"}), how_leads, Sign::positive},
      {"absorb_mid", lead_of(List::mid, {"VNM", "ASE", "IND"}), how_leads, Sign::positive},
      {"absorb_low", lead_of(List::low, euk), how_leads, Sign::positive},
      {"list_gap_2022", list_gap, how_by_list + "; 2022 against 2017"},
      {"treated_gap_5y", treated_gap,
       "products on lists 1 to 4A, growth a year from 2017 to 2022, China less all others"},
      {"hightech_share_2022", high_tech_imports_change,
       "sector ELE stands for high technology; 2022 over 2021"},
      {"hightech_exports_2022", high_tech_exports_change,
       "sector ELE stands for high technology; 2022 over 2021"},
      {"equipment_surge", nullptr,
       "trade by product is known where the USA is a side only, and most of China's chip equipment comes "
       "from "
       "Japan, Europe and Korea"},
      {"electronics_indirect_corr", [](const FactView& view) { return hub_growth_correlation(view, "VNM"); },
       "over goods sectors, growth 2017 to 2022 of CHN to VNM and of VNM to USA"},
      {"hidden_exposure_2017", hidden_exposure, "manufacturing_hidden_exposure in the first quarter of 2017"},
      {"rerouting_vnm_country", minimum_flow,
       "smaller of CHN to VNM and VNM to USA by product, 2021; CHN to VNM has the products that China sells "
       "the USA; 205 products are wide, so this is high against a count by tariff line"},
      {"rerouting_vnm_firm", handed_on_share, "goods of China that VNM hands on unchanged, 2021"},
      {"indirect_first_up", indirect_rise, "value_added_by_border in 2020 less the baseline", Sign::positive},
      {"indirect_then_down", content_fall,
       "content of CHN in the three hubs' exports over the baseline: its end by 2043 less its top",
       Sign::negative},
      {"export_chn_asean_2022", exports_to(asean), "customs value, goods, 2022 against 2017; VNM and ASE"},
      {"export_chn_usa_2022", exports_to(usa), "customs value, goods, 2022 against 2017"},
      {"eu_share_chn_2023",
       [](const FactView& view) {
         return 100.0 * (goods_share(view, chn, "EUK", "2023") - goods_share(view, chn, "EUK", "2022"));
       },
       "customs value, goods, 2023 less 2022; EUK has the United Kingdom"},
      {"spillover_unlisted", nullptr,
       how_imposed + "a key of the policy of type listing, no outcome of a run"},
      {"denied_rd", nullptr,
       how_imposed + "research of denied firms is a key of model.learning, no outcome of a run"},
      {"listed_patents", nullptr, "a firm has a level of technology and no knowledge output of its own"},
      {"fdi_screened", nullptr,
       how_imposed + "a policy of type investment_screening bars the sectors that it names"},
      {"interbloc_trade", between_blocs_change,
       "USA, CAN, EUK, JPN, KOR, TWN with CHN, over trade among the six, 2023 over 2021"},
      {"interbloc_fdi", plants_between_blocs_change,
       "plants abroad in operation, which is a stock and no flow, by the same blocs, 2023 over 2021"},
      {"link_survival", [](const FactView& view) { return link_share(view, "link_survival"); },
       "December 2017"},
      {"value_in_old_links", [](const FactView& view) { return link_share(view, "value_survival"); },
       "all links of the base, of which imports are a part; December 2017"},
      {"degree_tail", nullptr, "a property of the world before any run: `entrepot world build` prints it"},
      {"inventories_days", inventory_days,
       "manufactures in stock in the USA, of firms and retailers, over sales of its manufacturing, 2017"},
      {"relocation_cost_total", relocation_cost,
       "outlays for plants abroad over the plants' planned output in this run, times what foreign-owned "
       "plants "
       "in CHN sell abroad in 2017"},
  };
  return rows;
}

}  // namespace

const Measure* find_measure(const std::string& fact) {
  const auto at = std::find_if(all_measures().begin(), all_measures().end(),
                               [&](const Measure& row) { return row.id == fact; });
  return at == all_measures().end() ? nullptr : &*at;
}

}  // namespace entrepot::outputs
