#include "sim/world/ownership/owner_classes.hpp"

#include <algorithm>

#include "sim/world/synthesis/alias.hpp"

namespace entrepot {

namespace {

void list_members(const World& world, Ownership& own) {
  own.class_first.assign(1, 0);
  own.member_first.assign(1, 0);
  own.firm_class.resize(world.n_firms());
  for (std::size_t cell = 0; cell < world.n_cells(); ++cell) {
    std::vector<std::uint32_t> firms;
    for (std::uint32_t f = world.cell_first[cell]; f < world.cell_first[cell + 1]; ++f) firms.push_back(f);
    std::ranges::stable_sort(firms, {}, [&](std::uint32_t f) { return own.firm_owner[f]; });
    for (std::size_t i = 0; i < firms.size(); ++i) {
      if (i == 0 || own.firm_owner[firms[i]] != own.firm_owner[firms[i - 1]]) {
        if (i > 0) own.member_first.push_back(static_cast<std::uint32_t>(own.member.size()));
        own.class_owner.push_back(own.firm_owner[firms[i]]);
      }
      own.firm_class[firms[i]] = static_cast<std::uint32_t>(own.class_owner.size() - 1);
      own.member.push_back(firms[i]);
    }
    if (!firms.empty()) own.member_first.push_back(static_cast<std::uint32_t>(own.member.size()));
    own.class_first.push_back(static_cast<std::uint32_t>(own.class_owner.size()));
  }
}

void share_sales(const World& world, std::span<const float> sales, Ownership& own) {
  const std::size_t regions = world.table.n_regions();
  own.class_output.assign(own.class_owner.size(), 0.0);
  own.class_share.assign(own.class_owner.size() * regions, 0.0);
  for (std::size_t f = 0; f < world.n_firms(); ++f) {
    const std::size_t at = own.firm_class[f];
    own.class_output[at] += world.firm_output[f];
    for (std::size_t n = 0; n < regions; ++n)
      own.class_share[at * regions + n] += static_cast<double>(sales[f * regions + n]);
  }
  for (std::size_t cell = 0; cell < world.n_cells(); ++cell) {
    double made = 0.0;
    for (std::uint32_t c = own.class_first[cell]; c < own.class_first[cell + 1]; ++c)
      made += own.class_output[c];
    for (std::size_t n = 0; n < regions; ++n) {
      double sold = 0.0;
      for (std::uint32_t c = own.class_first[cell]; c < own.class_first[cell + 1]; ++c)
        sold += own.class_share[c * regions + n];
      for (std::uint32_t c = own.class_first[cell]; c < own.class_first[cell + 1]; ++c) {
        double& share = own.class_share[c * regions + n];
        // Where no link leads from the cell, whoever makes the good would sell it.
        share = sold > 0.0 ? share / sold : made > 0.0 ? own.class_output[c] / made : 0.0;
      }
    }
  }
}

}  // namespace

void number_classes(World& world, std::span<const float> sales) {
  Ownership& own = world.ownership;
  list_members(world, own);
  share_sales(world, sales, own);
  std::vector<double> weight;
  for (const std::uint32_t f : own.member) weight.push_back(world.firm_output[f]);
  own.alias = build_alias(own.member_first, weight);
}

}  // namespace entrepot
