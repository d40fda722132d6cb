// Two goods sectors and services, three regions:
//
//   regions  A B C     sectors  MAC (m1 list 1, m2 list 2)  FOO (f list none)  SRV (s)
//
#include "models/policies/tariff.hpp"

#include <gmock/gmock.h>

#include "models/policies/parts/selector.hpp"

namespace entrepot::test::tariff_test {

using namespace models;
namespace {

WorldTable small_world() {
  WorldTable table;
  table.regions = {"A", "B", "C"};
  table.sectors = {"MAC", "FOO", "SRV"};
  table.sector_is_goods = {true, true, false};
  table.products = {"84.1", "84.2", "02", "s"};
  table.product_hs = {"84", "84", "02", "s"};
  table.product_list = {"1", "2", "none", "none"};
  table.product_sector = {SectorId(0), SectorId(0), SectorId(1), SectorId(2)};
  table.base_duty.assign(3 * 3 * 4, 0.02);
  return table;
}

Date day(const std::string& text) {
  Date date;
  EXPECT_TRUE(parse_date(text, date));
  return date;
}

Values rate_values(Rate rate, const std::string& from) {
  Values values;
  values.set("importer", Names{"A"});
  values.set("rate", rate);
  values.set("from", day(from));
  values.set("scale", 1.0);
  values.set("compliance", 1.0);
  return values;
}

class Duties {
 public:
  Duties(const WorldTable& table, const std::vector<Values>& policies) : table_(table) {
    for (const Values& values : policies) owned_.push_back(tariff_policy().make(values, table));
    for (const auto& instrument : owned_) instruments_.push_back(instrument.get());
  }
  // Duty on imports of `destination` from `origin`, regions and products by index.
  double operator()(std::size_t destination, std::size_t origin, std::size_t product, Month month) const {
    return resolve_levers(table_, instruments_, month).duty[table_.duty_index(destination, origin, product)];
  }

 private:
  const WorldTable& table_;
  std::vector<std::unique_ptr<Instrument>> owned_;
  std::vector<const Instrument*> instruments_;
};

TEST(Tariff, AddsToTheBaseFromItsDayOnAndWeightsTheMonth) {
  const WorldTable table = small_world();
  const Duties duty(table, {rate_values({0.25, true}, "2018-07-06")});
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2018, 6)), 0.02);
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2018, 7)), 0.02 + 0.25 * 26 / 31);
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2018, 8)), 0.27);
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2030, 8)), 0.27);
}

TEST(Tariff, LeavesServicesDomesticSalesAndOtherImportersAlone) {
  const WorldTable table = small_world();
  const Duties duty(table, {rate_values({0.25, true}, "2018-01-01")});
  const Month month(2019, 1);
  for (std::size_t destination = 0; destination < 3; ++destination) {
    for (std::size_t origin = 0; origin < 3; ++origin) {
      for (std::size_t product = 0; product < 4; ++product) {
        const bool pays = destination == 0 && origin != 0 && product != 3;
        EXPECT_DOUBLE_EQ(duty(destination, origin, product, month), pays ? 0.27 : 0.02);
      }
    }
  }
}

TEST(Tariff, SelectionsIntersect) {
  const WorldTable table = small_world();
  const WorldNames names = world_names(table);
  Values values;
  EXPECT_THAT(selected_products(values, names, Services::never), ::testing::ElementsAre(0, 1, 2));
  values.set("sector", Names{"MAC"});
  EXPECT_THAT(selected_products(values, names, Services::never), ::testing::ElementsAre(0, 1));
  values.set("list", Names{"2", "none"});
  EXPECT_THAT(selected_products(values, names, Services::never), ::testing::ElementsAre(1));
  values.set("except", Names{"84"});
  EXPECT_TRUE(selected_products(values, names, Services::never).empty());
  Values by_product;
  by_product.set("product", Names{"84.1", "02"});
  EXPECT_THAT(selected_products(by_product, names, Services::never), ::testing::ElementsAre(0, 2));
}

TEST(Tariff, ListedOriginsOnly) {
  const WorldTable table = small_world();
  Values values = rate_values({0.25, true}, "2018-01-01");
  values.set("origin", Names{"C"});
  const Duties duty(table, {values});
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2019, 1)), 0.02);
  EXPECT_DOUBLE_EQ(duty(0, 2, 0, Month(2019, 1)), 0.27);
}

TEST(Tariff, ReplacingRateSetsTheLevelAndScaleMovesTheChange) {
  const WorldTable table = small_world();
  Values values = rate_values({0.10, false}, "2018-01-16");
  EXPECT_DOUBLE_EQ(Duties(table, {values})(0, 1, 0, Month(2019, 1)), 0.10);
  EXPECT_DOUBLE_EQ(Duties(table, {values})(0, 1, 0, Month(2018, 1)), 0.02 + 0.08 * 16 / 31);
  values.set("scale", 2.0);
  EXPECT_DOUBLE_EQ(Duties(table, {values})(0, 1, 0, Month(2019, 1)), 0.02 + 2 * 0.08);
  values.set("scale", 0.0);
  EXPECT_DOUBLE_EQ(Duties(table, {values})(0, 1, 0, Month(2019, 1)), 0.02);
}

