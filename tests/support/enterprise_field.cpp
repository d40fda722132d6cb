#include "tests/support/enterprise_field.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entrepot::test {

namespace {

constexpr double least_move = 0.005;    // of ln cost against the enterprise's mean
constexpr double least_missing = 0.01;  // of capacity
constexpr int months_per_quarter = 3;

}  // namespace

EnterpriseField::EnterpriseField(const World& world, const ModelSettings& settings)
    : world_(world),
      settings_(settings),
      regions_(world.table.n_regions()),
      products_(world.table.n_products()),
      axes_(world.axes()),
      class_output_(world.ownership.class_owner.size(), 0.0),
      rate_(class_output_.size() * regions_, 0.0),
      composite_(axes_.n_flows(), 0.0),
      weight_(axes_.n_flows(), 1.0),
      moved_(regions_ * products_ * regions_ * regions_, 0.0),
      any_moved_(regions_ * products_, false),
      added_(world.table.n_groups(), 0.0) {
  const Ownership& own = world.ownership;
  for (std::size_t f = 0; f < world.n_firms(); ++f) class_output_[own.firm_class[f]] += world.firm_output[f];
  for (const CellId cell : axes_.cells()) {
    for (std::uint32_t c = own.class_first[cell.index()]; c < own.class_first[cell.index() + 1]; ++c) {
      for (const RegionId n : axes_.regions()) {
        const CellId market = axes_.cell(n, axes_.product_of(cell));
        const double sales = world.accounts.product_spending[market.index()] *
                             world.accounts.base_share[axes_.at(market, axes_.region_of(cell))] /
                             (1.0 + world.table.base_duty[axes_.flow(n, cell).index()]);
        if (class_output_[c] > 0.0)
          rate_[c * regions_ + n.index()] =
              own.class_share[c * regions_ + n.index()] * sales / class_output_[c];
      }
    }
  }
  list_enterprises();
}

void EnterpriseField::list_enterprises() {
  const Ownership& own = world_.ownership;
  for (std::size_t e = 0; e < own.n_enterprises(); ++e) {
    const std::size_t first = plants_.size();
    for (const std::uint32_t f : own.plants(e)) {
      const CellId cell(world_.firm_cell[f]);
      plants_.push_back({f, own.firm_class[f], cell.get(), axes_.region_of(cell).get()});
    }
    const std::size_t product = axes_.product_of(CellId(plants_[first].cell)).index();
    enterprises_.push_back({first, plants_.size(), product});
  }
  base_.assign(plants_.size() * regions_, 0.0);
  part_ = base_;
  index_.assign(enterprises_.size() * regions_, 0.0);
  active_.assign(index_.size(), 0);
  for (const Enterprise& e : enterprises_) {
    for (std::size_t n = 0; n < regions_; ++n) {
      double all = 0.0;
      for (std::size_t p = e.first; p < e.end; ++p) {
        if (plants_[p].host != n) all += base_sales(plants_[p], n);
        part_[at(p, n)] = world_.ownership.class_share[plants_[p].one * regions_ + n] *
                          world_.firm_output[plants_[p].firm] / class_output_[plants_[p].one];
      }
      for (std::size_t p = e.first; p < e.end && all > 0.0; ++p)
        base_[at(p, n)] = plants_[p].host == n ? 0.0 : base_sales(plants_[p], n) / all;
    }
  }
  want_ = held_ = base_;
}

double EnterpriseField::base_sales(const Plant& plant, std::size_t n) const {
  return rate_[plant.one * regions_ + n] * world_.firm_output[plant.firm];
}

double EnterpriseField::base_capacity(const Plant& plant) const {
  return world_.firm_output[plant.firm] / 12.0 / settings_.production.utilisation;
}

bool EnterpriseField::touched(const Levers& levers, std::size_t e, std::size_t n) const {
  for (std::size_t p = enterprises_[e].first; p < enterprises_[e].end; ++p) {
    const std::size_t flow = axes_.flow(RegionId(n), CellId(plants_[p].cell)).index();
    if (plants_[p].host != n && levers.duty[flow] != world_.table.base_duty[flow]) return true;
  }
  return false;
}

