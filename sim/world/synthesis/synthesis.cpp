// From a table to firms and slots, exactly: three overlays in random order (origins within each use, products
// within each origin's deliveries, firms within each supply cell). docs/decisions/0002-exact-overlay.md.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/core/parallel.hpp"
#include "sim/world/firms/fixed_links.hpp"
#include "sim/world/firms/register_places.hpp"
#include "sim/world/ownership/own_plants.hpp"
#include "sim/world/product_origins.hpp"
#include "sim/world/synthesis/alias.hpp"
#include "sim/world/synthesis/base_point.hpp"
#include "sim/world/synthesis/firm_sizes.hpp"
#include "sim/world/synthesis/nest_layout.hpp"
#include "sim/world/synthesis/overlay.hpp"
#include "sim/world/synthesis/purchaser_flows.hpp"
#include "sim/world/world.hpp"

namespace entrepot {

double World::input_coefficient(std::size_t group, std::size_t input) const {
  return (1.0 - accounts.labour_share[group]) *
         accounts.input_share[axes().at(GroupId(group), SectorId(input))] / accounts.markup[group];
}

namespace {

// Pieces delivered to one (destination, sector), cut by supply cell.
struct Deliveries {
  std::vector<Piece> pieces;         // label = supply cell
  std::vector<std::uint32_t> first;  // [origin][product of the sector], and one past
};

// Pieces delivered by one origin to one (destination, sector), use by use.
struct OriginPieces {
  std::vector<Piece> pieces;
  std::vector<std::size_t> use_end;  // [user sector, then final use]
};

class Builder {
 public:
  Builder(World& world, const SynthesisOptions& options, ThreadPool& pool)
      : world_(world), options_(options), pool_(pool), sectors_(world.table.n_sectors()) {}

  void place_firms();
  void lay_slots();

 private:
  [[nodiscard]] Axes axes() const { return world_.axes(); }
  void number_cells(const std::vector<std::uint32_t>& firms_per_cell);
  void size_firms(std::size_t cell, const std::vector<double>& sizes);
  void place_entries(const RegisterPlaces& places, std::size_t cell);
  void leave_to_the_draw();
  void add_nest(std::uint32_t nest, std::vector<Piece>& pieces) const;
  [[nodiscard]] std::vector<double> origin_flows(GroupId bought, std::size_t user) const;
  void split_by_origin(GroupId bought, std::vector<OriginPieces>& by_origin) const;
  [[nodiscard]] std::vector<double> product_flows(GroupId bought, RegionId origin, std::size_t use,
                                                  bool by_use) const;
  void split_by_product(GroupId bought, RegionId origin, OriginPieces& from,
                        std::vector<std::vector<Piece>>& by_product) const;
  [[nodiscard]] Deliveries deliver(GroupId bought) const;
  void assign_suppliers(GroupId group, std::vector<Piece>& out) const;
  void add_fixed(std::vector<std::vector<Piece>>& by_group);
  template <class Visit>
  void for_each_of_sector(const std::vector<std::vector<Piece>>& by_group, const Visit& visit) const;
  void fill_nests(const std::vector<std::vector<Piece>>& by_group);

