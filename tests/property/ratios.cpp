// Every ratio of amounts, put together over random months, groups of labels or both, is the ratio of its
// parts put together in the same way.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <random>

#include "outputs/compare/cells.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::ratios_test {

using namespace outputs;
namespace {

constexpr std::size_t months = 30;  // the last year is not whole
constexpr std::size_t places = 4;
constexpr std::size_t sectors = 3;  // the last is services
const std::vector<std::string> regions{"A", "B", "C", "D"};

using Values = std::vector<double>;

Axis named(const std::string& name, const std::vector<std::string>& labels) {
  Axis axis;
  axis.name = name;
  axis.labels = labels;
  return axis;
}

FileHeader header() {
  FileHeader out = test::small_header(months);
  out.axes.resize(1);  // time
  for (const char* name : {"origin", "destination", "hub"}) out.axes.push_back(named(name, regions));
  out.axes.push_back(named("sector", {"K", "L", "SRV"}));
  out.provenance.push_back({"goods", "K L"});
  return out;
}

struct Parts {
  Values trade, duties;  // [time][origin][destination][sector]
  Values inside;         // [time][origin][hub][destination]
};

Parts random_parts(unsigned seed) {
  std::mt19937 draw(seed);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  Parts parts;
  for (std::size_t i = 0; i < months * places * places * sectors; ++i) {
    parts.trade.push_back(uniform(draw) < 0.2 ? 0.0 : 100.0 * uniform(draw));
    parts.duties.push_back(parts.trade.back() * uniform(draw));
  }
  for (std::size_t i = 0; i < months * places * places * places; ++i)
    parts.inside.push_back(i / places % places == i % places ? 0.0 : 50.0 * uniform(draw));
  return parts;
}

// Place in [time][origin][destination][sector].
std::size_t at(std::size_t t, std::size_t i, std::size_t n, std::size_t k) {
  return ((t * places + i) * places + n) * sectors + k;
}

double goods_trade(const Parts& parts, std::size_t t, std::size_t i, std::size_t n) {
  return i == n ? 0.0 : parts.trade[at(t, i, n, 0)] + parts.trade[at(t, i, n, 1)];
}

Variable variable(const std::string& name, std::vector<std::string> axes, Values values, bool ratio) {
  axes.insert(axes.begin(), "time");
  return {name,
          name,
          ratio ? "1" : "million USD per month",
          "",
          std::move(axes),
          std::move(values),
          ratio ? Aggregation::mean : Aggregation::sum};
}

std::vector<Variable> variables(const Parts& parts) {
  Values share, rate, content;
  for (std::size_t t = 0; t < months; ++t) {
    for (std::size_t i = 0; i < places; ++i) {
      for (std::size_t n = 0; n < places; ++n) {
        double imports = 0.0;
        for (std::size_t o = 0; o < places; ++o) imports += goods_trade(parts, t, o, n);
        share.push_back(goods_trade(parts, t, i, n) / imports);
        for (std::size_t k = 0; k < sectors; ++k)
          rate.push_back(i == n ? std::nan("") : parts.duties[at(t, i, n, k)] / parts.trade[at(t, i, n, k)]);
      }
    }
    for (std::size_t i = 0; i < places; ++i) {
      for (std::size_t way = 0; way < places * places; ++way) {
        double exports = 0.0;
        for (std::size_t o = 0; o < places; ++o)
          exports += parts.inside[(t * places + o) * places * places + way];
        content.push_back(parts.inside[(t * places + i) * places * places + way] / exports);
      }
    }
  }
  return {variable("customs_trade", {"origin", "destination", "sector"}, parts.trade, false),
          variable("value_added_in_exports", {"origin", "hub", "destination"}, parts.inside, false),
          variable("import_share", {"origin", "destination"}, share, true),
          variable("effective_duty_rate", {"origin", "destination", "sector"}, rate, true),
          variable("export_content", {"origin", "hub", "destination"}, content, true)};
}

// The same ratio of a period and of sets of labels, from the parts.
using Sum = std::function<double(std::size_t t, const std::vector<std::vector<std::size_t>>& members)>;
struct Ratio {
  std::string metric;
  std::vector<std::size_t> sizes;  // of its axes without time
  Sum above, below;
};

template <class Visit>
double sum_over(const std::vector<std::vector<std::size_t>>& members, std::size_t axis, const Visit& visit) {
  double sum = 0.0;
  for (const std::size_t m : members[axis]) sum += visit(m);
  return sum;
}

std::vector<Ratio> ratios(const Parts& parts) {
  const auto share = [&parts](std::size_t t, const auto& m) {
    return sum_over(m, 0, [&](std::size_t i) {
      return sum_over(m, 1, [&](std::size_t n) { return goods_trade(parts, t, i, n); });
    });
  };
  const auto imports = [&parts](std::size_t t, const auto& m) {
    double sum = 0.0;
    for (std::size_t o = 0; o < places; ++o)
      sum += sum_over(m, 1, [&](std::size_t n) { return goods_trade(parts, t, o, n); });
    return sum;
  };
  const auto of = [](const Values& values) {
    return [&values](std::size_t t, const auto& m) {
      return sum_over(m, 0, [&](std::size_t i) {
        return sum_over(m, 1, [&](std::size_t n) {
          return sum_over(m, 2, [&](std::size_t k) { return i == n ? 0.0 : values[at(t, i, n, k)]; });
        });
      });
    };
  };
  const auto inside = [&parts](std::size_t t, const auto& m) {
    return sum_over(m, 0, [&](std::size_t i) {
      return sum_over(m, 1, [&](std::size_t h) {
        return sum_over(
            m, 2, [&](std::size_t n) { return parts.inside[((t * places + i) * places + h) * places + n]; });
      });
    });
  };
  const auto exports = [inside](std::size_t t, const auto& m) {
    auto all = m;
    all[0] = {0, 1, 2, 3};
    return inside(t, all);
  };
  return {{"import_share", {places, places}, share, imports},
          {"effective_duty_rate", {places, places, sectors}, of(parts.duties), of(parts.trade)},
          {"export_content", {places, places, places}, inside, exports}};
}

class Ratios : public ::testing::TestWithParam<unsigned> {};

TEST_P(Ratios, AreSumOverSumOverMonthsAndLabels) {
  const Parts parts = random_parts(GetParam());
  const test::TemporaryFolder folder;
  ResultWriter(folder.file("a.h5"), header()).append({0, variables(parts), {}});
  const ResultReader reader(folder.file("a.h5"));
  std::mt19937 draw(GetParam());
  CompareOptions options;
  options.period = GetParam() % 2 == 0 ? Period::year : Period::quarter;
  const bool grouped = GetParam() % 3 != 0;
  const std::size_t first = draw() % places;
  const std::size_t second = (first + 1 + draw() % (places - 1)) % places;
  if (grouped) options.groups = {{"G", {regions[first], regions[second]}}};
  for (const Ratio& ratio : ratios(parts)) {
    const Cells cells(reader, "scenario", reader.info("scenario", ratio.metric), options);
    std::size_t missing = 0;
    const Values measured = cells.read(reader, "scenario", 0, missing);
    for (std::size_t cell = 0; cell < measured.size(); ++cell) {
      const std::vector<std::string> labels = cells.labels(cell);
      std::vector<std::vector<std::size_t>> members;
      for (std::size_t a = 1; a < labels.size(); ++a) {
        const auto place = std::find(regions.begin(), regions.end(), labels[a]);
        if (labels[a] == "G") {
          members.push_back({first, second});
        } else if (place != regions.end()) {
          members.push_back({static_cast<std::size_t>(place - regions.begin())});
        } else {
          members.push_back({labels[a] == "K" ? 0U : labels[a] == "L" ? 1U : 2U});
        }
      }
      double above = 0.0;
      double below = 0.0;
      for (const PeriodGroup& period : cells.periods()) {
        if (period.name != labels[0]) continue;
        for (const std::size_t t : period.positions) {
          above += ratio.above(t, members);
          below += ratio.below(t, members);
        }
      }
      if (below > 0.0) {
        EXPECT_NEAR(measured[cell], above / below, 1e-12) << ratio.metric << " cell " << cell;
      } else {
        EXPECT_TRUE(std::isnan(measured[cell])) << ratio.metric << " cell " << cell;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, Ratios, ::testing::Range(0U, 12U));

}  // namespace
}  // namespace entrepot::test::ratios_test
