// Question: how fast is the full step of the default model next to plain graph traffic on this machine?
// Method: default behaviours without policies on the world2017 table, 30 slots per firm, clocks scaled so
// that 2 % of the slots are re-sourced per step, customs trade observed after every step. Steps 1-12 warm up,
// steps 13-36 are cut in nine runs of two or three steps, each paired with one run of the yardstick
// (tests/bench/yardstick.hpp) with the same threads; medians over the nine pairs. The ratio compares time per
// slot, as a world may hold more or fewer than 30 slots per firm. With --mechanisms three runs of one world
// take turns: the default model, the same with 25 points of duty on the largest flow of goods, and every
// mechanism of the preset `relocation-technology` under that duty, so that plants are opened. Last result:
// docs/performance.md.
#include "models/behaviours/step.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "models/behaviours/presets.hpp"
#include "outputs/metrics/metric.hpp"
#include "scenarios/data/load_world.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/bench/allocations.hpp"
#include "tests/bench/yardstick.hpp"

namespace entrepot::bench {

using namespace models;
using namespace scenarios;
using namespace outputs;
namespace {

constexpr int warm_steps = 12;
constexpr int timed_steps = 24;
constexpr int pairs = 9;
constexpr double wanted_rate = 0.02;  // events per slot and step
constexpr Seed seed{1, 1};

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

using PhaseSeconds = std::map<std::string, double>;  // action name -> seconds so far

// An action that notes its own wall time.
class Timed : public Action {
 public:
  Timed(std::unique_ptr<Action> action, PhaseSeconds& seconds)
      : action_(std::move(action)), seconds_(seconds[std::string(action_->name())]) {}
  [[nodiscard]] Phase phase() const override { return action_->phase(); }
  [[nodiscard]] std::string_view name() const override { return action_->name(); }
  [[nodiscard]] Access access() const override { return action_->access(); }
  void run(StepContext& context) override {
    const double start = seconds_now();
    action_->run(context);
    seconds_ += seconds_now() - start;
  }

 private:
  std::unique_ptr<Action> action_;
  double& seconds_;
};

const Metric& customs_trade() {
  const std::vector<Metric>& metrics = all_metrics();
  return *std::find_if(metrics.begin(), metrics.end(),
                       [](const Metric& metric) { return metric.name == "customs_trade"; });
}

// A duty on all goods from China to the USA.
class Duty : public Instrument {
 public:
  explicit Duty(const WorldTable& table) : table_(table) {
    const auto region = [&](const char* name) {
      return static_cast<std::size_t>(std::find(table.regions.begin(), table.regions.end(), name) -
                                      table.regions.begin());
    };
    origin_ = region("CHN");
    destination_ = region("USA");
  }
  void apply(Month, Levers& levers) const override {
    for (std::size_t p = 0; p < table_.n_products(); ++p) {
      if (table_.sector_is_goods[table_.product_sector[p].index()])
        levers.duty[table_.duty_index(destination_, origin_, p)] += 0.25;
    }
  }

 private:
  const WorldTable& table_;
  std::size_t origin_ = 0, destination_ = 0;
};

// A run whose both clocks are multiplied by one factor.
class Run {
 public:
  Run(const World& world, double clock_factor, ThreadPool& pool, const ModelSettings& settings = {},
      const std::vector<const Instrument*>& instruments = {})
      : world_(world),
        trade_(world.table.n_regions() * world.table.n_groups()),
        simulation_(world, actions(world, clock_factor, settings), instruments,
                    Calendar{Month(2017, 1), warm_steps + timed_steps}, seed, pool) {}

