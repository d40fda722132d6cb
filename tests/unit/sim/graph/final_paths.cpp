// Shortest paths to final buyers against Boost.Graph's breadth-first search.
#include "sim/graph/final_paths.hpp"

#include <gmock/gmock.h>

#include "sim/graph/algorithms.hpp"
#include "sim/graph/bgl_view.hpp"
#include "tests/support/toy_links.hpp"

namespace entrepot::test::final_paths_test {
namespace {

using test::ToyLinks;
using testing::ElementsAre;

TEST(FinalPaths, CountsLinksToTheBuyer) {
  //   0 -> 1 -> 2 -> region 4; 2 -> 0; 3 -> region 5 and 3 -> 1
  const ToyLinks toy(4, 2, {{0, 1}, {1, 2}, {2, 0}, {2, 4}, {3, 5}, {3, 1}});
  ThreadPool pool(2);
  const std::vector<std::uint16_t> each{0, 1, 2, 3};
  const FinalPaths paths = final_paths(toy.view(), each, 4, pool);
  EXPECT_THAT(paths.links, ElementsAre(3, 0, 2, 0, 1, 0, 3, 1));
  EXPECT_THAT(paths.firms, ElementsAre(1, 0, 1, 0, 1, 0, 1, 1));  // only firm 3 reaches the second buyer
}

// 40 final buyers: more than one search holds.
TEST(FinalPaths, AgreesWithBoostOnRandomGraphsAtAnyNumberOfThreads) {
  constexpr std::size_t firms = 300;
  constexpr std::size_t regions = 40;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const ToyLinks toy(firms, regions, test::random_links(firms, regions, 900, seed));
    std::vector<std::uint16_t> firm_class(firms);
    for (std::size_t f = 0; f < firms; ++f) firm_class[f] = static_cast<std::uint16_t>(f % 7);
    std::vector<std::int64_t> links(7 * regions, 0);
    std::vector<std::int64_t> reached(7 * regions, 0);
    const BglView upstream(toy.view(), Direction::upstream);
    for (std::size_t n = 0; n < regions; ++n) {
      const std::vector<std::uint32_t> source{static_cast<std::uint32_t>(firms + n)};
      const std::vector<std::uint32_t> hops = shortest_hops(upstream, source);
      for (std::size_t f = 0; f < firms; ++f) {
        if (hops[f] == unreachable) continue;
        links[f % 7 * regions + n] += hops[f];
        ++reached[f % 7 * regions + n];
      }
    }
    for (const int threads : {1, 3}) {
      ThreadPool pool(threads);
      const FinalPaths paths = final_paths(toy.view(), firm_class, 7, pool);
      EXPECT_EQ(paths.links, links);
      EXPECT_EQ(paths.firms, reached);
    }
  }
}

}  // namespace
}  // namespace entrepot::test::final_paths_test
