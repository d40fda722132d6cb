// Paths through nodes and hubs against counting all of them.
#include "sim/graph/betweenness.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "sim/core/error.hpp"
#include "sim/graph/algorithms.hpp"
#include "sim/graph/bgl_view.hpp"
#include "tests/support/toy_links.hpp"

namespace entrepot::test::betweenness_test {
namespace {

using test::Link;
using test::ToyLinks;
using testing::DoubleEq;
using testing::ElementsAre;

Betweenness of(const ToyLinks& toy, const std::vector<std::uint16_t>& region, std::size_t sample = 0,
               int threads = 2) {
  ThreadPool pool(threads);
  return betweenness(toy.view(), region, sample, pool);
}

// 0 -> 1 -> 3, 0 -> 2 -> 3, 3 -> household 4; twice 0 -> 1. Regions: 0 | 1 | 0 | 0 | 0.
TEST(Betweenness, OfADiamond) {
  const ToyLinks toy(4, 2, {{0, 1}, {0, 1}, {1, 3}, {0, 2}, {2, 3}, {3, 4}});
  const Betweenness found = of(toy, {0, 1, 0, 0, 0, 1});
  EXPECT_EQ(found.sources, 4U);
  // Through 1: half of 0 -> 3 and half of 0 -> 4; through 3: all to 4 from 0, 1 and 2.
  EXPECT_THAT(found.node, ElementsAre(0.0, 1.0, 1.0, 3.0, 0.0, 0.0));
  // Both ends in region 0: 0->2, 0->3, 0->4, 2->3, 2->4, 3->4; half of 0->3 and of 0->4 by way of 1.
  EXPECT_THAT(found.hub_share[1], DoubleEq(1.0 / 6.0));
}

// Every shortest path as a list of nodes, found by trying all.
std::vector<std::vector<std::uint32_t>> all_shortest(const std::vector<std::set<std::uint32_t>>& next,
                                                     std::uint32_t from, std::uint32_t to) {
  std::vector<std::vector<std::uint32_t>> walks = {{from}};
  for (std::size_t length = 0; length < next.size(); ++length) {
    std::vector<std::vector<std::uint32_t>> longer, arrived;
    for (const auto& walk : walks) {
      if (walk.back() == to && walk.size() > 1) arrived.push_back(walk);
      for (const std::uint32_t step : next[walk.back()]) {
        if (std::find(walk.begin(), walk.end(), step) != walk.end()) continue;
        longer.push_back(walk);
        longer.back().push_back(step);
      }
    }
    if (!arrived.empty()) return arrived;
    walks = std::move(longer);
  }
  return {};
}

struct Counted {
  std::vector<double> node, visiting, pairs;
};

Counted count_all(const std::vector<Link>& links, std::size_t firms, std::size_t regions,
                  const std::vector<std::uint16_t>& region) {
  const std::size_t nodes = firms + regions;
  std::vector<std::set<std::uint32_t>> next(nodes);
  for (const Link& link : links) next[link.first].insert(link.second);
  Counted counted{std::vector<double>(nodes, 0.0), std::vector<double>(regions, 0.0),
                  std::vector<double>(regions, 0.0)};
  for (std::uint32_t from = 0; from < firms; ++from) {
    for (std::uint32_t to = 0; to < nodes; ++to) {
      const auto paths = from == to ? decltype(all_shortest(next, from, to)){} : all_shortest(next, from, to);
      std::vector<double> visits(regions, 0.0);
      for (const auto& path : paths) {
        std::set<std::uint16_t> met;
        for (std::size_t i = 1; i + 1 < path.size(); ++i) {
          counted.node[path[i]] += 1.0 / static_cast<double>(paths.size());
          met.insert(region[path[i]]);
        }
        for (const std::uint16_t hub : met) visits[hub] += 1.0 / static_cast<double>(paths.size());
      }
      for (std::uint16_t hub = 0; hub < regions && !paths.empty(); ++hub) {
        if (region[from] == hub || region[to] == hub) continue;
        counted.pairs[hub] += 1.0;
        counted.visiting[hub] += visits[hub];
      }
    }
  }
  return counted;
}

TEST(Betweenness, AgreesWithCountingAllPaths) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const std::size_t firms = 9, regions = 3;
    const std::vector<Link> links = test::random_links(firms, regions, 22, seed);
    std::vector<std::uint16_t> region;
    for (std::size_t i = 0; i < firms + regions; ++i)
      region.push_back(static_cast<std::uint16_t>(i < firms ? (i * 7 + seed) % regions : i - firms));
    const Betweenness found = of(ToyLinks(firms, regions, links), region);
    const Counted counted = count_all(links, firms, regions, region);
    for (std::size_t i = 0; i < found.node.size(); ++i)
      EXPECT_NEAR(found.node[i], counted.node[i], 1e-12) << seed;
    for (std::size_t hub = 0; hub < regions; ++hub) {
      const double share = counted.pairs[hub] > 0.0 ? counted.visiting[hub] / counted.pairs[hub] : 0.0;
      EXPECT_NEAR(found.hub_share[hub], share, 1e-12) << seed;
    }
  }
}

