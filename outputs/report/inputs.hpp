// What a summary is made from beside the result files: what the runs assumed, and facts of the world.
#pragma once

#include <string>
#include <vector>

namespace entrepot::outputs {

struct Setting {
  std::string name;
  std::string value;
  std::string usual;  // the default; "" where there is none
};

struct AssumedPolicy {
  std::string id;
  std::string type;
  std::string dates;  // "2018-07-06 to 2030-12-31"
  std::string terms;  // the other keys as written
};

// What a run assumed, from the scenario text it stored.
struct Assumptions {
  std::string name;
  std::string description;
  std::vector<AssumedPolicy> policies;
  std::vector<Setting> settings;
};

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

}  // namespace entrepot::outputs
