#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "outputs/store/csv_text.hpp"
#include "sim/core/error.hpp"
#include "sim/core/plain_text.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/sweep/sweep.hpp"
#include "tools/runs/progress.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct StatusArguments : SweepArguments {
  bool ledger = false;
};

constexpr std::size_t errors_shown = 20;

std::string first_line(const std::string& text) { return without_control(text.substr(0, text.find('\n'))); }

// One row per record that counts.
void print_ledger(const Ledger& ledger) {
  fmt::print("point,replicate,state,seconds,shard,key,error\n");
  const auto print = [&](const std::vector<LedgerRow>& rows, const char* state) {
    for (const LedgerRow& row : rows)
      fmt::print("{},{},{},{:.3f},{},{},{}\n", row.entry.point, row.entry.replicate, state, row.entry.seconds,
                 csv_field(ledger.logs[row.log]), csv_field(without_control(row.entry.key)),
                 csv_field(first_line(row.entry.error)));
  };
  print(ledger.finished, "finished");
  print(ledger.failed, "failed");
}

void print_counts(const SweepFolder& folder, const Ledger& ledger, std::size_t open) {
  print_json(nlohmann::ordered_json{{"name", folder.sweep().plan().name},
                                    {"runs", folder.sweep().runs()},
                                    {"finished", ledger.finished.size()},
                                    {"failed", ledger.failed.size()},
                                    {"open", open},
                                    {"other_keys", ledger.other_keys},
                                    {"damaged", ledger.damaged},
                                    {"torn", ledger.torn}});
}

void print_failed(const Ledger& ledger) {
  std::map<std::string, std::vector<std::string>> by_error;
  for (const LedgerRow& row : ledger.failed)
    by_error[first_line(row.entry.error)].push_back(
        fmt::format("{}/{}", row.entry.point, row.entry.replicate));
  for (auto& [error, runs] : by_error) {
    const std::size_t all = runs.size();
    if (all > errors_shown) runs.resize(errors_shown);
    fmt::print("  failed: {} (point/replicate {}{})\n", error, fmt::join(runs, ", "),
               all > errors_shown ? ", ..." : "");
  }
}

void print_status(const SweepFolder& folder, const Ledger& ledger, std::size_t open) {
  fmt::print("{}: {} of {} runs finished, {} failed, {} open\n", folder.path(), ledger.finished.size(),
             folder.sweep().runs(), ledger.failed.size(), open);
  double seconds = 0.0;
  for (const LedgerRow& row : ledger.finished) seconds += row.entry.seconds;
  if (!ledger.finished.empty())
    fmt::print("  {} per run on average, {} shards\n",
               format_seconds(seconds / static_cast<double>(ledger.finished.size())), ledger.logs.size());
  if (ledger.other_keys > 0)
    fmt::print("  {} records are of another scenario, seed or version of the program: kept, not counted\n",
               ledger.other_keys);
  if (ledger.damaged > 0)
    fmt::print("  {} record{} damaged: `entrepot sweep resume` runs what they held again\n", ledger.damaged,
               ledger.damaged == 1 ? " is" : "s are");
  if (ledger.torn > 0)
    fmt::print("  {} shard{} in a part of a record: it is being written, or was cut off\n", ledger.torn,
               ledger.torn == 1 ? " ends" : "s end");
  print_failed(ledger);
}

}  // namespace

void add_sweep_status(CLI::App& sweep, CommonOptions& common) {
  CLI::App* verb = sweep.add_subcommand("status", "say what is finished, failed and open");
  gives_json(*verb, common);
  auto arguments = std::make_shared<StatusArguments>();
  add_sweep_arguments(*verb, *arguments);
  verb->add_flag("--ledger", arguments->ledger, "print the ledger as CSV, a row per run");
  verb->callback([arguments, &common] {
    const SweepFolder folder = arguments->open();
    const Ledger ledger = folder.ledger();
    const std::size_t open = open_runs(folder.sweep(), ledger, false).size();
    if (arguments->ledger) {
      print_ledger(ledger);
    } else if (common.json) {
      print_counts(folder, ledger, open);
    } else {
      print_status(folder, ledger, open);
    }
  });
}

}  // namespace entrepot::tools