void EnterpriseField::update(const Levers& levers, const std::vector<double>& log_cost,
                             std::span<const double> ordered, double trend, int step) {
  for (std::size_t e = 0; e < enterprises_.size(); ++e) {
    for (std::size_t n = 0; n < regions_; ++n) weigh(e, n, levers, log_cost);
  }
  set_composites(log_cost);
  if (!ordered.empty()) set_rooms(ordered, trend);
  const double moves = 1.0 - std::exp(-1.0 / settings_.investment.qualification_months);
  std::vector<double> placed;
  for (std::size_t e = 0; e < enterprises_.size(); ++e) {
    const std::size_t count = enterprises_[e].end - enterprises_[e].first;
    placed.resize(count);
    for (std::size_t n = 0; n < regions_; ++n) {
      if (active_[e * regions_ + n] == 0) continue;
      for (std::size_t j = 0; j < count; ++j) placed[j] = held_[at(enterprises_[e].first + j, n)];
      move(placed, e, n, moves);
      for (std::size_t j = 0; j < count; ++j) held_[at(enterprises_[e].first + j, n)] = placed[j];
    }
  }
  if (step % months_per_quarter == months_per_quarter - 1) {
    for (Plant& plant : plants_) grow(plant);
    std::fill(added_.begin(), added_.end(), 0.0);
    for (const Plant& plant : plants_)
      added_[axes_.group_of(CellId(plant.cell)).index()] += plant.added * base_capacity(plant);
  }
  map_moves();
}

// s* = rho r^-theta_s / Phi and x = Phi^(-1 / theta_s).
void EnterpriseField::weigh(std::size_t e, std::size_t n, const Levers& levers,
                            const std::vector<double>& log_cost) {
  const Enterprise& enterprise = enterprises_[e];
  const std::size_t k = axes_.sector_of(ProductId(enterprise.product)).index();
  const double theta =
      std::max(settings_.investment.site_elasticity, trade_elasticity(settings_.sourcing, world_.table, k));
  const auto cost = [&](std::size_t p) {
    return log_cost[axes_.flow(RegionId(n), CellId(plants_[p].cell)).index()];
  };
  double mean = 0.0;
  for (std::size_t p = enterprise.first; p < enterprise.end; ++p) mean += base_[at(p, n)] * cost(p);
  const bool policy = touched(levers, e, n);
  double sum = 0.0;
  for (std::size_t p = enterprise.first; p < enterprise.end; ++p) {
    const double away = cost(p) - mean;
    const double move = policy ? away - std::clamp(away, -least_move, least_move) : 0.0;
    if (move != 0.0 && base_[at(p, n)] > 0.0) active_[e * regions_ + n] = 1;
    want_[at(p, n)] = base_[at(p, n)] * exp64(-theta * (mean + move));
    sum += want_[at(p, n)];
  }
  if (!(sum > 0.0)) return;
  for (std::size_t p = enterprise.first; p < enterprise.end; ++p) want_[at(p, n)] /= sum;
  index_[e * regions_ + n] = -log64(sum) / theta;
}

// Where enterprises have moved apart, a cell's pull is the mean of x^-theta_k over its plants.
void EnterpriseField::set_composites(const std::vector<double>& log_cost) {
  composite_ = log_cost;
  std::fill(weight_.begin(), weight_.end(), 1.0);
  const auto gain = [&](std::size_t e, std::size_t p, std::size_t n) {
    const FlowId flow = axes_.flow(RegionId(n), CellId(plants_[p].cell));
    const double theta = trade_elasticity(settings_.sourcing, world_.table, axes_.sector_of(flow).index());
    return exp64(theta * (log_cost[flow.index()] - index_[e * regions_ + n]));
  };
  for (std::size_t e = 0; e < enterprises_.size(); ++e) {
    for (std::size_t n = 0; n < regions_; ++n) {
      if (active_[e * regions_ + n] == 0) continue;
      for (std::size_t p = enterprises_[e].first; p < enterprises_[e].end; ++p) {
        if (plants_[p].host == n) continue;
        const double share = world_.ownership.class_share[plants_[p].one * regions_ + n] *
                             world_.firm_output[plants_[p].firm] / class_output_[plants_[p].one];
        weight_[axes_.flow(RegionId(n), CellId(plants_[p].cell)).index()] += share * (gain(e, p, n) - 1.0);
      }
    }
  }
  for (std::size_t at = 0; at < composite_.size(); ++at) {
    const std::size_t k = axes_.sector_of(FlowId(at)).index();
    if (weight_[at] != 1.0)
      composite_[at] -= log64(weight_[at]) / trade_elasticity(settings_.sourcing, world_.table, k);
  }
}

