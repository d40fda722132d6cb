#include "tests/support/toy_links.hpp"

#include "sim/core/rng.hpp"

namespace entrepot::test {

ToyLinks::ToyLinks(std::size_t firms, std::size_t regions, const std::vector<Link>& links)
    : firms_(firms), regions_(regions) {
  for (std::uint32_t buyer = 0; buyer < firms + regions; ++buyer) {
    for (std::size_t i = 0; i < links.size(); ++i) {
      if (links[i].second != buyer) continue;
      supplier_.push_back(links[i].first);
      weight_.push_back(static_cast<float>(i + 1));
    }
    buyer_.push_back(buyer);
    first_.push_back(static_cast<std::uint32_t>(supplier_.size()));
  }
}

ProductionLinks ToyLinks::view() const { return {firms_, regions_, first_, buyer_, supplier_, weight_}; }

std::vector<Link> random_links(std::size_t firms, std::size_t regions, std::size_t count,
                               std::uint64_t seed) {
  Draws draws(Seed{seed, 0}, Stream::test, 0, 0);
  std::vector<Link> links;
  for (std::size_t i = 0; i < count; ++i) {
    const auto supplier = static_cast<std::uint32_t>(draws.unit() * static_cast<double>(firms));
    const auto buyer = static_cast<std::uint32_t>(draws.unit() * static_cast<double>(firms + regions));
    links.emplace_back(supplier, buyer);
  }
  return links;
}

}  // namespace entrepot::test
