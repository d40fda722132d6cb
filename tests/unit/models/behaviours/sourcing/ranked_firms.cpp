// Firms by rank in a group or a cell of it.
#include "models/behaviours/sourcing/ranked_firms.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/engine.hpp"

namespace entrepot::test::ranked_firms_test {

using namespace models;
namespace {

TEST(RankedFirms, BySizeTheyFallAndByChanceEachComesOnce) {
  test::RunSetup setup;
  const test::Run run(setup);
  const World& world = run.world();
  const Seed seed{7, 1};
  for (std::uint32_t group = 0; group + 1 < world.group_first.size(); ++group) {
    const std::uint32_t firms = world.group_first[group + 1] - world.group_first[group];
    std::vector<RankedFirm> by_size;
    std::vector<RankedFirm> by_chance;
    for (std::uint32_t rank = 0; rank <= firms; ++rank) {
      by_size.push_back({group, -1, rank, false});
      by_chance.push_back({group, -1, rank, true});
    }
    const std::vector<std::uint32_t> sized = ranked_firms(world, by_size, seed);
    const std::vector<std::uint32_t> drawn = ranked_firms(world, by_chance, seed);
    EXPECT_EQ(sized.back(), no_such_firm);
    EXPECT_EQ(drawn.back(), no_such_firm);
    for (std::uint32_t i = 1; i < firms; ++i)
      EXPECT_GE(world.firm_output[sized[i - 1]], world.firm_output[sized[i]]);
    const std::set<std::uint32_t> all(drawn.begin(), drawn.end() - 1);
    EXPECT_EQ(all.size(), firms) << "a permutation";
    for (const std::uint32_t f : all) {
      EXPECT_GE(f, world.group_first[group]);
      EXPECT_LT(f, world.group_first[group + 1]);
    }
    if (firms > 8) {
      EXPECT_NE(sized, drawn);
      EXPECT_NE(drawn, ranked_firms(world, by_chance, Seed{8, 1}));
    }
    EXPECT_EQ(drawn, ranked_firms(world, by_chance, seed));
  }
}

TEST(RankedFirms, OfACellAreItsOwn) {
  test::RunSetup setup;
  const test::Run run(setup);
  const World& world = run.world();
  for (std::size_t cell = 0; cell < world.n_cells(); ++cell) {
    const std::uint32_t group = world.axes().group_of(CellId(cell)).get();
    const std::uint32_t f =
        ranked_firms(world, {{group, static_cast<std::int64_t>(cell), 0, false}}, Seed{1, 1}).front();
    if (world.cell_first[cell] == world.cell_first[cell + 1]) {
      EXPECT_EQ(f, no_such_firm);
      continue;
    }
    ASSERT_LT(f, world.n_firms());
    EXPECT_EQ(world.firm_cell[f], cell);
    EXPECT_EQ(world.firm_output[f],
              *std::max_element(world.firm_output.begin() + world.cell_first[cell],
                                world.firm_output.begin() + world.cell_first[cell + 1]));
  }
}

}  // namespace
}  // namespace entrepot::test::ranked_firms_test
