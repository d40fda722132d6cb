// The linkage metrics of a taxed random world against the dense Leontief inverse and against each other.
#include "outputs/metrics/parts/linkage.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "models/theory/modularity.hpp"
#include "outputs/metrics/recorder.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::linkage_test {

using namespace theory;
using namespace outputs;
namespace {

using Index = Eigen::Index;

class LinkageMetrics : public ::testing::Test {
 protected:
  LinkageMetrics() : pool_(2), run_(setup()) {
    for (int step = 0; step < 12; ++step) run_.step();
    Recorder recorder(run_.world(), {Month(2017, 12), 1}, pool_);
    recorder.record({run_.world(), run_.state(), run_.levers()}, 0);
    for (std::size_t m = 0; m < all_metrics().size(); ++m)
      values_[all_metrics()[m].name] = recorder.values(m);
    flows_ = state_flows(run_.world(), run_.state());
    const Eigen::VectorXd output = flows_.intermediate.rowwise().sum() + flows_.final_use.rowwise().sum();
    coefficients_ = flows_.intermediate * output.cwiseInverse().asDiagonal();
    const auto groups = static_cast<Index>(flows_.groups());
    inverse_ = (Eigen::MatrixXd::Identity(groups, groups) - coefficients_).inverse();
    value_added_ = 1.0 - coefficients_.colwise().sum().transpose().array();
  }
  static test::RunSetup setup() {
    test::RunSetup setup;
    setup.duty = 0.25;
    return setup;
  }
  [[nodiscard]] std::size_t regions() const { return flows_.regions; }
  [[nodiscard]] std::size_t sectors() const { return flows_.sectors; }
  // Value of a metric whose axes are all regions.
  [[nodiscard]] double at(const std::string& name, std::size_t a, std::size_t b) const {
    return values_.at(name)[a * regions() + b];
  }
  [[nodiscard]] double at(const std::string& name, std::size_t a, std::size_t b, std::size_t c) const {
    return values_.at(name)[(a * regions() + b) * regions() + c];
  }
  // Sum over the sectors of origin i (goods only if asked) of a matrix' elements in one column.
  [[nodiscard]] double sum_origin(const Eigen::MatrixXd& matrix, std::size_t i, std::size_t column,
                                  bool goods) const {
    double sum = 0.0;
    for (std::size_t k = 0; k < sectors(); ++k) {
      if (goods && !run_.world().table.sector_is_goods[k]) continue;
      sum += matrix(static_cast<Index>(i * sectors() + k), static_cast<Index>(column));
    }
    return sum;
  }

