// A forecast as its file holds it: written before the fact, scored after it.
#pragma once

#include <string>
#include <vector>

namespace entrepot::outputs {

// One cell in one period, in one of three forms; quantiles may stand beside members, which then give the
// score and the quantiles the bands.
struct Predicted {
  std::string cell;
  std::string period;             // 2025, 2025-Q1 or 2025-03
  std::vector<double> members;    // of an ensemble
  std::vector<double> quantiles;  // [probability of the forecast]
  double mean = 0.0;
  double deviation = 0.0;  // of a normal, where it is above 0
};

struct ForecastMeasure {
  std::string id;
  std::string title;
  std::string units;
  std::string change_since;  // the period that values are changes from; "" = they are levels
  std::vector<Predicted> predicted;
};

// What a forecast was made from: a result file, by the hashes that tell it from all others.
struct ForecastOrigin {
  std::string file;
  std::string results;   // hash of its numbers
  std::string scenario;  // hash of the scenario's text
  std::string inputs;    // hash of all that the numbers depend on beside the world
  std::string world;     // key of the world, with the hash of its data
  std::string program;   // version, commit, hash of changes
  int replicates = 0;
};

struct Forecast {
  std::string name;
  std::string made;     // YYYY-MM-DD
  std::string horizon;  // last month
  std::string source;   // of the values that will be held against it
  std::string rule;     // how it will be scored
  std::vector<ForecastOrigin> origins;
  std::vector<double> probabilities;  // of quantiles, ascending
  std::vector<ForecastMeasure> measures;
};

// The band that a share of the distribution lies in, its ends cutting off as much on either side; share 0 is
// the median twice. BugError where quantiles are given and lack the ends.
struct ForecastBand {
  double low, high;
};
[[nodiscard]] ForecastBand forecast_band(const Forecast& forecast, const Predicted& predicted, double share);

// The continuous ranked probability score against the observed value.
[[nodiscard]] double crps_of(const Forecast& forecast, const Predicted& predicted, double observed);

// Probabilities whose quantiles give the median and the bands of 50 and 90 %.
[[nodiscard]] const std::vector<double>& band_probabilities();

}  // namespace entrepot::outputs
