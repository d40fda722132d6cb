// Measures made from duties and prices.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/report/facts/measures.hpp"
#include "sim/core/calendar.hpp"

namespace entrepot::outputs::facts {

namespace {

struct Points {
  std::vector<double> x, y, weight;
};

// Slope of y on x with an intercept, by weighted least squares; NotMeasured where x is the same everywhere.
double weighted_slope(const Points& points) {
  double weights = 0.0;
  double mean_x = 0.0;
  double mean_y = 0.0;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    weights += points.weight[i];
    mean_x += points.weight[i] * points.x[i];
    mean_y += points.weight[i] * points.y[i];
  }
  double xx = 0.0;
  double xy = 0.0;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const double dx = points.x[i] - mean_x / weights;
    xx += points.weight[i] * dx * dx;
    xy += points.weight[i] * dx * (points.y[i] - mean_y / weights);
  }
  constexpr double nothing = 1e-12;  // of a variance of logs
  if (!(xx > nothing * weights)) throw NotMeasured("no duties of this run tell its sectors apart");
  return xy / xx;
}

// Positions of goods among the sectors of a cube.
std::vector<bool> goods_of(const FactView& view, const Cube& cube) {
  std::vector<bool> is_goods;
  for (const std::string& sector : labels_of(cube, "sector")) {
    const std::vector<std::string>& goods = view.goods();
    is_goods.push_back(std::find(goods.begin(), goods.end(), sector) != goods.end());
  }
  return is_goods;
}

// Goods trade of the base year from one region to another, by sector; services 0.
std::vector<double> base_trade(const FactView& view, const std::string& origin,
                               const std::string& destination) {
  return sums_by(view.baseline().at("customs_trade", "2017"), "sector",
                 {{"origin", {origin}}, {"destination", {destination}}, {"sector", view.goods()}});
}

// Mean duty on what the USA imports, by sector, at trade of the base year.
std::vector<double> import_duty(const FactView& view, const std::string& time) {
  const Cube duty = view.at("duty_rate", time);
  const Cube trade = view.baseline().at("customs_trade", "2017");
  std::vector<double> paid(labels_of(duty, "sector").size(), 0.0);
  std::vector<double> value = paid;
  for (const std::string& origin : labels_of(duty, "origin")) {
    if (origin == "USA") continue;
    const Where flow = {{"origin", {origin}}, {"destination", usa}};
    const std::vector<double> rate = sums_by(duty, "sector", flow);
    const std::vector<double> weight = sums_by(trade, "sector", flow);
    for (std::size_t k = 0; k < paid.size(); ++k) {
      paid[k] += weight[k] * rate[k];
      value[k] += weight[k];
    }
  }
  for (std::size_t k = 0; k < paid.size(); ++k) paid[k] = value[k] > 0.0 ? paid[k] / value[k] : 0.0;
  return paid;
}

// ln of one plus duty over the baseline's, [origin][destination][sector] as the file has it.
std::vector<double> added_duty(const FactView& view, const std::string& time) {
  const std::vector<double> with = view.at("duty_rate", time).values;
  std::vector<double> out = view.baseline().at("duty_rate", time).values;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::log((1.0 + with[i]) / (1.0 + out[i]));
  return out;
}

bool differs(const std::vector<double>& a, const std::vector<double>& b) {
  constexpr double same = 1e-9;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::abs(a[i] - b[i]) > same) return true;
  }
  return false;
}

// The first month with added duties, which must stay as they are in the month after until `until` months on.
Month first_of_lasting_duties(const FactView& view, int until) {
  const Month last(view.last_year(), 12);
  for (Month month(2017, 1); month <= last; month = month + 1) {
    const std::vector<double> first = added_duty(view, month.text());
    if (!differs(first, std::vector<double>(first.size(), 0.0))) continue;
    if (last < month + until)
      throw NotMeasured(fmt::format("the run ends less than {} months after the first added duty", until));
    const std::vector<double> full = added_duty(view, (month + 1).text());
    for (int later = 2; later <= until; ++later) {
      if (differs(full, added_duty(view, (month + later).text())))
        throw NotMeasured(
            "the added duties of this run do not come on one date and stay; a run of the library's "
            "random-duties "
            "has such");
    }
    return month;
  }
  throw NotMeasured("no duties are added in this run");
}

// Trade over some months, by cell.
std::vector<double> trade_over(const FactView& view, Month from, int months, int step) {
  std::vector<double> total;
  for (int m = 0; m < months; m += step) {
    const std::vector<double> one = view.at("customs_trade", (from + m).text()).values;
    total.resize(one.size(), 0.0);
    for (std::size_t i = 0; i < one.size(); ++i) total[i] += one[i];
  }
  return total;
}

