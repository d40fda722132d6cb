// What a unit of spending on a supply cell means at each destination in this step.
#include "models/behaviours/orders/ordering.hpp"

namespace entrepot {

void Ordering::set_terms(StepContext& context) {
  const State& state = context.state;
  const WorldTable& table = world_.table;
  context.pool.for_each(table.n_regions(), [&](std::size_t n) {
    for (std::size_t cell = 0; cell < world_.n_cells(); ++cell) {
      const std::size_t at = n * world_.n_cells() + cell;
      const std::size_t sector = table.product_sector[cell % table.n_products()].index();
      const double duty = state.charge.empty() ? context.levers.duty[at] : state.charge[at];
      const bool banned = Levers::value(context.levers.ban, at) >= 1.0;  // what is still linked buys nothing
      terms_[at] = {banned ? 0.0 : 1.0 / (1.0 + duty), duty};
      if (!state.stocks.order_multiple.empty()) terms_[at].money *= state.stocks.order_multiple[at];
      const double log_price = state.log_cost[at] - Levers::value(context.levers.log_wedge, at);
      cell_share_[at] = static_cast<float>(exp64(static_cast<double>(price_exponent_[sector]) * log_price));
    }
  });
}

// A credit c makes x (1 - c) of the delivered cost of final use, and 1 / (1 - c) of what spending buys.
void Ordering::set_final_terms(StepContext& context) {
  const std::vector<double>& credit = context.levers.credit;
  log_credited_.resize(credit.size());
  final_terms_.resize(credit.size());
  final_cell_share_.resize(credit.size());
  context.pool.for_each(credit.empty() ? 0 : world_.table.n_regions(), [&](std::size_t n) {
    for (std::size_t at = n * world_.n_cells(); at < (n + 1) * world_.n_cells(); ++at) {
      const std::size_t sector = world_.table.product_sector[at % world_.table.n_products()].index();
      const double borne = 1.0 - credit[at];
      log_credited_[at] = log64(borne);
      final_terms_[at] = {terms_[at].money / borne, terms_[at].duty};
      final_cell_share_[at] =
          cell_share_[at] *
          static_cast<float>(exp64(static_cast<double>(price_exponent_[sector]) * log_credited_[at]));
    }
  });
}

Ordering::Market Ordering::firms_market(std::size_t destination) const {
  const std::size_t first = destination * world_.n_cells();
  return {destination, &terms_[first], &cell_share_[first]};
}

Ordering::Market Ordering::final_market(std::size_t destination) const {
  if (final_terms_.empty()) return firms_market(destination);
  const std::size_t first = destination * world_.n_cells();
  return {destination, &final_terms_[first], &final_cell_share_[first]};
}

}  // namespace entrepot
