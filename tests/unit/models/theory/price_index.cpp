// Price indices: the CES aggregate in logs, and the response that the certificate rests on.
#include "models/theory/price_index.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/theory/equilibrium_check.hpp"
#include "tests/support/random_equilibrium.hpp"

namespace entrepot::test::price_index_test {

using namespace theory;
namespace {

TEST(LogCes, EqualsPlainPowersAndTheirLimit) {
  const std::vector<double> weights{0.2, 0.5, 0.3};
  const std::vector<double> logs{0.1, -0.4, 0.7};
  for (const double power : {-3.0, -0.5, 0.4, 2.0}) {
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) sum += weights[i] * std::exp(power * logs[i]);
    EXPECT_NEAR(log_ces(weights, logs, power), std::log(sum) / power, 1e-14);
  }
  const double mean = 0.2 * 0.1 - 0.5 * 0.4 + 0.3 * 0.7;
  EXPECT_NEAR(log_ces(weights, logs, 0.0), mean, 1e-15);
  EXPECT_NEAR(log_ces(weights, logs, 1e-9), mean, 1e-9);
}

TEST(LogCes, SurvivesHugeSpreadsAndIgnoresZeroWeights) {
  const std::vector<double> weights{0.5, 0.5, 0.0};
  const std::vector<double> logs{0.0, 900.0, -5000.0};
  EXPECT_NEAR(log_ces(weights, logs, -4.0), -std::log(0.5) / 4.0, 1e-14);
  EXPECT_NEAR(log_ces(weights, logs, 4.0), 900.0 + std::log(0.5) / 4.0, 1e-10);
}

// d ln P / d ln cost by origin, summed in absolute value, from central differences.
double measured_amplification(const TradePrices& prices, const EquilibriumInput& in,
                              const std::vector<double>& log_cost, std::size_t nest) {
  const double step = 1e-5;
  double sum = 0.0;
  PriceIndices up;
  PriceIndices down;
  for (std::size_t i = 0; i < in.regions; ++i) {
    std::vector<double> moved(log_cost);
    moved[i * in.sectors + nest % in.sectors] += step;
    prices.evaluate(moved, up);
    moved[i * in.sectors + nest % in.sectors] -= 2.0 * step;
    prices.evaluate(moved, down);
    sum += std::abs(up.log_sector[nest] - down.log_sector[nest]) / (2.0 * step);
  }
  return sum;
}

TEST(TradePrices, AmplificationEqualsFiniteDifferences) {
  double largest = 0.0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    EquilibriumInput in = random_equilibrium(seed, random_shape(seed));
    draw_duties(in, seed, 1.0);
    draw_wedges(in, seed, 3.0);
    check_and_normalise(in);
    std::vector<double> log_cost(in.groups());
    for (std::size_t group = 0; group < log_cost.size(); ++group) {
      log_cost[group] = 0.1 * std::sin(static_cast<double>(seed + 3 * group));
    }
    const TradePrices prices(in);
    PriceIndices at;
    prices.evaluate(log_cost, at);
    const std::vector<double> amplification = prices.amplification(at);
    for (std::size_t nest = 0; nest < amplification.size(); ++nest) {
      EXPECT_NEAR(amplification[nest], measured_amplification(prices, in, log_cost, nest), 1e-7);
      largest = std::max(largest, amplification[nest]);
    }
  }
  EXPECT_GT(largest, 1.05);  // wedges do make the map expand: the reason why its modulus is then an estimate
}

TEST(TradePrices, ValueSharesSumToOneInEverySector) {
  EquilibriumInput in = random_equilibrium(4, random_shape(4));
  draw_wedges(in, 4, 2.0);
  check_and_normalise(in);
  const TradePrices prices(in);
  PriceIndices at;
  prices.evaluate(std::vector<double>(in.groups(), 0.05), at);
  const std::vector<double> value = prices.value_shares(at);
  std::vector<double> sum(in.groups(), 0.0);
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::size_t cell = i / in.regions;
    sum[cell / in.products() * in.sectors + in.product_sector[cell % in.products()]] += value[i];
  }
  for (const double total : sum) EXPECT_NEAR(total, 1.0, 1e-12);
}

}  // namespace
}  // namespace entrepot::test::price_index_test
