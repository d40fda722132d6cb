// A small result file with the metrics that the report reads, for its tests.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace entrepot::test {

// Regions USA, CHN, VNM; sectors ELE (goods), SRV (services); 24 months from 2017-01.
inline const std::vector<std::string> report_regions = {"USA", "CHN", "VNM"};
inline const std::vector<std::string> report_sectors = {"ELE", "SRV"};
inline constexpr int report_months = 24;

struct ReportFileOptions {
  int replicates = 3;
  bool baseline = true;
  bool goods = true;                 // say which sectors are goods
  std::vector<std::string> without;  // metrics left out
  double policy = 1.0;               // how much the scenario differs from the baseline
};

// customs_trade in million USD per month, what the file holds.
[[nodiscard]] double report_trade(const ReportFileOptions& options, bool scenario, int replicate, int month,
                                  std::size_t origin, std::size_t destination, std::size_t sector);
// value_added_by_border of a quarter.
[[nodiscard]] double report_border(const ReportFileOptions& options, bool scenario, int replicate,
                                   int quarter, std::size_t origin, std::size_t border,
                                   std::size_t destination);

void write_report_file(const std::string& path, const ReportFileOptions& options = {});

}  // namespace entrepot::test
