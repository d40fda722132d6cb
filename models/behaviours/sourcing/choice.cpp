#include "models/behaviours/sourcing/choice.hpp"

#include <cmath>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

constexpr std::uint32_t no_class = 0xFFFFFFFFU;

}  // namespace

ChoiceTables::ChoiceTables(const World& world, const SourcingSettings& settings, const Plants& plants)
    : settings_(settings),
      world_(world),
      plants_(plants),
      axes_(world.axes()),
      theta_(axes_.n_products()),
      weight_(axes_.n_flows()),
      home_weight_(axes_.n_cells()),
      import_weight_(axes_.n_cells()),
      log_index_(axes_.n_cells()),
      base_share_(world.accounts.base_share.begin(), world.accounts.base_share.end()) {
  for (std::size_t g = 0; g < axes_.n_products(); ++g) {
    theta_[g] = trade_elasticity(settings, world.table, world.table.product_sector[g].index());
  }
  if (plants.by_owner()) set_owner_shares();
}

// What the plants of each nationality outside a destination have of its purchases at the base.
void ChoiceTables::set_owner_shares() {
  const Ownership& own = world_.ownership;
  class_at_.assign(axes_.n_cells() * axes_.n_regions(), no_class);
  owner_share_.assign(axes_.n_flows(), 0.0F);
  owner_weight_.assign(axes_.n_flows(), 0.0F);
  std::vector<double> share(owner_share_.size(), 0.0);
  for (const CellId cell : axes_.cells()) {
    for (std::uint32_t c = own.class_first[cell.index()]; c < own.class_first[cell.index() + 1]; ++c) {
      const RegionId owner(own.class_owner[c]);
      class_at_[axes_.at(cell, owner)] = c;
      for (const RegionId n : axes_.regions()) {
        if (n == axes_.region_of(cell)) continue;
        const CellId market = axes_.cell(n, axes_.product_of(cell));
        share[axes_.at(market, owner)] +=
            world_.accounts.base_share[axes_.at(market, axes_.region_of(cell))] *
            own.class_share[c * axes_.n_regions() + n.index()];
      }
    }
  }
  owner_share_.assign(share.begin(), share.end());
}

void ChoiceTables::update(StepContext& context, const std::vector<double>& ban) {
  ban_ = &ban;
  partial_.assign(ban_->empty() ? 0 : axes_.n_cells(), 0);
  const std::vector<double>& log_cost = plants_.log_cost(context.state);
  context.pool.for_each(axes_.n_regions(), [&](std::size_t n) {
    for (std::size_t g = 0; g < axes_.n_products(); ++g) {
      update_one(context.state, log_cost, n, g);
      if (by_owner()) sum_owners(n, g);
    }
  });
}

void ChoiceTables::sum_owners(std::size_t n, std::size_t g) {
  const std::size_t at = market(n, g);
  const Ownership& own = world_.ownership;
  float* const sum = &owner_weight_[axes_.at(CellId(at), RegionId(0))];
  std::fill_n(sum, axes_.n_regions(), 0.0F);
  for (const RegionId i : axes_.regions()) {
    const float weight = weight_[axes_.at(CellId(at), i)];
    if (!(weight > 0.0F)) continue;
    const std::size_t cell = axes_.cell(i, ProductId(g)).index();
    for (std::uint32_t c = own.class_first[cell]; c < own.class_first[cell + 1]; ++c)
      sum[own.class_owner[c]] += weight * static_cast<float>(plants_.class_part(c, n));
  }
}

