#include "sim/graph/final_paths.hpp"

#include <algorithm>
#include <atomic>
#include <bit>

#include "sim/core/error.hpp"

namespace entrepot {

namespace {

constexpr std::size_t buyers_at_once = 32;
using Bits = std::uint32_t;

// One search from up to 32 final buyers.
class Search {
 public:
  Search(const ProductionLinks& links, std::size_t first_region, std::size_t end_region)
      : links_(links),
        first_region_(first_region),
        frontier_(links.nodes(), 0),
        reached_(links.firms, 0),
        next_(links.firms, 0) {
    for (std::size_t n = first_region; n < end_region; ++n) {
      frontier_[links.firms + n] = Bits{1} << (n - first_region);
    }
  }

  // Adds one level: the firms that are reached for the first time become the frontier. False when none is.
  bool advance(std::span<const std::uint16_t> firm_class, FinalPaths& totals, ThreadPool& pool) {
    ++level_;
    pool.for_each(
        links_.nest_buyer.size(), [this](std::size_t nest) { mark_suppliers(nest); }, 1024);
    std::fill(frontier_.begin(), frontier_.end(), 0);
    bool found = false;
    for (std::size_t f = 0; f < links_.firms; ++f) {
      frontier_[f] = next_[f] & ~reached_[f];
      next_[f] = 0;
      reached_[f] |= frontier_[f];
      found = found || frontier_[f] != 0;
      count(frontier_[f], firm_class[f], totals);
    }
    return found;
  }

 private:
  void mark_suppliers(std::size_t nest) {
    const Bits bits = frontier_[links_.nest_buyer[nest]];
    if (bits == 0) return;
    for (std::uint32_t s = links_.nest_first[nest]; s < links_.nest_first[nest + 1]; ++s) {
      const std::uint32_t supplier = links_.slot_supplier[s];
      if ((bits & ~reached_[supplier]) == 0) continue;
      std::atomic_ref(next_[supplier]).fetch_or(bits, std::memory_order_relaxed);
    }
  }

  void count(Bits bits, std::size_t firm_class, FinalPaths& totals) const {
    for (; bits != 0; bits &= bits - 1) {
      const std::size_t region = first_region_ + static_cast<std::size_t>(std::countr_zero(bits));
      totals.links[firm_class * links_.regions + region] += level_;
      totals.firms[firm_class * links_.regions + region] += 1;
    }
  }

  const ProductionLinks& links_;
  std::size_t first_region_;
  std::vector<Bits> frontier_;  // [node] buyers first reached in the last level
  std::vector<Bits> reached_;   // [firm]
  std::vector<Bits> next_;      // [firm]
  std::int64_t level_ = 0;
};

}  // namespace

FinalPaths final_paths(const ProductionLinks& links, std::span<const std::uint16_t> firm_class,
                       std::size_t classes, ThreadPool& pool) {
  ENTREPOT_VALIDATE(firm_class.size() == links.firms, "one class per firm");
  FinalPaths totals{std::vector<std::int64_t>(classes * links.regions),
                    std::vector<std::int64_t>(classes * links.regions)};
  for (std::size_t first = 0; first < links.regions; first += buyers_at_once) {
    Search search(links, first, std::min(first + buyers_at_once, links.regions));
    while (search.advance(firm_class, totals, pool)) {
    }
  }
  return totals;
}

}  // namespace entrepot