TEST(Betweenness, ASampleIsScaledAndThreadsDoNotMatter) {
  const std::vector<Link> links = test::random_links(200, 2, 1500, 3);
  const ToyLinks toy(200, 2, links);
  std::vector<std::uint16_t> region(202);
  for (std::size_t i = 0; i < region.size(); ++i) region[i] = static_cast<std::uint16_t>(i % 2);
  const Betweenness part = of(toy, region, 50, 1);
  EXPECT_EQ(part.sources, 50U);
  EXPECT_EQ(part.node, of(toy, region, 50, 4).node);
  const Betweenness whole = of(toy, region, 1000);
  EXPECT_EQ(whole.sources, 200U);
  double sampled = 0.0, all = 0.0;
  for (std::size_t i = 0; i < region.size(); ++i) {
    sampled += part.node[i];
    all += whole.node[i];
  }
  EXPECT_NEAR(sampled / all, 1.0, 0.05);
}

TEST(Betweenness, EveryNodeNeedsARegion) {
  const ToyLinks toy(2, 1, {{0, 1}});
  EXPECT_THROW(static_cast<void>(of(toy, {0, 0})), BugError);
}

TEST(CutVertices, AreThoseWithoutWhichOthersHangTogetherNoMore) {
  // A triangle 0 1 2 and a chain 2 - 3 - 4, twice the link 2 -> 3.
  const ToyLinks toy(5, 1, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {2, 3}, {4, 3}});
  EXPECT_THAT(cut_vertices(BglView(toy.view())), ElementsAre(2, 3));
  EXPECT_THAT(cut_vertices(BglView(ToyLinks(3, 1, {{0, 1}, {1, 2}, {2, 0}}).view())), testing::IsEmpty());
}

// Against taking every node out in turn.
TEST(CutVertices, AgreeWithTakingNodesOut) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::size_t firms = 12;
    const std::vector<Link> links = test::random_links(firms, 1, 14, seed);
    std::vector<std::uint32_t> cuts;
    for (std::uint32_t out = 0; out < firms + 1; ++out) {
      std::vector<Link> left;
      bool linked = false;
      for (const Link& link : links) {
        const bool at = link.first == out || link.second == out;
        linked = linked || (at && link.first != link.second);
        if (!at) left.push_back(link);
      }
      const std::size_t before = connected_components(BglView(ToyLinks(firms, 1, links).view())).count;
      const std::size_t after =
          connected_components(BglView(ToyLinks(firms, 1, left).view())).count - 1;  // itself alone
      if (linked && after > before) cuts.push_back(out);
    }
    EXPECT_EQ(cut_vertices(BglView(ToyLinks(firms, 1, links).view())), cuts) << seed;
  }
}

}  // namespace
}  // namespace entrepot::test::betweenness_test
