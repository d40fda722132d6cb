#include "models/behaviours/plants/prospects.hpp"

#include <array>
#include <cmath>

#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

constexpr std::array<int, 4> years_ahead = {1, 2, 4, 8};
constexpr double forgotten_per_month = 0.5 / 12.0;

}  // namespace

Prospects::Prospects(const World& world, const InvestmentSettings& settings)
    : world_(world), settings_(settings) {}

std::vector<double> Prospects::log_terms(const Levers& levers) const {
  const WorldTable& table = world_.table;
  std::vector<double> out(levers.duty.size());
  for (std::size_t at = 0; at < out.size(); ++at) {
    out[at] = log64((1.0 + levers.duty[at]) / (1.0 + table.base_duty[at])) +
              Levers::value(levers.log_wedge, at) + Levers::value(levers.log_iceberg, at);
  }
  return out;
}

void Prospects::note(StepContext& context) const {
  if (!(settings_.uncertainty_weight > 0.0)) return;
  std::vector<double> now = log_terms(context.levers);
  auto& [last, turbulence] = context.state.prospects;
  if (last.empty()) last = log_terms(resolve_levers(world_.table, {}, context.month));
  turbulence.resize(now.size(), 0.0);
  const double kept = exp64(-forgotten_per_month);
  for (std::size_t at = 0; at < now.size(); ++at) {
    turbulence[at] = kept * turbulence[at] + std::abs(now[at] - last[at]);
  }
  last = std::move(now);
}

std::vector<Prospect> Prospects::expected(const StepContext& context) const {
  std::vector<Prospect> out{{1.0, {}}};
  if (settings_.expectations == Expectations::today || context.outlook == nullptr || context.outlook->empty())
    return out;
  const double rate = settings_.discount_rate + settings_.depreciation;
  const std::vector<double> now = log_terms(context.levers);
  double ahead = 1.0;  // weight of all that comes later
  for (std::size_t i = 0; i < years_ahead.size(); ++i) {
    const bool last = i + 1 == years_ahead.size();
    const double later = last ? 0.0 : exp64(-rate * (years_ahead[i + 1] - years_ahead[0]));
    std::vector<double> then =
        log_terms(context.outlook->expected(context.month + 12 * years_ahead[i], context.month));
    if (then != now) {
      for (std::size_t at = 0; at < then.size(); ++at) then[at] -= now[at];
      out.push_back({ahead - later, std::move(then)});
      out.front().weight -= ahead - later;
    }
    ahead = later;
  }
  if (!(out.front().weight > 1e-12)) out.erase(out.begin());
  return out;
}

}  // namespace entrepot::models
