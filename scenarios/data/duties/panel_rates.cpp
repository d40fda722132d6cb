#include "scenarios/data/duties/panel_rates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entrepot::scenarios {

namespace {

const double no_rate = std::numeric_limits<double>::quiet_NaN();

std::string row_key(const std::string& code, const PanelOrigin& origin) {
  return code +
         (origin.kind == PanelOrigin::Kind::all      ? "/"
          : origin.kind == PanelOrigin::Kind::region ? "/r"
                                                     : "/c") +
         origin.code;
}

}  // namespace

PanelRates::PanelRates(const Panel& panel, Authorities rule) : panel_(panel), rule_(rule) {
  std::set<Date> dates;
  for (const PanelRow& row : panel.rows) {
    dates.insert(row.from);
    if (row.until != Date::max()) dates.insert(row.until);
  }
  dates_.assign(dates.begin(), dates.end());
  for (std::size_t a = 0; a < panel.authorities.size(); ++a) order_.push_back(a);
  // Only `first` asks for the order of the file; sums are made in that of names, so no row's place has a
  // say.
  if (rule != Authorities::first) {
    std::sort(order_.begin(), order_.end(),
              [&](std::size_t a, std::size_t b) { return panel.authorities[a] < panel.authorities[b]; });
  }
  for (std::uint32_t i = 0; i < panel.rows.size(); ++i) {
    const PanelRow& row = panel.rows[i];
    rows_[row_key(row.code, panel.origins[row.origin])].push_back(i);
    lengths_.insert(row.code.size());
  }
  for (auto& [code, rows] : rows_)
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
      return panel.rows[a].from < panel.rows[b].from;
    });
}

PanelMean PanelRates::mean(const std::vector<PanelUnit>& units, const std::string& region) {
  PanelMean mean{std::vector<double>(dates_.size(), 0.0)};
  std::vector<double> rate;
  for (const PanelUnit& unit : units) {
    mean.total += unit.value;
    if (!of_unit(unit, region, rate)) continue;
    mean.matched += unit.value;
    for (std::size_t d = 0; d < rate.size(); ++d)
      mean.rate[d] += std::isnan(rate[d]) ? 0.0 : unit.value * rate[d];
  }
  for (double& value : mean.rate) value /= mean.total;
  return mean;
}

bool PanelRates::of_unit(const PanelUnit& unit, const std::string& region, std::vector<double>& out) {
  painted_.assign(panel_.authorities.size() * dates_.size(), no_rate);
  bool any = false;
  for (const std::size_t length : lengths_) {
    if (length > unit.code.size()) break;
    const std::string code = unit.code.substr(0, length);
    any = paint(row_key(code, {"", PanelOrigin::Kind::all, ""})) || any;
    any = paint(row_key(code, {"", PanelOrigin::Kind::region, region})) || any;
    if (!unit.country.empty())
      any = paint(row_key(code, {"", PanelOrigin::Kind::country, unit.country})) || any;
  }
  if (any) combine(out);
  return any;
}

std::size_t PanelRates::at(Date date) const {
  return static_cast<std::size_t>(std::lower_bound(dates_.begin(), dates_.end(), date) - dates_.begin());
}

bool PanelRates::paint(const std::string& key) {
  const auto found = rows_.find(key);
  if (found == rows_.end()) return false;
  for (const std::uint32_t i : found->second) {
    const PanelRow& row = panel_.rows[i];
    const std::size_t first = row.authority * dates_.size();
    const std::size_t last = row.until == Date::max() ? dates_.size() : at(row.until);
    for (std::size_t d = at(row.from); d < last; ++d) painted_[first + d] = row.rate;
  }
  return true;
}

void PanelRates::combine(std::vector<double>& out) const {
  out.assign(dates_.size(), no_rate);
  for (const std::size_t a : order_) {
    for (std::size_t d = 0; d < dates_.size(); ++d) {
      const double rate = painted_[a * dates_.size() + d];
      if (std::isnan(rate)) continue;
      double& sum = out[d];
      if (std::isnan(sum)) {
        sum = rate;
      } else if (rule_ == Authorities::add) {
        sum += rate;
      } else if (rule_ == Authorities::higher) {
        sum = std::max(sum, rate);
      }
    }
  }
}

}  // namespace entrepot::scenarios