// Log changes of trade and of duty, each less the mean of its market (destination and sector) at base trade.
Points within_markets(const FactView& view, const Cube& shape, const std::vector<double>& duty,
                      const std::vector<double>& with, const std::vector<double>& without) {
  const std::vector<bool> goods = goods_of(view, shape);
  const std::size_t regions = labels_of(shape, "origin").size();
  const std::size_t sectors = goods.size();
  Points all;
  for (std::size_t market = 0; market < regions * sectors; ++market) {
    if (!goods[market % sectors]) continue;
    Points one;
    double weight = 0.0;
    double mean_x = 0.0;
    double mean_y = 0.0;
    for (std::size_t origin = 0; origin < regions; ++origin) {
      const std::size_t at = origin * regions * sectors + market;
      if (origin == market / sectors || !(with[at] > 0.0) || !(without[at] > 0.0)) continue;
      one.x.push_back(duty[at]);
      one.y.push_back(std::log(with[at] / without[at]));
      one.weight.push_back(without[at]);
      weight += without[at];
      mean_x += without[at] * one.x.back();
      mean_y += without[at] * one.y.back();
    }
    for (std::size_t i = 0; i < one.x.size(); ++i) {
      all.x.push_back(one.x[i] - mean_x / weight);
      all.y.push_back(one.y[i] - mean_y / weight);
      all.weight.push_back(one.weight[i]);
    }
  }
  return all;
}

}  // namespace

double average_added_duty(const FactView& view) {
  const std::vector<double> rate =
      sums_by(view.at("duty_rate", "2020-03"), "sector", {{"origin", chn}, {"destination", usa}});
  const std::vector<double> weight = base_trade(view, "CHN", "USA");
  double paid = 0.0;
  double value = 0.0;
  for (std::size_t k = 0; k < rate.size(); ++k) {
    paid += weight[k] * rate[k];
    value += weight[k];
  }
  return 100.0 * paid / value;
}

double border_pass_through(const FactView& view) {
  const std::string time = "2019-08";
  const auto by_sector = [&](const FactView& side) {
    return sums_by(side.at("producer_price", time), "sector", {{"region", chn}});
  };
  const Where flow = {{"origin", chn}, {"destination", usa}};
  const auto duty_of = [&](const FactView& side) {
    return sums_by(side.at("duty_rate", time), "sector", flow);
  };
  const std::vector<double> price = by_sector(view);
  const std::vector<double> price_before = by_sector(view.baseline());
  const std::vector<double> duty = duty_of(view);
  const std::vector<double> duty_before = duty_of(view.baseline());
  Points points;
  points.weight = base_trade(view, "CHN", "USA");
  for (std::size_t k = 0; k < price.size(); ++k) {
    points.x.push_back(std::log((1.0 + duty[k]) / (1.0 + duty_before[k])));
    points.y.push_back(points.x[k] + std::log(price[k] / price_before[k]));
  }
  return weighted_slope(points);
}

double retail_pass_through(const FactView& view) {
  const std::string time = "2019-11";
  const auto retail = [&](const FactView& side) {
    return sums_by(side.at("retail_price", time), "sector", {{"region", usa}});
  };
  const std::vector<double> price = retail(view);
  const std::vector<double> price_before = retail(view.baseline());
  const std::vector<double> duty = import_duty(view, time);
  const std::vector<double> duty_before = import_duty(view.baseline(), time);
  Points points;
  points.weight.assign(price.size(), 0.0);
  const Regions origins = labels_of(view.at("duty_rate", time), "origin");
  for (const std::string& origin : origins) {
    if (origin == "USA") continue;
    const std::vector<double> flow = base_trade(view, origin, "USA");
    for (std::size_t k = 0; k < flow.size(); ++k) points.weight[k] += flow[k];
  }
  for (std::size_t k = 0; k < price.size(); ++k) {
    points.x.push_back(std::log((1.0 + duty[k]) / (1.0 + duty_before[k])));
    points.y.push_back(std::log(price[k] / price_before[k]));
  }
  return weighted_slope(points);
}

double trade_elasticity(const FactView& view, int from, int until) {
  const Month first = first_of_lasting_duties(view, until);
  const int months = until - from + 1;
  const int step = months > 12 ? 6 : 1;  // of years, every half year is enough
  const std::vector<double> with = trade_over(view, first + from, months, step);
  const std::vector<double> without = trade_over(view.baseline(), first + from, months, step);
  const Cube shape = view.at("duty_rate", (first + 1).text());
  return weighted_slope(within_markets(view, shape, added_duty(view, (first + 1).text()), with, without));
}

}  // namespace entrepot::outputs::facts
