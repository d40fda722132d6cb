#include "tools/runs/equilibrium_input.hpp"

#include "sim/core/math.hpp"

namespace entrepot::tools {

using namespace models;
using namespace theory;

namespace {

void name_all(const WorldTable& table, EquilibriumInput& out) {
  out.regions = table.n_regions();
  out.sectors = table.n_sectors();
  for (const SectorId sector : table.product_sector) out.product_sector.push_back(sector.index());
  out.region_names = table.regions;
  out.sector_names = table.sectors;
  out.product_names = table.products;
}

// Spending on a product over spending on its sector, [destination][product]; 0 where nothing is bought.
std::vector<double> product_shares(const WorldTable& table, const std::vector<double>& product_spending) {
  const std::size_t products = table.n_products();
  std::vector<double> sector_spending(table.n_groups(), 0.0);
  const auto nest = [&](std::size_t at) {
    return at / products * table.n_sectors() + table.product_sector[at % products].index();
  };
  for (std::size_t at = 0; at < product_spending.size(); ++at)
    sector_spending[nest(at)] += product_spending[at];
  std::vector<double> shares(product_spending);
  for (std::size_t at = 0; at < shares.size(); ++at) {
    if (shares[at] > 0.0) shares[at] /= sector_spending[nest(at)];
  }
  return shares;
}

void set_elasticities(const WorldTable& table, const ModelSettings& settings, EquilibriumInput& out) {
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    out.trade_elasticity.push_back(trade_elasticity(settings.sourcing, table, k));
    out.nest_elasticity.push_back(slot_sigma(settings.ordering, table, k));
  }
  if (settings.sourcing.tiers == Tiers::two)
    out.home_elasticity.assign(table.n_sectors(), settings.sourcing.home_elasticity);
  out.input_elasticity = settings.ordering.input_elasticity;
  out.labour_elasticity = settings.ordering.value_added_elasticity;
}

// Where a share chi of the links may not trade, the choice of an origin has the weight pi (1 - chi) x^-theta:
// that of a cost higher by (1 - chi)^(-1/theta).
void set_bans(const WorldTable& table, const std::vector<double>& ban, EquilibriumInput& out) {
  if (ban.empty()) return;
  if (out.iceberg.empty()) out.iceberg.assign(ban.size(), 1.0);
  for (std::size_t at = 0; at < ban.size(); ++at) {
    out.banned.push_back(ban[at] >= 1.0 ? 1 : 0);
    if (!(ban[at] > 0.0) || ban[at] >= 1.0) continue;
    const std::size_t sector = table.product_sector[at % table.n_products()].index();
    const std::size_t pair = at / table.n_products();
    const bool home = pair / table.n_regions() == pair % table.n_regions();
    const double elasticity =
        home && !out.home_elasticity.empty() ? out.home_elasticity[sector] : out.trade_elasticity[sector];
    out.iceberg[at] *= pow64(1.0 - ban[at], -1.0 / elasticity);
  }
}

}  // namespace

EquilibriumInput equilibrium_input(const WorldTable& table, const BaseAccounts& accounts,
                                   const Levers& levers, const ModelSettings& settings, Closure closure) {
  EquilibriumInput out;
  name_all(table, out);
  out.one_market_per_region();
  out.origin_share = accounts.base_share;
  out.product_share = product_shares(table, accounts.product_spending);
  out.input_share = accounts.input_share;
  out.labour_share = accounts.labour_share;
  out.markup = accounts.markup;
  out.profit_abroad = accounts.profit_abroad;
  out.budget_share = accounts.budget_share;
  out.budget = accounts.budget;
  out.base_duty = table.base_duty;
  out.duty = levers.duty;
  set_elasticities(table, settings, out);
  for (const double rise : levers.log_iceberg) out.iceberg.push_back(exp64(rise));
  for (const double wedge : levers.log_wedge) out.choice_wedge.push_back(exp64(wedge));
  set_bans(table, levers.ban, out);
  out.closure = closure;
  out.income_response = settings.settlement.income_response;
  return out;
}

}  // namespace entrepot::tools
