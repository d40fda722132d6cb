// An announced ban on semiconductor equipment (product 8486) into China: imports surge before it binds and
// dip after. The size is printed beside the report's figure (fact equipment_surge) and never tuned to it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "models/behaviours/model.hpp"
#include "models/behaviours/step.hpp"
#include "scenarios/data/load_world.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::equipment_surge_test {

using namespace models;
using namespace scenarios;
namespace {

std::size_t position(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

// No link of these origins may trade the product into the destination from a month on.
class Ban : public Instrument {
 public:
  Ban(const WorldTable& table, const std::vector<std::string>& origins, Month announced, Month from)
      : table_(table), announced_(announced), from_(from) {
    const std::size_t destination = position(table.regions, "CHN");
    for (const std::string& origin : origins) {
      at_.push_back(
          table.duty_index(destination, position(table.regions, origin), position(table.products, "8486")));
    }
  }
  void apply(Month month, Levers& levers) const override {
    if (month < from_) return;
    Levers::use(levers.ban, table_.base_duty.size());
    for (const std::size_t at : at_) levers.ban[at] = 1.0;
  }
  [[nodiscard]] Date announced() const override { return announced_.first_day(); }

 private:
  const WorldTable& table_;
  Month announced_;
  Month from_;
  std::vector<std::size_t> at_;
};

// China's imports by month: of 8486 from the four and from others, and of all other products of the sector.
struct Imports {
  std::vector<double> banned, other_origins, other_products;
};

double sum(const std::vector<double>& path, int begin, int end) {
  return std::accumulate(path.begin() + begin, path.begin() + end, 0.0);
}

class EquipmentSurge : public testing::Test {
 protected:
  static constexpr int binds = 36;  // 2020-01
  EquipmentSurge() {
    const WorldTable table = load_world({test::source_dir() + "/scenarios/worlds/world2017", true});
    SynthesisOptions options;
    options.firms = 20000;
    options.seed = {1, 0};
    world_ = synthesise(table, options, 2);
  }

  // Without a ban, with one that nobody knew of, or with one announced a month or a year ahead.
  enum class Case { no_ban, surprise, month, year };
  Imports run(Case what, CapacityPool capacity_pool) {
    const std::vector<std::string> origins = {"JPN", "EUK", "USA", "TWN"};
    const Month announced = Month(2020, 1) + (what == Case::year ? -12 : what == Case::month ? -1 : 0);
    const Ban ban(world_.table, origins, announced, Month(2020, 1));
    std::vector<const Instrument*> instruments;
    if (what != Case::no_ban) instruments.push_back(&ban);
    ModelSettings settings;
    settings.stockpiling.stocks = true;
    settings.production.capacity_pool = capacity_pool;
    ThreadPool pool(2);
    Simulation simulation(world_, make_actions(world_, settings), instruments, Calendar{Month(2017, 1), 54},
                          Seed{1, 1}, pool);
    Imports out;
    while (!simulation.done()) {
      simulation.step();
      note(simulation.state(), origins, out);
    }
    return out;
  }

  void note(const State& state, const std::vector<std::string>& origins, Imports& out) const {
    const WorldTable& table = world_.table;
    const std::size_t destination = position(table.regions, "CHN");
    const std::size_t equipment = position(table.products, "8486");
    double sums[3] = {0.0, 0.0, 0.0};
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      if (i == destination) continue;
      const bool listed = std::find(origins.begin(), origins.end(), table.regions[i]) != origins.end();
      for (std::size_t p = 0; p < table.n_products(); ++p) {
        if (table.product_sector[p] != table.product_sector[equipment]) continue;
        const std::size_t at = table.duty_index(destination, i, p);
        sums[p != equipment ? 2 : listed ? 0 : 1] += static_cast<double>(state.flow[at].money);
      }
    }
    out.banned.push_back(sums[0]);
    out.other_origins.push_back(sums[1]);
    out.other_products.push_back(sums[2]);
  }

  World world_;
};

// Imports of 8486 from all origins, by month.
std::vector<double> total(const Imports& imports) {
  std::vector<double> all(imports.banned);
  for (std::size_t t = 0; t < all.size(); ++t) all[t] += imports.other_origins[t];
  return all;
}

TEST_F(EquipmentSurge, ImportsRiseBeforeTheBanBindsAndDipAfter) {
  const Imports base = run(Case::no_ban, CapacityPool::sector);
  const Imports banned = run(Case::year, CapacityPool::sector);
  const std::vector<double> all = total(banned);
  const std::vector<double> surprise = total(run(Case::surprise, CapacityPool::sector));
  const auto on_year = [](const std::vector<double>& path, int begin, int end) {
    return 100.0 * (sum(path, begin, end) / sum(path, begin - 12, end - 12) - 1.0);
  };
  fmt::print(
      "equipment_surge, China's imports of 8486 on a year earlier, %: last 6 months {:+.1f}, last 3 months "
      "{:+.1f}, from "
      "the four alone {:+.1f} (report: +70, band 30 to 110)\n",
      on_year(all, binds - 6, binds), on_year(all, binds - 3, binds),
      on_year(banned.banned, binds - 6, binds));
  fmt::print(
      "after, 8486 from all origins over the mean of 2018, %: months 1-6 {:.1f}, 7-12 {:.1f}, 13-18 {:.1f}\n",
      100.0 * sum(all, binds, binds + 6) / 6.0 / (sum(all, 12, 24) / 12.0),
      100.0 * sum(all, binds + 6, binds + 12) / 6.0 / (sum(all, 12, 24) / 12.0),
      100.0 * sum(all, binds + 12, binds + 18) / 6.0 / (sum(all, 12, 24) / 12.0));
  const std::vector<double> month = total(run(Case::month, CapacityPool::sector));
  fmt::print("bought ahead, months of imports: with a year's notice {:.1f}, with a month's {:.1f}\n",
             (sum(all, 24, binds) / sum(all, 12, 24) - 1.0) * 12.0,
             (sum(month, 24, binds) / sum(all, 12, 24) - 1.0) * 12.0);
  EXPECT_GT(sum(all, 24, binds), 1.2 * sum(month, 24, binds));
  EXPECT_GT(month[binds - 1], 1.1 * month[binds - 2]);
  EXPECT_GT(on_year(banned.banned, binds - 6, binds), 10.0);
  // No echo: once what was bought ahead is used up, imports are what the ban leaves.
  for (std::size_t t = binds + 6; t < all.size(); ++t) EXPECT_LT(all[t], 1.02 * surprise[t]) << t;
  // A dip below the level before, and below what the same ban leaves when nobody knew of it; what was bought
  // ahead is run down, no more and no less.
  EXPECT_LT(sum(all, binds, binds + 6) / 6.0, 0.9 * sum(all, 12, 24) / 12.0);
  EXPECT_LT(sum(all, binds, binds + 6), 0.85 * sum(surprise, binds, binds + 6));
  const std::vector<double> normal = total(base);
  const double ahead = sum(all, binds - 12, binds) - sum(normal, binds - 12, binds);
  EXPECT_NEAR(sum(surprise, binds, binds + 18) - sum(all, binds, binds + 18), ahead, 0.1 * ahead);
  EXPECT_NEAR(sum(banned.other_products, binds - 6, binds) / sum(base.other_products, binds - 6, binds), 1.0,
              0.01);
  EXPECT_LT(sum(banned.other_origins, binds, binds + 3), sum(banned.other_origins, binds + 15, binds + 18));
}

// Where no other plant can make the equipment, the other origins cannot make good what the four sold.
TEST_F(EquipmentSurge, WithACapacityOfItsOwnImportsStayBelowTheBase) {
  const std::vector<double> all = total(run(Case::year, CapacityPool::product));
  fmt::print("with capacity_pool: product, months 1-6 {:.1f}, 13-18 {:.1f}\n",
             100.0 * sum(all, binds, binds + 6) / 6.0 / (sum(all, 12, 24) / 12.0),
             100.0 * sum(all, binds + 12, binds + 18) / 6.0 / (sum(all, 12, 24) / 12.0));
  EXPECT_LT(sum(all, binds + 12, binds + 18) / 6.0, sum(all, 12, 24) / 12.0);
}

}  // namespace
}  // namespace entrepot::test::equipment_surge_test
