#include "scenarios/reader/tables/panel_table.hpp"

#include <fmt/format.h>

#include "models/policies/parts/schedule_rows.hpp"

namespace entrepot::scenarios {

namespace {

constexpr std::size_t most_dates = 2000;

// The rates of all origins and products, row by row; the table wants [date][row].
class PanelTable {
 public:
  PanelTable(PanelRates& rates, const PanelUnits& units, const WorldNames& world)
      : rates_(rates), units_(units), world_(world) {
    table_.row_kind = "flow";
    table_.dates = rates.dates();
  }
  void add(const std::string& hs, const std::vector<std::size_t>& products, const std::string& region) {
    const PanelMean mean = rates_.mean(units_.of(hs, region), region);
    matched_ += mean.matched;
    all_ += mean.total;
    if (mean.matched == 0.0) return;
    for (const std::size_t p : products) {
      table_.rows.push_back(models::flow_row(region, world_.products[p]));
      by_row_.insert(by_row_.end(), mean.rate.begin(), mean.rate.end());
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
  PanelRates& rates_;
  const PanelUnits& units_;
  const WorldNames& world_;
  ScheduleTable table_;
  std::vector<double> by_row_;
  double matched_ = 0.0;
  double all_ = 0.0;
};

}  // namespace

ScheduleTable panel_table(const Panel& panel, Authorities rule, const std::vector<PanelWeight>& weights,
                          const std::string& shown, ReadContext& context) {
  const WorldNames& world = *context.names;
  const HsCodes products = HsCodes::of_products(world.products, world.product_hs);
  note_unmatched(panel, weights, products, shown, context.notes);
  const PanelUnits units(panel, weights, products, shown,
                         "give the schedule `weights`, a file with their trade (hs, value)", context.notes);
  PanelRates rates(panel, rule);
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
