// Worlds with real firms are as exact as drawn ones: flows, outputs, contracts; and what privacy withholds
// changes no bit.
#include "sim/world/firms/firm_register.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "sim/world/firms/withhold.hpp"
#include "sim/world/synthesis/base_point.hpp"
#include "tests/support/random_register.hpp"
#include "tests/support/random_table.hpp"

namespace entrepot::test::firm_register_test {
namespace {

SynthesisOptions options_of(std::uint64_t seed) {
  SynthesisOptions options;
  options.firms = 400;
  options.slots_per_firm = 12;
  options.seed = {seed, 0};
  return options;
}

class RealFirms : public ::testing::TestWithParam<int> {
 protected:
  [[nodiscard]] WorldTable table() const {
    TableShape shape;
    shape.regions = 3 + seed() % 3;
    shape.sectors = 3 + seed() % 2;
    shape.largest_duty = seed() % 3 == 0 ? 0.0 : 0.2;
    return random_table(seed(), shape);
  }
  // Registers that hold less than the table, more, and links of more than there is room for.
  [[nodiscard]] RegisterShape shape() const {
    RegisterShape shape;
    shape.coverage = seed() % 4 == 0 ? 1.6 : 0.2 * static_cast<double>(1 + seed() % 4);
    shape.link_size = seed() % 2 == 0 ? 0.02 : 2.0;
    shape.firms_per_group = 3 + seed() % 5;
    return shape;
  }
  [[nodiscard]] std::uint64_t seed() const { return static_cast<std::uint64_t>(GetParam()); }
  [[nodiscard]] World make(int threads = 2) const {
    const WorldTable plain = table();
    FirmRegister firms = random_register(plain, seed(), shape());
    firms.remainder = seed() % 5 == 0 ? Remainder::none : Remainder::drawn;
    return synthesise(with_register(plain, std::move(firms)), options_of(seed()), threads);
  }
};

TEST_P(RealFirms, FlowsEqualTheTable) {
  const World world = make();
  const WorldTable& table = world.table;
  const std::vector<double> flows = base_flows(world);
  const std::size_t users = table.n_sectors() + 1;
  const std::size_t uses = table.n_regions() * users;
  for (const GroupId supplier : table.axes().groups()) {
    for (std::size_t use = 0; use < uses; ++use) {
      const std::size_t n = use / users;
      const std::size_t user = use % users;
      const double want = user < table.n_sectors() ? table.z(supplier.index(), n * table.n_sectors() + user)
                                                   : table.f(supplier.index(), n);
      double got = 0.0;
      for (const CellId cell : table.axes().cells_of(supplier)) got += flows[cell.index() * uses + use];
      EXPECT_NEAR(got, want, 1e-6 * want) << "supplier " << supplier.get() << " use " << use;
    }
  }
}

TEST_P(RealFirms, OutputsAreThoseOfTheRegisterOrRescaledAlike) {
  const World world = make();
  const WorldTable& table = world.table;
  const FirmRegister& firms = *table.firm_register;
  ASSERT_EQ(world.firm_entry.size(), world.n_firms());
  std::vector<int> met(firms.size(), 0);
  for (const CellId cell : table.axes().cells()) {
    double sum = 0.0;
    double factor = 0.0;
    for (std::uint32_t f = world.cell_first[cell.index()]; f < world.cell_first[cell.index() + 1]; ++f) {
      sum += world.firm_output[f];
      const std::uint32_t entry = world.firm_entry[f];
      if (entry == no_entry) continue;
      ++met[entry];
      const double ratio = world.firm_output[f] / firms.output[entry];
      if (factor > 0.0) {
        EXPECT_NEAR(ratio, factor, 1e-6 * factor);
      }
      factor = ratio;
      EXPECT_EQ(table.axes().group_of(cell), firms.group[entry]);
    }
    const double whole = table.output[table.axes().group_of(cell).index()] * table.product_mix[cell.index()];
    EXPECT_NEAR(sum, whole, 1e-6 * whole);
    if (firms.remainder == Remainder::drawn) {
      EXPECT_LE(factor, 1.0 + 2e-6);
    }
  }
  for (const int times : met) EXPECT_LE(times, 1);
}

// Money of every pair of firms at the gate, million USD per year.
std::map<std::pair<std::uint32_t, std::uint32_t>, double> trade(const World& world) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> sums;
  for (const Block& block : world.blocks) {
    const RegionId to = world.axes().region_of(GroupId(block.group));
    for (std::size_t nest = 0; nest < block.firm_count * world.table.n_sectors(); ++nest) {
      const std::uint32_t buyer = block.first_firm + static_cast<std::uint32_t>(nest % block.firm_count);
      const double spending =
          world.input_coefficient(block.group, nest / block.firm_count) * world.firm_output[buyer];
      for (std::uint32_t s = world.nest_first[block.first_nest + nest];
           s < world.nest_first[block.first_nest + nest + 1]; ++s) {
        const std::uint32_t supplier = world.slot_supplier[s];
        const FlowId flow = world.axes().flow(to, CellId(world.firm_cell[supplier]));
        sums[{buyer, supplier}] += spending * static_cast<double>(world.slot_weight[s]) /
                                   (1.0 + world.table.base_duty[flow.index()]);
      }
    }
  }
  return sums;
}

TEST(RealFirmLinks, ThatFitAreInTheWorldToTheDollar) {
  const WorldTable plain = random_table(3, {.input_size = 4.0});
  RegisterShape shape;
  shape.link_size = 1e-4;
  shape.products = 1.0;
  const World world = synthesise(with_register(plain, random_register(plain, 3, shape)), options_of(3), 2);
  std::map<std::uint32_t, std::uint32_t> firm_of;
  for (std::uint32_t f = 0; f < world.n_firms(); ++f) firm_of[world.firm_entry[f]] = f;
  const auto sums = trade(world);
  std::size_t found = 0;
  const FirmRegister& firms = *world.table.firm_register;
  for (const RegisterLink& link : firms.links) {
    const auto at = sums.find({firm_of.at(link.buyer), firm_of.at(link.supplier)});
    if (at == sums.end()) continue;  // the table has no such input
    ++found;
    const double factor = world.firm_output[at->first.second] / firms.output[link.supplier];
    EXPECT_GE(at->second, factor * link.value * (1.0 - 1e-4));
  }
  EXPECT_GT(found, firms.links.size() / 2);
}

TEST_P(RealFirms, ThreadsDoNotMatter) {
  const World one = make(1);
  const World three = make(3);
  EXPECT_EQ(one.slot_supplier, three.slot_supplier);
  EXPECT_EQ(one.slot_weight, three.slot_weight);
  EXPECT_EQ(one.firm_output, three.firm_output);
  EXPECT_EQ(one.firm_entry, three.firm_entry);
}

INSTANTIATE_TEST_SUITE_P(RandomRegisters, RealFirms, ::testing::Range(1, 13));

// The register with other sizes and links of the firms of small cells, all else alike.
FirmRegister changed_where_small(FirmRegister firms, const Axes& axes) {
  std::map<GroupId, std::uint32_t> count;
  for (const GroupId group : firms.group) ++count[group];
  const auto small = [&](std::uint32_t entry) { return count[firms.group[entry]] < firms.min_firms; };
  for (std::uint32_t e = 0; e < firms.size(); ++e) {
    if (!small(e)) continue;
    firms.output[e] *= 3.7;
    firms.owner[e] = RegionId(e % axes.n_regions());
  }
  std::erase_if(firms.links, [&](const RegisterLink& link) { return small(link.buyer); });
  for (RegisterLink& link : firms.links)
    if (small(link.supplier)) link.value *= 5.0;
  return firms;
}

TEST(RealFirmPrivacy, SmallCellsChangeNoBitOfTheWorld) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const WorldTable plain = random_table(seed);
    RegisterShape shape;
    shape.products = 0.0;
    shape.links_per_firm = 30;
    FirmRegister firms = random_register(plain, seed, shape);
    firms.min_firms = 5;
    // Every third group keeps two firms only.
    std::map<GroupId, int> met;
    FirmRegister thin = firms;
    for (auto* column : {&thin.id}) column->clear();
    thin.group.clear(), thin.product.clear(), thin.output.clear(), thin.owner.clear(), thin.links.clear();
    std::vector<std::uint32_t> now(firms.size(), no_entry);
    for (std::uint32_t e = 0; e < firms.size(); ++e) {
      if (firms.group[e].get() % 3 == 0 && ++met[firms.group[e]] > 2) continue;
      now[e] = static_cast<std::uint32_t>(thin.size());
      thin.id.push_back(firms.id[e]);
      thin.group.push_back(firms.group[e]);
      thin.product.push_back(firms.product[e]);
      thin.output.push_back(firms.output[e]);
      thin.owner.push_back(firms.owner[e]);
    }
    for (const RegisterLink& link : firms.links)
      if (now[link.buyer] != no_entry && now[link.supplier] != no_entry)
        thin.links.push_back({now[link.buyer], now[link.supplier], link.value});
    FirmRegister other = changed_where_small(thin, plain.axes());
    ASSERT_NE(thin.output, other.output);
    std::vector<std::string> notes;
    withhold_small_cells(thin, plain, notes);
    withhold_small_cells(other, plain, notes);
    const World a = synthesise(with_register(plain, thin), options_of(seed), 2);
    const World b = synthesise(with_register(plain, other), options_of(seed), 2);
    EXPECT_EQ(a.firm_output, b.firm_output);
    EXPECT_EQ(a.slot_supplier, b.slot_supplier);
    EXPECT_EQ(a.slot_weight, b.slot_weight);
    EXPECT_EQ(a.notes, b.notes);
    for (std::size_t cell = 0; cell < a.n_cells(); ++cell) {
      std::uint32_t entries = 0;
      for (std::uint32_t f = a.cell_first[cell]; f < a.cell_first[cell + 1]; ++f)
        entries += a.firm_entry[f] != no_entry ? 1U : 0U;
      EXPECT_TRUE(entries == 0 || entries >= 5) << "cell " << cell << " has " << entries;
    }
  }
}

}  // namespace
}  // namespace entrepot::test::firm_register_test