  World& world_;
  const SynthesisOptions& options_;
  ThreadPool& pool_;
  std::size_t sectors_;
  std::vector<float> spending_;         // [nest]
  std::vector<std::uint16_t> planned_;  // [nest]
  std::vector<Deliveries> deliveries_;  // [destination][sector]
  FixedLinks fixed_;                    // contracts known beforehand; the rest is drawn
};

void Builder::number_cells(const std::vector<std::uint32_t>& firms_per_cell) {
  const WorldTable& table = world_.table;
  world_.cell_first.assign(firms_per_cell.size() + 1, 0);
  for (std::size_t c = 0; c < firms_per_cell.size(); ++c) {
    world_.cell_first[c + 1] = world_.cell_first[c] + firms_per_cell[c];
  }
  world_.group_first.clear();
  for (const GroupId group : table.axes().groups())
    world_.group_first.push_back(world_.cell_first[table.axes().cells_of(group).front().index()]);
  world_.group_first.push_back(world_.cell_first.back());
}

void Builder::size_firms(std::size_t cell, const std::vector<double>& sizes) {
  const WorldTable& table = world_.table;
  const std::size_t group = table.axes().group_of(CellId(cell)).index();
  for (std::uint32_t f = 0; f < sizes.size(); ++f) {
    world_.firm_cell[world_.cell_first[cell] + f] = static_cast<std::uint16_t>(cell);
    world_.firm_output[world_.cell_first[cell] + f] =
        sizes[f] * table.output[group] * table.product_mix[cell];
  }
}

// A cell with firms of the register: these and the drawn ones beside them, by falling output.
void Builder::place_entries(const RegisterPlaces& places, std::size_t cell) {
  const WorldTable& table = world_.table;
  const std::uint32_t first = world_.cell_first[cell];
  const std::uint32_t drawn = world_.cell_first[cell + 1] - first - places.count(cell);
  const std::vector<double> sizes =
      drawn > 0 ? pareto_sizes(drawn, options_.size_tail, options_.seed, cell) : std::vector<double>{};
  const double output = table.output[axes().group_of(CellId(cell)).index()] * table.product_mix[cell];
  const std::vector<PlacedFirm> firms =
      firms_of_cell(places, *table.firm_register, CellId(cell), sizes, output);
  for (std::uint32_t f = 0; f < firms.size(); ++f) {
    world_.firm_cell[first + f] = static_cast<std::uint16_t>(cell);
    world_.firm_output[first + f] = firms[f].output;
    world_.firm_entry[first + f] = firms[f].entry;
  }
}

void Builder::place_firms() {
  WorldTable& table = world_.table;
  std::vector<std::uint32_t> counts =
      count_firms(table, options_.firms, options_.count_exponent, world_.notes);
  drop_from_product_origins(table);
  RegisterPlaces places;
  if (table.firm_register != nullptr) places = place_register(table, counts, world_.notes);
  world_.accounts = base_accounts(table, options_.markup, options_.judgement_scale);
  number_cells(counts);
  world_.firm_cell.resize(world_.cell_first.back());
  world_.firm_output.resize(world_.cell_first.back());
  if (table.firm_register != nullptr) world_.firm_entry.assign(world_.cell_first.back(), no_entry);
  pool_.for_each(
      counts.size(),
      [&](std::size_t cell) {
        if (!places.first.empty() && places.count(cell) > 0) {
          place_entries(places, cell);
        } else {
          size_firms(cell, pareto_sizes(counts[cell], options_.size_tail, options_.seed, cell));
        }
      },
      16);
  world_.blocks = cut_blocks(world_, options_.slots_per_firm);
}

// What nests spend beyond their fixed links, in as many slots as that part of them is.
void Builder::leave_to_the_draw() {
  for (std::size_t nest = 0; nest < fixed_.nest.size(); ++nest) {
    if (!(fixed_.nest[nest] > 0.0)) continue;
    const auto whole = static_cast<double>(spending_[nest]);
    const double left = without(whole, fixed_.nest[nest]);
    spending_[nest] = static_cast<float>(left);
    planned_[nest] = left > 0.0 ? std::max<std::uint16_t>(
                                      1, static_cast<std::uint16_t>(planned_[nest] * left / whole + 0.5))
                                : std::uint16_t{0};
  }
}

void Builder::add_nest(std::uint32_t nest, std::vector<Piece>& pieces) const {
  const double value = static_cast<double>(spending_[nest]) / std::max<std::uint16_t>(1, planned_[nest]);
  for (std::uint16_t v = 0; v < planned_[nest]; ++v) pieces.push_back({nest, 0, value});
}

// Purchaser-price flows by origin into one use of a sector's goods in a destination (`bought`): of a user
// sector, or final use (user = sectors).
std::vector<double> Builder::origin_flows(GroupId bought, std::size_t user) const {
  const WorldTable& table = world_.table;
  const RegionId destination = axes().region_of(bought);
  const SectorId sector = axes().sector_of(bought);
  std::vector<double> flows;
  for (const RegionId origin : axes().regions()) {
    const std::size_t supplier = axes().group(origin, sector).index();
    const double basic = user < sectors_
                             ? table.z(supplier, axes().group(destination, SectorId(user)).index())
                             : table.f(supplier, destination.index());
    flows.push_back(basic * purchaser_factor(table, destination, GroupId(supplier)));
    if (user < sectors_ && !fixed_.empty()) {
      const std::size_t use = axes().group(destination, SectorId(user)).index() * axes().n_cells();
      double taken = 0.0;
      for (const CellId cell : axes().cells_of(GroupId(supplier))) taken += fixed_.flow[use + cell.index()];
      flows.back() = without(flows.back(), taken);
    }
  }
  return flows;
}

void Builder::split_by_origin(GroupId bought, std::vector<OriginPieces>& by_origin) const {
  const RegionId destination = axes().region_of(bought);
  const std::size_t sector = axes().sector_of(bought).index();
  std::vector<Piece> pieces;
  for (std::size_t user = 0; user <= sectors_; ++user) {
    pieces.clear();
    if (user < sectors_) {
      for (const Block& block : world_.blocks) {
        if (GroupId(block.group) != axes().group(destination, SectorId(user))) continue;
        for (std::uint32_t f = 0; f < block.firm_count; ++f) {
          add_nest(nest_of(block, block.first_firm + f, sector), pieces);
        }
      }
    } else {
      add_nest(static_cast<std::uint32_t>(world_.firm_nests() + bought.index()), pieces);
    }
    const std::uint64_t use = bought.index() * (sectors_ + 1) + user;
    shuffle(pieces, options_.seed, Stream::slot_order, use);
    overlay(
        pieces, origin_flows(bought, user), [](const Piece& p) { return p.value; },
        [&](const Piece& p, std::size_t origin, double share) {
          by_origin[origin].pieces.push_back({p.nest, 0, p.value * share});
        });
    for (OriginPieces& from : by_origin) from.use_end.push_back(from.pieces.size());
  }
}

// What is left of each product for the pieces of one use (`by_use`), or of all uses together.
std::vector<double> Builder::product_flows(GroupId bought, RegionId origin, std::size_t use,
                                           bool by_use) const {
  const WorldTable& table = world_.table;
  const RegionId destination = axes().region_of(bought);
  const GroupId supplier = axes().group(origin, axes().sector_of(bought));
  std::vector<double> parts;
  for (const CellId cell : axes().cells_of(supplier))
    parts.push_back(purchaser_part(table, axes().flow(destination, cell)));
  if (fixed_.empty()) return parts;
  double basic = 0.0;
  std::vector<double> taken(parts.size(), 0.0);
  for (std::size_t user = by_use ? use : 0; user <= (by_use ? use : sectors_); ++user) {
    if (user == sectors_) {
      basic += table.f(supplier.index(), destination.index());
      continue;
    }
    const GroupId buying = axes().group(destination, SectorId(user));
    basic += table.z(supplier.index(), buying.index());
    for (std::size_t p = 0; p < parts.size(); ++p)
      taken[p] +=
          fixed_.flow[buying.index() * axes().n_cells() + axes().cells_of(supplier).front().index() + p];
  }
  for (std::size_t p = 0; p < parts.size(); ++p) parts[p] = without(parts[p] * basic, taken[p]);
  return parts;
}

// Cuts one origin's pieces by product. Where the base duty differs between products, every use gets the
// origin's exact mix, so that its flow holds at basic prices too; elsewhere the mix holds over all uses
// together.
void Builder::split_by_product(GroupId bought, RegionId origin, OriginPieces& from,
                               std::vector<std::vector<Piece>>& by_product) const {
  const RegionId destination = axes().region_of(bought);
  const bool by_use = duty_varies(world_.table, destination, axes().group(origin, axes().sector_of(bought)));
  for (std::vector<Piece>& pieces : by_product) pieces.clear();
  if (!by_use) from.use_end = {from.pieces.size()};
  std::vector<double> parts = product_flows(bought, origin, 0, by_use);
  std::size_t begin = 0;
  for (std::size_t use = 0; use < from.use_end.size(); ++use) {
    const std::span<Piece> pieces(from.pieces.data() + begin, from.use_end[use] - begin);
    begin = from.use_end[use];
    const std::uint64_t agent = axes().at(bought, origin) * (sectors_ + 1) + use;
    if (use > 0 && !fixed_.empty()) parts = product_flows(bought, origin, use, by_use);
    shuffle(pieces, options_.seed, Stream::product_order, agent);
    overlay(
        std::span<const Piece>(pieces), parts, [](const Piece& p) { return p.value; },
        [&](const Piece& p, std::size_t g, double share) {
          by_product[g].push_back({p.nest, static_cast<std::uint32_t>(destination.index()), p.value * share});
        });
  }
}

Deliveries Builder::deliver(GroupId bought) const {
  std::vector<OriginPieces> by_origin(world_.table.n_regions());
  split_by_origin(bought, by_origin);
  Deliveries out;
  out.first.push_back(0);
  std::vector<std::vector<Piece>> by_product(axes().products_of(axes().sector_of(bought)).size());
  for (const RegionId origin : axes().regions()) {
    split_by_product(bought, origin, by_origin[origin.index()], by_product);
    by_origin[origin.index()] = OriginPieces{};
    for (const std::vector<Piece>& pieces : by_product) {
      out.pieces.insert(out.pieces.end(), pieces.begin(), pieces.end());
      out.first.push_back(static_cast<std::uint32_t>(out.pieces.size()));
    }
  }
  return out;
}

void Builder::assign_suppliers(GroupId group, std::vector<Piece>& out) const {
  const WorldTable& table = world_.table;
  const SectorId sector = axes().sector_of(group);
  const IdRange<CellId> cells = axes().cells_of(group);
  std::size_t delivery = axes().region_of(group).index() * cells.size();  // of a cell in Deliveries::first
  std::vector<Piece> pieces;
  for (const CellId cell : cells) {
    pieces.clear();
    for (const RegionId n : axes().regions()) {
      const Deliveries& from = deliveries_[axes().group(n, sector).index()];
      pieces.insert(pieces.end(), from.pieces.begin() + from.first[delivery],
                    from.pieces.begin() + from.first[delivery + 1]);
    }
    ++delivery;
    shuffle(pieces, options_.seed, Stream::supplier_order, cell.index());
    const std::uint32_t first_firm = world_.cell_first[cell.index()];
    std::vector<double> outputs(world_.firm_output.begin() + first_firm,
                                world_.firm_output.begin() + world_.cell_first[cell.index() + 1]);
    for (std::size_t f = 0; f < outputs.size() && !fixed_.empty(); ++f)
      outputs[f] = without(outputs[f], fixed_.sold[first_firm + f]);
    overlay(
        pieces, std::span<const double>(outputs),
        [&](const Piece& p) {
          return p.value / (1.0 + table.base_duty[axes().flow(RegionId(p.label), cell).index()]);
        },
        [&](const Piece& p, std::size_t firm, double share) {
          out.push_back({p.nest, first_firm + static_cast<std::uint32_t>(firm), p.value * share});
        });
  }
}

// Sectors side by side; within one, groups and their pieces in order.
template <class Visit>
void Builder::for_each_of_sector(const std::vector<std::vector<Piece>>& by_group, const Visit& visit) const {
  pool_.for_each(sectors_, [&](std::size_t k) {
    for (const RegionId n : axes().regions()) {
      for (const Piece& piece : by_group[axes().group(n, SectorId(k)).index()]) visit(piece);
    }
  });
}

// Puts the pieces in nest order (by supplier inside a nest) and turns values to weights that sum to one.
// Pieces of a group go to nests of its sector only, so sectors are filled side by side.
void Builder::fill_nests(const std::vector<std::vector<Piece>>& by_group) {
  const std::size_t nests = spending_.size();
  std::vector<std::uint64_t> first(nests + 1, 0);
  std::vector<double> total(nests, 0.0);
  for_each_of_sector(by_group, [&](const Piece& piece) {
    ++first[piece.nest + 1];
    total[piece.nest] += piece.value;
  });
  for (std::size_t n = 0; n < nests; ++n) first[n + 1] += first[n];
  if (first.back() >= 0xFFFFFFFFULL)
    throw RunError("the world needs more than 2^32 slots: lower world.firms");
  world_.nest_first.assign(first.begin(), first.end());
  world_.slot_supplier.resize(first.back());
  world_.slot_weight.resize(first.back());
  for_each_of_sector(by_group, [&](const Piece& piece) {
    const std::uint64_t slot = first[piece.nest]++;
    world_.slot_supplier[slot] = piece.label;
    world_.slot_weight[slot] = static_cast<float>(piece.value / total[piece.nest]);
  });
  world_.nest_value.resize(nests);
  for (std::size_t n = 0; n < nests; ++n) {
    const std::uint32_t slots = world_.nest_first[n + 1] - world_.nest_first[n];
    const double spent = fixed_.empty() ? 0.0 : n < fixed_.nest.size() ? fixed_.nest[n] : 0.0;
    world_.nest_value[n] =
        slots > 0 ? (spending_[n] + static_cast<float>(spent)) / static_cast<float>(slots) : 0.0F;
  }
}

// The fixed links, each a slot of its own, among those of their suppliers' groups; by supplier.
void Builder::add_fixed(std::vector<std::vector<Piece>>& by_group) {
  for (const FixedLink& link : fixed_.links) {
    const std::size_t group = axes().group_of(CellId(world_.firm_cell[link.supplier])).index();
    by_group[group].push_back({link.nest, link.supplier, link.value});
  }
  if (fixed_.empty()) return;
  pool_.for_each(by_group.size(), [&](std::size_t g) {
    std::ranges::stable_sort(by_group[g], {}, [](const Piece& piece) { return piece.label; });
  });
}

void Builder::lay_slots() {
  spending_ = nest_spending(world_);
  fixed_ = fix_links(world_, spending_, world_.notes);
  planned_ = plan_slots(world_, spending_, options_, fixed_.links.size(), pool_);
  leave_to_the_draw();
  const std::size_t groups = world_.table.n_groups();
  deliveries_.resize(groups);
  pool_.for_each(groups, [&](std::size_t g) { deliveries_[g] = deliver(GroupId(g)); });
  std::vector<std::vector<Piece>> by_group(groups);
  pool_.for_each(groups, [&](std::size_t g) { assign_suppliers(GroupId(g), by_group[g]); });
  std::vector<Deliveries>().swap(deliveries_);
  add_fixed(by_group);
  fill_nests(by_group);
}

}  // namespace

World synthesise(const WorldTable& table, const SynthesisOptions& options, int threads) {
  ThreadPool pool(threads);
  World world;
  world.table = table;
  world.seed = options.seed;
  if (table.axes().n_cells() > 0xFFFFU) {
    throw RunError(fmt::format("{} regions x {} products are more than 65,535 supply cells",
                               table.n_regions(), table.n_products()));
  }
  Builder builder(world, options, pool);
  builder.place_firms();
  builder.lay_slots();
  world.final_chunks = cut_final_nests(world);
  name_buyers(world);
  solve_base_output(world, pool);
  world.alias = build_alias(world.cell_first, world.firm_output);
  own_plants(world, options, pool);
  double output = 0.0;
  for (const double x : table.output) output += x;
  world.unit_musd = output * 0x1p-52;
  return world;
}

}  // namespace entrepot
