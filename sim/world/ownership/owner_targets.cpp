#include "sim/world/ownership/owner_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace entrepot {

namespace {

class Settler {
 public:
  Settler(const WorldTable& table, double judgement_scale) : table_(table), scale_(judgement_scale) {}

  OwnerTargets run() {
    out_.of.resize(table_.n_groups());
    for (const OwnerShare& share : table_.owner_shares) add_owner(share);
    for (const OwnerFlowShare& flow : table_.owner_flow_shares) add_destination(flow);
    for (std::size_t g = 0; g < out_.of.size(); ++g) {
      if (!out_.of[g].owners.empty()) settle(GroupId(g));
    }
    note_conflicts();
    return std::move(out_);
  }

 private:
  [[nodiscard]] double judged(double share, bool judgement) const {
    return std::min(1.0, judgement ? scale_ * share : share);
  }

  void add_owner(const OwnerShare& share) {
    OwnerTarget target;
    target.owner = share.owner;
    target.contract_maker = share.contract_maker;
    target.output = judged(share.output, share.judgement);  // shares until they are settled
    target.exports = judged(share.exports, share.judgement);
    out_.of[table_.axes().group(share.host, share.sector).index()].owners.push_back(target);
  }

  void add_destination(const OwnerFlowShare& flow) {
    std::vector<RegionId>& known = out_.of[table_.axes().group(flow.host, flow.sector).index()].destinations;
    if (std::ranges::find(known, flow.destination) == known.end()) known.push_back(flow.destination);
  }

  [[nodiscard]] double flow_to(GroupId group, RegionId n) const {
    double flow = table_.f(group.index(), n.index());
    for (const GroupId user : table_.axes().groups_of(n)) flow += table_.z(group.index(), user.index());
    return flow;
  }

  // The owner's share of one flow: its own figure, else its share of all exports.
  [[nodiscard]] double flow_share(GroupId group, const OwnerTarget& owner, RegionId n) const {
    for (const OwnerFlowShare& flow : table_.owner_flow_shares) {
      if (table_.axes().group(flow.host, flow.sector) == group && flow.owner == owner.owner &&
          flow.destination == n)
        return judged(flow.share, flow.judgement);
    }
    return owner.exports;
  }

  // A flow of an owner without a place in owner_shares.csv has no output to come from: it gets one of its
  // own.
  void add_missing(GroupId group) {
    std::vector<OwnerTarget>& owners = out_.of[group.index()].owners;
    for (const OwnerFlowShare& flow : table_.owner_flow_shares) {
      if (table_.axes().group(flow.host, flow.sector) != group) continue;
      const bool known =
          std::ranges::any_of(owners, [&](const OwnerTarget& o) { return o.owner == flow.owner; });
      if (known) continue;
      owners.push_back({});
      owners.back().owner = flow.owner;
    }
    std::ranges::sort(owners, {}, [](const OwnerTarget& o) { return o.owner.index(); });
  }

  void settle(GroupId group) {
    add_missing(group);
    GroupTargets& targets = out_.of[group.index()];
    const RegionId host = table_.axes().region_of(group);
    const double output = table_.output[group.index()];
    double exports = 0.0;
    for (const RegionId n : table_.axes().regions()) exports += n == host ? 0.0 : flow_to(group, n);
    for (const RegionId n : targets.destinations) {
      const double flow = flow_to(group, n);
      for (OwnerTarget& owner : targets.owners) owner.flow.push_back(flow * flow_share(group, owner, n));
      cap(targets, flow, [&](OwnerTarget& owner) -> double& { return owner.flow.back(); });
    }
    for (OwnerTarget& owner : targets.owners) {
      owner.exports *= exports;
      owner.output *= output;
      const double flows = std::accumulate(owner.flow.begin(), owner.flow.end(), 0.0);
      raise(group, owner, owner.exports, flows, "the flows with a figure of their own", "exports");
    }
    cap(targets, exports, [](OwnerTarget& owner) -> double& { return owner.exports; });
    for (OwnerTarget& owner : targets.owners)
      raise(group, owner, owner.output, owner.exports, "exports", "output");
    cap(targets, output, [](OwnerTarget& owner) -> double& { return owner.output; });
  }

  template <class Value>
  static void cap(GroupTargets& targets, double most, const Value& value) {
    double sum = 0.0;
    for (OwnerTarget& owner : targets.owners) sum += value(owner);
    if (!(sum > most)) return;
    for (OwnerTarget& owner : targets.owners) value(owner) *= most / sum;
  }

  void raise(GroupId group, const OwnerTarget& owner, double& weaker, double stronger,
             const char* stronger_name, const char* weaker_name) {
    if (!(stronger > weaker * (1.0 + 1e-9))) return;
    const double by = stronger - weaker;
    conflicts_.push_back({by, fmt::format("{} {} owned from {}: {} of {:.1f} bn USD against {} of {:.1f}",
                                          table_.regions[table_.axes().region_of(group).index()],
                                          table_.sectors[table_.axes().sector_of(group).index()],
                                          table_.regions[owner.owner.index()], stronger_name,
                                          stronger / 1000.0, weaker_name, weaker / 1000.0)});
    weaker = stronger;
  }

  void note_conflicts() {
    if (conflicts_.empty()) return;
    std::ranges::stable_sort(conflicts_, [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> largest;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, conflicts_.size()); ++i)
      largest.push_back(conflicts_[i].second);
    out_.notes.push_back(
        fmt::format("conflict: {} figures of owners ask for more than the figure they are a part of; the "
                    "wider one is raised "
                    "(largest: {})",
                    conflicts_.size(), fmt::join(largest, "; ")));
  }

  const WorldTable& table_;
  double scale_;
  OwnerTargets out_;
  std::vector<std::pair<double, std::string>> conflicts_;
};

}  // namespace

OwnerTargets owner_targets(const WorldTable& table, double judgement_scale) {
  return Settler(table, judgement_scale).run();
}

}  // namespace entrepot
