// `entrepot equilibrium` on the committed trade-war scenario against the solver called directly, with an
// input that is put together here from the table's flows, link by link.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "models/behaviours/registry.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "scenarios/reader/load.hpp"
#include "tests/support/program.hpp"
#include "tests/support/result_files.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/runs/equilibrium_job.hpp"

namespace entrepot::test::equilibrium_test {

using namespace theory;
using namespace scenarios;
using namespace outputs;
using namespace tools;
namespace {

constexpr std::size_t usa = 0;
constexpr std::size_t chn = 1;

// Purchases of origin i's product g at the base in region n, purchaser prices.
double purchases(const WorldTable& table, std::size_t n, std::size_t i, std::size_t g) {
  const std::size_t supplier = i * table.n_sectors() + table.product_sector[g].index();
  double basic = table.f(supplier, n);
  for (std::size_t j = 0; j < table.n_sectors(); ++j) basic += table.z(supplier, n * table.n_sectors() + j);
  return basic * table.product_mix[i * table.n_products() + g] *
         (1.0 + table.base_duty[table.duty_index(n, i, g)]);
}

// Shares of origins and products in what regions buy.
void set_mix(const WorldTable& table, EquilibriumInput& in) {
  for (std::size_t n = 0; n < in.regions; ++n) {
    std::vector<double> by_sector(in.sectors, 0.0);
    std::vector<double> by_product;
    for (std::size_t g = 0; g < in.products(); ++g) {
      std::vector<double> row;
      double sum = 0.0;
      for (std::size_t i = 0; i < in.regions; ++i) sum += row.emplace_back(purchases(table, n, i, g));
      for (const double value : row) in.origin_share.push_back(sum > 0.0 ? value / sum : 0.0);
      by_product.push_back(sum);
      by_sector[in.product_sector[g]] += sum;
    }
    for (std::size_t g = 0; g < in.products(); ++g)
      in.product_share.push_back(by_product[g] / by_sector[in.product_sector[g]]);
  }
}

// Technology and budgets: from the accounts, which tests/unit/sim/world/accounts.cpp checks.
void set_accounts(const WorldTable& table, EquilibriumInput& in) {
  const BaseAccounts accounts = base_accounts(table, 1.1);
  in.input_share = accounts.input_share;
  in.labour_share = accounts.labour_share;
  in.markup = accounts.markup;
  in.budget_share = accounts.budget_share;
  in.budget = accounts.budget;
}

EquilibriumInput direct_input(const WorldTable& table, const Levers& levers) {
  EquilibriumInput in;
  in.regions = table.n_regions();
  in.sectors = table.n_sectors();
  for (const SectorId sector : table.product_sector) in.product_sector.push_back(sector.index());
  in.one_market_per_region();
  set_mix(table, in);
  set_accounts(table, in);
  in.base_duty = table.base_duty;
  in.duty = levers.duty;
  // The defaults of docs/scenario-reference.md.
  for (std::size_t k = 0; k < in.sectors; ++k)
    in.trade_elasticity.push_back(0.45 * table.sector_parameters[k].trade_elasticity);
  in.home_elasticity.assign(in.sectors, 0.5);
  in.nest_elasticity.assign(in.sectors, 0.4);
  in.input_elasticity = 0.3;
  in.labour_elasticity = 0.5;
  return in;
}

// Share of China in the goods imports of the USA, customs value.
double china_share(const WorldTable& table, const EquilibriumSolution& solution) {
  double china = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < table.n_regions(); ++i) {
    for (std::size_t g = 0; g < table.n_products(); ++g) {
      if (i == usa || !table.sector_is_goods[table.product_sector[g].index()]) continue;
      const double value = solution.trade[(i * table.n_regions() + usa) * table.n_products() + g];
      all += value;
      if (i == chn) china += value;
    }
  }
  return china / all;
}

// Scenario and baseline of the file that the program writes.
std::pair<double, double> program_shares(const std::string& file) {
  const ProgramOutput solved =
      call({"equilibrium", "trade-war-2018", "--at", "2020-02", "--quiet", "-o", file});
  EXPECT_EQ(solved.code, 0) << solved.err;
  const ResultReader reader(file);
  const Selection cell{{"origin", {chn}}, {"destination", {usa}}};
  return {reader.read("scenario", "import_share", 0, cell).at(0),
          reader.read("baseline", "import_share", 0, cell).at(0)};
}

TEST(TradeWarEquilibrium, TheProgramFindsWhatTheSolverFindsDirectly) {
  const Scenario scenario = read_scenario("trade-war-2018", {});
  const WorldTable table = read_world(scenario.world);
  const auto instruments = make_instruments(scenario, table);
  std::vector<const Instrument*> in_force;
  for (const auto& instrument : instruments) in_force.push_back(instrument.get());
  const Levers levers = resolve_levers(table, in_force, Month(2020, 2));
  const double direct = china_share(table, solve_equilibrium(direct_input(table, levers)));
  const double base =
      china_share(table, solve_equilibrium(direct_input(table, resolve_levers(table, {}, Month(2020, 2)))));
  const TemporaryFolder folder;
  const auto [with_tariffs, without] = program_shares(folder.file("a.h5"));
  fmt::print("China's share of US goods imports, 2020-02: {:.4f} % without, {:.4f} % with tariffs\n",
             100.0 * without, 100.0 * with_tariffs);
  EXPECT_NEAR(with_tariffs, direct, 1e-11);
  EXPECT_NEAR(without, base, 1e-11);
  EXPECT_LT(with_tariffs, without - 0.02);
}

TEST(TradeWarEquilibrium, BothClosuresOfWorld2017AreCertified) {
  for (const Closure closure : {Closure::fixed, Closure::clearing}) {
    Scenario scenario = read_scenario("trade-war-2018", {});
    WorldTable table = read_world(scenario.world);
    const EquilibriumJob job(std::move(scenario), std::move(table), Month(2020, 2), closure);
    const auto start = std::chrono::steady_clock::now();
    const SolvedEquilibrium solved = job.solve(true);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print("world2017, {}: {:.3f} s, bound {:.2g}\n", closure_name(closure), seconds,
               solved.solution.certificate.bound);
    EXPECT_LT(solved.solution.certificate.modulus, 1.0);
    EXPECT_LT(solved.solution.certificate.bound, 1e-11);
    EXPECT_LT(solved.solution.world_gap, 1e-12);
  }
}

TEST(TradeWarEquilibrium, WithoutPoliciesWorld2017IsItsTable) {
  Scenario scenario = read_scenario("no-policy", {});
  WorldTable table = read_world(scenario.world);
  const EquilibriumJob job(std::move(scenario), std::move(table), Month(2020, 2), Closure::clearing);
  const EquilibriumSolution solution = job.solve(true).solution;
  for (const auto* hats : {&solution.wage, &solution.unit_cost, &solution.product_price,
                           &solution.sector_price, &solution.consumer_price, &*solution.real_income}) {
    for (const double hat : *hats) EXPECT_NEAR(hat, 1.0, 1e-12);
  }
  for (std::size_t group = 0; group < job.table().n_groups(); ++group)
    EXPECT_NEAR(solution.output[group] / job.table().output[group], 1.0, 1e-6);
}

}  // namespace
}  // namespace entrepot::test::equilibrium_test
