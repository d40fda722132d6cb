// Numbers of the world that a run is held against.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/summary.hpp"

namespace entrepot {

class ResultData;

// How a fact is measured in a result file; no metric: this program cannot measure it.
struct FactMeasure {
  std::string metric;
  std::string where;  // "origin=VNM,origin=ASE,destination=USA": the cells left are added up
  std::string time;   // period of the value: 2022, 2022-Q1 or 2022-05
  std::string base;   // period it is taken against, or "baseline": the same period without the policies
  std::string as;     // level | change | percent | points: 100 times the change
};

struct Fact {
  std::string id;
  std::string role;  // input, calibrate, shown or check (never tuned to)
  std::string theme;
  std::string statement;
  std::string unit;
  std::string source;
  double value, low, high;  // NaN where there is none
  FactMeasure measure;
};

// Value v band of every fact; what misses its band is said to miss it.
[[nodiscard]] Section facts_section(ResultData& data, const std::vector<Fact>& facts,
                                    const std::string& file);

}  // namespace entrepot
