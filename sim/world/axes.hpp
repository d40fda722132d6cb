// The axes of a world and the order of its arrays: index algebra is written here and nowhere else.
#pragma once

#include <algorithm>
#include <span>

#include "sim/core/ids.hpp"

namespace entrepot {

// Arrays are row-major: cells [region][product], groups [region][sector], flows [destination][cell], that is
// [destination][origin][product]. Made from a table in no time (WorldTable::axes) and passed by value; the
// table must outlive it. What is read off a cell, group or flow divides: inner loops look it up instead.
class Axes {
 public:
  constexpr Axes(std::size_t regions, std::size_t sectors, std::span<const SectorId> product_sector)
      : regions_(regions), sectors_(sectors), product_sector_(product_sector) {}

  [[nodiscard]] constexpr std::size_t n_regions() const { return regions_; }
  [[nodiscard]] constexpr std::size_t n_sectors() const { return sectors_; }
  [[nodiscard]] constexpr std::size_t n_products() const { return product_sector_.size(); }
  [[nodiscard]] constexpr std::size_t n_groups() const { return regions_ * sectors_; }
  [[nodiscard]] constexpr std::size_t n_cells() const { return regions_ * n_products(); }
  [[nodiscard]] constexpr std::size_t n_flows() const { return regions_ * n_cells(); }

  [[nodiscard]] constexpr IdRange<RegionId> regions() const { return IdRange<RegionId>(regions_); }
  [[nodiscard]] constexpr IdRange<SectorId> sectors() const { return IdRange<SectorId>(sectors_); }
  [[nodiscard]] constexpr IdRange<ProductId> products() const { return IdRange<ProductId>(n_products()); }
  [[nodiscard]] constexpr IdRange<GroupId> groups() const { return IdRange<GroupId>(n_groups()); }
  [[nodiscard]] constexpr IdRange<CellId> cells() const { return IdRange<CellId>(n_cells()); }
  [[nodiscard]] constexpr IdRange<FlowId> flows() const { return IdRange<FlowId>(n_flows()); }

  // Products of a sector stand together.
  [[nodiscard]] constexpr IdRange<ProductId> products_of(SectorId sector) const {
    const auto [first, end] = std::equal_range(product_sector_.begin(), product_sector_.end(), sector);
    return {static_cast<std::size_t>(first - product_sector_.begin()),
            static_cast<std::size_t>(end - product_sector_.begin())};
  }
  [[nodiscard]] constexpr IdRange<GroupId> groups_of(RegionId region) const {
    return {region.index() * sectors_, (region.index() + 1) * sectors_};
  }
  [[nodiscard]] constexpr IdRange<CellId> cells_of(RegionId region) const {
    return {region.index() * n_products(), (region.index() + 1) * n_products()};
  }
  [[nodiscard]] constexpr IdRange<CellId> cells_of(GroupId group) const {
    const IdRange<ProductId> products = products_of(sector_of(group));
    const std::size_t first = cell(region_of(group), products.front()).index();
    return {first, first + products.size()};
  }
  // In the order of cells.
  [[nodiscard]] constexpr IdRange<FlowId> flows_to(RegionId destination) const {
    return {destination.index() * n_cells(), (destination.index() + 1) * n_cells()};
  }
  // In the order of products.
  [[nodiscard]] constexpr IdRange<FlowId> flows_between(RegionId destination, RegionId origin) const {
    const std::size_t first = at(destination, origin) * n_products();
    return {first, first + n_products()};
  }

  [[nodiscard]] constexpr GroupId group(RegionId region, SectorId sector) const {
    return GroupId(at(region, sector));
  }
  [[nodiscard]] constexpr CellId cell(RegionId region, ProductId product) const {
    return CellId(at(region, product));
  }
  [[nodiscard]] constexpr FlowId flow(RegionId destination, CellId cell) const {
    return FlowId(at(destination, cell));
  }
  [[nodiscard]] constexpr FlowId flow(RegionId destination, RegionId origin, ProductId product) const {
    return FlowId(at(destination, origin) * n_products() + product.index());
  }
  // Place in any other array of two axes, by the types of the ids: at(owner, axes.group(host, sector)) in
  // [owner][host][sector].
  template <class First, class Second>
  [[nodiscard]] constexpr std::size_t at(First first, Second second) const {
    return first.index() * size(second) + second.index();
  }
  // The same of three axes.
  template <class First, class Second, class Third>
  [[nodiscard]] constexpr std::size_t at(First first, Second second, Third third) const {
    return at(first, second) * size(third) + third.index();
  }

  [[nodiscard]] constexpr SectorId sector_of(ProductId product) const {
    return product_sector_[product.index()];
  }
  [[nodiscard]] constexpr RegionId region_of(GroupId group) const {
    return RegionId(group.index() / sectors_);
  }
  [[nodiscard]] constexpr SectorId sector_of(GroupId group) const {
    return SectorId(group.index() % sectors_);
  }
  [[nodiscard]] constexpr RegionId region_of(CellId cell) const {
    return RegionId(cell.index() / n_products());
  }
  [[nodiscard]] constexpr ProductId product_of(CellId cell) const {
    return ProductId(cell.index() % n_products());
  }
  [[nodiscard]] constexpr SectorId sector_of(CellId cell) const { return sector_of(product_of(cell)); }
  [[nodiscard]] constexpr GroupId group_of(CellId cell) const {
    return group(region_of(cell), sector_of(cell));
  }
  [[nodiscard]] constexpr RegionId destination_of(FlowId flow) const {
    return RegionId(flow.index() / n_cells());
  }
  [[nodiscard]] constexpr CellId cell_of(FlowId flow) const { return CellId(flow.index() % n_cells()); }
  [[nodiscard]] constexpr RegionId origin_of(FlowId flow) const { return region_of(cell_of(flow)); }
  [[nodiscard]] constexpr ProductId product_of(FlowId flow) const {
    return ProductId(flow.index() % n_products());
  }
  [[nodiscard]] constexpr SectorId sector_of(FlowId flow) const { return sector_of(product_of(flow)); }

 private:
  [[nodiscard]] constexpr std::size_t size(RegionId) const { return regions_; }
  [[nodiscard]] constexpr std::size_t size(SectorId) const { return sectors_; }
  [[nodiscard]] constexpr std::size_t size(ProductId) const { return n_products(); }
  [[nodiscard]] constexpr std::size_t size(GroupId) const { return n_groups(); }
  [[nodiscard]] constexpr std::size_t size(CellId) const { return n_cells(); }

  std::size_t regions_, sectors_;
  std::span<const SectorId> product_sector_;  // [product], ascending
};

}  // namespace entrepot
