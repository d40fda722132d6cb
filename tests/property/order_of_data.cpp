// Data files may be kept in any order: shuffled rows and columns give a world of the same bits.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenarios/data/load_world.hpp"
#include "sim/core/rng.hpp"
#include "tests/support/planted_world.hpp"
#include "tests/support/published_table.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::order_of_data_test {

using namespace scenarios;
namespace {

namespace fs = std::filesystem;

// Cells with their quotes.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<std::size_t> shuffled(std::size_t first, std::size_t size, Draws& draws) {
  std::vector<std::size_t> order(size);
  for (std::size_t i = 0; i < size; ++i) order[i] = i;
  for (std::size_t i = size; i > first + 1; --i)
    std::swap(order[i - 1], order[first + draws.word() % (i - first)]);
  return order;
}

// Rows below the header in another order, and columns behind the first `fixed` ones.
void shuffle_file(const fs::path& file, std::size_t fixed, Draws& draws) {
  std::ifstream in(file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) rows.push_back(cells_of(line));
  }
  in.close();
  const std::vector<std::size_t> columns = shuffled(fixed, rows.front().size(), draws);
  std::ofstream out(file);
  for (const std::size_t row : shuffled(1, rows.size(), draws)) {
    for (std::size_t c = 0; c < columns.size(); ++c) out << (c == 0 ? "" : ",") << rows[row][columns[c]];
    out << "\n";
  }
}

template <class Values>
bool same(const Values& a, const Values& b) {
  return a == b;
}

void expect_same(const WorldTable& a, const WorldTable& b) {
  EXPECT_EQ(a.regions, b.regions);
  EXPECT_EQ(a.sectors, b.sectors);
  EXPECT_EQ(a.products, b.products);
  EXPECT_TRUE(same(a.sector_is_goods, b.sector_is_goods));
  EXPECT_TRUE(same(a.sector_is_manufacturing, b.sector_is_manufacturing));
  EXPECT_TRUE(same(a.product_list, b.product_list));
  EXPECT_TRUE(same(a.product_hs, b.product_hs));
  EXPECT_TRUE(same(a.intermediate, b.intermediate));
  EXPECT_TRUE(same(a.final_use, b.final_use));
  EXPECT_TRUE(same(a.output, b.output));
  EXPECT_TRUE(same(a.value_added, b.value_added));
  EXPECT_TRUE(same(a.base_duty, b.base_duty));
  EXPECT_TRUE(same(a.product_mix, b.product_mix));
  EXPECT_TRUE(same(a.product_mix_to, b.product_mix_to));
  EXPECT_TRUE(same(a.critical_input, b.critical_input));
  EXPECT_TRUE(same(a.technology_level, b.technology_level));
  EXPECT_TRUE(same(a.distance_km, b.distance_km));
  EXPECT_TRUE(same(a.political_distance, b.political_distance));
  EXPECT_TRUE(same(a.plant_cost, b.plant_cost));
  EXPECT_TRUE(same(a.capital_mix, b.capital_mix));
  ASSERT_EQ(a.clubs.size(), b.clubs.size());
  for (std::size_t i = 0; i < a.clubs.size(); ++i) {
    EXPECT_EQ(a.clubs[i].club, b.clubs[i].club);
    EXPECT_EQ(a.clubs[i].region, b.clubs[i].region);
  }
  ASSERT_EQ(a.base_routes.size(), b.base_routes.size());
  for (std::size_t i = 0; i < a.base_routes.size(); ++i) {
    EXPECT_EQ(a.base_routes[i].hub, b.base_routes[i].hub);
    EXPECT_EQ(a.base_routes[i].share, b.base_routes[i].share);
    EXPECT_TRUE(same(a.base_routes[i].by_product, b.base_routes[i].by_product));
  }
  ASSERT_EQ(a.owner_shares.size(), b.owner_shares.size());
  for (std::size_t i = 0; i < a.owner_shares.size(); ++i) {
    EXPECT_EQ(a.owner_shares[i].owner, b.owner_shares[i].owner);
    EXPECT_EQ(a.owner_shares[i].exports, b.owner_shares[i].exports);
  }
  for (std::size_t k = 0; k < a.n_sectors(); ++k)
    EXPECT_EQ(a.sector_parameters[k].trade_elasticity, b.sector_parameters[k].trade_elasticity);
}

TEST(OrderOfData, FiguresOfTheEmbeddedWorld) {
  const test::PlantedWorld place;
  const WorldSource source{test::source_dir() + "/scenarios/worlds/world2017", true};
  const WorldTable before = load_world(source);
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    Draws draws(Seed{seed}, Stream::test, 0, 0);
    const fs::path folder = place.path("shuffled" + std::to_string(seed));
    fs::copy(source.path, folder);
    for (const auto& entry : fs::directory_iterator(folder)) {
      // The squares of distances name origins in their first column, whatever it is called.
      const bool square = entry.path().filename().string().find("distance") != std::string::npos;
      if (entry.path().extension() == ".csv") shuffle_file(entry.path(), square ? 1 : 0, draws);
    }
    const WorldTable after = load_world({folder.string(), true});
    expect_same(before, after);
    EXPECT_NE(before.data_hash, after.data_hash);  // the files did change
  }
}

TEST(OrderOfData, TablesAndConcordances) {
  const test::PlantedWorld place;
  const test::PublishedTable written(5, 12);
  for (const char* layout : {"icio", "icio_taxsub", "long_table"}) {
    WorldSource source{written.write(layout, place.folder())};
    for (const bool merged : {false, true}) {
      place.write("regions.csv", "from,to\nAAX,one\nABX,one\nACX,two\nADX,two\nAEX,one\n");
      place.write("sectors.csv", "from,to,weight\nA01_02,c,0.3\nA01_02,d,0.7\n*,d,\n");
      if (merged) source.plan.regions = place.path("regions.csv");
      if (merged) source.plan.sectors = place.path("sectors.csv");
      const WorldTable before = load_world(source);
      for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        Draws draws(Seed{seed}, Stream::test, 0, 1);
        shuffle_file(source.path, std::string(layout) == "long_table" ? 0 : 1, draws);
        if (merged) shuffle_file(source.plan.regions, 0, draws);
        if (merged) shuffle_file(source.plan.sectors, 0, draws);
        expect_same(before, load_world(source));
      }
    }
  }
}

}  // namespace
}  // namespace entrepot::test::order_of_data_test
