// From a table to firms and slots, exactly: three overlays in random order (origins within each use, products
// within each origin's deliveries, firms within each supply cell). docs/decisions/0002-exact-overlay.md.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/core/parallel.hpp"
#include "sim/world/ownership/own_plants.hpp"
#include "sim/world/product_origins.hpp"
#include "sim/world/synthesis/alias.hpp"
#include "sim/world/synthesis/base_point.hpp"
#include "sim/world/synthesis/firm_sizes.hpp"
#include "sim/world/synthesis/nest_layout.hpp"
#include "sim/world/synthesis/overlay.hpp"
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
  void add_nest(std::uint32_t nest, std::vector<Piece>& pieces) const;
  [[nodiscard]] double purchaser_part(RegionId destination, RegionId origin, ProductId product) const;
  [[nodiscard]] std::vector<double> origin_flows(GroupId bought, std::size_t user) const;
  void split_by_origin(GroupId bought, std::vector<OriginPieces>& by_origin) const;
  [[nodiscard]] bool duty_varies(GroupId bought, RegionId origin) const;
  void split_by_product(GroupId bought, RegionId origin, OriginPieces& from,
                        std::vector<std::vector<Piece>>& by_product) const;
  [[nodiscard]] Deliveries deliver(GroupId bought) const;
  void assign_suppliers(GroupId group, std::vector<Piece>& out) const;
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

void Builder::place_firms() {
  WorldTable& table = world_.table;
  const std::vector<std::uint32_t> counts =
      count_firms(table, options_.firms, options_.count_exponent, world_.notes);
  drop_from_product_origins(table);
  world_.accounts = base_accounts(table, options_.markup, options_.judgement_scale);
  number_cells(counts);
  world_.firm_cell.resize(world_.cell_first.back());
  world_.firm_output.resize(world_.cell_first.back());
  pool_.for_each(
      counts.size(),
      [&](std::size_t cell) {
        const std::size_t group = table.axes().group_of(CellId(cell)).index();
        const std::vector<double> sizes = pareto_sizes(counts[cell], options_.size_tail, options_.seed, cell);
        for (std::uint32_t f = 0; f < counts[cell]; ++f) {
          world_.firm_cell[world_.cell_first[cell] + f] = static_cast<std::uint16_t>(cell);
          world_.firm_output[world_.cell_first[cell] + f] =
              sizes[f] * table.output[group] * table.product_mix[cell];
        }
      },
      16);
  world_.blocks = cut_blocks(world_, options_.slots_per_firm);
}

void Builder::add_nest(std::uint32_t nest, std::vector<Piece>& pieces) const {
  const double value = static_cast<double>(spending_[nest]) / std::max<std::uint16_t>(1, planned_[nest]);
  for (std::uint16_t v = 0; v < planned_[nest]; ++v) pieces.push_back({nest, 0, value});
}

// Part of a product in what a destination buys of an origin's sector, times 1 + t0.
double Builder::purchaser_part(RegionId destination, RegionId origin, ProductId product) const {
  return world_.table.mix(destination.index(), origin.index(), product.index()) *
         (1.0 + world_.table.base_duty[axes().flow(destination, origin, product).index()]);
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
    double duty_factor = 0.0;
    for (const ProductId product : axes().products_of(sector))
      duty_factor += purchaser_part(destination, origin, product);
    flows.push_back(basic * duty_factor);
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

bool Builder::duty_varies(GroupId bought, RegionId origin) const {
  const WorldTable& table = world_.table;
  const RegionId destination = axes().region_of(bought);
  double lowest = 1e300;
  double highest = -1e300;
  for (const ProductId p : axes().products_of(axes().sector_of(bought))) {
    if (table.mix(destination.index(), origin.index(), p.index()) <= 0.0) continue;
    const double duty = table.base_duty[axes().flow(destination, origin, p).index()];
    lowest = std::min(lowest, duty);
    highest = std::max(highest, duty);
  }
  return highest > lowest;
}

// Cuts one origin's pieces by product. Where the base duty differs between products, every use gets the
// origin's exact mix, so that its flow holds at basic prices too; elsewhere the mix holds over all uses
// together.
void Builder::split_by_product(GroupId bought, RegionId origin, OriginPieces& from,
                               std::vector<std::vector<Piece>>& by_product) const {
  const RegionId destination = axes().region_of(bought);
  std::vector<double> parts;
  for (const ProductId product : axes().products_of(axes().sector_of(bought)))
    parts.push_back(purchaser_part(destination, origin, product));
  for (std::vector<Piece>& pieces : by_product) pieces.clear();
  if (!duty_varies(bought, origin)) from.use_end = {from.pieces.size()};
  std::size_t begin = 0;
  for (std::size_t use = 0; use < from.use_end.size(); ++use) {
    const std::span<Piece> pieces(from.pieces.data() + begin, from.use_end[use] - begin);
    begin = from.use_end[use];
    const std::uint64_t agent = axes().at(bought, origin) * (sectors_ + 1) + use;
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
    const std::span<const double> outputs(world_.firm_output.data() + first_firm,
                                          world_.cell_first[cell.index() + 1] - first_firm);
    overlay(
        pieces, outputs,
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
    world_.nest_value[n] = slots > 0 ? spending_[n] / static_cast<float>(slots) : 0.0F;
  }
}

void Builder::lay_slots() {
  spending_ = nest_spending(world_);
  planned_ = plan_slots(world_, spending_, options_, pool_);
  const std::size_t groups = world_.table.n_groups();
  deliveries_.resize(groups);
  pool_.for_each(groups, [&](std::size_t g) { deliveries_[g] = deliver(GroupId(g)); });
  std::vector<std::vector<Piece>> by_group(groups);
  pool_.for_each(groups, [&](std::size_t g) { assign_suppliers(GroupId(g), by_group[g]); });
  std::vector<Deliveries>().swap(deliveries_);
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