void ChoiceTables::update_one(const State& state, const std::vector<double>& log_cost, std::size_t n,
                              std::size_t g) {
  const WorldTable& table = world_.table;
  const std::size_t at = market(n, g);
  const double* const share = &world_.accounts.base_share[axes_.at(CellId(at), RegionId(0))];
  float* const weight = &weight_[axes_.at(CellId(at), RegionId(0))];
  const double theta = theta_[g];
  const double eta = home_elasticity(g);
  const SectorId sector = table.product_sector[g];
  double import_share = 0.0;
  double import_sum = 0.0;
  double home_share = 0.0;
  double home_open = 1.0;  // part of the links that may trade
  double total = 0.0;
  for (std::size_t i = 0; i < axes_.n_regions(); ++i) {
    const std::size_t group = axes_.group(RegionId(i), sector).index();
    double ratio = state.group_capacity_ratio[group];
    if (!state.group_site_ratio.empty()) ratio += state.group_site_ratio[group];
    double pi = share[i];
    if (pi > 0.0 && ratio != 1.0) pi *= pow64(ratio, settings_.capacity_attraction);
    total += pi;
    const double open = pi > 0.0 ? licensed(n, i, g) : 1.0;
    if (i == n) {
      home_share = pi;
      home_open = open;
      weight[i] = 0.0F;
      continue;
    }
    const double pull = pi > 0.0 ? pi * exp64(-theta * log_cost[table.duty_index(n, i, g)]) : 0.0;
    import_share += pi;
    import_sum += pull * open;
    weight[i] = open > 0.0 ? static_cast<float>(pull) : 0.0F;
  }
  if (!(total > 0.0)) {
    home_weight_[at] = import_weight_[at] = 0.0F;
    log_index_[at] = 0.0;
    return;
  }
  const double home_pull =
      home_share > 0.0 ? home_share / total * exp64(-eta * log_cost[table.duty_index(n, n, g)]) : 0.0;
  const double home = home_pull * home_open;
  double imports = 0.0;
  if (import_sum > 0.0) {
    const double log_price = log64(import_sum / import_share) / -theta;
    imports = import_share / total * exp64(-eta * log_price);
  }
  home_weight_[at] = home_open > 0.0 ? static_cast<float>(home_pull) : 0.0F;
  import_weight_[at] = static_cast<float>(imports);
  // Where everything is banned nobody chooses, and nothing is paid at this index.
  log_index_[at] = home + imports > 0.0 ? log64(home + imports) / -eta : 0.0;
  ENTREPOT_VALIDATE(std::isfinite(log_index_[at]), "the price index of a choice set must be a number");
}

// Part of the links from an origin that may trade; notes where slots differ in it.
double ChoiceTables::licensed(std::size_t n, std::size_t origin, std::size_t g) {
  if (ban_->empty()) return 1.0;
  const double ban = (*ban_)[world_.table.duty_index(n, origin, g)];
  if (ban > 0.0 && ban < 1.0) partial_[market(n, g)] = 1;
  return 1.0 - ban;
}

// Home against imports where some of the origins are closed, wholly or in part: imports' weight moves with
// what is left of their sum, as the tables' own with what bans on flows leave.
template <class Open>
ChoiceTables::OpenTo ChoiceTables::open_weights(std::size_t n, std::size_t g, const Open& open) const {
  const std::size_t at = market(n, g);
  OpenTo out;
  double sum = 0.0;
  double expected = 0.0;
  for (std::size_t i = 0; i < axes_.n_regions(); ++i) {
    const std::size_t flow = world_.table.duty_index(n, i, g);
    const double part = open(flow, axes_.cell(RegionId(i), ProductId(g)).index());
    if (i == n) out.home = home_weight_[at] * static_cast<float>(part);
    const auto weight = static_cast<double>(weight_[axes_.at(CellId(at), RegionId(i))]);
    expected += weight * (ban_->empty() ? 1.0 : 1.0 - (*ban_)[flow]);
    sum += weight * part;
  }
  if (sum > 0.0) {
    out.imports =
        import_weight_[at] * static_cast<float>(pow64(sum / expected, home_elasticity(g) / theta_[g]));
  }
  return out;
}

// What one slot may choose from where some links have a licence and some do not: the weights of the origins
// that are open to it, and what they do to home against imports.
ChoiceTables::OpenTo ChoiceTables::open_to(Seed seed, std::uint64_t slot, std::size_t n, std::size_t g,
                                           const double* inputs) const {
  const LinkBans bans{ban_, inputs};
  return open_weights(n, g, [&](std::size_t flow, std::size_t cell) {
    const std::size_t origin = axes_.region_of(CellId(cell)).index();
    return denied(seed, slot, origin, bans.of(flow, cell)) ? 0.0 : 1.0;
  });
}

