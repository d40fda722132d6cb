#include "sim/world/state/site_builder.hpp"

#include <algorithm>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/world/state/columns.hpp"
#include "sim/world/state/link_value.hpp"
#include "sim/world/synthesis/nest_layout.hpp"

namespace entrepot {

namespace {

const Block& block_of(const World& world, std::uint32_t firm) {
  const auto after =
      std::upper_bound(world.blocks.begin(), world.blocks.end(), firm,
                       [](std::uint32_t f, const Block& block) { return f < block.first_firm; });
  return *std::prev(after);
}

// Keeps room of a twentieth ahead, so that appending does not copy the large columns every time.
template <class T>
void reserve_ahead(std::vector<T>& column, std::size_t more) {
  if (column.size() + more > column.capacity()) column.reserve(column.size() + more + column.size() / 20);
}

// Rows for new sites in every column of a shape that is in use.
void add_rows(State& state, Shape shape, std::size_t more) {
  for_each_column(state, [&](const ColumnInfo& info, auto& column) {
    using Column = std::remove_reference_t<decltype(column)>;
    if constexpr (ListColumn<Column>) {
      using Value = typename Column::value_type;
      if (info.shape != shape || column.empty()) return;
      reserve_ahead(column, more);
      if constexpr (std::is_arithmetic_v<Value>) {
        column.resize(column.size() + more, static_cast<Value>(info.fresh));
      } else {
        column.resize(column.size() + more);
      }
    }
  });
}

// Adds a row of every column of slots for each of these slots of the world, and signs them in this step.
void copy_slots(const World& world, State& state, std::span<const std::uint32_t> parents) {
  for_each_column(state, [&](const ColumnInfo& info, auto& column) {
    if constexpr (ListColumn<std::remove_reference_t<decltype(column)>>) {
      if (info.shape != Shape::slot || column.empty()) return;
      reserve_ahead(column, parents.size());
      for (const std::uint32_t slot : parents) column.push_back(column[slot]);
    }
  });
  const auto signed_now = static_cast<std::uint16_t>(std::min<int>(state.step + 1, cohort_mask));
  std::fill(state.slot_cohort.end() - static_cast<std::ptrdiff_t>(parents.size()), state.slot_cohort.end(),
            signed_now);
  for (const std::uint32_t slot : parents) state.sites.slot_weight.push_back(world.slot_weight[slot]);
}

Site planned(const World& world, int step, const NewSite& plan) {
  const Axes axes = world.axes();
  const CellId cell = axes.cell(RegionId(plan.host), axes.product_of(CellId(world.firm_cell[plan.owner])));
  Site site;
  site.owner = plan.owner;
  site.host = plan.host;
  site.cell = cell.get();
  site.group = static_cast<std::uint16_t>(axes.group_of(cell).index());
  site.decided = step;
  site.opens = plan.opens;
  site.wanted = plan.target;
  site.part = plan.part;
  site.target = plan.part * plan.target;
  site.follows = plan.follows;
  site.market = plan.market;
  return site;
}

// Rows of firms, and the books of who owns what and where it stands.
void add_firms(const World& world, State& state, std::span<const NewSite> plans) {
  Sites& sites = state.sites;
  for (const NewSite& plan : plans) {
    Site site = planned(world, state.step, plan);
    const auto position = static_cast<std::uint32_t>(sites.site.size());
    site.next_of_owner = std::exchange(sites.first_of_owner[plan.owner], position);
    const std::uint32_t before = std::exchange(sites.last_of_group[site.group], position);
    (before == no_site ? sites.first_of_group[site.group] : sites.site[before].next_of_group) = position;
    sites.site.push_back(site);
  }
  add_rows(state, Shape::firm, plans.size());
}

// Slots of the sites' nests, copied from their parents' nests; input by input, site by site.
void add_nests(const World& world, State& state, std::span<const NewSite> plans,
               const std::vector<float>& line) {
  Sites& sites = state.sites;
  const std::size_t first_parent = sites.slot_parent.size();
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    double sum = 0.0;
    for (std::size_t f = 0; f < plans.size(); ++f) {
      const Block& parent = block_of(world, plans[f].owner);
      const std::size_t nest = nest_of(parent, plans[f].owner, k);
      const bool first_of_line = plans[f].owner == parent.first_firm;
      if (!line.empty()) {
        sum += static_cast<double>(line[nest]) - (first_of_line ? 0.0 : static_cast<double>(line[nest - 1]));
      }
      for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
        sites.slot_parent.push_back(s);
        sites.slot_buyer.push_back(static_cast<std::uint8_t>(f));
      }
      sites.nest_first.push_back(static_cast<std::uint32_t>(world.n_slots() + sites.slot_parent.size()));
      sites.line.push_back(static_cast<float>(sum));
    }
  }
  add_rows(state, Shape::firm_nest, plans.size() * world.table.n_sectors());
  copy_slots(world, state, std::span(sites.slot_parent).subspan(first_parent));
}

}  // namespace

void prepare_sites(const World& world, State& state) {
  Sites& sites = state.sites;
  if (!sites.first_of_owner.empty()) return;
  sites.first_of_owner.assign(world.n_firms(), no_site);
  sites.first_of_group.assign(world.table.n_groups(), no_site);
  sites.last_of_group = sites.first_of_group;
  sites.nest_first.assign(1, static_cast<std::uint32_t>(world.n_slots()));
}

void add_sites(const World& world, State& state, std::span<const NewSite> sites, float log_premium,
               const std::vector<float>& line) {
  if (sites.empty()) return;
  ENTREPOT_VALIDATE(sites.size() <= sites_per_block, "a block of sites must stay within its size");
  SiteBlock block;
  block.first_site = static_cast<std::uint32_t>(state.sites.site.size());
  block.count = static_cast<std::uint32_t>(sites.size());
  block.first_nest = static_cast<std::uint32_t>(state.sites.line.size());
  block.host = sites.front().host;
  block.technology = static_cast<std::uint16_t>(block_of(world, sites.front().owner).group);
  block.log_premium = log_premium;
  add_firms(world, state, sites);
  add_nests(world, state, sites, line);
  state.sites.blocks.push_back(block);
}

void close_sites(const World& world, State& state, std::span<const std::uint32_t> positions,
                 ThreadPool& pool) {
  if (positions.empty()) return;
  for (const std::uint32_t position : positions) {
    Site& site = state.sites.site[position];
    site.closed = state.step;
    site.ready = 0.0;
    state.firm_capacity[world.n_firms() + position] = 0.0;
  }
  constexpr std::size_t range = 1U << 16U;
  const std::size_t slots = state.slot_supplier.size();
  std::vector<LinkEnds> ended((slots + range - 1) / range);
  pool.for_each(ended.size(), [&](std::size_t r) {
    for (std::size_t s = r * range; s < std::min(slots, (r + 1) * range); ++s) {
      const std::uint32_t supplier = state.slot_supplier[s];
      if (supplier < world.n_firms()) continue;
      const Site& site = state.sites.site[supplier - world.n_firms()];
      if (site.closed < 0) continue;
      state.slot_supplier[s] = site.owner;
      state.slot_cell[s] = world.firm_cell[site.owner];
      ended[r].add(EventCause::plant_closed, link_value(world, state, static_cast<std::uint32_t>(s)));
    }
  });
  for (const LinkEnds& of_range : ended) state.link_ends += of_range;
}

}  // namespace entrepot
