#include "tests/support/transition.hpp"

#include <cmath>

#include "models/behaviours/step.hpp"
#include "sim/core/error.hpp"
#include "sim/world/synthesis/nest_layout.hpp"
#include "tests/support/market_world.hpp"
#include "tests/support/random_table.hpp"

namespace entrepot::test {

using namespace models;

namespace {

class CellDuties : public Instrument {
 public:
  CellDuties(const WorldTable& table, const std::vector<TaxedCell>& cells, const TransitionOptions& options)
      : table_(table), cells_(cells), options_(options) {}
  void apply(Month month, Levers& levers) const override {
    const bool later = options_.later_duty >= 0.0 && month.count() >= Month(2017, 1).count() + options_.later;
    for (const TaxedCell& cell : cells_)
      levers.duty[table_.duty_index(cell.destination, cell.origin, cell.sector)] =
          later ? options_.later_duty : options_.duty;
  }

 private:
  const WorldTable& table_;
  const std::vector<TaxedCell>& cells_;
  const TransitionOptions& options_;
};

}  // namespace

ModelSettings fixed_price_settings() {
  ModelSettings settings;
  settings.sourcing.trade_elasticity_scale = 1.0;
  settings.sourcing.hazard_scale = 1.0;
  settings.sourcing.gap_hazard = 0.0;
  settings.sourcing.value_exponent = 0.0;
  settings.sourcing.capacity_attraction = 0.0;
  settings.pricing.adjustment = 0.0;
  settings.production.capacity = false;
  return settings;
}

WorldTable uniform_table(std::uint64_t seed, std::size_t regions, std::size_t sectors, double labour) {
  TableShape shape;
  shape.regions = regions;
  shape.sectors = sectors + 1;
  shape.products_per_sector = 1;
  shape.largest_duty = 0.0;
  WorldTable table = random_table(seed, shape);
  const std::size_t groups = table.n_groups();
  std::vector<double> share(table.intermediate);  // of a column
  for (std::size_t column = 0; column < groups; ++column) {
    double sum = 0.0;
    for (std::size_t row = 0; row < groups; ++row) sum += share[row * groups + column];
    for (std::size_t row = 0; row < groups; ++row) share[row * groups + column] /= sum;
  }
  for (int round = 0; round < 200; ++round) {  // X = (1 - labour) share X + F
    for (std::size_t row = 0; row < groups; ++row) {
      double sales = 0.0;
      for (std::size_t column = 0; column < groups; ++column) {
        table.z(row, column) = (1.0 - labour) * share[row * groups + column] * table.output[column];
        sales += table.z(row, column);
      }
      for (std::size_t n = 0; n < regions; ++n) sales += table.f(row, n);
      table.output[row] = sales;
    }
  }
  for (std::size_t g = 0; g < groups; ++g) table.value_added[g] = labour * table.output[g];
  return table;
}

Transition::Transition(const TransitionOptions& options, ThreadPool& pool) : options_(options), pool_(pool) {
  MarketWorldOptions world;
  world.slots_per_market = options.slots_per_market;
  world.firms_per_group = options.firms_per_group;
  world.seed = {options.seed, 0};
  world_ = std::make_unique<World>(
      market_world(uniform_table(options.seed, options.regions, options.sectors, options.labour), world));
  choose_cells();
  duty_ = std::make_unique<CellDuties>(world_->table, cells_, options_);
}

void Transition::choose_cells() {
  Draws draws({options_.seed, 0}, Stream::test, 3, 0);
  for (std::size_t n = 0; n < options_.regions; ++n) {
    for (std::size_t k = 0; k < options_.sectors; ++k) {
      const double* const share =
          &world_->accounts.base_share[(n * world_->table.n_products() + k) * options_.regions];
      std::vector<std::size_t> open;
      for (std::size_t i = 0; i < options_.regions; ++i) {
        if (i != n && share[i] > 0.02) open.push_back(i);
      }
      if (open.size() < 2) continue;
      const std::size_t i = open[static_cast<std::size_t>(draws.unit() * static_cast<double>(open.size()))];
      TaxedCell cell{n, i, k, share[i], share[n], 0.0, 0.0};
      weigh_nests(cell);
      cells_.push_back(cell);
    }
  }
}

double Transition::slots_per_nest() const {
  double nests = 0.0;
  for (std::size_t nest = 0; nest < world_->firm_nests(); ++nest)
    nests += world_->nest_first[nest + 1] > world_->nest_first[nest] ? 1.0 : 0.0;
  return world_->nest_first[world_->firm_nests()] / nests;
}

void Transition::weigh_nests(TaxedCell& cell) const {
  const World& world = *world_;
  const std::size_t sectors = world.table.n_sectors();
  double own = 0.0;
  double rivals = 0.0;
  const auto add = [&](std::size_t nest) {
    double weight = 0.0;
    double others = 0.0;
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
      const std::size_t origin = world.firm_cell[world.slot_supplier[s]] / world.table.n_products();
      if (origin == cell.origin) weight += static_cast<double>(world.slot_weight[s]);
      if (origin != cell.origin && origin != cell.destination)
        others += static_cast<double>(world.slot_weight[s]);
    }
    const double spending =
        static_cast<double>(world.nest_value[nest]) * (world.nest_first[nest + 1] - world.nest_first[nest]);
    own += spending * weight;
    rivals += spending * others;
    cell.own_nest += spending * weight * weight;
    cell.rivals_nest += spending * weight * others;
  };
  for (const Block& block : world.blocks) {
    for (std::uint32_t f = 0; f < block.firm_count && block.group / sectors == cell.destination; ++f)
      add(nest_of(block, block.first_firm + f, cell.sector));
  }
  add(world.firm_nests() + cell.destination * sectors + cell.sector);
  cell.own_nest /= own;
  cell.rivals_nest /= rivals;
}

