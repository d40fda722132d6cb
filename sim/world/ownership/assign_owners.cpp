#include "sim/world/ownership/assign_owners.hpp"

#include <algorithm>
#include <numeric>

#include "sim/world/firms/firm_register.hpp"

namespace entrepot {

namespace {

// Weights of squared misses: where figures pull apart, flows rule over exports and these over output.
constexpr double flow_weight = 100.0;
constexpr double exports_weight = 10.0;
constexpr double output_weight = 1.0;
constexpr int most_rounds = 8;

// One (host, sector): what is wanted of every owner, and what the firms given to it make and sell. A row per
// owner, domestic first; columns: output, exports, then flows.
class GroupAssignment {
 public:
  GroupAssignment(const World& world, const GroupTargets& targets, std::span<const float> sales,
                  std::size_t group)
      : world_(world),
        targets_(targets),
        sales_(sales),
        first_(world.group_first[group]),
        count_(world.group_first[group + 1] - first_),
        columns_(2 + targets.destinations.size()),
        host_(world.axes().region_of(GroupId(group)).index()) {
    size_.resize(count_ * columns_);
    for (std::size_t f = 0; f < count_; ++f) measure(f);
    want();
    got_.assign(wanted_.size(), 0.0);
    of_.assign(count_, 0);
    pinned_.assign(count_, false);
  }

  // A firm whose owner is known keeps it.
  void pin(std::uint32_t f, RegionId region) {
    std::size_t row = 0;
    for (std::size_t o = 0; o < targets_.owners.size(); ++o)
      if (targets_.owners[o].owner == region) row = o + 1;
    if (row == 0 && region.index() != host_) return;
    pinned_[f] = true;
    give(f, row);
  }

  void run() {
    for (const std::uint32_t f : by_size())
      if (!pinned_[f]) give(f, best(f));
    for (int round = 0; round < most_rounds; ++round) {
      std::size_t moved = 0;
      for (std::uint32_t f = 0; f < count_; ++f) {
        if (pinned_[f]) continue;
        take(f);
        const std::size_t owner = best(f, of_[f]);
        moved += owner != of_[f] ? 1U : 0U;
        give(f, owner);
      }
      if (moved == 0) return;
    }
  }

  // Region of a firm's owner.
  [[nodiscard]] std::size_t owner(std::size_t f) const {
    return of_[f] == 0 ? host_ : targets_.owners[of_[f] - 1].owner.index();
  }
  [[nodiscard]] double got(std::size_t owner, std::size_t column) const {
    return got_[owner * columns_ + column];
  }

 private:
  void measure(std::size_t f) {
    const std::size_t regions = world_.table.n_regions();
    const float* const to = &sales_[(first_ + f) * regions];
    double* const size = &size_[f * columns_];
    for (std::size_t n = 0; n < regions; ++n) {
      size[0] += static_cast<double>(to[n]);
      if (n != host_) size[1] += static_cast<double>(to[n]);
    }
    for (std::size_t d = 0; d < targets_.destinations.size(); ++d)
      size[2 + d] = static_cast<double>(to[targets_.destinations[d].index()]);
  }

