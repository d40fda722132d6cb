#include "sim/graph/production_links.hpp"

#include <gmock/gmock.h>

#include <set>

#include "tests/support/toy_links.hpp"

namespace entrepot::test::production_links_test {
namespace {

using testing::ElementsAre;

TEST(ProductionLinks, CountsDifferentPartners) {
  const test::ToyLinks toy(3, 1, {{0, 1}, {0, 1}, {2, 1}, {0, 3}, {1, 3}, {0, 0}});
  EXPECT_THAT(count_suppliers(toy.view()), ElementsAre(1, 2, 0, 2));
  EXPECT_THAT(count_customers(toy.view()), ElementsAre(3, 1, 1));
}

TEST(ProductionLinks, CountsAgreeWithSets) {
  const std::vector<test::Link> links = test::random_links(20, 2, 200, 5);
  const test::ToyLinks toy(20, 2, links);
  std::vector<std::set<std::uint32_t>> suppliers(22);
  std::vector<std::set<std::uint32_t>> customers(20);
  for (const auto& [supplier, buyer] : links) {
    suppliers[buyer].insert(supplier);
    customers[supplier].insert(buyer);
  }
  const std::vector<std::uint32_t> supplier_count = count_suppliers(toy.view());
  const std::vector<std::uint32_t> customer_count = count_customers(toy.view());
  for (std::size_t n = 0; n < 22; ++n) EXPECT_EQ(supplier_count[n], suppliers[n].size());
  for (std::size_t f = 0; f < 20; ++f) EXPECT_EQ(customer_count[f], customers[f].size());
}

}  // namespace
}  // namespace entrepot::test::production_links_test
