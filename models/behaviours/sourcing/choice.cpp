#include "models/behaviours/sourcing/choice.hpp"

#include <cmath>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

ChoiceTables::ChoiceTables(const World& world, const SourcingSettings& settings)
    : settings_(settings),
      world_(world),
      axes_(world.axes()),
      theta_(axes_.n_products()),
      weight_(axes_.n_flows()),
      home_weight_(axes_.n_cells()),
      import_weight_(axes_.n_cells()),
      log_index_(axes_.n_cells()) {
  for (std::size_t g = 0; g < axes_.n_products(); ++g) {
    theta_[g] = trade_elasticity(settings, world.table, world.table.product_sector[g].index());
  }
}

void ChoiceTables::update(StepContext& context, const std::vector<double>& log_cost,
                          const std::vector<double>& ban) {
  ban_ = &ban;
  partial_.assign(ban_->empty() ? 0 : axes_.n_cells(), 0);
  context.pool.for_each(axes_.n_regions(), [&](std::size_t n) {
    for (std::size_t g = 0; g < axes_.n_products(); ++g) update_one(context.state, log_cost, n, g);
  });
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

RegionId ChoiceTables::choose(Seed seed, std::uint64_t slot, std::uint32_t draw, std::size_t n, std::size_t g,
                              RegionId base, const double* inputs) const {
  const std::size_t at = market(n, g);
  OpenTo open{home_weight_[at], import_weight_[at]};
  if (some_denied(at) || inputs != nullptr) open = open_to(seed, slot, n, g, inputs);
  const float home = open.home;
  const float imports = open.imports;
  const auto words = random_words(seed, Stream::origin_race, slot, draw, 0);
  float home_clock = exponential32(words[0]);
  float import_clock = exponential32(words[1]);
  if (base.valid()) {
    // Given the winner, the race ended after `end` (the shares sum to one); the loser's clock had not rung
    // yet.
    const auto share = static_cast<float>(world_.accounts.base_share[axes_.at(CellId(at), RegionId(n))]);
    const float end = exponential32(words[2]);
    home_clock = share * end + (base.index() == n ? 0.0F : home_clock);
    import_clock = (1.0F - share) * end + (base.index() == n ? import_clock : 0.0F);
  }
  if (home > 0.0F && (!(imports > 0.0F) || home_clock * imports <= import_clock * home)) return RegionId(n);
  if (!(imports > 0.0F)) return RegionId();
  const bool conditional = base.valid() && base.index() != n;
  return choose_importer(seed, slot, draw, at, conditional ? base : RegionId(),
                         conditional ? exponential32(words[3]) : 0.0F, inputs);
}

// The race among foreign origins; `lead` is when it ended at base prices if `base` is known to have won it.
RegionId ChoiceTables::choose_importer(Seed seed, std::uint64_t slot, std::uint32_t draw, std::size_t at,
                                       RegionId base, float lead, const double* inputs) const {
  const bool some = some_denied(at) || inputs != nullptr;
  const LinkBans bans{ban_, inputs};
  const RegionId destination = axes_.region_of(CellId(at));
  const auto closed = [&](std::size_t i) {
    const CellId cell = axes_.cell(RegionId(i), axes_.product_of(CellId(at)));
    return denied(seed, slot, i, bans.of(axes_.flow(destination, cell).index(), cell.index()));
  };
  const float* const weight = &weight_[axes_.at(CellId(at), RegionId(0))];
  const double* const share = &world_.accounts.base_share[axes_.at(CellId(at), RegionId(0))];
  const auto per_share = static_cast<float>(static_cast<double>(lead) / (1.0 - share[destination.index()]));
  float best = std::numeric_limits<float>::infinity();
  RegionId winner;
  for (std::size_t first = 0; first < axes_.n_regions(); first += 4) {
    const auto words =
        random_words(seed, Stream::origin_race, slot, draw, static_cast<std::uint32_t>(1 + first / 4));
    float clock[4];
    for (std::size_t j = 0; j < 4; ++j) clock[j] = exponential32(words[j]);
    for (std::size_t i = first; i < std::min(first + 4, axes_.n_regions()); ++i) {
      if (!(weight[i] > 0.0F) || (some && closed(i))) continue;
      const float own = base.valid() && base.index() == i ? 0.0F : clock[i - first];
      const float arrival = (static_cast<float>(share[i]) * per_share + own) / weight[i];
      if (arrival < best) {
        best = arrival;
        winner = RegionId(i);
      }
    }
  }
  return winner;
}

}  // namespace entrepot::models
