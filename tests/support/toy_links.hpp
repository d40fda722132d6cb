// Small production graphs for tests: one nest per buyer, links given as (supplier, buyer).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/graph/production_links.hpp"

namespace entrepot::test {

using Link = std::pair<std::uint32_t, std::uint32_t>;  // supplier firm, buyer node

class ToyLinks {
 public:
  ToyLinks(std::size_t firms, std::size_t regions, const std::vector<Link>& links);
  [[nodiscard]] ProductionLinks view() const;

 private:
  std::size_t firms_, regions_;
  std::vector<std::uint32_t> first_{0}, buyer_, supplier_;
  std::vector<float> weight_;  // of link i in the given order: i + 1
};

// `count` links drawn at random, parallel links and self-links included; the same for one seed.
[[nodiscard]] std::vector<Link> random_links(std::size_t firms, std::size_t regions, std::size_t count,
                                             std::uint64_t seed);

}  // namespace entrepot::test
