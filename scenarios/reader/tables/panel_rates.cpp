#include "scenarios/reader/tables/panel_rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>

#include "models/policies/parts/schedule_rows.hpp"
#include "scenarios/reader/tables/panel_units.hpp"

namespace entrepot::scenarios {

namespace {

constexpr std::size_t most_dates = 2000;
const double no_rate = std::numeric_limits<double>::quiet_NaN();

class Rates {
 public:
  Rates(const Panel& panel, Authorities rule) : panel_(panel), rule_(rule) {
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
      rows_[key(row.code, panel.origins[row.origin])].push_back(i);
      lengths_.insert(row.code.size());
    }
    for (auto& [code, rows] : rows_)
      std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        return panel.rows[a].from < panel.rows[b].from;
      });
  }
  [[nodiscard]] const std::vector<Date>& dates() const { return dates_; }

  // [date] what a unit of a region pays, NaN where no row is in force; false where there is no row at all.
  bool of_unit(const PanelUnit& unit, const std::string& region, std::vector<double>& out) {
    painted_.assign(panel_.authorities.size() * dates_.size(), no_rate);
    bool any = false;
    for (const std::size_t length : lengths_) {
      if (length > unit.code.size()) break;
      const std::string code = unit.code.substr(0, length);
      any = paint(key(code, {"", PanelOrigin::Kind::all, ""})) || any;
      any = paint(key(code, {"", PanelOrigin::Kind::region, region})) || any;
      if (!unit.country.empty())
        any = paint(key(code, {"", PanelOrigin::Kind::country, unit.country})) || any;
    }
    if (any) combine(out);
    return any;
  }

 private:
  static std::string key(const std::string& code, const PanelOrigin& origin) {
    return code +
           (origin.kind == PanelOrigin::Kind::all      ? "/"
            : origin.kind == PanelOrigin::Kind::region ? "/r"
                                                       : "/c") +
           origin.code;
  }
  [[nodiscard]] std::size_t at(Date date) const {
    return static_cast<std::size_t>(std::lower_bound(dates_.begin(), dates_.end(), date) - dates_.begin());
  }
  bool paint(const std::string& key) {
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
  void combine(std::vector<double>& out) const {
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

  const Panel& panel_;
  Authorities rule_;
  std::vector<Date> dates_;
  std::vector<std::size_t> order_;                                    // of authorities
  std::unordered_map<std::string, std::vector<std::uint32_t>> rows_;  // by code and origin
  std::set<std::size_t> lengths_;                                     // of codes
  std::vector<double> painted_;                                       // [authority][date]
};

// The rates of all origins and products, row by row; the table wants [date][row].
class PanelTable {
 public:
  PanelTable(Rates& rates, const PanelUnits& units, const WorldNames& world)
      : rates_(rates), units_(units), world_(world) {
    table_.row_kind = "flow";
    table_.dates = rates.dates();
  }
  void add(const std::string& hs, const std::vector<std::size_t>& products, const std::string& region) {
    std::vector<double> mean(table_.dates.size(), 0.0);
    std::vector<double> rate;
    double total = 0.0;
    bool any = false;
    for (const PanelUnit& unit : units_.of(hs, region)) {
      total += unit.value;
      if (!rates_.of_unit(unit, region, rate)) continue;
      any = true;
      matched_ += unit.value;
      for (std::size_t d = 0; d < mean.size(); ++d)
        mean[d] += std::isnan(rate[d]) ? 0.0 : unit.value * rate[d];
    }
    all_ += total;
    if (!any) return;
    for (double& value : mean) value /= total;
    for (const std::size_t p : products) {
      table_.rows.push_back(models::flow_row(region, world_.products[p]));
      by_row_.insert(by_row_.end(), mean.begin(), mean.end());
    }
  }
  ScheduleTable finish() {
    const std::size_t dates = table_.dates.size();
    const std::size_t rows = table_.rows.size();
    table_.values.resize(by_row_.size());
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t d = 0; d < dates; ++d) table_.values[d * rows + r] = by_row_[r * dates + d];
    }
    return std::move(table_);
  }
  // Part of the weights that lies in codes with a row.
  [[nodiscard]] double matched() const { return all_ > 0.0 ? matched_ / all_ : 1.0; }

 private:
  Rates& rates_;
  const PanelUnits& units_;
  const WorldNames& world_;
  ScheduleTable table_;
  std::vector<double> by_row_;
  double matched_ = 0.0;
  double all_ = 0.0;
};

}  // namespace

ScheduleTable panel_rates(const Panel& panel, Authorities rule, const std::vector<PanelWeight>& weights,
                          const std::string& shown, ReadContext& context) {
  const WorldNames& world = *context.names;
  const ProductCodes products(world);
  note_unmatched(panel, weights, products, shown, context.notes);
  const PanelUnits units(panel, weights, products, shown, context.notes);
  Rates rates(panel, rule);
  if (rates.dates().size() > most_dates) {
    context.faults.add(Place{shown, 1, 1, ""}, fmt::format("the panel has {} dates", rates.dates().size()),
                       fmt::format("allowed: {}", most_dates));
    return {};
  }
  PanelTable table(rates, units, world);
  for (const std::string& region : world.regions) {
    for (const auto& [hs, of_code] : products.by_hs()) table.add(hs, of_code, region);
  }
  if (!weights.empty())
    context.notes.push_back(
        fmt::format("{}: {:.2f} % of the weights' trade lies in codes with a rate, the rest "
                    "keeps its duty",
                    shown, 100.0 * table.matched()));
  return table.finish();
}

}  // namespace entrepot::scenarios