std::unique_ptr<Simulation> Transition::simulation(const Instrument* duty, std::uint32_t replicate) const {
  std::vector<const Instrument*> instruments;
  if (duty != nullptr) instruments.push_back(duty);
  return std::make_unique<Simulation>(*world_, make_actions(*world_, options_.model), instruments,
                                      Calendar{Month(2017, 1), 1200}, Seed{options_.seed, replicate + 1},
                                      pool_);
}

double Transition::imports(const State& state, const TaxedCell& cell, bool rivals) const {
  double money = 0.0;
  for (std::size_t i = 0; i < options_.regions; ++i) {
    if (i == cell.destination || (i == cell.origin) == rivals) continue;
    money +=
        static_cast<double>(state.flow[world_->table.duty_index(cell.destination, i, cell.sector)].money);
  }
  return money;
}

double Transition::slot_share(const State& state, const TaxedCell& cell) const {
  const World& world = *world_;
  const std::size_t sectors = world.table.n_sectors();
  double bought = 0.0;
  double all = 0.0;
  const auto add = [&](std::size_t nest) {
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
      const auto value = static_cast<double>(world.nest_value[nest]);
      all += value;
      if (state.slot_cell[s] / world.table.n_products() == cell.origin) bought += value;
    }
  };
  for (const Block& block : world.blocks) {
    for (std::uint32_t f = 0; f < block.firm_count && block.group / sectors == cell.destination; ++f)
      add(nest_of(block, block.first_firm + f, cell.sector));
  }
  add(world.firm_nests() + cell.destination * sectors + cell.sector);
  return bought / all;
}

Transition::Paths Transition::run(std::uint32_t replicate, const std::vector<int>& months) {
  const auto scenario = simulation(duty_.get(), replicate);
  const auto baseline = simulation(nullptr, replicate);
  Paths out;
  const double log_duty = std::log1p(options_.duty);
  for (const int month : months) {
    while (scenario->state().step < month) {
      scenario->step();
      baseline->step();
    }
    std::vector<double> against;
    std::vector<double> own;
    std::vector<double> share;
    for (const TaxedCell& cell : cells_) {
      const double change =
          std::log(imports(scenario->state(), cell, false) / imports(baseline->state(), cell, false));
      const double rivals =
          std::log(imports(scenario->state(), cell, true) / imports(baseline->state(), cell, true));
      against.push_back((change - rivals) / log_duty);
      own.push_back(change / log_duty);
      share.push_back(slot_share(scenario->state(), cell));
    }
    out.against_rivals.push_back(std::move(against));
    out.own.push_back(std::move(own));
    out.share.push_back(std::move(share));
  }
  return out;
}

double Transition::theta(const TaxedCell& cell) const {
  return trade_elasticity(options_.model.sourcing, world_->table, cell.sector);
}

double Transition::sigma(const TaxedCell& cell) const {
  return slot_sigma(options_.model.ordering, world_->table, cell.sector);
}

double Transition::hazard(const TaxedCell& cell, double gap) const {
  const SourcingSettings& s = options_.model.sourcing;
  const double constant = s.hazard_scale * world_->table.sector_parameters[cell.sector].resourcing_hazard;
  return constant + s.gap_hazard * -std::expm1(-(gap / s.gap_scale) * (gap / s.gap_scale));
}

// Share of base slots not re-opened after `months` of the first duty.
double Transition::stays(const TaxedCell& cell, int months) const {
  return std::exp(-hazard(cell, std::log1p(options_.duty)) * months / 12.0);
}

double Transition::chosen_share(const TaxedCell& cell, double duty) const {
  const double pull = cell.share * std::pow(1.0 + duty, -theta(cell));
  const double foreign = 1.0 - cell.home;
  const double sum = foreign - cell.share + pull;
  if (options_.model.sourcing.tiers == Tiers::one) return pull / (cell.home + sum);
  const double imports =
      foreign * std::pow(sum / foreign, options_.model.sourcing.home_elasticity / theta(cell));
  return imports / (cell.home + imports) * pull / sum;
}

double Transition::linear_elasticity(const TaxedCell& cell, int months) const {
  return -sigma(cell) - (1.0 + theta(cell) - sigma(cell)) * (1.0 - stays(cell, months));
}

// What a re-opened slot adds to an untaxed origin over what a base slot does: its relative chance to be
// chosen times index^(1 - sigma).
double Transition::signed_pull(const TaxedCell& cell) const {
  const double foreign = 1.0 - cell.home;
  const double sum = 1.0 + cell.share / foreign * (std::pow(1.0 + options_.duty, -theta(cell)) - 1.0);
  if (options_.model.sourcing.tiers == Tiers::one) {
    const double all = cell.home + foreign * sum;
    return std::pow(all, -1.0 - (1.0 - sigma(cell)) / theta(cell));
  }
  const double eta = options_.model.sourcing.home_elasticity;
  const double imports = std::pow(sum, eta / theta(cell));
  const double all = cell.home + foreign * imports;
  return imports / all / sum * std::pow(all, -(1.0 - sigma(cell)) / eta);
}

double Transition::exact_elasticity(const TaxedCell& cell, int months) const {
  const double kept = stays(cell, months);
  const double pull = (1.0 - kept) * signed_pull(cell);
  const double cost = 1.0 + options_.duty;
  const double taxed = kept * std::pow(cost, -sigma(cell)) + pull * std::pow(cost, -theta(cell) - 1.0);
  return std::log(taxed / (kept + pull)) / std::log(cost);
}

}  // namespace entrepot::test