TEST(Tariff, ComplianceIsThePartOfTheChangeThatIsPaid) {
  const WorldTable table = small_world();
  Values values = rate_values({0.25, true}, "2018-01-01");
  values.set("compliance", 0.8);
  EXPECT_DOUBLE_EQ(Duties(table, {values})(0, 1, 0, Month(2019, 1)), 0.02 + 0.8 * 0.25);
}

TEST(Tariff, UntilIsTheFirstDayOff) {
  const WorldTable table = small_world();
  Values values = rate_values({0.15, true}, "2019-09-01");
  values.set("until", day("2020-02-14"));
  const Duties duty(table, {values});
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2020, 1)), 0.17);
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2020, 2)), 0.02 + 0.15 * 13 / 29);
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2020, 3)), 0.02);
}

TEST(Tariff, InstrumentsActInFileOrder) {
  const WorldTable table = small_world();
  const Values add = rate_values({0.25, true}, "2018-01-01");
  const Values set = rate_values({0.10, false}, "2018-01-01");
  EXPECT_DOUBLE_EQ(Duties(table, {add, set})(0, 1, 0, Month(2019, 1)), 0.10);
  EXPECT_DOUBLE_EQ(Duties(table, {set, add})(0, 1, 0, Month(2019, 1)), 0.35);
}

TEST(Tariff, NeverGoesBelowZero) {
  const WorldTable table = small_world();
  const Values cut = rate_values({-0.30, true}, "2018-01-01");
  const Values add = rate_values({0.25, true}, "2018-01-01");
  EXPECT_DOUBLE_EQ(Duties(table, {cut})(0, 1, 0, Month(2019, 1)), 0.0);
  EXPECT_DOUBLE_EQ(Duties(table, {cut, add})(0, 1, 0, Month(2019, 1)), 0.25);
}

Values schedule_values(bool increments, const std::string& row_kind, std::vector<std::string> rows,
                       std::vector<double> values) {
  ScheduleTable schedule;
  schedule.increments = increments;
  schedule.row_kind = row_kind;
  schedule.rows = std::move(rows);
  schedule.dates = {day("2018-01-01"), day("2018-07-11")};
  schedule.values = std::move(values);
  Values policy;
  policy.set("importer", Names{"A"});
  policy.set("schedule", schedule);
  policy.set("scale", 1.0);
  policy.set("compliance", 1.0);
  return policy;
}

TEST(Tariff, LevelsReplaceEachOtherAndIncrementsSum) {
  const WorldTable table = small_world();
  const std::vector<double> rates = {0.05, 0.10, 0.20, 0.30};  // [date][84.1, 02]
  const Duties levels(table, {schedule_values(false, "product", {"84.1", "02"}, rates)});
  EXPECT_DOUBLE_EQ(levels(0, 1, 0, Month(2017, 12)), 0.02);
  EXPECT_DOUBLE_EQ(levels(0, 1, 0, Month(2018, 6)), 0.07);
  EXPECT_DOUBLE_EQ(levels(0, 1, 0, Month(2018, 7)), 0.02 + 0.05 * 10 / 31 + 0.20 * 21 / 31);
  EXPECT_DOUBLE_EQ(levels(0, 1, 2, Month(2018, 8)), 0.32);
  EXPECT_DOUBLE_EQ(levels(0, 1, 1, Month(2018, 8)), 0.02);  // not in the schedule
  const Duties sums(table, {schedule_values(true, "product", {"84.1", "02"}, rates)});
  EXPECT_DOUBLE_EQ(sums(0, 1, 0, Month(2018, 8)), 0.27);
  EXPECT_DOUBLE_EQ(sums(0, 1, 2, Month(2018, 8)), 0.42);
}

TEST(Tariff, RowsMayBeOrigins) {
  const WorldTable table = small_world();
  const Duties duty(table, {schedule_values(false, "origin", {"B", "C"}, {0.0, 0.1, 0.45, 0.2})});
  EXPECT_DOUBLE_EQ(duty(0, 1, 2, Month(2018, 8)), 0.47);
  EXPECT_DOUBLE_EQ(duty(0, 2, 2, Month(2018, 8)), 0.22);
  EXPECT_DOUBLE_EQ(duty(0, 2, 3, Month(2018, 8)), 0.02);
}

TEST(Tariff, FromAndUntilCutASchedule) {
  const WorldTable table = small_world();
  Values values = schedule_values(false, "origin", {"B"}, {0.1, 0.2});
  values.set("from", day("2018-03-01"));
  values.set("until", day("2018-09-01"));
  const Duties duty(table, {values});
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2018, 2)), 0.02);
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2018, 3)), 0.12);
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2018, 8)), 0.22);
  EXPECT_DOUBLE_EQ(duty(0, 1, 0, Month(2018, 9)), 0.02);
}

TEST(Policies, EveryRowHasAMakerAndHelp) {
  for (const PolicyDescriptor& policy : policy_descriptors()) {
    EXPECT_NE(policy.make, nullptr) << policy.name;
    EXPECT_EQ(find_policy(policy.name), &policy);
    for (const KeySpec& key : policy.keys) EXPECT_FALSE(key.help.empty()) << key.name;
  }
  EXPECT_EQ(find_policy("no such policy"), nullptr);
}

}  // namespace
}  // namespace entrepot::test::tariff_test
