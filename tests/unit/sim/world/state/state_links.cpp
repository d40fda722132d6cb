// The graph of a running state, plants abroad included, against the state's own arrays and Boost.Graph.
#include "sim/world/state/state_links.hpp"

#include <gtest/gtest.h>

#include "sim/graph/algorithms.hpp"
#include "sim/graph/bgl_view.hpp"
#include "sim/graph/final_paths.hpp"
#include "sim/world/state/buyers.hpp"
#include "tests/support/eager_plants.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::state_links_test {
namespace {

test::RunSetup with_sites() {
  test::RunSetup setup;
  setup.duty = 0.4;
  test::open_plants_eagerly(setup.model);
  return setup;
}

class StateGraph : public ::testing::TestWithParam<bool> {
 protected:
  StateGraph() : run_(GetParam() ? with_sites() : test::RunSetup{}) {
    for (int step = 0; step < 24; ++step) run_.step();
  }
  test::Run run_;
};

TEST_P(StateGraph, EverySlotHasItsBuyer) {
  State& state = run_.state();
  ASSERT_EQ(state.sites.empty(), !GetParam());
  const StateLinks links(run_.world(), state);
  const std::vector<std::uint32_t> buyer = slot_buyers(links.view());
  ASSERT_EQ(buyer.size(), state.slot_supplier.size());
  std::size_t checked = 0;
  for (std::size_t b = 0; b < firm_blocks(run_.world(), state); ++b) {
    const Buyers block = buyers_of(run_.world(), state, b);
    const std::uint32_t end = block.nest_first[run_.world().table.n_sectors() * block.firm_count];
    for (std::uint32_t s = block.first_slot(); s < end; ++s, ++checked) {
      ASSERT_EQ(buyer[s], block.first_firm + block.slot_buyer[s - block.first_slot()]);
    }
    for (std::uint32_t f = 0; f < block.firm_count; ++f) {
      ASSERT_EQ(links.seller_region()[block.first_firm + f], block.region);
    }
  }
  for (const FinalChunk& chunk : run_.world().final_chunks) {
    const std::size_t region = chunk.nest / run_.world().table.n_sectors();
    for (std::uint32_t s = chunk.first_slot; s < chunk.end_slot; ++s, ++checked) {
      ASSERT_EQ(buyer[s], links.view().firms + region);
    }
  }
  EXPECT_EQ(checked, buyer.size());
}

TEST_P(StateGraph, ShortestPathsAreThoseOfBoost) {
  const std::size_t regions = run_.world().table.n_regions();
  const StateLinks links(run_.world(), run_.state());
  ThreadPool pool(2);
  const FinalPaths paths = final_paths(links.view(), links.seller_region(), regions, pool);
  const std::vector<float> weight(run_.state().slot_supplier.size(), 1.0F);
  ProductionLinks weighted = links.view();
  weighted.slot_weight = weight;
  const BglView upstream(weighted, Direction::upstream);
  for (std::size_t n = 0; n < regions; ++n) {
    const std::vector<std::uint32_t> source{static_cast<std::uint32_t>(weighted.firms + n)};
    const std::vector<std::uint32_t> hops = shortest_hops(upstream, source);
    std::vector<std::int64_t> sum(regions, 0);
    std::vector<std::int64_t> reached(regions, 0);
    for (std::size_t f = 0; f < weighted.firms; ++f) {
      if (hops[f] == unreachable) continue;
      sum[links.seller_region()[f]] += hops[f];
      ++reached[links.seller_region()[f]];
    }
    for (std::size_t i = 0; i < regions; ++i) {
      EXPECT_EQ(paths.links[i * regions + n], sum[i]);
      EXPECT_EQ(paths.firms[i * regions + n], reached[i]);
      EXPECT_GT(reached[i], 0);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(WithoutAndWithSites, StateGraph, ::testing::Bool());

}  // namespace
}  // namespace entrepot::test::state_links_test
