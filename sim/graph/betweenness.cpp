#include "sim/graph/betweenness.hpp"

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/graph/transpose.hpp"

namespace entrepot {

namespace {

// Customers of every seller, each once.
struct Customers {
  std::vector<std::uint64_t> first;  // [node + 1]
  std::vector<std::uint32_t> node;
};

Customers customers_of(const ProductionLinks& links) {
  const std::vector<std::uint32_t> buyer = slot_buyers(links);
  const Transpose by_seller = transpose(links.slot_supplier, links.nodes());
  Customers customers;
  customers.first.push_back(0);
  std::vector<std::uint32_t> row;
  for (std::size_t seller = 0; seller < links.nodes(); ++seller) {
    row.clear();
    for (std::uint64_t at = by_seller.first[seller]; at < by_seller.first[seller + 1]; ++at)
      row.push_back(buyer[by_seller.slot[at]]);
    std::sort(row.begin(), row.end());
    row.erase(std::unique(row.begin(), row.end()), row.end());
    customers.node.insert(customers.node.end(), row.begin(), row.end());
    customers.first.push_back(customers.node.size());
  }
  return customers;
}

constexpr std::int32_t unseen = -1;

// Paths from one source at a time, added up.
class Paths {
 public:
  Paths(const Customers& customers, std::span<const std::uint16_t> region, std::size_t regions)
      : customers_(customers),
        region_(region),
        regions_(regions),
        level_(region.size()),
        paths_(region.size()),
        through_(region.size()),
        avoiding_(region.size() * regions),
        node(region.size(), 0.0),
        visiting(regions, 0.0),
        pairs(regions, 0.0) {}

  void add(std::uint32_t source) {
    search(source);
    count_hubs(source);
    count_nodes(source);
  }

 private:
  template <class Take>
  void for_customers(std::uint32_t at, const Take& take) const {
    for (std::uint64_t i = customers_.first[at]; i < customers_.first[at + 1]; ++i) take(customers_.node[i]);
  }

  // Breadth first: levels, and how many shortest paths lead to a node, all and those that avoid a region
  // between.
  void search(std::uint32_t source) {
    std::fill(level_.begin(), level_.end(), unseen);
    order_.assign(1, source);
    reset(source);
    level_[source] = 0;
    paths_[source] = 1.0;
    std::fill_n(avoiding_.begin() + lane(source), regions_, 1.0);
    for (std::size_t next = 0; next < order_.size(); ++next) {
      const std::uint32_t at = order_[next];
      for_customers(at, [&](std::uint32_t to) {
        if (level_[to] == unseen) {
          reset(to);
          level_[to] = level_[at] + 1;
          order_.push_back(to);
        }
        if (level_[to] == level_[at] + 1) extend(at, to, at == source);
      });
    }
  }
  void extend(std::uint32_t at, std::uint32_t to, bool from_source) {
    paths_[to] += paths_[at];
    for (std::size_t hub = 0; hub < regions_; ++hub) {
      if (from_source || region_[at] != hub)
        avoiding_[static_cast<std::size_t>(lane(to)) + hub] +=
            avoiding_[static_cast<std::size_t>(lane(at)) + hub];
    }
  }
  void reset(std::uint32_t at) {
    paths_[at] = through_[at] = 0.0;
    std::fill_n(avoiding_.begin() + lane(at), regions_, 0.0);
  }
  void count_hubs(std::uint32_t source) {
    for (std::size_t i = 1; i < order_.size(); ++i) {
      const std::uint32_t to = order_[i];
      for (std::size_t hub = 0; hub < regions_; ++hub) {
        if (region_[source] == hub || region_[to] == hub) continue;
        pairs[hub] += 1.0;
        visiting[hub] += 1.0 - avoiding_[static_cast<std::size_t>(lane(to)) + hub] / paths_[to];
      }
    }
  }
  // From the ends of the paths back to the source.
  void count_nodes(std::uint32_t source) {
    for (std::size_t i = order_.size(); i-- > 1;) {
      const std::uint32_t at = order_[i];
      for_customers(at, [&](std::uint32_t to) {
        if (level_[to] == level_[at] + 1) through_[at] += paths_[at] / paths_[to] * (1.0 + through_[to]);
      });
      if (at != source) node[at] += through_[at];
    }
  }
  [[nodiscard]] std::ptrdiff_t lane(std::uint32_t at) const {
    return static_cast<std::ptrdiff_t>(at * regions_);
  }

  const Customers& customers_;
  std::span<const std::uint16_t> region_;
  std::size_t regions_;
  std::vector<std::uint32_t> order_;  // nodes as they are reached
  std::vector<std::int32_t> level_;   // [node] links from the source, or unseen
  std::vector<double> paths_;         // [node] shortest paths from the source
  std::vector<double> through_;       // [node] of the paths to others, those through it
  std::vector<double> avoiding_;      // [node][region] shortest paths without that region between

 public:
  std::vector<double> node;      // [node] sum of through_
  std::vector<double> visiting;  // [region]
  std::vector<double> pairs;     // [region] with both ends elsewhere
};

std::vector<std::uint32_t> sample_of(std::size_t sellers, std::size_t sample) {
  const std::size_t count = sample == 0 ? sellers : std::min(sample, sellers);
  std::vector<std::uint32_t> sources;
  for (std::size_t i = 0; i < count; ++i) sources.push_back(static_cast<std::uint32_t>(i * sellers / count));
  return sources;
}

}  // namespace

Betweenness betweenness(const ProductionLinks& links, std::span<const std::uint16_t> node_region,
                        std::size_t sample, ThreadPool& pool) {
  ENTREPOT_VALIDATE(node_region.size() == links.nodes(), "every node stands in a region");
  const Customers customers = customers_of(links);
  const std::vector<std::uint32_t> sources = sample_of(links.firms, sample);
  // A fixed number of parts, each in order, added in order: the same sums at any number of threads.
  constexpr std::size_t parts = 8;
  std::vector<std::vector<double>> node(parts), visiting(parts), pairs(parts);
  pool.for_each(parts, [&](std::size_t part) {
    Paths paths(customers, node_region, links.regions);
    for (std::size_t i = part; i < sources.size(); i += parts) paths.add(sources[i]);
    node[part] = std::move(paths.node);
    visiting[part] = std::move(paths.visiting);
    pairs[part] = std::move(paths.pairs);
  });
  const auto sum = [](const std::vector<std::vector<double>>& all, std::size_t at) {
    double total = 0.0;
    for (const std::vector<double>& part : all) total += part[at];
    return total;
  };
  Betweenness out;
  out.sources = sources.size();
  const double scale =
      sources.empty() ? 0.0 : static_cast<double>(links.firms) / static_cast<double>(sources.size());
  for (std::size_t i = 0; i < links.nodes(); ++i) out.node.push_back(scale * sum(node, i));
  for (std::size_t hub = 0; hub < links.regions; ++hub) {
    const double all = sum(pairs, hub);
    out.hub_share.push_back(all > 0.0 ? sum(visiting, hub) / all : 0.0);
  }
  return out;
}

}  // namespace entrepot
