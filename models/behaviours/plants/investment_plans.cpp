// Who decides for a plant, and where.
#include <limits>

#include "models/behaviours/plants/investment.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

std::vector<Investment::Plan> Investment::weigh(StepContext& context, const Future& future) const {
  // Firms stand in the order of cells: rows of one home cell lie together.
  const std::span<const std::uint32_t> firms = own_.firms();
  std::vector<std::size_t> first;
  for (std::size_t row = 0; row < firms.size(); ++row) {
    if (row == 0 || world_.firm_cell[firms[row]] != world_.firm_cell[firms[row - 1]]) first.push_back(row);
  }
  first.push_back(firms.size());
  std::vector<std::vector<Plan>> by_cell(first.size() - 1);
  context.pool.for_each(by_cell.size(), [&](std::size_t i) {
    weigh_cell(context, future, first[i], first[i + 1], by_cell[i]);
  });
  std::vector<Plan> all;
  for (const std::vector<Plan>& plans : by_cell) all.insert(all.end(), plans.begin(), plans.end());
  return all;
}

void Investment::weigh_cell(const StepContext& context, const Future& future, std::size_t first,
                            std::size_t end, std::vector<Plan>& plans) const {
  const PlanTerms terms = choice_.terms(context.state, future, CellId(world_.firm_cell[own_.firms()[first]]));
  const std::vector<std::uint8_t>& idle = context.state.firm_idle;
  for (std::size_t row = first; row < end; ++row) {
    const std::uint32_t firm = own_.firms()[row];
    if (!idle.empty() && idle[firm] != 0) continue;
    const std::vector<SiteOffer> offers =
        choice_.offers(context.state, terms, {firm, own_.sales(row), own_.moved(row)});
    std::optional<Plan> plan = choose_host(context, offers, firm, false);
    const EventCause barred_by = plan ? bar(context, firm, plan->site.host) : EventCause::none;
    if (barred_by != EventCause::none) {
      plan->barred = barred_by;
      plans.push_back(*plan);
      plan = choose_host(context, offers, firm, true);
    }
    if (plan) plans.push_back(*plan);
  }
}

// Whether V - F is above max(0, V_base - F_base), F times a log-logistic draw: where the draw makes the plant
// pay at the base already, something unseen kept the firm from it, so the draw is taken among those that do
// not. Then V - F > 0 is what is left, and a world that stands still has no plant at any draw.
bool Investment::pays(const StepContext& context, const SiteOffer& offer, std::uint32_t firm) const {
  const InvestmentSettings& s = settings_.investment;
  const double dispersion = s.cost_dispersion * 0.5513288954217921;  // logistic scale: sqrt(3) / pi
  const auto part_below = [&](double ratio) {
    return ratio > 0.0 ? 1.0 / (1.0 + exp64(-log64(ratio) / dispersion)) : 0.0;
  };
  const std::uint32_t project =
      s.cost_draws == CostDraws::lasting ? 0 : static_cast<std::uint32_t>(context.step);
  const double u = to_unit(random_words(context.seed, Stream::site_cost, firm, project, offer.host)[0]);
  const double at_base = part_below(offer.base_ratio);
  return part_below(offer.ratio) > at_base + u * (1.0 - at_base);
}

// The plant a firm decides for: the winner of a race among its offers, if that pays at the firm's own cost.
std::optional<Investment::Plan> Investment::choose_host(const StepContext& context,
                                                        const std::vector<SiteOffer>& offers,
                                                        std::uint32_t firm, bool heed_bars) const {
  const SiteOffer* chosen = nullptr;
  float best = std::numeric_limits<float>::infinity();
  for (const SiteOffer& offer : offers) {
    if (heed_bars && barred(context, firm, offer.host)) continue;
    const float clock = exponential32(random_words(context.seed, Stream::site_host, firm, 0, offer.host)[0]);
    const float arrival = clock / static_cast<float>(offer.weight);
    if (arrival >= best) continue;
    best = arrival;
    chosen = &offer;
  }
  if (chosen == nullptr || !pays(context, *chosen, firm)) return {};
  const Axes axes = world_.axes();
  Plan plan;
  plan.home_group = axes.group_of(CellId(world_.firm_cell[firm]));
  const double price = context.state.group_price[plan.home_group.index()];
  plan.site = {firm, chosen->host,
               context.step + 1 + months_to_build(axes.sector_of(plan.home_group).index()),
               chosen->sales / 12.0 / price / context.state.trend, chosen->follows};
  plan.site.market = chosen->market;
  if (!(plan.site.target > 0.0)) return {};
  return plan;
}

}  // namespace entrepot::models