double ChoiceTables::log_index(std::size_t n, std::size_t g, const double* inputs) const {
  if (inputs == nullptr) return log_index(n, g);
  const LinkBans bans{ban_, inputs};
  OpenTo open =
      open_weights(n, g, [&](std::size_t flow, std::size_t cell) { return 1.0 - bans.of(flow, cell); });
  const double sum = static_cast<double>(open.home) + static_cast<double>(open.imports);
  return sum > 0.0 ? log64(sum) / -home_elasticity(g) : log_index(n, g);
}

Supplier ChoiceTables::choose(Seed seed, std::uint64_t slot, std::uint32_t draw, std::size_t n, std::size_t g,
                              Supplier base, const double* inputs) const {
  const std::size_t at = market(n, g);
  OpenTo open{home_weight_[at], import_weight_[at]};
  if (some_denied(at) || inputs != nullptr) open = open_to(seed, slot, n, g, inputs);
  const float home = open.home;
  const float imports = open.imports;
  const auto words = random_words(seed, Stream::origin_race, slot, draw, 0);
  float home_clock = exponential32(words[0]);
  float import_clock = exponential32(words[1]);
  if (base.host.valid()) {
    // Given the winner, the race ended after `end` (the shares sum to one); the loser's clock had not rung
    // yet.
    const auto share = static_cast<float>(world_.accounts.base_share[axes_.at(CellId(at), RegionId(n))]);
    const float end = exponential32(words[2]);
    home_clock = share * end + (base.host.index() == n ? 0.0F : home_clock);
    import_clock = (1.0F - share) * end + (base.host.index() == n ? import_clock : 0.0F);
  }
  if (home > 0.0F && (!(imports > 0.0F) || home_clock * imports <= import_clock * home))
    return {RegionId(n), owner_at_home({seed, slot, draw, at, base, 0.0F, inputs})};
  if (!(imports > 0.0F)) return {};
  const bool conditional = base.host.valid() && base.host.index() != n;
  return choose_abroad({seed, slot, draw, at, conditional ? base : Supplier{},
                        conditional ? exponential32(words[3]) : 0.0F, inputs});
}

// Whose plants in the destination sell: all at one place and cost, so nobody leaves the nationality it had.
RegionId ChoiceTables::owner_at_home(const Query& query) const {
  const RegionId n = axes_.region_of(CellId(query.at));
  if (!by_owner()) return n;
  if (query.base.host == n) return query.base.owner;
  thread_local std::vector<float> weight;
  weight.assign(axes_.n_regions(), 0.0F);
  const Ownership& own = world_.ownership;
  for (std::uint32_t c = own.class_first[query.at]; c < own.class_first[query.at + 1]; ++c)
    weight[own.class_owner[c]] = static_cast<float>(own.class_share[c * axes_.n_regions() + n.index()]);
  return winner(query.seed, {Stream::place_race, query.slot, query.draw, weight.data(), weight.data(), 1.0,
                             RegionId(), 0.0F});
}

const float* ChoiceTables::open_origins(const Query& query, std::vector<float>& room) const {
  const float* const weight = &weight_[axes_.at(CellId(query.at), RegionId(0))];
  if (!some_denied(query.at) && query.inputs == nullptr) return weight;
  const LinkBans bans{ban_, query.inputs};
  const RegionId destination = axes_.region_of(CellId(query.at));
  room.assign(weight, weight + axes_.n_regions());
  for (const RegionId i : axes_.regions()) {
    const CellId cell = axes_.cell(i, axes_.product_of(CellId(query.at)));
    if (room[i.index()] > 0.0F && denied(query.seed, query.slot, i.index(),
                                         bans.of(axes_.flow(destination, cell).index(), cell.index())))
      room[i.index()] = 0.0F;
  }
  return room.data();
}

