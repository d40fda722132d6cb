#include "tests/support/random_register.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "sim/core/rng.hpp"

namespace entrepot::test {

namespace {

void add_firms(const WorldTable& table, GroupId group, const RegisterShape& shape, Draws& draws,
               FirmRegister& firms) {
  const Axes axes = table.axes();
  const auto products = axes.products_of(axes.sector_of(group));
  for (std::size_t i = 0; i < shape.firms_per_group; ++i) {
    firms.id.push_back(fmt::format("{:04}-{:05}", group.get(), i));
    firms.group.push_back(group);
    const bool said = draws.unit53() < shape.products;
    firms.product.push_back(said ? ProductId(products.front().index() + draws.word() % products.size())
                                 : ProductId{});
    firms.output.push_back(2.0 * draws.unit53() * shape.coverage * table.output[group.index()] /
                           static_cast<double>(shape.firms_per_group));
    firms.owner.emplace_back();
  }
}

}  // namespace

FirmRegister random_register(const WorldTable& table, std::uint64_t seed, const RegisterShape& shape) {
  Draws draws(Seed{seed, 0}, Stream::test, 81, 0);
  FirmRegister firms;
  for (const GroupId group : table.axes().groups()) {
    const bool covered = draws.unit53() < shape.group_share;
    if (covered && table.output[group.index()] > 0.0) add_firms(table, group, shape, draws, firms);
  }
  const auto size = static_cast<std::uint32_t>(firms.size());
  for (double l = 0.0; l < shape.links_per_firm * size; l += 1.0) {
    const std::uint32_t supplier = draws.word() % size;
    firms.links.push_back(
        {draws.word() % size, supplier, 2.0 * draws.unit53() * shape.link_size * firms.output[supplier]});
  }
  const auto ends = [](const RegisterLink& link) { return std::tie(link.buyer, link.supplier); };
  std::ranges::stable_sort(firms.links, [&](const auto& a, const auto& b) { return ends(a) < ends(b); });
  const auto repeats =
      std::ranges::unique(firms.links, [&](const auto& a, const auto& b) { return ends(a) == ends(b); });
  firms.links.erase(repeats.begin(), repeats.end());
  return firms;
}

}  // namespace entrepot::test
