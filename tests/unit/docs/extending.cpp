// The examples of docs/extending.md: they compile, they act, and the page shows them as they stand here.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <numeric>
#include <sstream>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/lever_change.hpp"
#include "models/policies/registry.hpp"
#include "outputs/metrics/metric.hpp"
#include "scenarios/data/load_world.hpp"
#include "sim/core/faults.hpp"
#include "tests/support/engine.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::extending_test {

using namespace models;
using namespace outputs;
using namespace scenarios;

namespace {

// Every group's unit cost falls by the same part a month.
class SteadyProgress : public Action {
 public:
  explicit SteadyProgress(double log_saving) : log_saving_(log_saving) {}
  [[nodiscard]] Phase phase() const override { return Phase::learn; }
  [[nodiscard]] std::string_view name() const override { return "steady_progress"; }
  [[nodiscard]] Access access() const override { return {{}, {"group_log_saving"}}; }
  void run(StepContext& context) override {
    std::vector<double>& saving = context.state.group_log_saving;
    saving.resize(context.world.table.n_groups(), 0.0);
    for (double& group : saving) group += log_saving_;
  }

 private:
  double log_saving_;  // ln of unit cost per month
};

std::unique_ptr<Instrument> make_surcharge(const Values& values, const WorldTable& table) {
  const FlowSides sides{named_regions(values, "importer", table), named_regions(values, "origin", table)};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::never);
  std::vector<LeverChange> changes;
  add_flow_changes(changes, &Levers::duty, Combine::sum, select_flows(sides, products, table),
                   values.number("surcharge"), table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

PolicyDescriptor surcharge_policy() {
  PolicyDescriptor policy;
  policy.name = "surcharge";
  policy.summary = "The same duty on all goods from all origins, on top of what is in force.";
  policy.keys = joined({{required_key("importer", KeyType::regions, "Regions or clubs that levy it."),
                         required_share_key("surcharge", "Duty that is added, of the customs value.")},
                        product_keys(),
                        date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_surcharge;
  return policy;
}

Metric smallest_price_metric() {
  return {"smallest_price",
          "Lowest posted price among the sectors of a region",
          "1",
          "model.md section 3, price",
          "mean",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            const Axes axes = view.world.axes();
            for (const RegionId region : axes.regions()) {
              double& lowest = out[region.index()] = std::numeric_limits<double>::infinity();
              for (const GroupId group : axes.groups_of(region))
                lowest = std::min(lowest, view.state.group_price[group.index()]);
            }
          }};
}

// A file of one line: the number of a random world.
WorldTable read_numbered(const WorldSource& source) {
  Faults faults;
  std::ifstream file(source.path);
  std::uint64_t number = 0;
  if (!(file >> number))
    faults.add({source.path, 1, 1, ""}, "no number", "the first line is the number of a world");
  faults.throw_if_any();
  WorldTable table = test::random_table(number);
  table.data_hash = std::to_string(number);
  table.notes.push_back("all figures are drawn at random");
  return table;
}

ReaderDescriptor numbered_reader() {
  return {"numbered", "a file .number: a random world",
          [](const WorldSource& source) { return source.path.ends_with(".number"); }, read_numbered};
}

// Mean posted price after two years, with or without one more action.
double price_after(std::unique_ptr<Action> added) {
  const World world =
      synthesise(test::random_table(3), {.firms = 800, .slots_per_firm = 10, .seed = {3, 0}}, 1);
  ThreadPool pool(1);
  ActionList actions = make_actions(world, {});
  if (added) actions.push_back(std::move(added));
  Simulation run(world, std::move(actions), {}, Calendar{Month(2017, 1), 24}, Seed{3, 1}, pool);
  while (!run.done()) run.step();
  const std::vector<double>& price = run.state().group_price;
  return std::accumulate(price.begin(), price.end(), 0.0) / static_cast<double>(price.size());
}

TEST(Extending, AnActionActs) {
  const double still = price_after(nullptr);
  EXPECT_LT(price_after(std::make_unique<SteadyProgress>(0.01)), still - 0.05);
  EXPECT_DOUBLE_EQ(price_after(std::make_unique<SteadyProgress>(0.0)), still);
}

TEST(Extending, APolicyActs) {
  const WorldTable table = test::random_table(4);
  Values values;
  values.set("importer", Names{table.regions[0]});
  values.set("surcharge", 0.1);
  values.set("from", Date(std::chrono::year(2018) / 1 / 16));
  const PolicyDescriptor policy = surcharge_policy();
  policy.complete(values);
  const std::unique_ptr<Instrument> bound = policy.make(values, table);
  const std::size_t flow = table.duty_index(0, 1, 0);
  const auto added = [&](Month month) {
    return resolve_levers(table, {bound.get()}, month).duty[flow] - table.base_duty[flow];
  };
  EXPECT_EQ(added({2017, 12}), 0.0);
  EXPECT_NEAR(added({2018, 1}), 0.1 * 16 / 31, 1e-12);
  EXPECT_NEAR(added({2018, 2}), 0.1, 1e-12);
}

TEST(Extending, AMetricMeasures) {
  test::RunSetup setup;
  setup.duty = 0.3;
  setup.steps = 6;
  test::Run run(setup);
  run.finish();
  const WorldTable& table = run.world().table;
  std::vector<double> values(metric_size(smallest_price_metric(), table));
  smallest_price_metric().record({run.world(), run.state(), run.levers()}, values);
  ASSERT_EQ(values.size(), table.n_regions());
  for (std::size_t n = 0; n < values.size(); ++n) {
    const auto first = run.state().group_price.begin() + static_cast<std::ptrdiff_t>(n * table.n_sectors());
    EXPECT_EQ(values[n], *std::min_element(first, first + static_cast<std::ptrdiff_t>(table.n_sectors())));
  }
}

TEST(Extending, AReaderReads) {
  const ReaderDescriptor reader = numbered_reader();
  const std::string path = testing::TempDir() + "extending.number";
  std::ofstream(path) << "7\n";
  ASSERT_TRUE(reader.recognises({path}));
  EXPECT_EQ(reader.read({path}).output, test::random_table(7).output);
  std::ofstream(path) << "seven\n";
  EXPECT_THROW((void)reader.read({path}), InputError);
  EXPECT_FALSE(reader.recognises({path + ".csv"}));
}

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(test::source_dir() + "/" + file).rdbuf();
  return text.str();
}

TEST(Extending, ThePageShowsTheseExamples) {
  const std::string page = text_of("docs/extending.md");
  const std::string source = text_of("tests/unit/docs/extending.cpp");
  const std::string fence = "```cpp\n";
  int shown = 0;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    at += fence.size();
    const std::string example = page.substr(at, page.find("```", at) - at);
    EXPECT_NE(source.find(example), std::string::npos) << example;
    ++shown;
  }
  EXPECT_EQ(shown, 4);
}

}  // namespace
}  // namespace entrepot::test::extending_test