// New contracts: the part of a cell's customers that are an enterprise's moves to what its pull asks for, and
// their places to where they are wanted, as far as there is room.
void EnterpriseField::sign(std::size_t n, std::size_t g, double part) {
  std::vector<double> placed;
  for (std::size_t e = 0; e < enterprises_.size(); ++e) {
    const Enterprise& enterprise = enterprises_[e];
    if (enterprise.product != g || active_[e * regions_ + n] == 0) continue;
    const std::size_t k = axes_.sector_of(ProductId(g)).index();
    const double theta = trade_elasticity(settings_.sourcing, world_.table, k);
    placed.assign(enterprise.end - enterprise.first, 0.0);
    for (std::size_t p = enterprise.first; p < enterprise.end; ++p) {
      placed[p - enterprise.first] = base_[at(p, n)];
      if (plants_[p].host == n) continue;
      const std::size_t flow = axes_.flow(RegionId(n), CellId(plants_[p].cell)).index();
      const double own =
          composite_[flow] + log64(weight_[flow]) / theta;  // the cell's cost without composing
      const double gain = exp64(theta * (own - index_[e * regions_ + n]));
      const double share = world_.ownership.class_share[plants_[p].one * regions_ + n] *
                           world_.firm_output[plants_[p].firm] / class_output_[plants_[p].one];
      double& now = part_[at(p, n)];
      now += part * (share * gain / weight_[flow] - now);
    }
    move(placed, e, n, 1.0);
    for (std::size_t p = enterprise.first; p < enterprise.end; ++p)
      held_[at(p, n)] += part * (placed[p - enterprise.first] - held_[at(p, n)]);
  }
}

// `part` of the contracts may change place: those above what is wanted at their plant go where more are
// wanted, where there is room; who finds none takes the next, which may be where it is.
void EnterpriseField::move(std::span<double> placed, std::size_t e, std::size_t n, double part) const {
  const Enterprise& enterprise = enterprises_[e];
  double leaving = 0.0;
  for (std::size_t j = 0; j < placed.size(); ++j)
    leaving += std::max(0.0, placed[j] - want_[at(enterprise.first + j, n)]);
  if (!(leaving > 0.0)) return;
  std::vector<double> gain(placed.size(), 0.0);
  for (std::size_t j = 0; j < placed.size(); ++j) {
    const double wanted = want_[at(enterprise.first + j, n)];
    const double coming = part * std::max(0.0, wanted - placed[j]);
    const double room = plants_[enterprise.first + j].room;
    gain[j] += coming * room;
    const double refused = coming * (1.0 - room);
    if (!(refused > 0.0) || wanted >= 1.0) continue;
    for (std::size_t q = 0; q < placed.size(); ++q) {
      const double other = want_[at(enterprise.first + q, n)];
      if (q == j || placed[q] > other) continue;
      gain[q] += refused * other / (1.0 - wanted) * plants_[enterprise.first + q].room;
    }
  }
  double all = 0.0;
  for (const double g : gain) all += g;
  for (std::size_t j = 0; j < placed.size(); ++j) {
    const double excess = std::max(0.0, placed[j] - want_[at(enterprise.first + j, n)]);
    placed[j] += gain[j] - all * excess / leaving;
  }
}

std::vector<double> EnterpriseField::offered(std::size_t e, std::size_t n) const {
  std::vector<double> out(enterprises_[e].end - enterprises_[e].first);
  for (std::size_t j = 0; j < out.size(); ++j) out[j] = part_[at(enterprises_[e].first + j, n)];
  return out;
}

