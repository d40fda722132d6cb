#include <algorithm>
#include <cmath>

#include "tests/support/limit_world.hpp"
#include "tests/support/market_world.hpp"
#include "tools/dev/dispersion_study.hpp"

namespace entrepot::test {

using namespace theory;

namespace {

constexpr int settling_steps = 40;
constexpr int draws = 60;

// Shares of sectors' spending by origin, [destination][sector][origin], from those by product.
std::vector<double> by_sector(const WorldTable& table, const std::vector<double>& value_share) {
  const std::size_t regions = table.n_regions();
  std::vector<double> out(table.n_groups() * regions, 0.0);
  for (std::size_t at = 0; at < value_share.size(); ++at) {
    const std::size_t market = at / regions;
    const std::size_t k = table.product_sector[market % table.n_products()].index();
    out[(market / table.n_products() * table.n_sectors() + k) * regions + at % regions] += value_share[at];
  }
  return out;
}

struct Gap {
  std::size_t count = 0;
  double mean_square = 0.0;
  double largest = 0.0;
  double sampling = 0.0;  // mean square expected of sampling if products did not divide the slots: a bound
};

Gap share_gap(const World& world, const std::vector<double>& found, const std::vector<double>& exact) {
  const std::size_t regions = world.table.n_regions();
  const std::vector<double> slots = effective_slots(world);
  Gap gap;
  for (std::size_t at = 0; at < found.size(); ++at) {
    const std::size_t market = at / regions;
    if (at % regions == market / world.table.n_sectors() || exact[at] <= 0.01) continue;
    const double miss = std::abs(found[at] - exact[at]);
    gap.largest = std::max(gap.largest, miss);
    gap.mean_square += miss * miss;
    gap.sampling += exact[at] * (1.0 - exact[at]) / slots[market] / draws;
    ++gap.count;
  }
  gap.mean_square /= static_cast<double>(gap.count);
  gap.sampling /= static_cast<double>(gap.count);
  return gap;
}

}  // namespace

void products_part(std::int64_t firms, std::uint64_t seed, ThreadPool& pool) {
  LimitCase limit = limit_of_scenario("trade-war-2018", Month(2020, 3));
  SynthesisOptions options;
  options.firms = firms;
  options.markup = limit.settings.pricing.markup;
  options.seed = {seed, 0};
  LimitAgents agents(limit, synthesise(limit.table, options, pool.threads()), 0, pool);
  limit.table = agents.world().table;  // products may have been dropped for want of firms
  const EquilibriumSolution exact = solve_case(limit);
  for (int step = 0; step < settling_steps; ++step) agents.step();
  std::vector<double> mean(limit.table.n_groups() * limit.table.n_regions(), 0.0);
  for (int draw = 0; draw < draws; ++draw) {
    agents.step();
    const std::vector<double> shares = agents.sector_shares();
    for (std::size_t at = 0; at < mean.size(); ++at) mean[at] += shares[at] / draws;
  }
  double price = 0.0;
  for (std::size_t g = 0; g < exact.unit_cost.size(); ++g)
    price = std::max(price, std::abs(std::log(agents.state().group_price[g] / exact.unit_cost[g])));
  const Gap gap = share_gap(agents.world(), mean, by_sector(limit.table, exact.value_share));
  const auto print = [&](const char* measure, double value) {
    print_row("products", "exact", firms, seed, measure, value);
  };
  print("import shares above 1 %", static_cast<double>(gap.count));
  print("root mean square gap of shares (mean of 60 draws)", std::sqrt(gap.mean_square));
  print("of which sampling at most", std::sqrt(gap.sampling));
  print("largest gap of shares (mean of 60 draws)", gap.largest);
  print("largest ln price gap", price);
}

}  // namespace entrepot::test