  // Steps, observing customs trade after each.
  void advance(int steps) {
    for (int i = 0; i < steps; ++i) {
      simulation_.step();
      const double start = seconds_now();
      std::fill(trade_.begin(), trade_.end(), 0.0);
      customs_trade().record({world_, simulation_.state(), simulation_.levers()}, trade_);
      seconds_["observe"] += seconds_now() - start;
      events_ += simulation_.state().cross_events + simulation_.state().within_events;
    }
  }
  void reset_counters() {
    events_ = 0;
    for (auto& entry : seconds_) entry.second = 0.0;
  }
  [[nodiscard]] double rate(int steps) const {
    return static_cast<double>(events_) / (static_cast<double>(world_.n_slots()) * steps);
  }
  [[nodiscard]] const PhaseSeconds& seconds() const { return seconds_; }
  [[nodiscard]] std::size_t sites() { return simulation_.state().sites.site.size(); }

 private:
  ActionList actions(const World& world, double clock_factor, ModelSettings settings) {
    settings.sourcing.turnover *= clock_factor;
    settings.sourcing.hazard_scale *= clock_factor;
    ActionList timed;
    for (auto& action : make_actions(world, settings))
      timed.push_back(std::make_unique<Timed>(std::move(action), seconds_));
    return timed;
  }

