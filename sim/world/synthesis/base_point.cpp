#include "sim/world/synthesis/base_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/world/synthesis/nest_layout.hpp"

namespace entrepot {

namespace {

// Calls visit(nest, region, user sector or n_sectors for final use, spending) for every nest.
template <class Visit>
void for_each_nest(const World& world, std::span<const double> output, const Visit& visit) {
  const Axes axes = world.axes();
  for (const Block& block : world.blocks) {
    const RegionId region = axes.region_of(GroupId(block.group));
    const std::size_t user = axes.sector_of(GroupId(block.group)).index();
    for (std::size_t k = 0; k < axes.n_sectors(); ++k) {
      const double coefficient = world.input_coefficient(block.group, k);
      for (std::uint32_t f = block.first_firm; f < block.first_firm + block.firm_count; ++f)
        visit(nest_of(block, f, k), region, user, coefficient * output[f]);
    }
  }
  for (const GroupId nest : axes.groups()) {
    const RegionId n = axes.region_of(nest);
    visit(static_cast<std::uint32_t>(world.firm_nests() + nest.index()), n, axes.n_sectors(),
          world.accounts.budget[n.index()] * world.accounts.budget_share[nest.index()]);
  }
}

// Sales of firms, summed slot by slot in the order of slots. A supplier's goods are bought by nests of its
// own sector only, so sectors are summed side by side and every firm's sum has one order.
class SlotSales {
 public:
  SlotSales(const World& world, ThreadPool& pool)
      : world_(world), pool_(pool), axes_(world.axes()), weights_(world.n_nests()) {
    pool_.for_each(
        weights_.size(),
        [&](std::size_t nest) {
          for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s)
            weights_[nest] += static_cast<double>(world.slot_weight[s]);
        },
        4096);
    for (const double duty : world.table.base_duty) duty_factor_.push_back(1.0 + duty);
    block_first_.assign(axes_.n_regions() + 1, 0);
    for (const Block& block : world.blocks) ++block_first_[axes_.region_of(GroupId(block.group)).index() + 1];
    for (std::size_t n = 0; n < axes_.n_regions(); ++n) block_first_[n + 1] += block_first_[n];
  }

  // A y + F, [firm], into `sales`.
  void sum(std::span<const double> output, std::span<double> sales) {
    std::ranges::fill(sales, 0.0);
    pool_.for_each(axes_.n_sectors(), [&](std::size_t k) {
      const auto add = [&](std::uint32_t firm, double sale) { sales[firm] += sale; };
      for (const RegionId n : axes_.regions()) firms_buy(n, k, output, add);
      for (const RegionId n : axes_.regions()) country_buys(n, k, add);
    });
  }

  // The same by destination, [firm][destination].
  [[nodiscard]] std::vector<float> by_destination(std::span<const double> output) {
    const std::size_t regions = axes_.n_regions();
    std::vector<float> sales(world_.n_firms() * regions, 0.0F);
    std::vector<double> to(world_.n_firms(), 0.0);
    pool_.for_each(axes_.n_sectors(), [&](std::size_t k) {
      const auto add = [&](std::uint32_t firm, double sale) { to[firm] += sale; };
      for (const RegionId n : axes_.regions()) {
        firms_buy(n, k, output, add);
        country_buys(n, k, add);
        for_each_seller(k, [&](std::size_t firm) {
          sales[firm * regions + n.index()] = static_cast<float>(to[firm]);
          to[firm] = 0.0;
        });
      }
    });
    return sales;
  }

 private:
  template <class Visit>
  void visit_nest(std::uint32_t nest, RegionId buyer, double spending, const Visit& visit) const {
    const double per_weight = weights_[nest] > 0.0 ? spending / weights_[nest] : 0.0;
    const double* const duty_factor = &duty_factor_[axes_.flow(buyer, CellId(0)).index()];
    for (std::uint32_t s = world_.nest_first[nest]; s < world_.nest_first[nest + 1]; ++s) {
      const std::uint32_t firm = world_.slot_supplier[s];
      visit(firm,
            static_cast<double>(world_.slot_weight[s]) * per_weight / duty_factor[world_.firm_cell[firm]]);
    }
  }

  template <class Visit>
  void firms_buy(RegionId n, std::size_t sector, std::span<const double> output, const Visit& visit) const {
    for (std::size_t b = block_first_[n.index()]; b < block_first_[n.index() + 1]; ++b) {
      const Block& block = world_.blocks[b];
      const double coefficient = world_.input_coefficient(block.group, sector);
      for (std::uint32_t f = block.first_firm; f < block.first_firm + block.firm_count; ++f)
        visit_nest(nest_of(block, f, sector), n, coefficient * output[f], visit);
    }
  }

  template <class Visit>
  void country_buys(RegionId n, std::size_t sector, const Visit& visit) const {
    const GroupId bought = axes_.group(n, SectorId(sector));
    visit_nest(static_cast<std::uint32_t>(world_.firm_nests() + bought.index()), n,
               world_.accounts.budget[n.index()] * world_.accounts.budget_share[bought.index()], visit);
  }

  template <class Visit>
  void for_each_seller(std::size_t sector, const Visit& visit) const {
    for (const RegionId m : axes_.regions()) {
      const std::size_t group = axes_.group(m, SectorId(sector)).index();
      for (std::uint32_t f = world_.group_first[group]; f < world_.group_first[group + 1]; ++f) visit(f);
    }
  }

  const World& world_;
  ThreadPool& pool_;
  Axes axes_;
  std::vector<double> weights_;           // [nest] sum of its slots' float32 weights
  std::vector<double> duty_factor_;       // [flow] 1 + base duty
  std::vector<std::size_t> block_first_;  // [region + 1]
};

}  // namespace

std::vector<float> base_sales_to(const World& world, ThreadPool& pool) {
  return SlotSales(world, pool).by_destination(world.firm_output);
}

void solve_base_output(World& world, ThreadPool& pool) {
  SlotSales slots(world, pool);
  std::vector<double> sales(world.n_firms());
  double change = 1.0;
  for (int iteration = 0; iteration < 200 && change > 1e-12; ++iteration) {
    slots.sum(world.firm_output, sales);
    change = 0.0;
    for (std::size_t f = 0; f < sales.size(); ++f) {
      if (sales[f] > 0.0) change = std::max(change, std::abs(world.firm_output[f] / sales[f] - 1.0));
    }
    world.firm_output.swap(sales);
  }
  if (change > 1e-10)
    throw RunError(fmt::format("base outputs do not settle: relative change {:.3g}", change));
}

std::vector<double> base_flows(const World& world) {
  const WorldTable& table = world.table;
  const std::size_t uses_of_region = table.n_sectors() + 1;
  const std::size_t uses = table.n_regions() * uses_of_region;
  std::vector<double> flows(world.n_cells() * uses, 0.0);
  for_each_nest(world, world.firm_output,
                [&](std::uint32_t nest, RegionId region, std::size_t user, double spending) {
                  double sum = 0.0;
                  for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
                    sum += static_cast<double>(world.slot_weight[s]);
                  }
                  for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
                    const CellId cell(world.firm_cell[world.slot_supplier[s]]);
                    const double duty = table.base_duty[table.axes().flow(region, cell).index()];
                    flows[cell.index() * uses + region.index() * uses_of_region + user] +=
                        spending * static_cast<double>(world.slot_weight[s]) / sum / (1.0 + duty);
                  }
                });
  return flows;
}

}  // namespace entrepot
