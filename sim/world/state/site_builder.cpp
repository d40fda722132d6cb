#include "sim/world/state/site_builder.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/error.hpp"
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

// Rows of the firm arrays, and the books of who owns what and where it stands.
void add_firms(const World& world, State& state, std::span<const NewSite> sites) {
  const std::size_t products = world.table.n_products();
  for (const NewSite& plan : sites) {
    const std::size_t product = world.firm_cell[plan.owner] % products;
    Site site;
    site.owner = plan.owner;
    site.host = plan.host;
    site.cell = static_cast<std::uint16_t>(plan.host * products + product);
    site.group = static_cast<std::uint16_t>(plan.host * world.table.n_sectors() +
                                            world.table.product_sector[product].index());
    site.decided = state.step;
    site.opens = plan.opens;
    site.wanted = plan.target;
    site.part = plan.part;
    site.target = plan.part * plan.target;
    site.follows = plan.follows;
    site.market = plan.market;
    site.next_of_owner = state.sites.first_of_owner[plan.owner];
    state.sites.first_of_owner[plan.owner] = static_cast<std::uint32_t>(state.sites.site.size());
    state.sites.of_group[site.group].push_back(static_cast<std::uint32_t>(state.firm_sales.size()));
    state.sites.site.push_back(site);
    state.firm_capacity.push_back(0.0);
    state.firm_shipped.push_back(0.0);
    state.firm_cost.push_back(1.0F);
    state.firm_sales.emplace_back();
    state.firm_inputs.emplace_back();
    if (!state.firm_log_price.empty()) state.firm_log_price.push_back(0.0F);
    if (!state.stocks.on()) continue;
    state.stocks.firm_expected.push_back(0.0F);
    state.stocks.firm_limit.push_back(std::numeric_limits<float>::infinity());
    state.stocks.firm_change.push_back(0);
  }
}

// Copies one nest of a parent; returns the rate of all its slots.
double copy_nest(const World& world, State& state, std::size_t nest, std::uint8_t offset,
                 const std::vector<float>& line, double before, SiteBlock& block) {
  const auto signed_now = static_cast<std::uint16_t>(std::min<int>(state.step + 1, cohort_mask));
  for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
    state.slot_supplier.push_back(state.slot_supplier[s]);
    state.slot_cell.push_back(state.slot_cell[s]);
    state.slot_cohort.push_back(signed_now);
    state.slot_strength.push_back(state.slot_strength[s]);
    block.slot_buyer.push_back(offset);
    block.slot_weight.push_back(world.slot_weight[s]);
    block.slot_parent.push_back(s);
  }
  return line.empty() ? 0.0 : static_cast<double>(line[nest]) - before;
}

// Keeps room of a twentieth ahead, so that appending does not copy the slot arrays every time.
template <class T>
void reserve_ahead(std::vector<T>& column, std::size_t more) {
  if (column.size() + more > column.capacity()) column.reserve(column.size() + more + column.size() / 20);
}

}  // namespace

void prepare_sites(const World& world, State& state) {
  if (!state.sites.first_of_owner.empty()) return;
  state.sites.first_of_owner.assign(world.n_firms(), no_site);
  state.sites.of_group.resize(world.table.n_groups());
}

void add_sites(const World& world, State& state, std::span<const NewSite> sites, float log_premium,
               const std::vector<float>& line) {
  if (sites.empty()) return;
  ENTREPOT_VALIDATE(sites.size() <= sites_per_block, "a block of sites must stay within its size");
  SiteBlock block;
  block.first_site = static_cast<std::uint32_t>(state.sites.site.size());
  block.count = static_cast<std::uint32_t>(sites.size());
  block.host = sites.front().host;
  block.technology = static_cast<std::uint16_t>(block_of(world, sites.front().owner).group);
  block.log_premium = log_premium;
  add_firms(world, state, sites);
  std::vector<const Block*> parents;
  std::size_t more = 0;
  for (const NewSite& site : sites) {
    parents.push_back(&block_of(world, site.owner));
    for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
      const std::size_t nest = nest_of(*parents.back(), site.owner, k);
      more += world.nest_first[nest + 1] - world.nest_first[nest];
    }
  }
  reserve_ahead(state.slot_supplier, more);
  reserve_ahead(state.slot_cell, more);
  reserve_ahead(state.slot_cohort, more);
  reserve_ahead(state.slot_strength, more);
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    double sum = 0.0;
    for (std::size_t f = 0; f < sites.size(); ++f) {
      const std::size_t nest = nest_of(*parents[f], sites[f].owner, k);
      const bool first_of_line = sites[f].owner == parents[f]->first_firm;
      const double before = line.empty() || first_of_line ? 0.0 : static_cast<double>(line[nest - 1]);
      block.nest_first.push_back(static_cast<std::uint32_t>(state.slot_supplier.size()));
      sum += copy_nest(world, state, nest, static_cast<std::uint8_t>(f), line, before, block);
      block.line.push_back(static_cast<float>(sum));
    }
  }
  block.nest_first.push_back(static_cast<std::uint32_t>(state.slot_supplier.size()));
  block.nest_scale.assign(block.line.size(), 0.0F);
  if (state.stocks.on()) {  // nothing in stock yet
    block.nest_stock.assign(block.line.size(), 0.0F);
    block.nest_need.assign(block.line.size(), 0.0F);
    block.nest_price.assign(block.line.size(), 1.0F);
  }
  state.sites.blocks.push_back(std::move(block));
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
