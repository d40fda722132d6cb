#include "models/theory/equilibrium_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <span>

#include "models/theory/fault_collector.hpp"

namespace entrepot::theory {

namespace {

std::string name_or_number(const std::vector<std::string>& names, const char* kind, std::size_t index) {
  return index < names.size() ? names[index] : fmt::format("{} {}", kind, index);
}

void check_shapes(FaultCollector& out) {
  const EquilibriumInput& in = out.input();
  const std::size_t links = in.regions * in.regions * in.products();
  out.shape("group_market", in.group_market.size(), in.groups(), "regions x sectors");
  out.shape("final_market", in.final_market.size(), in.regions, "regions");
  out.shape("origin_share", in.origin_share.size(), in.markets() * in.products() * in.regions,
            "markets x products x regions");
  out.shape("product_share", in.product_share.size(), in.markets() * in.products(), "markets x products");
  out.shape("input_share", in.input_share.size(), in.groups() * in.sectors, "regions x sectors x sectors");
  out.shape("labour_share", in.labour_share.size(), in.groups(), "regions x sectors");
  out.shape("markup", in.markup.size(), in.groups(), "regions x sectors");
  out.shape("budget_share", in.budget_share.size(), in.groups(), "regions x sectors");
  out.shape("budget", in.budget.size(), in.regions, "regions");
  out.shape("base_duty", in.base_duty.size(), links, "regions x regions x products");
  out.shape("duty", in.duty.size(), links, "regions x regions x products");
  if (!in.iceberg.empty()) out.shape("iceberg", in.iceberg.size(), links, "regions x regions x products");
  if (!in.choice_wedge.empty())
    out.shape("choice_wedge", in.choice_wedge.size(), links, "regions x regions x products");
  if (!in.banned.empty()) out.shape("banned", in.banned.size(), links, "regions x regions x products");
  out.shape("trade_elasticity", in.trade_elasticity.size(), in.sectors, "sectors");
  if (!in.home_elasticity.empty())
    out.shape("home_elasticity", in.home_elasticity.size(), in.sectors, "sectors");
  out.shape("nest_elasticity", in.nest_elasticity.size(), in.sectors, "sectors");
  out.end_kind();
  out.below("market_region", in.market_region, in.regions);
  out.below("group_market", in.group_market, in.markets());
  out.below("final_market", in.final_market, in.markets());
  out.below("product_sector", in.product_sector, in.sectors);
  if (!std::is_sorted(in.product_sector.begin(), in.product_sector.end())) {
    out.add("product_sector is not ascending", "the products of a sector must be contiguous",
            "sort products by sector");
  }
  out.end_kind();
}

void check_ranges(FaultCollector& out) {
  const EquilibriumInput& in = out.input();
  const double huge = 1e300;
  const double infinite = std::numeric_limits<double>::infinity();
  out.range("origin_share", in.origin_share, 0.0, 1.0 + share_slack);
  out.range("product_share", in.product_share, 0.0, 1.0 + share_slack);
  out.range("input_share", in.input_share, 0.0, 1.0 + share_slack);
  out.range("labour_share", in.labour_share, 0.0, 1.0);
  out.range("markup", in.markup, 1.0, huge);
  out.range("profit_abroad", in.profit_abroad, 0.0, 1.0 + share_slack);
  out.range("budget_share", in.budget_share, 0.0, 1.0 + share_slack);
  out.range("budget", in.budget, 0.0, huge);
  out.range("base_duty", in.base_duty, 0.0, huge);
  out.range("duty", in.duty, 0.0, infinite);
  out.range("iceberg", in.iceberg, 1e-300, infinite);
  out.range("choice_wedge", in.choice_wedge, 1e-300, infinite);
  out.range("trade_elasticity", in.trade_elasticity, 1e-3, 1e3);
  out.range("home_elasticity", in.home_elasticity, 1e-3, 1e3);
  out.range("nest_elasticity", in.nest_elasticity, 0.0, 1e3);
  out.range("input_elasticity", {&in.input_elasticity, 1}, 0.0, 1e3);
  out.range("labour_elasticity", {&in.labour_elasticity, 1}, 0.0, 1e3);
  out.range("income_response", {&in.income_response, 1}, 0.0, 1.0);
}

}  // namespace

void EquilibriumInput::one_market_per_region() {
  market_region.resize(regions);
  group_market.resize(groups());
  for (std::size_t n = 0; n < regions; ++n) market_region[n] = n;
  for (std::size_t group = 0; group < groups(); ++group) group_market[group] = group / sectors;
  final_market = market_region;
}

ProductRange products_of(const EquilibriumInput& input, std::size_t sector) {
  const auto& all = input.product_sector;
  const auto [first, last] = std::equal_range(all.begin(), all.end(), sector);
  return {static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(last - first)};
}

std::string region_name(const EquilibriumInput& input, std::size_t region) {
  return name_or_number(input.region_names, "region", region);
}
std::string sector_name(const EquilibriumInput& input, std::size_t sector) {
  return name_or_number(input.sector_names, "sector", sector);
}
std::string product_name(const EquilibriumInput& input, std::size_t product) {
  return name_or_number(input.product_names, "product", product);
}
std::string group_name(const EquilibriumInput& input, std::size_t group) {
  return region_name(input, group / input.sectors) + " " + sector_name(input, group % input.sectors);
}

void check_and_normalise(EquilibriumInput& input) {
  FaultCollector collector(input);
  check_shapes(collector);
  collector.throw_if_any();
  check_ranges(collector);
  collector.throw_if_any();
  settle_technology(input, collector);
  settle_markets(input, collector);
  collector.throw_if_any();
}

}  // namespace entrepot::theory
