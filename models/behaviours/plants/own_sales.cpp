#include "models/behaviours/plants/own_sales.hpp"

#include <algorithm>
#include <atomic>

#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

constexpr std::uint32_t no_row = 0xFFFFFFFFU;

// Capital over yearly output from which a plant is bound to its place: mines and refineries have 3, the
// heaviest of manufacturing 2 (sector_parameters.csv).
constexpr double bound_capital = 2.5;

}  // namespace

bool moves_plants(const WorldTable& table, std::size_t sector) {
  return table.sector_is_manufacturing[sector] &&
         table.sector_parameters[sector].capital_output < bound_capital;
}

OwnSales::OwnSales(const World& world, const InvestmentSettings& settings, Ordering& ordering)
    : world_(world),
      chance_(1.0 - exp64(-settings.weighing_rate * months_per_quarter / 12.0)),
      ordering_(ordering) {}

Access OwnSales::access() const {
  return {{"step", "slot_*", "nest_scale", "firm_log_price", "budget_factor", "capital_spending", "stocks.*",
           "sites.*"},
          {}};
}

void OwnSales::run(StepContext& context) {
  firms_.clear();
  if (context.step % months_per_quarter != months_per_quarter - 1) return;
  draw_firms(context);
  sum(context);
}

void OwnSales::draw_firms(const StepContext& context) {
  row_.assign(world_.n_firms(), no_row);
  const auto step = static_cast<std::uint32_t>(context.step);
  for (const CellId cell : world_.axes().cells()) {
    if (!moves_plants(world_.table, world_.axes().sector_of(cell).index())) continue;
    for (std::uint32_t f = world_.cell_first[cell.index()]; f < world_.cell_first[cell.index() + 1]; ++f) {
      const auto words = random_words(context.seed, Stream::site_weighed, f, step, 0);
      if (to_unit(words[0]) >= chance_) continue;
      row_[f] = static_cast<std::uint32_t>(firms_.size());
      firms_.push_back(f);
    }
  }
}

void OwnSales::sum(StepContext& context) {
  const std::size_t regions = world_.table.n_regions();
  const auto n_firms = static_cast<std::uint32_t>(world_.n_firms());
  const State& state = context.state;
  sales_.assign(firms_.size() * regions, 0);
  moved_.assign(sales_.size(), 0);
  const auto add = [](std::int64_t& sum, std::int64_t money) {
    std::atomic_ref(sum).fetch_add(money, std::memory_order_relaxed);
  };
  const PlacedOrders orders = ordering_.placed(context);
  orders.for_each_part([&](const PlacedOrders::Part& part) {
    const std::size_t destination = part.region.index();
    const bool came = part.firms != nullptr && part.firms->first_firm >= n_firms;
    orders.for_each_purchase(part, [&](const Purchase& purchase) {
      const std::uint32_t seller = state.slot_supplier[purchase.slot];
      const Site* const site = seller < n_firms ? nullptr : &state.sites.site[seller - n_firms];
      const std::uint32_t row = row_[site == nullptr ? seller : site->owner];
      if (row == no_row) return;
      add(sales_[row * regions + destination], purchase.money);
      if (came && (site == nullptr || site->host != destination))
        add(moved_[row * regions + destination], purchase.money);
    });
  });
}

}  // namespace entrepot::models