  const World& world_;
  PhaseSeconds seconds_;
  std::vector<double> trade_;  // [origin][destination][sector]
  std::int64_t events_ = 0;
  Simulation simulation_;
};

int steps_of_pair(int pair) { return timed_steps * (pair + 1) / pairs - timed_steps * pair / pairs; }

World build_world(const WorldTable& table, std::int64_t firms, int threads) {
  SynthesisOptions options;
  options.firms = firms;
  options.seed = Seed{1, 0};
  return synthesise(table, options, threads);
}

// The factor on both clocks that gives the wanted rate of events, found on 10^4 firms.
double calibrate(const WorldTable& table, ThreadPool& pool) {
  const World world = build_world(table, 10000, pool.threads());
  double factor = 0.3;
  for (int round = 0; round < 3; ++round) {
    Run run(world, factor, pool);
    run.advance(warm_steps);
    run.reset_counters();
    run.advance(timed_steps);
    factor *= wanted_rate / run.rate(timed_steps);
  }
  return factor;
}

double median(std::array<double, pairs> values) {
  std::nth_element(values.begin(), values.begin() + pairs / 2, values.end());
  return values[pairs / 2];
}

struct Result {
  std::size_t firms = 0, slots = 0;
  int threads = 0;
  double build_seconds = 0.0;
  double step_ms = 0.0, yardstick_ms = 0.0;  // medians
  double slot_yardstick_ms = 0.0;            // the transpose gathering slots' own values, median
  double slot_ratio = 0.0;
  double ratio = 0.0;       // yardstick time per slot over step time per slot
  double slot_steps = 0.0;  // per second
  double bytes_per_slot = 0.0;
  double rate = 0.0;      // events per slot and step
  PhaseSeconds phase_ms;  // per step
};

void time_pairs(Run& run, Yardstick& yardstick, ThreadPool& pool, Result& result) {
  std::array<double, pairs> step{};
  std::array<double, pairs> yard{};
  std::array<double, pairs> ratio{};
  std::array<double, pairs> slot_yard{};
  std::array<double, pairs> slot_ratio{};
  const double scale = static_cast<double>(result.slots) / static_cast<double>(yardstick.slots());
  volatile float keep = yardstick.run(pool) + yardstick.run_slots(pool);
  for (int p = 0; p < pairs; ++p) {
    const auto at = static_cast<std::size_t>(p);
    const int steps = steps_of_pair(p);
    double start = seconds_now();
    keep = yardstick.run(pool);
    yard[at] = seconds_now() - start;
    start = seconds_now();
    keep = yardstick.run_slots(pool);
    slot_yard[at] = seconds_now() - start;
    start = seconds_now();
    run.advance(steps);
    step[at] = (seconds_now() - start) / steps;
    ratio[at] = scale * yard[at] / step[at];
    slot_ratio[at] = scale * slot_yard[at] / step[at];
  }
  static_cast<void>(keep);
  result.step_ms = 1e3 * median(step);
  result.yardstick_ms = 1e3 * median(yard);
  result.ratio = median(ratio);
  result.slot_yardstick_ms = 1e3 * median(slot_yard);
  result.slot_ratio = median(slot_ratio);
}

Result measure(const WorldTable& table, std::int64_t firms, int threads, double clock_factor) {
  ThreadPool pool(threads);
  Result result;
  result.threads = threads;
  const std::int64_t before_table = live_bytes();
  const auto copy = std::make_unique<WorldTable>(table);
  const std::int64_t table_bytes = live_bytes() - before_table;
  const std::int64_t before = live_bytes();
  const double start = seconds_now();
  const World world = build_world(table, firms, threads);
  result.build_seconds = seconds_now() - start;
  Run run(world, clock_factor, pool);
  run.advance(warm_steps);
  result.firms = world.n_firms();
  result.slots = world.n_slots();
  result.bytes_per_slot =
      static_cast<double>(live_bytes() - before - table_bytes) / static_cast<double>(world.n_slots());
  Yardstick yardstick(static_cast<std::uint32_t>(firms));
  run.reset_counters();
  time_pairs(run, yardstick, pool, result);
  result.rate = run.rate(timed_steps);
  result.slot_steps = 1e3 * static_cast<double>(world.n_slots()) / result.step_ms;
  for (const auto& [name, seconds] : run.seconds()) result.phase_ms[name] = 1e3 * seconds / timed_steps;
  return result;
}

void print_phases(const std::string& title, const Run& run) {
  fmt::print("  {}, ms per step:", title);
  for (const auto& [name, seconds] : run.seconds())
    fmt::print(" {} {:.2f}", name, 1e3 * seconds / timed_steps);
  fmt::print("\n");
}

// Time per step of several runs of one world, in turn, [run][pair].
std::vector<std::array<double, pairs>> time_in_turn(const std::vector<Run*>& runs) {
  for (Run* run : runs) {
    run->advance(warm_steps);
    run->reset_counters();
  }
  std::vector<std::array<double, pairs>> ms(runs.size());
  for (int p = 0; p < pairs; ++p) {
    for (std::size_t r = 0; r < runs.size(); ++r) {
      const double start = seconds_now();
      runs[r]->advance(steps_of_pair(p));
      ms[r][static_cast<std::size_t>(p)] = 1e3 * (seconds_now() - start) / steps_of_pair(p);
    }
  }
  return ms;
}

double median_ratio(const std::array<double, pairs>& over, const std::array<double, pairs>& under) {
  std::array<double, pairs> ratio{};
  for (std::size_t p = 0; p < ratio.size(); ++p) ratio[p] = over[p] / under[p];
  return median(ratio);
}

// The default model without and with a duty, and with every mechanism.
void compare_mechanisms(const WorldTable& table, std::int64_t firms, int threads, double clock_factor) {
  ThreadPool pool(threads);
  const World world = build_world(table, firms, threads);
  const Duty duty(table);
  Run calm(world, clock_factor, pool);
  Run taxed(world, clock_factor, pool, {}, {&duty});
  Run full(world, clock_factor, pool, preset_settings("relocation-technology"), {&duty});
  const auto ms = time_in_turn({&calm, &taxed, &full});
  fmt::print(
      "{} firms, {} slots, {} thread(s): step {:.2f} ms, with a duty {:.2f} ms, and every mechanism {:.2f} "
      "ms\n",
      world.n_firms(), world.n_slots(), threads, median(ms[0]), median(ms[1]), median(ms[2]));
  fmt::print("  duty over none {:.2f}, every mechanism over the duty alone {:.2f}, over neither {:.2f}\n",
             median_ratio(ms[1], ms[0]), median_ratio(ms[2], ms[1]), median_ratio(ms[2], ms[0]));
  fmt::print("  {} plants abroad at the end; slots re-sourced per step: {:.2f} %, {:.2f} %, {:.2f} %\n",
             full.sites(), 1e2 * calm.rate(timed_steps), 1e2 * taxed.rate(timed_steps),
             1e2 * full.rate(timed_steps));
  print_phases("without a duty", calm);
  print_phases("with a duty", taxed);
  print_phases("every mechanism", full);
}

void print(const Result& r, double one_thread_ms) {
  fmt::print("{} firms, {} slots, {} thread(s): built in {:.1f} s, {:.2f} % of slots re-sourced per step\n",
             r.firms, r.slots, r.threads, r.build_seconds, 1e2 * r.rate);
  fmt::print("  step {:.2f} ms, {:.1f} M slot-steps/s, yardstick {:.2f} ms, ratio {:.3f}, {:.1f} bytes/slot",
             r.step_ms, r.slot_steps / 1e6, r.yardstick_ms, r.ratio, r.bytes_per_slot);
  if (one_thread_ms > 0.0 && r.threads > 1) fmt::print(", speed-up {:.2f}", one_thread_ms / r.step_ms);
  fmt::print(
      "\n  yardstick with the slots' own values through the transpose {:.2f} ms, ratio {:.3f}\n  ms per "
      "step:",
      r.slot_yardstick_ms, r.slot_ratio);
  for (const auto& [name, ms] : r.phase_ms) fmt::print(" {} {:.2f}", name, ms);
  fmt::print("\n");
}

nlohmann::json to_json(const Result& r) {
  return {{"firms", r.firms},           {"slots", r.slots},
          {"threads", r.threads},       {"build_s", r.build_seconds},
          {"step_ms", r.step_ms},       {"slot_yardstick_ms", r.slot_yardstick_ms},
          {"slot_ratio", r.slot_ratio}, {"yardstick_ms", r.yardstick_ms},
          {"ratio", r.ratio},           {"slot_steps_per_s", r.slot_steps},
          {"rate_per_step", r.rate},    {"bytes_per_slot", r.bytes_per_slot},
          {"phase_ms", r.phase_ms}};
}

int run_bench(const std::vector<std::int64_t>& firms, const std::vector<int>& threads, bool mechanisms,
              bool json) {
  const WorldTable table = load_world({ENTREPOT_SCENARIOS "/worlds/world2017"});
  double clock_factor = 1.0;
  {
    ThreadPool pool(0);
    clock_factor = calibrate(table, pool);
  }
  nlohmann::json all = nlohmann::json::array();
  if (!json) fmt::print("both clocks x {:.4f}\n", clock_factor);
  for (const std::int64_t n : firms) {
    double one_thread_ms = 0.0;
    for (const int count : threads) {
      if (mechanisms) {
        compare_mechanisms(table, n, count, clock_factor);
        continue;
      }
      const Result result = measure(table, n, count, clock_factor);
      if (count == 1) one_thread_ms = result.step_ms;
      json ? all.push_back(to_json(result)) : print(result, one_thread_ms);
      std::fflush(stdout);
    }
  }
  if (json) fmt::print("{}\n", all.dump(2));
  return 0;
}

}  // namespace
}  // namespace entrepot::bench

int main(int argc, char** argv) {
  CLI::App app{"Times the full step against the yardstick"};
  std::vector<std::int64_t> firms{10000, 100000, 1000000};
  std::vector<int> threads{1, 2};
  bool json = false;
  bool mechanisms = false;
  app.add_option("--firms", firms, "numbers of firms")->delimiter(',');
  app.add_option("--threads", threads, "numbers of threads")->delimiter(',');
  CLI::Option* const only_mechanisms =
      app.add_flag("--mechanisms", mechanisms, "time every mechanism against the default model instead");
  app.add_flag("--json", json, "print JSON")->excludes(only_mechanisms);
  CLI11_PARSE(app, argc, argv);
  return entrepot::bench::run_bench(firms, threads, mechanisms, json);
}
