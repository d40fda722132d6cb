#include <algorithm>
#include <filesystem>
#include <map>

#include "outputs/store/shards/sweep_file.hpp"

namespace entrepot::outputs {

namespace {

std::vector<std::string> logs_in(const std::string& folder) {
  std::vector<std::string> logs;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".log") logs.push_back(entry.path().string());
  }
  std::sort(logs.begin(), logs.end());
  return logs;
}

using Rows = std::map<std::pair<std::size_t, int>, LedgerRow>;

std::vector<LedgerRow> in_order(const Rows& rows) {
  std::vector<LedgerRow> out;
  for (const auto& [run, row] : rows) out.push_back(row);
  return out;
}

}  // namespace

Ledger read_ledger(const std::string& folder, const KeyOf& key) {
  Ledger ledger;
  ledger.logs = logs_in(folder);
  Rows finished;
  Rows failed;
  for (std::size_t i = 0; i < ledger.logs.size(); ++i) {
    const ShardReader log(ledger.logs[i]);
    ledger.damaged += log.damaged();
    ledger.torn += log.torn();
    for (const LedgerEntry& entry : log.entries()) {
      if (entry.key != key(entry.point, entry.replicate)) {
        ++ledger.other_keys;
        continue;
      }
      (entry.error.empty() ? finished : failed)
          .try_emplace({entry.point, entry.replicate}, LedgerRow{i, entry});
    }
  }
  for (const auto& [run, row] : finished) failed.erase(run);
  ledger.finished = in_order(finished);
  ledger.failed = in_order(failed);
  return ledger;
}

}  // namespace entrepot::outputs
