// Measures that a short run cannot show, on numbers made up here, and that no fact is left without a word.
#include "outputs/report/facts/measures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "outputs/report/facts/fact_answers.hpp"
#include "outputs/report/facts/views.hpp"
#include "sim/core/calendar.hpp"
#include "sim/core/sha256.hpp"
#include "tests/support/source_dir.hpp"
#include "tools/entrepot/history/facts_file.hpp"

namespace entrepot::test::measures_test {

using namespace outputs;
namespace {

using ::testing::HasSubstr;
using CubeOf = std::function<Cube(const std::string& metric, const std::string& time, bool with_policies)>;

const std::string library_facts = "/scenarios/facts/trade-war-2018.csv";

// A view whose numbers the test makes up.
class MadeUp : public FactView {
 public:
  MadeUp(const FactWorld& world, CubeOf of, int last_year, const FactView* baseline = nullptr)
      : FactView(world), of_(std::move(of)), last_year_(last_year), baseline_(baseline) {}
  Cube at(const std::string& metric, const std::string& time) const override {
    return of_(metric, time, baseline_ != nullptr);
  }
  const FactView& baseline() const override { return baseline_ == nullptr ? *this : *baseline_; }
  int last_year() const override { return last_year_; }

 private:
  CubeOf of_;
  int last_year_;
  const FactView* baseline_;
};

const std::vector<std::string> regions = {"USA", "CHN", "MEX", "VNM", "ASE"};

// Trade falls by `elasticity` times the duty on every second origin of a market, added on 2018-03-15 to stay.
Cube taxed_world(const std::string& metric, const std::string& time, bool with_policies, double elasticity,
                 bool stays) {
  Date date;
  static_cast<void>(parse_date(time, date));
  const Month month(date);
  Cube cube{metric, {"origin", "destination", "sector"}, {regions, regions, {"ELE"}}, {}};
  for (std::size_t o = 0; o < regions.size(); ++o) {
    for (std::size_t d = 0; d < regions.size(); ++d) {
      const double full = 0.05 * static_cast<double>((o + 2 * d) % 3);
      const double share = month < Month(2018, 3) || (!stays && Month(2018, 9) < month) ? 0.0
                           : month == Month(2018, 3)                                    ? 0.5
                                                                                        : 1.0;
      const double duty = 0.02 + (with_policies ? full * share : 0.0);
      const double market = with_policies ? 1.1 + 0.1 * static_cast<double>(d) : 1.0;  // of all its origins
      const double trade =
          100.0 * static_cast<double>(1 + o) * market * std::pow((1.0 + duty) / 1.02, elasticity);
      cube.values.push_back(metric == "duty_rate" ? duty : trade);
    }
  }
  return cube;
}

double elasticity_of(double planted, bool stays, int last_year) {
  FactWorld world;
  world.goods = {"ELE"};
  const CubeOf of = [&](const std::string& metric, const std::string& time, bool with_policies) {
    return taxed_world(metric, time, with_policies, planted, stays);
  };
  const MadeUp baseline(world, of, last_year);
  const MadeUp view(world, of, last_year, &baseline);
  return facts::trade_elasticity(view, 11, 13);
}

TEST(FactMeasures, TheElasticityOfLastingDutiesIsFound) {
  EXPECT_NEAR(elasticity_of(-0.76, true, 2020), -0.76, 1e-9);
  EXPECT_NEAR(elasticity_of(-2.0, true, 2020), -2.0, 1e-9);
}

TEST(FactMeasures, DutiesThatDoNotStayHaveNoElasticity) {
  EXPECT_THROW(elasticity_of(-0.76, false, 2020), NotMeasured);
  EXPECT_THROW(elasticity_of(-0.76, true, 2018), NotMeasured);  // ends too early
}

// Content of CHN in what the hubs sell, over a baseline of 0.1: up to `top` in 2030, then down to `end`.
double fall_of(double top, double end, int last_year) {
  FactWorld world;
  const CubeOf of = [&](const std::string& metric, const std::string& time, bool with_policies) {
    const int year = std::stoi(time);
    const double rise = year <= 2030 ? top * (year - 2017) / 13.0 : top + (end - top) * (year - 2030) / 13.0;
    const double content = 0.1 + (with_policies ? rise : 0.0);
    Cube cube{metric, {"origin", "hub", "destination"}, {{"CHN", "MEX"}, {"VNM", "ASE", "MEX"}, {"USA"}}, {}};
    for (int hub = 0; hub < 3; ++hub) cube.values.push_back(content * 50.0);
    for (int hub = 0; hub < 3; ++hub) cube.values.push_back((1.0 - content) * 50.0);
    return cube;
  };
  const MadeUp baseline(world, of, last_year);
  return facts::content_fall(MadeUp(world, of, last_year, &baseline));
}

TEST(FactMeasures, ContentFallsFromItsTopWithin25Years) {
  EXPECT_NEAR(fall_of(0.04, 0.01, 2045), -0.03, 1e-12);
  EXPECT_NEAR(fall_of(0.04, 0.05, 2045), 0.0, 1e-12);
  EXPECT_THROW(fall_of(0.04, 0.01, 2030), NotMeasured);
}

TEST(FactMeasures, ASignIsABandThatZeroIsNotIn) {
  Fact fact;
  fact.id = "indirect_first_up";
  fact.low = fact.high = not_known;
  EXPECT_EQ(fact_band(fact), "above 0");
  EXPECT_EQ(fact_verdict(fact, {{1.0, 0.1, 2}, ""}), "in the band");
  EXPECT_EQ(fact_verdict(fact, {{0.0, 0.1, 2}, ""}), "MISS: below the band");
  fact.id = "indirect_then_down";
  EXPECT_EQ(fact_verdict(fact, {{-1.0, 0.1, 2}, ""}), "in the band");
  EXPECT_EQ(fact_verdict(fact, {{0.0, 0.1, 2}, ""}), "MISS: above the band");
}

TEST(FactMeasures, EveryFactOfTheLibraryHasAMeasureOrAReason) {
  for (const Fact& fact : tools::read_facts(test::source_dir() + library_facts)) {
    const Measure* const measure = find_measure(fact.id);
    ASSERT_NE(measure, nullptr) << fact.id;
    EXPECT_FALSE(measure->words.empty()) << fact.id;
    // A fact without a band is one of those that ask for a sign.
    EXPECT_EQ(std::isnan(fact.low) && measure->of != nullptr, measure->sign != Sign::none) << fact.id;
  }
}

TEST(FactMeasures, TheBandsOfTheLibraryAreThoseThatWereFrozen) {
  EXPECT_EQ(file_hash(test::source_dir() + library_facts),
            "55cda7f34845ce2c3f39a0d4d4964857ec889a8b28dfe929abfb8d07d022a81b");
}

TEST(FactMeasures, NoChangeSaysNothingChangesAndLinksLast) {
  FactWorld world;
  const CubeOf of = [](const std::string& metric, const std::string& time, bool) {
    return Cube{metric, {"region"}, {{"USA"}}, {static_cast<double>(std::stoi(time))}};
  };
  const MadeUp run(world, of, 2020);
  const NoChangeView still(run, world, "2017");
  EXPECT_EQ(still.at("gdp", "2020").values.front(), 2017.0);
  EXPECT_EQ(still.at("link_survival", "2017-12").values.front(), 1.0);
}

TEST(FactMeasures, AYearOfAnEquilibriumIsTheMeanOfFourMonths) {
  FactWorld world;
  int solved = 0;
  const SolveMonth solve = [&](Month month, bool with_policies) {
    ++solved;
    const double value = month.month() + (with_policies ? 100.0 : 0.0);
    return std::vector<Variable>{{"gdp", "", "", "", {"time", "region"}, {value}, Aggregation::sum},
                                 {"price", "", "", "", {"time", "region"}, {value}, Aggregation::mean}};
  };
  const StaticView view(world, {{"time", "", "", {}, {0.0}, true}, {"region", "", "", {"USA"}, {}, false}},
                        solve, 2020);
  EXPECT_EQ(view.at("price", "2019").values.front(), 100.0 + (2 + 5 + 8 + 11) / 4.0);
  EXPECT_EQ(view.at("gdp", "2019").values.front(), 12.0 * (100.0 + 6.5));
  EXPECT_EQ(view.baseline().at("gdp", "2019-05").values.front(), 5.0);
  EXPECT_EQ(view.at("gdp", "2019-05").values.front(), 105.0);
  EXPECT_EQ(solved, 5);  // months are solved once
  EXPECT_THROW(static_cast<void>(view.at("stocks", "2019")), NotMeasured);
}

TEST(FactCubes, UnknownLabelsAndAxesAreReasonsNotToMeasure) {
  const Cube cube{"gdp", {"region"}, {{"USA", "CHN"}}, {1.0, 2.0}};
  EXPECT_EQ(sum(cube, {}), 3.0);
  EXPECT_EQ(sum(cube, {{"region", {"CHN"}}}), 2.0);
  try {
    static_cast<void>(sum(cube, {{"region", {"VNM"}}}));
    FAIL() << "VNM is not there";
  } catch (const NotMeasured& reason) {
    EXPECT_THAT(reason.what(), HasSubstr("no region VNM"));
  }
  EXPECT_THROW(static_cast<void>(sum(cube, {{"sector", {"ELE"}}})), NotMeasured);
}

}  // namespace
}  // namespace entrepot::test::measures_test
