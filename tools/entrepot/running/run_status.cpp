#include "tools/entrepot/running/run_status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "outputs/report/sections/goods_shares.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/summary_json.hpp"
#include "tools/runs/result_parts.hpp"

namespace entrepot::tools {

namespace {

constexpr const char* shares_metric = "customs_trade";
constexpr auto pace = std::chrono::seconds(1);

std::size_t metric_index(const std::string& name) {
  const std::vector<Metric>& all = all_metrics();
  const auto at = std::find_if(all.begin(), all.end(), [&](const Metric& one) { return one.name == name; });
  ENTREPOT_VALIDATE(at != all.end(), "there is no metric " + name);
  return static_cast<std::size_t>(at - all.begin());
}

nlohmann::ordered_json month_names(const Calendar& calendar) {
  nlohmann::ordered_json names = nlohmann::ordered_json::array();
  for (int step = 0; step < calendar.steps; ++step) names.push_back(calendar.at(step).text());
  return names;
}

}  // namespace

RunStatus::RunStatus(OutputClaim output, const RunJob& job, const std::string& importer,
                     const std::string& command)
    : output_(std::move(output)),
      job_(job),
      importer_(headline_importer(importer, job.scenario(), job.table())),
      metric_(metric_index(shares_metric)) {
  output_.expect_file();
  const std::vector<std::string>& regions = job.table().regions;
  importer_index_ =
      static_cast<std::size_t>(std::find(regions.begin(), regions.end(), importer_) - regions.begin());
  ENTREPOT_VALIDATE(importer_index_ < regions.size(), "the closing table has refused an unknown importer");
  json_ = {{"json_schema", json_output_schema},
           {"scenario", job.scenario().name},
           {"command", command},
           {"state", "running"},
           {"replicates", job.scenario().replicates},
           {"importer", importer_},
           {"months", month_names(job.scenario().calendar)}};
  write();
}

// A run that could go on does not fail because nobody can look on.
void RunStatus::write() {
  try {
    const std::string part = output_.make_part();
    if (!(std::ofstream(part) << json_.dump() << '\n').flush()) throw RunError("cannot write " + part);
    output_.put(part);
  } catch (const RunError& error) {
    if (!told_) fmt::print(stderr, "note: {}; the run goes on\n", error.what());
    told_ = true;
  }
  written_ = std::chrono::steady_clock::now();
}

nlohmann::ordered_json RunStatus::shares_by_month(const std::vector<double>& trade, int months) const {
  const WorldTable& table = job_.table();
  std::vector<int> month;
  for (int step = 0; step < months; ++step) month.push_back(step);
  const std::vector<double> shares =
      goods_shares(trade, table.n_regions(), importer_index_, table.sector_is_goods, month);
  nlohmann::ordered_json by_origin = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < table.n_regions(); ++i) {
    const auto begin = shares.begin() + static_cast<std::ptrdiff_t>(i * month.size());
    if (i != importer_index_)
      by_origin[table.regions[i]] = std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(months));
  }
  return by_origin;
}

// Of the replicate in hand: its baseline as far as it is known, and its scenario.
void RunStatus::add_shares(const ReplicateRun& replicate) {
  nlohmann::ordered_json so_far = {{"replicate", replicate.replicate()}};
  if (replicate.baseline()) {
    for (const Variable& variable : replicate.baseline()->variables) {
      if (variable.name == shares_metric)
        so_far["baseline"] = shares_by_month(variable.values, job_.scenario().calendar.steps);
    }
  }
  if (const VariantRun* variant = replicate.variant(); variant != nullptr && variant->steps_done() > 0) {
    const std::span<const double> trade = variant->recorder().recorded(metric_, variant->steps_done());
    so_far[variant->with_policies() ? "scenario" : "baseline"] =
        shares_by_month({trade.begin(), trade.end()}, variant->steps_done());
  }
  json_["so_far"] = std::move(so_far);
}

void RunStatus::passing(const ReplicateRun& replicate, std::int64_t done, std::int64_t of, double seconds) {
  if (std::chrono::steady_clock::now() - written_ < pace) return;
  json_["done"] = done;
  json_["of"] = of;
  json_["seconds"] = seconds;
  json_["doing"] = fmt::format("replicate {} {}", replicate.replicate(), replicate.doing());
  add_shares(replicate);
  write();
}

void RunStatus::replicate_done(const ShareTable& so_far) {
  json_["shares"] = nlohmann::ordered_json::parse(share_table_json(so_far));
}

void RunStatus::ended(const std::string& state, const std::string& text) {
  json_["state"] = state;
  json_["doing"] = text;
  write();
}

void RunStatus::finished(double seconds) {
  json_["state"] = "finished";
  json_["seconds"] = seconds;
  json_.erase("so_far");
  json_.erase("done");
  json_.erase("of");
  json_.erase("doing");
  write();
}

}  // namespace entrepot::tools
