// The headline of a run: who lost and gained which share of an importer's goods imports, year by year.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outputs/compare/statistics.hpp"
#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

// Shares in percent of customs value (duty excluded, goods only), mean over replicates.
struct ShareTable {
  std::string importer;
  std::vector<std::string> origins;  // the importer left out
  std::vector<int> years;
  std::vector<std::vector<double>> scenario;  // [origin][year]
  std::vector<std::vector<double>> baseline;  // [origin][year]
  std::vector<std::vector<double>>
      interval;        // [origin][year] half width of the 95 % interval of the change, pp
  int replicates = 0;  // intervals need two or more
  [[nodiscard]] double change(std::size_t origin, std::size_t year) const {
    return scenario[origin][year] - baseline[origin][year];
  }
};

// Gathers replicates one by one; only annual sums of one importer are kept.
class ShareTableBuilder {
 public:
  // `goods` [sector] says which sectors count; `month_year` [time] is the calendar year of each step.
  ShareTableBuilder(std::string importer, std::vector<std::string> regions, std::vector<bool> goods,
                    std::vector<int> month_year);
  void add(const ReplicateResult& result);
  [[nodiscard]] ShareTable table() const;

 private:
  [[nodiscard]] std::vector<double> shares(const std::vector<Variable>& variables) const;  // [origin][year]

  std::string importer_;
  std::vector<std::string> regions_;
  std::vector<bool> goods_;
  std::vector<int> month_year_;
  std::vector<int> years_;
  std::size_t importer_index_ = 0;
  std::optional<PairedSums> sums_;  // cells: [origin][year]
};

// Aligned text: scenario, baseline, change in pp and in percent, one column per year.
[[nodiscard]] std::string format_share_table(const ShareTable& table);

}  // namespace entrepot::outputs
