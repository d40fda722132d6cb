#include "outputs/metrics/parts/firm_groups.hpp"

#include <functional>
#include <numeric>

#include "sim/world/state/tails.hpp"

namespace entrepot::outputs {

namespace {

constexpr std::uint16_t number(FirmGroup group) { return static_cast<std::uint16_t>(group); }

// What a firm sells at the base by its links, million USD per year at purchasers' prices.
struct BaseSales {
  float all = 0.0F;
  float best_abroad = 0.0F;       // in the region abroad that buys most
  std::uint16_t best_region = 0;  // that region; of equals the first
  bool to_listed = false;
};

// Region by region, so that no firm needs a row of regions.
class BaseSalesOf {
 public:
  BaseSalesOf(const World& world, std::span<const FirmStatus> status)
      : world_(world), status_(status), buyers_(nest_buyers(world)), sales_(world.n_firms()) {
    for (const RegionId region : world.axes().regions()) add_region(region);
  }
  [[nodiscard]] bool listed(std::size_t firm) const {
    return !status_.empty() && status_[firm] == FirmStatus::listed;
  }
  [[nodiscard]] const BaseSales& of(std::size_t firm) const { return sales_[firm]; }

 private:
  void add_region(RegionId region) {
    to_region_.assign(world_.n_firms(), 0.0F);
    const std::size_t sectors = world_.table.n_sectors();
    for (std::size_t nest = first_nest(region.index()); nest < first_nest(region.index() + 1); ++nest)
      add_nest(nest, listed(buyers_[nest]));
    for (std::size_t k = 0; k < sectors; ++k)
      add_nest(world_.firm_nests() + region.index() * sectors + k, false);
    for (std::size_t firm = 0; firm < sales_.size(); ++firm) take_over(firm, region);
  }
  // First nest of the firms of a region: firms, and so their nests, are in the order of regions.
  [[nodiscard]] std::size_t first_nest(std::size_t region) const {
    const auto end = buyers_.begin() + static_cast<std::ptrdiff_t>(world_.firm_nests());
    return static_cast<std::size_t>(
        std::partition_point(buyers_.begin(), end,
                             [&](std::uint32_t buyer) { return region_of(buyer).index() < region; }) -
        buyers_.begin());
  }
  [[nodiscard]] RegionId region_of(std::size_t firm) const {
    return world_.axes().region_of(CellId(world_.firm_cell[firm]));
  }
  void add_nest(std::size_t nest, bool by_listed) {
    const std::uint32_t first = world_.nest_first[nest];
    const std::uint32_t end = world_.nest_first[nest + 1];
    const float spent = world_.nest_value[nest] * static_cast<float>(end - first);
    for (std::uint32_t slot = first; slot < end; ++slot) {
      const std::size_t seller = world_.slot_supplier[slot];
      to_region_[seller] += spent * world_.slot_weight[slot];
      if (by_listed) sales_[seller].to_listed = true;
    }
  }
  void take_over(std::size_t firm, RegionId region) {
    BaseSales& sales = sales_[firm];
    sales.all += to_region_[firm];
    if (region == region_of(firm) || to_region_[firm] <= sales.best_abroad) return;
    sales.best_abroad = to_region_[firm];
    sales.best_region = region.get();
  }

  const World& world_;
  std::span<const FirmStatus> status_;
  std::vector<std::uint32_t> buyers_;  // [nest]
  std::vector<float> to_region_;       // [firm] of the region under way
  std::vector<BaseSales> sales_;
};

// 1 = among the largest firms of a region and sector, which make half of its output.
std::vector<std::uint8_t> large_firms(const World& world) {
  std::vector<std::uint8_t> large(world.n_firms(), 0);
  for (std::size_t group = 0; group + 1 < world.group_first.size(); ++group) {
    std::vector<std::uint32_t> firms(world.group_first[group + 1] - world.group_first[group]);
    std::iota(firms.begin(), firms.end(), world.group_first[group]);
    std::ranges::stable_sort(firms, std::greater{}, [&](std::uint32_t f) { return world.firm_output[f]; });
    double left = 0.0;
    for (const std::uint32_t f : firms) left += 0.5 * world.firm_output[f];
    for (const std::uint32_t f : firms) {
      if (left <= 0.0) break;
      large[f] = 1;
      left -= world.firm_output[f];
    }
  }
  return large;
}

FirmGroup towards_policies(const BaseSalesOf& base, std::size_t firm) {
  if (base.listed(firm)) return FirmGroup::listed;
  return base.of(firm).to_listed ? FirmGroup::supplier : FirmGroup::other;
}

std::uint16_t market_of(const BaseSales& sales) {
  const bool exposed = sales.best_abroad > 0.0F && sales.best_abroad >= exposed_share * sales.all;
  return exposed ? static_cast<std::uint16_t>(n_firm_groups + sales.best_region)
                 : number(FirmGroup::home_market);
}

}  // namespace

FirmGroups::FirmGroups(const World& world, std::span<const FirmStatus> status) : of_(world.n_firms()) {
  const Axes axes = world.axes();
  const BaseSalesOf base(world, status);
  const std::vector<std::uint8_t> large = large_firms(world);
  for (std::size_t firm = 0; firm < of_.size(); ++firm) {
    const CellId cell(world.firm_cell[firm]);
    const BaseSales& sales = base.of(firm);
    of_[firm] = {world.table.sector_is_goods[axes.sector_of(cell).index()],
                 number(towards_policies(base, firm)),
                 number(large[firm] != 0 ? FirmGroup::large : FirmGroup::small),
                 number(sales.best_abroad > 0.0F ? FirmGroup::exporter : FirmGroup::non_exporter),
                 number(world.owner_of(firm) != axes.region_of(cell) ? FirmGroup::foreign : FirmGroup::home),
                 market_of(sales)};
  }
}

}  // namespace entrepot::outputs