// Among foreign origins; with owners first among nationalities.
Supplier ChoiceTables::choose_abroad(const Query& query) const {
  thread_local std::vector<float> room;
  thread_local std::vector<float> sums;
  const std::size_t row = axes_.at(CellId(query.at), RegionId(0));
  const std::size_t home = axes_.region_of(CellId(query.at)).index();
  const double abroad = 1.0 - world_.accounts.base_share[row + home];
  const float* const origins = open_origins(query, room);
  if (!by_owner()) {
    const RegionId origin = winner(query.seed, {Stream::origin_race, query.slot, query.draw, origins,
                                                &base_share_[row], abroad, query.base.host, query.lead});
    return {origin, origin};
  }
  const float* owners = &owner_weight_[row];
  if (origins == room.data()) {
    const Ownership& own = world_.ownership;
    sums.assign(axes_.n_regions(), 0.0F);
    for (const RegionId i : axes_.regions()) {
      if (!(origins[i.index()] > 0.0F)) continue;
      const std::size_t cell = axes_.cell(i, axes_.product_of(CellId(query.at))).index();
      for (std::uint32_t c = own.class_first[cell]; c < own.class_first[cell + 1]; ++c)
        sums[own.class_owner[c]] += origins[i.index()] * static_cast<float>(plants_.class_part(c, home));
    }
    owners = sums.data();
  }
  const RegionId owner = winner(query.seed, {Stream::origin_race, query.slot, query.draw, owners,
                                             &owner_share_[row], abroad, query.base.owner, query.lead});
  if (!owner.valid()) return {};
  return {choose_place(query, owner, origins), owner};
}

// The base plant's place among those of one nationality; its clocks are held to the base place where the
// nationality is that of the base.
RegionId ChoiceTables::choose_place(const Query& query, RegionId owner, const float* origin_weight) const {
  thread_local std::vector<float> weight;
  thread_local std::vector<float> share;
  const std::size_t n = axes_.region_of(CellId(query.at)).index();
  const ProductId g = axes_.product_of(CellId(query.at));
  weight.assign(axes_.n_regions(), 0.0F);
  share.assign(axes_.n_regions(), 0.0F);
  for (const RegionId i : axes_.regions()) {
    const std::uint32_t one = class_at(axes_.cell(i, g), owner);
    if (one == no_class || i.index() == n) continue;
    weight[i.index()] = origin_weight[i.index()] * static_cast<float>(plants_.class_part(one, n));
    share[i.index()] = base_share_[axes_.at(CellId(query.at), i)] *
                       static_cast<float>(world_.ownership.class_share[one * axes_.n_regions() + n]);
  }
  const bool held = query.base.owner == owner;
  const float lead =
      held ? exponential32(random_words(query.seed, Stream::place_race, query.slot, query.draw, 0)[0]) : 0.0F;
  const auto shares = static_cast<double>(owner_share_[axes_.at(CellId(query.at), owner)]);
  return winner(query.seed, {Stream::place_race, query.slot, query.draw, weight.data(), share.data(), shares,
                             held ? query.base.host : RegionId(), lead});
}

RegionId ChoiceTables::winner(Seed seed, const Race& race) const {
  const auto per_share =
      race.base.valid() ? static_cast<float>(static_cast<double>(race.lead) / race.shares) : 0.0F;
  float best = std::numeric_limits<float>::infinity();
  RegionId winner;
  for (std::size_t first = 0; first < axes_.n_regions(); first += 4) {
    const auto words =
        random_words(seed, race.stream, race.slot, race.draw, static_cast<std::uint32_t>(1 + first / 4));
    float clock[4];
    for (std::size_t j = 0; j < 4; ++j) clock[j] = exponential32(words[j]);
    for (std::size_t i = first; i < std::min(first + 4, axes_.n_regions()); ++i) {
      if (!(race.weight[i] > 0.0F)) continue;
      const float own = race.base.valid() && race.base.index() == i ? 0.0F : clock[i - first];
      const float arrival = (race.share[i] * per_share + own) / race.weight[i];
      if (arrival < best) {
        best = arrival;
        winner = RegionId(i);
      }
    }
  }
  return winner;
}

}  // namespace entrepot::models
