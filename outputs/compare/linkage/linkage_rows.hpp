// What is asked about indirect links, and what is told.
#pragma once

#include <string>
#include <vector>

#include "outputs/compare/compare.hpp"
#include "outputs/compare/statistics.hpp"

namespace entrepot::outputs {

struct LinkageRequest {
  std::string origin = "CHN";
  std::string destination = "USA";
  std::vector<std::string> hubs = {"VNM", "ASE", "MEX"};
  Period period = Period::year;
  int from = 2017;  // growth of hub trade between these years
  int until = 2022;
};

// A series of effects (scenario less baseline) in numbers; see SeriesSummary in series.hpp.
struct LinkageRow {
  std::string name;  // "content VNM", "indirect-link index"
  int phase = 0;     // of relocation, 1 to 4 (phases.hpp); 0: none
  Estimate base;     // of the baseline in the first period
  Estimate peak, peak_date, half_life, end, fall;
  std::size_t peaks_at_end = 0;  // replicates that end at their top: the peak may still come
};

// Correlation across goods sectors of the growth of origin -> hub and hub -> destination trade.
struct HubRow {
  std::string hub;
  Estimate scenario;  // growth between the two years
  Estimate effect;    // growth over the baseline of the later year
  std::size_t sectors = 0;
};

struct LinkageReport {
  std::string file;
  LinkageRequest request;
  std::size_t replicates = 0;
  std::vector<LinkageRow> rows;
  std::size_t all_phases = 0;  // replicates in which every phase is seen
  std::vector<HubRow> hubs;
  std::vector<std::string> notes;
};

}  // namespace entrepot::outputs