  ThreadPool pool_;
  test::Run run_;
  std::map<std::string, std::vector<double>> values_;
  InterCountryFlows flows_;
  Eigen::MatrixXd coefficients_, inverse_;
  Eigen::VectorXd value_added_;
};

TEST_F(LinkageMetrics, FlowsAddUpToCustomsTrade) {
  for (std::size_t g = 0; g < flows_.groups(); ++g) {
    const auto row = static_cast<Index>(g);
    for (std::size_t n = 0; n < regions(); ++n) {
      const double sold = flows_.final_use(row, static_cast<Index>(n)) +
                          flows_.intermediate.row(row)
                              .segment(static_cast<Index>(n * sectors()), static_cast<Index>(sectors()))
                              .sum();
      const double trade =
          values_.at("customs_trade")[(g / sectors() * regions() + n) * sectors() + g % sectors()];
      EXPECT_NEAR(sold, trade, 1e-9 * (1.0 + trade));
    }
  }
}

TEST_F(LinkageMetrics, ExposuresAreThoseOfTheDenseInverse) {
  const Eigen::MatrixXd beyond = inverse_ - Eigen::MatrixXd::Identity(inverse_.rows(), inverse_.cols());
  for (std::size_t i = 0; i < regions(); ++i) {
    for (std::size_t user = 0; user < flows_.groups(); ++user) {
      const std::size_t place = i * flows_.groups() + user;
      const double direct = sum_origin(coefficients_, i, user, true);
      const double all = sum_origin(beyond, i, user, true);
      EXPECT_NEAR(values_.at("face_value_exposure")[place], direct, 1e-12);
      EXPECT_NEAR(values_.at("look_through_exposure")[place], all, 1e-12);
      EXPECT_GE(all, direct);
      if (direct > 0.0) {
        EXPECT_NEAR(values_.at("hidden_exposure")[place], all / direct, 1e-9);
      }
    }
  }
}

TEST_F(LinkageMetrics, ManufacturingIsWeightedByOutput) {
  const std::vector<double>& output = values_.at("output");
  for (const auto& [pooled, single] :
       std::map<std::string, std::string>{{"manufacturing_face_value", "face_value_exposure"},
                                          {"manufacturing_look_through", "look_through_exposure"}}) {
    for (std::size_t n = 0; n < regions(); ++n) {
      double sum = 0.0;
      double made = 0.0;
      for (std::size_t j = 0; j + 1 < sectors(); ++j) {  // the last one is services
        const double x = output[n * sectors() + j];
        sum += x * values_.at(single)[(1 * regions() + n) * sectors() + j];
        made += x;
      }
      EXPECT_NEAR(at(pooled, 1, n), sum / made, 1e-12);
    }
  }
  EXPECT_NEAR(at("manufacturing_hidden_exposure", 1, 0),
              at("manufacturing_look_through", 1, 0) / at("manufacturing_face_value", 1, 0), 1e-12);
}

TEST_F(LinkageMetrics, BordersAndStagesAddUpToValueAddedInFinalUse) {
  const Eigen::MatrixXd used = value_added_.asDiagonal() * inverse_ * flows_.final_use;
  for (std::size_t i = 0; i < regions(); ++i) {
    for (std::size_t n = 0; n < regions(); ++n) {
      double borders = 0.0;
      double stages = 0.0;
      for (std::size_t d = 0; d < regions(); ++d) borders += at("value_added_by_border", i, d, n);
      for (std::size_t s = 0; s < stage_bins; ++s)
        stages += values_.at("value_added_by_stages")[(i * regions() + n) * stage_bins + s];
      const double exact = sum_origin(used, i, n, false);
      EXPECT_NEAR(borders, exact, 1e-11 * exact);
      EXPECT_NEAR(stages, exact, 1e-11 * exact);
      if (i != n) {
        EXPECT_EQ(at("value_added_by_border", i, n, n), 0.0);
      }
    }
  }
}

TEST_F(LinkageMetrics, IndexComparesTheIndirectShareWithTheBase) {
  const WorldTable& table = run_.world().table;
  const Linkage base(table_flows(table), table);
  double final_use = flows_.final_use.col(0).sum();
  double indirect = 0.0;
  for (std::size_t d = 2; d < regions(); ++d) indirect += at("value_added_by_border", 1, d, 0);
  EXPECT_NEAR(at("indirect_link_index", 1, 0), indirect / final_use / indirect_share(base, 1, 0), 1e-12);
  // The duty turns the taxed origin's value added to the ways round.
  EXPECT_GT(at("indirect_link_index", 1, 0), 1.01);
  EXPECT_NEAR(at("indirect_link_index", 2, 3), 1.0, 0.05);
}

TEST_F(LinkageMetrics, ExportsHoldAllOrigins) {
  const WorldTable& table = run_.world().table;
  for (std::size_t h = 0; h < regions(); ++h) {
    for (std::size_t n = 0; n < regions(); ++n) {
      double goods = 0.0;
      for (std::size_t k = 0; k < sectors(); ++k) {
        if (table.sector_is_goods[k])
          goods += values_.at("customs_trade")[(h * regions() + n) * sectors() + k];
      }
      double inside = 0.0;
      double content = 0.0;
      for (std::size_t i = 0; i < regions(); ++i) {
        inside += at("value_added_in_exports", i, h, n);
        content += at("export_content", i, h, n);
      }
      if (h == n) {
        EXPECT_EQ(inside, 0.0);
        EXPECT_TRUE(std::isnan(content));
      } else {
        EXPECT_NEAR(inside, goods, 1e-9 * goods);
        EXPECT_NEAR(content, 1.0, 1e-12);
      }
    }
  }
}

TEST_F(LinkageMetrics, ModularityOfRegionsByHand) {
  const std::size_t groups = flows_.groups();
  const std::vector<std::int64_t>& use = run_.state().use_flow;
  std::vector<double> sold(regions(), 0.0);
  std::vector<double> bought(regions(), 0.0);
  double inside = 0.0;
  double all = 0.0;
  for (std::size_t user = 0; user < groups; ++user) {
    for (std::size_t seller = 0; seller < groups; ++seller) {
      const auto money = static_cast<double>(use[user * groups + seller]);
      sold[seller / sectors()] += money;
      bought[user / sectors()] += money;
      all += money;
      if (seller / sectors() == user / sectors()) inside += money;
    }
  }
  double expected = inside / all;
  for (std::size_t n = 0; n < regions(); ++n) expected -= sold[n] * bought[n] / all / all;
  EXPECT_NEAR(values_.at("modularity")[0], expected, 1e-12);
}

TEST_F(LinkageMetrics, PathsAreShorterAtHomeAndOneSaleAtLeast) {
  for (std::size_t n = 0; n < regions(); ++n) {
    for (std::size_t i = 0; i < regions(); ++i) {
      EXPECT_GE(at("mean_shortest_path", i, n), 1.0);
      if (i != n) {
        EXPECT_GT(at("mean_shortest_path", i, n), at("mean_shortest_path", n, n));
      }
    }
  }
}

// Where firms together buy more than is made there is no Leontief inverse: missing, not a number without
// meaning.
TEST_F(LinkageMetrics, AreMissingWithoutALeontiefInverse) {
  InterCountryFlows flows = flows_;
  flows.final_use.setZero();
  const WorldTable& table = run_.world().table;
  const Linkage broken(flows, table);
  ASSERT_FALSE(broken.system.productive());
  const Linkage base(table_flows(table), table);
  const MetricView view{run_.world(), run_.state(), run_.levers(), &broken, &base, &pool_};
  std::size_t checked = 0;
  for (const Metric& metric : all_metrics()) {
    if (metric.sampling != Sampling::quarter || metric.name == "modularity" ||
        metric.name.find("face_value") != std::string::npos) {
      continue;
    }
    if (metric.name == "productivity" || metric.name == "technology_gap" || metric.name == "plant_classes" ||
        metric.name == "trade_by_owner" || metric.name.starts_with("real_"))
      continue;  // not of flows
    std::vector<double> out(values_.at(metric.name).size(), 0.0);
    metric.record(view, out);
    for (const double value : out) EXPECT_TRUE(std::isnan(value)) << metric.name;
    ++checked;
  }
  EXPECT_EQ(checked, 10U);
}

}  // namespace
}  // namespace entrepot::test::linkage_test
