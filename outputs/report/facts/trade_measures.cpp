// Measures made from trade by sector and from trade by product.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "outputs/report/facts/measures.hpp"

namespace entrepot::outputs::facts {

namespace {

const std::string base_year = "2017";
constexpr double percent = 100.0;

double percent_change(double now, double before) { return percent * (now / before - 1.0); }

Regions without(const Regions& all, const Regions& left_out) {
  Regions kept;
  for (const std::string& one : all) {
    if (std::find(left_out.begin(), left_out.end(), one) == left_out.end()) kept.push_back(one);
  }
  return kept;
}

bool is_on(const std::string& tag, List list) {
  const bool is_high = tag == "1" || tag == "2" || tag == "3";
  switch (list) {
    case List::high:
      return is_high;
    case List::mid:
      return tag == "4A";
    case List::low:
      return !is_high && tag != "4A";
    case List::taxed:
      break;
  }
  return is_high || tag == "4A";
}

std::vector<std::string> products_on(const FactView& view, List list) {
  std::vector<std::string> codes;
  for (const auto& [code, product] : view.products()) {
    if (is_on(product.list, list)) codes.push_back(code);
  }
  if (codes.empty()) throw NotMeasured("the world's products are on no such list");
  return codes;
}

// Trade of one sector from one region to others.
double sector_share(const FactView& view, const std::string& sector, const std::string& origin,
                    const std::string& destination, bool of_exports, const std::string& time) {
  const Cube trade = view.at("customs_trade", time);
  const Regions regions = labels_of(trade, "origin");
  const double flow =
      sum(trade, {{"origin", {origin}}, {"destination", {destination}}, {"sector", {sector}}});
  const std::string side = of_exports ? "origin" : "destination";
  const std::string other = of_exports ? "destination" : "origin";
  const std::string& home = of_exports ? origin : destination;
  return flow / sum(trade, {{side, {home}}, {other, without(regions, {home})}, {"sector", {sector}}});
}

const Regions west = {"USA", "CAN", "EUK", "JPN", "KOR", "TWN"};

// Of a matrix of two axes of regions: west with east over west among itself.
double between_over_within(const Cube& cube, const std::string& from, const std::string& to,
                           const Where& more) {
  const auto flow = [&](const Regions& a, const Regions& b) {
    Where where = more;
    where.push_back({from, a});
    where.push_back({to, b});
    return sum(cube, where);
  };
  double within = 0.0;
  for (const std::string& one : west) within += flow({one}, without(west, {one}));
  return (flow(west, chn) + flow(chn, west)) / within;
}

}  // namespace

double goods_trade(const FactView& view, const Regions& origins, const Regions& destinations,
                   const std::string& time) {
  const Cube trade = view.at("customs_trade", time);
  double total = 0.0;
  for (const std::string& destination : destinations)
    total += sum(trade, {{"origin", without(origins, {destination})},
                         {"destination", {destination}},
                         {"sector", view.goods()}});
  return total;
}

double goods_share(const FactView& view, const Regions& origins, const std::string& destination,
                   const std::string& time) {
  const Regions all = labels_of(view.at("customs_trade", time), "origin");
  return goods_trade(view, origins, {destination}, time) / goods_trade(view, all, {destination}, time);
}

double share_change(const FactView& view, const Regions& origins, const std::string& destination,
                    const std::string& time, const std::string& base) {
  return percent_change(goods_share(view, origins, destination, time),
                        goods_share(view, origins, destination, base));
}

double list_imports(const FactView& view, List list, const Regions& partners, const std::string& time) {
  Where where = {{"reporter", usa}, {"product", products_on(view, list)}};
  if (!partners.empty()) where.push_back({"partner", partners});
  return sum(view.at("product_imports", time), where);
}

double list_share_change(const FactView& view, List list, const std::string& time) {
  const auto share = [&](const std::string& when) {
    return list_imports(view, list, chn, when) / list_imports(view, list, {}, when);
  };
  return percent_change(share(time), share(base_year));
}

double list_gap(const FactView& view) {
  const auto growth = [&](List list) {
    return std::log(list_imports(view, list, chn, "2022") / list_imports(view, list, chn, base_year));
  };
  return growth(List::high) - growth(List::low);
}

double treated_gap(const FactView& view) {
  constexpr double years = 5.0;
  const auto imports = [&](bool of_china, const std::string& time) {
    const double china = list_imports(view, List::taxed, chn, time);
    return of_china ? china : list_imports(view, List::taxed, {}, time) - china;
  };
  const auto growth = [&](bool of_china) {
    return std::pow(imports(of_china, "2022") / imports(of_china, base_year), 1.0 / years);
  };
  return percent * (growth(true) - growth(false));
}

double lead(const FactView& view, List list, const Regions& gainer) {
  const std::vector<Regions> others = {
      {"MEX", "CAN"}, {"VNM", "ASE", "IND"}, {"EUK"}, {"LAC"}, {"JPN", "KOR", "TWN"}, {"AFR"}, {"MEA"},
      {"ROW"}};
  const auto gain = [&](const Regions& partners) {
    const auto share = [&](const std::string& time) {
      return list_imports(view, list, partners, time) / list_imports(view, list, {}, time);
    };
    return percent * (share("2023-05") - share(base_year));
  };
  double next = -percent;
  for (const Regions& other : others) {
    if (other != gainer) next = std::max(next, gain(other));
  }
  return gain(gainer) - next;
}

double taxed_coverage(const FactView& view) {
  const auto imports = [&](List list) { return list_imports(view.baseline(), list, chn, base_year); };
  return percent * imports(List::taxed) / (imports(List::taxed) + imports(List::low));
}

double goods_imports_growth(const FactView& view) {
  const Regions all = labels_of(view.at("customs_trade", base_year), "origin");
  return percent_change(goods_trade(view, all, usa, "2022"), goods_trade(view, all, usa, base_year));
}

double domestic_share_change(const FactView& view) {
  const auto share = [&](const std::string& time) {
    const Cube trade = view.at("customs_trade", time);
    const Where used = {{"destination", usa}, {"sector", view.goods()}};
    Where home = used;
    home.push_back({"origin", usa});
    return sum(trade, home) / sum(trade, used);
  };
  return percent * (share("2022") - share(base_year));
}

double export_share_change(const FactView& view, const Regions& destination) {
  const auto share = [&](const std::string& time) {
    const Regions all = labels_of(view.at("customs_trade", time), "destination");
    return goods_trade(view, chn, destination, time) / goods_trade(view, chn, all, time);
  };
  return percent_change(share("2022"), share(base_year));
}

double high_tech_imports_change(const FactView& view) {
  const auto share = [&](const std::string& time) {
    return sector_share(view, "ELE", "CHN", "USA", false, time);
  };
  return percent_change(share("2022"), share("2021"));
}

double high_tech_exports_change(const FactView& view) {
  const auto share = [&](const std::string& time) {
    return sector_share(view, "ELE", "USA", "CHN", true, time);
  };
  return percent_change(share("2022"), share("2021"));
}

double between_blocs_change(const FactView& view) {
  const auto ratio = [&](const std::string& time) {
    return between_over_within(view.at("customs_trade", time), "origin", "destination",
                               {{"sector", view.goods()}});
  };
  return percent_change(ratio("2023"), ratio("2021"));
}

double plants_between_blocs_change(const FactView& view) {
  const auto ratio = [&](const std::string& time) {
    return between_over_within(view.at("sites", time), "owner", "host", {});
  };
  return percent_change(ratio("2023"), ratio("2021"));
}

}  // namespace entrepot::outputs::facts