// Goods per month that a plant makes: its place in its enterprise's contracts, and its own customers at home.
double EnterpriseField::shipped(std::size_t e, std::size_t p, std::span<const double> ordered) const {
  double out = 0.0;
  for (std::size_t n = 0; n < regions_; ++n) {
    const auto goods = [&](std::size_t q) {
      return part_[at(q, n)] * ordered[axes_.flow(RegionId(n), CellId(plants_[q].cell)).index()];
    };
    if (plants_[p].host == n) {
      out += goods(p);
      continue;
    }
    double all = 0.0;
    for (std::size_t q = enterprises_[e].first; q < enterprises_[e].end; ++q) {
      if (plants_[q].host != n) all += goods(q);
    }
    out += all * held_[at(p, n)];
  }
  return out;
}

void EnterpriseField::set_rooms(std::span<const double> ordered, double trend) {
  for (std::size_t e = 0; e < enterprises_.size(); ++e) {
    const Enterprise& enterprise = enterprises_[e];
    for (std::size_t p = enterprise.first; p < enterprise.end; ++p) {
      Plant& plant = plants_[p];
      plant.wanted = 0.0;
      for (std::size_t n = 0; n < regions_; ++n) {
        double all = 0.0;
        for (std::size_t q = enterprise.first; q < enterprise.end; ++q) {
          if (plants_[q].host != n) all += base_sales(plants_[q], n);
        }
        plant.wanted += plant.host == n ? base_sales(plant, n) : all * want_[at(p, n)];
      }
      plant.wanted /= 12.0;
      const double now = shipped(e, p, ordered);
      const double coming = plant.wanted * trend - now;
      const double capacity = base_capacity(plant) * (1.0 + plant.added) * trend;
      plant.room = coming > 0.0 ? std::clamp((capacity - now) / coming, 0.0, 1.0) : 1.0;
    }
  }
}

// Capacity follows what is wanted once that has lasted as long as it takes to build; what is wanted no more
// wears off.
void EnterpriseField::grow(Plant& plant) const {
  const double years = months_per_quarter / 12.0;
  const double capacity = base_capacity(plant) * (1.0 + plant.added);
  const double missing = plant.wanted / settings_.production.utilisation - capacity;
  const std::size_t k = axes_.sector_of(CellId(plant.cell)).index();
  const double months =
      settings_.investment.time_to_build_scale * world_.table.sector_parameters[k].time_to_build_months;
  const int quarters = std::max(1, static_cast<int>(months / months_per_quarter + 0.5));
  if (missing <= least_missing * capacity) {
    plant.quarters_wanted = 0;
    plant.added *= 1.0 - settings_.investment.depreciation * years;
  } else if (++plant.quarters_wanted > quarters) {
    plant.added +=
        std::min(missing, capacity * settings_.investment.hub_growth * years) / base_capacity(plant);
  }
}

// [home][host] of every market: where the contracts of the home cell's plants are now.
void EnterpriseField::map_moves() {
  std::fill(moved_.begin(), moved_.end(), 0.0);
  std::fill(any_moved_.begin(), any_moved_.end(), false);
  for (std::size_t e = 0; e < enterprises_.size(); ++e) {
    const Enterprise& enterprise = enterprises_[e];
    for (std::size_t n = 0; n < regions_; ++n) {
      if (active_[e * regions_ + n] == 0) continue;
      const std::size_t market = n * products_ + enterprise.product;
      any_moved_[market] = true;
      const std::vector<double> offer = offered(e, n);
      for (std::size_t p = enterprise.first; p < enterprise.end; ++p) {
        if (plants_[p].host == n) continue;
        for (std::size_t q = enterprise.first; q < enterprise.end; ++q) {
          if (plants_[q].host != n && plants_[q].host != plants_[p].host)
            moved_[(market * regions_ + plants_[p].host) * regions_ + plants_[q].host] +=
                offer[p - enterprise.first] * held_[at(q, n)];
        }
      }
    }
  }
}

}  // namespace entrepot::test