  // Domestic owners are to have what is left; columns are weighted by what there is in all.
  void want() {
    const std::size_t owners = targets_.owners.size() + 1;
    wanted_.assign(owners * columns_, 0.0);
    weight_.assign(columns_, 0.0);
    for (std::size_t f = 0; f < count_; ++f) {
      for (std::size_t c = 0; c < columns_; ++c) wanted_[c] += size_[f * columns_ + c];
    }
    for (std::size_t c = 0; c < columns_; ++c) {
      const double all = wanted_[c];
      const double importance = c == 0 ? output_weight : c == 1 ? exports_weight : flow_weight;
      if (all > 0.0) weight_[c] = importance / (all * all);
      for (std::size_t o = 1; o < owners; ++o) {
        const OwnerTarget& target = targets_.owners[o - 1];
        const double value = c == 0 ? target.output : c == 1 ? target.exports : target.flow[c - 2];
        wanted_[o * columns_ + c] = value;
        wanted_[c] -= value;
      }
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> by_size() const {
    std::vector<double> importance(count_, 0.0);
    for (std::size_t f = 0; f < count_; ++f) {
      for (std::size_t c = 0; c < columns_; ++c)
        importance[f] += weight_[c] * size_[f * columns_ + c] * size_[f * columns_ + c];
    }
    std::vector<std::uint32_t> order(count_);
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order,
                             [&](std::uint32_t a, std::uint32_t b) { return importance[a] > importance[b]; });
    return order;
  }

  // How the sum of weighted squared misses changes if a firm goes to an owner, less what is the same for all.
  [[nodiscard]] double miss(std::uint32_t f, std::size_t owner) const {
    double change = 0.0;
    for (std::size_t c = 0; c < columns_; ++c) {
      const std::size_t at = owner * columns_ + c;
      change += weight_[c] * size_[f * columns_ + c] * (got_[at] - wanted_[at]);
    }
    return change;
  }

  // `before` keeps the firm unless another owner is better by more than rounding.
  [[nodiscard]] std::size_t best(std::uint32_t f, std::size_t before = 0) const {
    std::size_t best = before;
    double least = miss(f, before);
    least -= 1e-12 * std::abs(least);
    for (std::size_t o = 0; o <= targets_.owners.size(); ++o) {
      const double here = o == before ? least : miss(f, o);
      if (here < least) {
        least = here;
        best = o;
      }
    }
    return best;
  }

  void give(std::uint32_t f, std::size_t owner) {
    of_[f] = static_cast<std::uint32_t>(owner);
    for (std::size_t c = 0; c < columns_; ++c) got_[owner * columns_ + c] += size_[f * columns_ + c];
  }
  void take(std::uint32_t f) {
    for (std::size_t c = 0; c < columns_; ++c) got_[of_[f] * columns_ + c] -= size_[f * columns_ + c];
  }

  const World& world_;
  const GroupTargets& targets_;
  std::span<const float> sales_;
  std::uint32_t first_;
  std::size_t count_;
  std::size_t columns_;
  std::size_t host_;
  std::vector<double> size_;       // [firm][column]
  std::vector<double> wanted_;     // [owner][column]
  std::vector<double> got_;        // [owner][column]
  std::vector<double> weight_;     // [column]
  std::vector<std::uint32_t> of_;  // [firm] owner's row
  std::vector<bool> pinned_;       // [firm]
};

// Owners that the world's register names.
void pin_known(const World& world, std::size_t group, GroupAssignment& assignment) {
  if (world.firm_entry.empty()) return;
  const std::uint32_t first = world.group_first[group];
  for (std::uint32_t f = first; f < world.group_first[group + 1]; ++f) {
    const std::uint32_t entry = world.firm_entry[f];
    if (entry != no_entry && world.table.firm_register->owner[entry].valid())
      assignment.pin(f - first, world.table.firm_register->owner[entry]);
  }
}

void note_fit(const GroupAssignment& done, const GroupTargets& targets, std::size_t group,
              std::vector<OwnerFit>& fit) {
  for (std::size_t o = 0; o < targets.owners.size(); ++o) {
    const OwnerTarget& target = targets.owners[o];
    OwnerFit row;
    row.group = static_cast<std::uint16_t>(group);
    row.owner = target.owner;
    row.wanted_output = target.output;
    row.got_output = done.got(o + 1, 0);
    row.wanted_exports = target.exports;
    row.got_exports = done.got(o + 1, 1);
    if (targets.destinations.empty()) fit.push_back(row);
    for (std::size_t d = 0; d < targets.destinations.size(); ++d) {
      row.destination = targets.destinations[d];
      row.wanted_flow = target.flow[d];
      row.got_flow = done.got(o + 1, 2 + d);
      fit.push_back(row);
    }
  }
}

}  // namespace

void assign_owners(World& world, const OwnerTargets& targets, std::span<const float> sales,
                   ThreadPool& pool) {
  std::vector<std::uint16_t>& owner = world.ownership.firm_owner;
  owner.resize(world.n_firms());
  for (std::size_t f = 0; f < owner.size(); ++f)
    owner[f] = world.axes().region_of(CellId(world.firm_cell[f])).get();
  std::vector<std::vector<OwnerFit>> fit(targets.of.size());
  pool.for_each(targets.of.size(), [&](std::size_t group) {
    if (targets.of[group].owners.empty()) return;
    GroupAssignment assignment(world, targets.of[group], sales, group);
    pin_known(world, group, assignment);
    assignment.run();
    const std::uint32_t first = world.group_first[group];
    for (std::uint32_t f = first; f < world.group_first[group + 1]; ++f)
      owner[f] = static_cast<std::uint16_t>(assignment.owner(f - first));
    note_fit(assignment, targets.of[group], group, fit[group]);
  });
  for (const std::vector<OwnerFit>& of_group : fit)
    world.ownership.fit.insert(world.ownership.fit.end(), of_group.begin(), of_group.end());
}

}  // namespace entrepot
