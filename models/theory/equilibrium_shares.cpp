#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "models/theory/equilibrium_check.hpp"
#include "models/theory/fault_collector.hpp"

namespace entrepot::theory {

namespace {

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

void scale_to_one(std::span<double> values) {
  const double sum = sum_of(values);
  for (double& value : values) value /= sum;
}

bool near_one(double sum) { return std::abs(sum - 1.0) <= share_slack; }

// Groups that somebody buys from.
std::vector<bool> selling_groups(const EquilibriumInput& in) {
  std::vector<bool> sells(in.groups(), false);
  for (std::size_t cell = 0; cell < in.product_share.size(); ++cell) {
    if (in.product_share[cell] <= 0.0) continue;
    const std::size_t sector = in.product_sector[cell % in.products()];
    for (std::size_t i = 0; i < in.regions; ++i) {
      if (in.origin_share[cell * in.regions + i] > 0.0) sells[i * in.sectors + sector] = true;
    }
  }
  return sells;
}

// [market][sector] bought by a group or a household.
std::vector<bool> bought_nests(const EquilibriumInput& in) {
  std::vector<bool> bought(in.markets() * in.sectors, false);
  for (std::size_t k = 0; k < in.sectors; ++k) {
    for (std::size_t group = 0; group < in.groups(); ++group) {
      if (in.input_share[group * in.sectors + k] > 0.0)
        bought[in.group_market[group] * in.sectors + k] = true;
    }
    for (std::size_t n = 0; n < in.regions; ++n) {
      if (in.budget_share[n * in.sectors + k] > 0.0) bought[in.final_market[n] * in.sectors + k] = true;
    }
  }
  return bought;
}

void settle_origins(EquilibriumInput& in, std::size_t market, std::size_t product, FaultCollector& out) {
  const std::size_t cell = market * in.products() + product;
  const std::size_t home = in.market_region[market];
  const std::span<double> row(&in.origin_share[cell * in.regions], in.regions);
  const std::string where = fmt::format("{} in {}", product_name(in, product), region_name(in, home));
  if (sum_of(row) <= 0.0) {
    out.add("no supplier of " + where, "buyers spend on it and all base origin shares are 0",
            "set the product's share to 0 or give it an origin");
    return;
  }
  if (!near_one(sum_of(row))) {
    out.add(fmt::format("origin shares of {} sum to {}", where, sum_of(row)), "they must sum to 1");
    return;
  }
  scale_to_one(row);
  bool open = false;
  for (std::size_t i = 0; i < in.regions; ++i)
    open = open || (row[i] > 0.0 && !is_closed(in, in.link(home, i, product)));
  if (!open) {
    out.add("every supplier of " + where + " is closed",
            "each origin with a base share is banned or faces an infinite duty or cost",
            "leave an origin open, or use a finite duty");
  }
}

}  // namespace

void settle_technology(EquilibriumInput& in, FaultCollector& out) {
  const std::vector<bool> sells = selling_groups(in);
  for (std::size_t group = 0; group < in.groups(); ++group) {
    const std::span<double> row(&in.input_share[group * in.sectors], in.sectors);
    if (!sells[group] || in.labour_share[group] >= 1.0) {
      in.labour_share[group] = 1.0;
      std::fill(row.begin(), row.end(), 0.0);
    } else if (!near_one(sum_of(row))) {
      out.add(fmt::format("input shares of {} sum to {}", group_name(in, group), sum_of(row)),
              "they must sum to 1");
    } else {
      scale_to_one(row);
    }
  }
  for (std::size_t n = 0; n < in.regions; ++n) {
    const std::span<double> row(&in.budget_share[n * in.sectors], in.sectors);
    if (in.budget[n] <= 0.0 && in.closure == Closure::fixed && sum_of(row) <= 0.0) continue;
    if (!near_one(sum_of(row))) {
      out.add(fmt::format("budget shares of {} sum to {}", region_name(in, n), sum_of(row)),
              "they must sum to 1");
    } else {
      scale_to_one(row);
    }
  }
  out.end_kind();
}

void settle_markets(EquilibriumInput& in, FaultCollector& out) {
  const std::vector<bool> bought = bought_nests(in);
  for (std::size_t m = 0; m < in.markets(); ++m) {
    for (std::size_t k = 0; k < in.sectors; ++k) {
      const ProductRange range = products_of(in, k);
      const std::span<double> row(in.product_share.data() + m * in.products() + range.first, range.count);
      const std::string where =
          fmt::format("{} in {}", sector_name(in, k), region_name(in, in.market_region[m]));
      if (!bought[m * in.sectors + k]) {
        std::fill(row.begin(), row.end(), 0.0);
        continue;
      }
      if (sum_of(row) <= 0.0) {
        out.add("no supplier of " + where, "buyers spend on it and it has no product with a base share");
        continue;
      }
      if (!near_one(sum_of(row))) {
        out.add(fmt::format("product shares of {} sum to {}", where, sum_of(row)), "they must sum to 1");
        continue;
      }
      scale_to_one(row);
      for (std::size_t p = 0; p < range.count; ++p) {
        if (row[p] > 0.0) settle_origins(in, m, range.first + p, out);
      }
    }
  }
  out.end_kind();
}

}  // namespace entrepot::theory
