#include "sim/world/levers/levers.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/toy_table.hpp"

namespace entrepot::test::levers_test {
namespace {

// Sets one duty from a day on; known from another.
class DatedDuty : public Instrument {
 public:
  DatedDuty(double level, Date from, Date announced) : level_(level), from_(from), announced_(announced) {}
  void apply(Month month, Levers& levers) const override {
    levers.duty[1] += level_ * share_of_month(month, from_, Date::max());
  }
  [[nodiscard]] Date announced() const override { return announced_; }

 private:
  double level_;
  Date from_;
  Date announced_;
};

Date day(const char* text) {
  Date date;
  EXPECT_TRUE(parse_date(text, date));
  return date;
}

TEST(Outlook, KnowsOnlyWhatIsAnnounced) {
  const WorldTable table = test::toy_table();
  const DatedDuty duty(0.25, day("2019-01-01"), day("2018-06-15"));
  const std::vector<const Instrument*> instruments = {&duty};
  const Outlook outlook(table, instruments);
  const Month later(2019, 3);
  EXPECT_EQ(outlook.expected(later, Month(2018, 5)).duty[1], table.base_duty[1]);
  EXPECT_EQ(outlook.expected(later, Month(2018, 6)).duty[1], table.base_duty[1] + 0.25);
  EXPECT_EQ(outlook.expected(Month(2018, 12), Month(2018, 6)).duty[1], table.base_duty[1]);
}

TEST(Levers, UnusedLeversStayEmpty) {
  const WorldTable table = test::toy_table();
  const Levers levers = resolve_levers(table, {}, Month(2018, 1));
  EXPECT_TRUE(levers.ban.empty());
  EXPECT_TRUE(levers.log_wedge.empty());
  EXPECT_EQ(Levers::value(levers.ban, 7), 0.0);
  EXPECT_EQ(Levers::value(levers.budget, 0, 1.0), 1.0);
}

TEST(Levers, AllAreListedByName) {
  EXPECT_EQ(lever_columns().size() * sizeof(std::vector<double>) + sizeof(Levers::firms) +
                sizeof(Levers::quotas) + sizeof(Levers::contents),
            sizeof(Levers));
}

// Writes far beyond the bounds of every lever.
class Excess : public Instrument {
 public:
  explicit Excess(double value) : value_(value) {}
  void apply(Month /*month*/, Levers& levers) const override {
    for (const LeverColumn& lever : lever_columns()) (levers.*lever.column).assign(2, value_);
  }

 private:
  double value_;
};

TEST(Levers, AreCutToTheirBounds) {
  const WorldTable table = test::toy_table();
  for (const double value : {-5.0, 5.0}) {
    const Excess excess(value);
    const Levers levers = resolve_levers(table, {&excess}, Month(2018, 1));
    for (const LeverColumn& lever : lever_columns())
      EXPECT_THAT(levers.*lever.column, ::testing::Each(std::clamp(value, lever.lower, lever.upper)))
          << lever.name;
    EXPECT_EQ(levers.ban[0], value > 0.0 ? 1.0 : 0.0);
    EXPECT_EQ(levers.duty[0], value > 0.0 ? 5.0 : 0.0);
    EXPECT_EQ(levers.log_wedge[0], value);
  }
}

}  // namespace
}  // namespace entrepot::test::levers_test
