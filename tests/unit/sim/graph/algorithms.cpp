#include "sim/graph/algorithms.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "sim/core/error.hpp"
#include "sim/graph/bgl_view.hpp"
#include "tests/support/toy_links.hpp"

namespace entrepot::test::algorithms_test {
namespace {

using test::Link;
using test::ToyLinks;
using testing::ElementsAre;

//   0 -> 1 -> 2 -> 0     3 -> 4     5 alone     region 6 buys from 2, region 7 buys from 4
ToyLinks loop_and_pair() { return {6, 2, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {2, 6}, {4, 7}}}; }

TEST(BglView, HoldsOneEdgePerSlotWithItsWeight) {
  const ToyLinks toy(2, 1, {{0, 1}, {1, 2}, {0, 1}, {0, 2}});
  const BglView view(toy.view());
  const BglView::Graph& graph = view.graph();
  std::vector<std::tuple<std::uint32_t, std::uint32_t, float>> edges;
  for (auto [edge, end] = boost::edges(graph); edge != end; ++edge) {
    edges.emplace_back(boost::source(*edge, graph), boost::target(*edge, graph), graph[*edge]);
  }
  EXPECT_EQ(boost::num_vertices(graph), 3U);
  EXPECT_THAT(edges, testing::UnorderedElementsAre(std::tuple(0, 1, 1.0F), std::tuple(1, 2, 2.0F),
                                                   std::tuple(0, 1, 3.0F), std::tuple(0, 2, 4.0F)));
}

TEST(BglView, UpstreamTurnsEveryEdge) {
  const ToyLinks toy = loop_and_pair();
  const BglView down(toy.view());
  const BglView up(toy.view(), Direction::upstream);
  std::vector<std::tuple<std::uint32_t, std::uint32_t, float>> there;
  std::vector<std::tuple<std::uint32_t, std::uint32_t, float>> back;
  for (auto [edge, end] = boost::edges(down.graph()); edge != end; ++edge)
    there.emplace_back(boost::source(*edge, down.graph()), boost::target(*edge, down.graph()),
                       down.graph()[*edge]);
  for (auto [edge, end] = boost::edges(up.graph()); edge != end; ++edge)
    back.emplace_back(boost::target(*edge, up.graph()), boost::source(*edge, up.graph()), up.graph()[*edge]);
  EXPECT_THAT(back, testing::UnorderedElementsAreArray(there));
}

TEST(BglView, RefusesSpansThatDoNotFit) {
  const ToyLinks toy = loop_and_pair();
  ProductionLinks links = toy.view();
  links.slot_weight = links.slot_weight.first(2);
  EXPECT_THROW(static_cast<void>(BglView(links).graph()), BugError);
}

TEST(GraphAlgorithms, ComponentsOfAToyGraph) {
  const ToyLinks toy = loop_and_pair();
  const Components found = connected_components(BglView(toy.view()));
  EXPECT_EQ(found.count, 3U);
  EXPECT_EQ(found.largest, 4U);
  EXPECT_THAT(found.label, ElementsAre(0, 0, 0, 1, 1, 2, 0, 1));
}

TEST(GraphAlgorithms, StrongComponentsOfAToyGraph) {
  const ToyLinks toy = loop_and_pair();
  const Components found = strong_components(BglView(toy.view()));
  EXPECT_EQ(found.count, 6U);  // the loop, and five nodes on their own
  EXPECT_EQ(found.largest, 3U);
  EXPECT_EQ(found.label[0], found.label[1]);
  EXPECT_EQ(found.label[0], found.label[2]);
  EXPECT_NE(found.label[3], found.label[4]);
}

TEST(GraphAlgorithms, HopsFromSeveralSources) {
  const ToyLinks toy = loop_and_pair();
  const std::vector<std::uint32_t> sources{0, 4};
  EXPECT_THAT(shortest_hops(BglView(toy.view()), sources),
              ElementsAre(0, 1, 2, unreachable, 0, unreachable, 3, 1));
  EXPECT_THAT(shortest_hops(BglView(toy.view(), Direction::upstream), std::vector<std::uint32_t>{6}),
              ElementsAre(3, 2, 1, unreachable, unreachable, unreachable, 0, unreachable));
}

TEST(GraphAlgorithms, PageRankOfALoopIsEven) {
  const ToyLinks toy(4, 0, {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
  for (const double rank : page_rank(BglView(toy.view()))) EXPECT_NEAR(rank, 0.25, 1e-12);
}

// Two firms sell to one region: r_firm = base, r_region = base + 2 d r_firm, with the sum at one.
TEST(GraphAlgorithms, PageRankOfAStarIsKnown) {
  const ToyLinks toy(2, 1, {{0, 2}, {1, 2}});
  const std::vector<double> rank = page_rank(BglView(toy.view()), 0.85);
  const double firm = 1.0 / (3.0 + 2.0 * 0.85);
  EXPECT_NEAR(rank[0], firm, 1e-9);
  EXPECT_NEAR(rank[1], firm, 1e-9);
  EXPECT_NEAR(rank[2], firm * (1.0 + 2.0 * 0.85), 1e-9);
}

using Reach = std::vector<std::vector<bool>>;

// Who reaches whom (themselves included), by Warshall's algorithm.
Reach closure(std::size_t nodes, const std::vector<Link>& links, bool both_ways) {
  Reach reach(nodes, std::vector<bool>(nodes, false));
  for (std::size_t i = 0; i < nodes; ++i) reach[i][i] = true;
  for (const auto& [from, to] : links) {
    reach[from][to] = true;
    if (both_ways) reach[to][from] = true;
  }
  for (std::size_t via = 0; via < nodes; ++via)
    for (std::size_t i = 0; i < nodes; ++i)
      for (std::size_t j = 0; j < nodes; ++j)
        if (reach[i][via] && reach[via][j]) reach[i][j] = true;
  return reach;
}

// The labels must agree with "i and j reach each other" for every pair, and the count with the labels.
void expect_classes(const Components& found, const Reach& reach) {
  std::size_t classes = 0;
  for (std::size_t i = 0; i < reach.size(); ++i) {
    bool first_of_class = true;
    for (std::size_t j = 0; j < reach.size(); ++j) {
      const bool together = reach[i][j] && reach[j][i];
      EXPECT_EQ(found.label[i] == found.label[j], together) << i << " and " << j;
      if (together && j < i) first_of_class = false;
    }
    if (first_of_class) ++classes;
  }
  EXPECT_EQ(found.count, classes);
}

std::vector<std::uint32_t> naive_hops(std::size_t nodes, const std::vector<Link>& links,
                                      const std::vector<std::uint32_t>& sources) {
  std::vector<std::uint32_t> hops(nodes, unreachable);
  for (const std::uint32_t source : sources) hops[source] = 0;
  for (std::size_t round = 0; round < nodes; ++round) {
    for (const auto& [from, to] : links) {
      if (hops[from] != unreachable) hops[to] = std::min(hops[to], hops[from] + 1);
    }
  }
  return hops;
}

// Power iteration on the textbook matrix: rank of nodes without out-edges goes to all nodes alike.
std::vector<double> naive_rank(std::size_t nodes, const std::vector<Link>& links, double damping) {
  std::vector<double> degree(nodes, 0.0);
  for (const Link& link : links) degree[link.first] += 1.0;
  const auto count = static_cast<double>(nodes);
  std::vector<double> rank(nodes, 1.0 / count);
  for (int round = 0; round < 200; ++round) {
    double lost = 0.0;
    for (std::size_t i = 0; i < nodes; ++i) lost += degree[i] > 0.0 ? 0.0 : rank[i];
    std::vector<double> next(nodes, (1.0 - damping + damping * lost) / count);
    for (const auto& [from, to] : links) next[to] += damping * rank[from] / degree[from];
    rank = next;
  }
  return rank;
}

class RandomGraph : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomGraph, AgreesWithNaiveAlgorithms) {
  const std::size_t firms = 30;
  const std::size_t regions = 3;
  const std::size_t nodes = firms + regions;
  const std::vector<Link> links = test::random_links(firms, regions, 12 + 6 * GetParam(), GetParam());
  const ToyLinks toy(firms, regions, links);
  const BglView view(toy.view());
  expect_classes(connected_components(view), closure(nodes, links, true));
  expect_classes(strong_components(view), closure(nodes, links, false));
  const std::vector<std::uint32_t> sources{0, 7};
  EXPECT_EQ(shortest_hops(view, sources), naive_hops(nodes, links, sources));
  const std::vector<double> rank = page_rank(view, 0.85, 200);
  const std::vector<double> wanted = naive_rank(nodes, links, 0.85);
  for (std::size_t i = 0; i < nodes; ++i) EXPECT_NEAR(rank[i], wanted[i], 1e-10) << "node " << i;
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomGraph, testing::Range<std::uint64_t>(1, 13));

// A deep chain must not overflow the stack, and 3 million links take seconds.
TEST(GraphAlgorithms, HandlesAHundredThousandFirms) {
  const std::uint32_t firms = 100000;
  std::vector<std::uint32_t> first{0};
  std::vector<std::uint32_t> buyer;
  std::vector<std::uint32_t> supplier;
  for (std::uint32_t f = 0; f <= firms; ++f) {
    for (std::uint32_t s = 0; s < 30 && f > 0; ++s) supplier.push_back(s == 0 ? f - 1 : (f * 31U + s) % f);
    buyer.push_back(f);  // the last one is the region
    first.push_back(static_cast<std::uint32_t>(supplier.size()));
  }
  const std::vector<float> weight(supplier.size(), 1.0F / 30.0F);
  const BglView view(ProductionLinks{firms, 1, first, buyer, supplier, weight});
  EXPECT_EQ(connected_components(view).count, 1U);
  EXPECT_EQ(strong_components(view).count, firms + 1);  // suppliers always have lower numbers
  const std::vector<std::uint32_t> hops = shortest_hops(view, std::vector<std::uint32_t>{0});
  EXPECT_EQ(std::count(hops.begin(), hops.end(), unreachable), 0);
  const std::vector<double> rank = page_rank(view, 0.85, 30);
  EXPECT_NEAR(std::accumulate(rank.begin(), rank.end(), 0.0), 1.0, 1e-9);
}

}  // namespace
}  // namespace entrepot::test::algorithms_test
