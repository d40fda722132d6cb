// What measures of facts look at: the metrics of one side of one replicate, a period at a time. A run, an
// equilibrium and "nothing changes" all look alike from here, so a measure is written once.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace entrepot::outputs {

// Why a fact cannot be measured here, in words for the reader. No fault: other facts go on.
class NotMeasured : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One metric in one period, row-major over its axes; replicate and time are gone.
struct Cube {
  std::string metric;
  std::vector<std::string> axes;
  std::vector<std::vector<std::string>> labels;  // [axis]
  std::vector<double> values;
};

// Labels kept of some axes: {{"origin", {"VNM", "ASE"}}, {"destination", {"USA"}}}; other axes whole.
using Where = std::vector<std::pair<std::string, std::vector<std::string>>>;

// Sum of the cells kept; NotMeasured for an axis or label that is not there.
[[nodiscard]] double sum(const Cube& cube, const Where& where);
// The same by the labels of one axis: [label].
[[nodiscard]] std::vector<double> sums_by(const Cube& cube, const std::string& axis, const Where& where);
// Labels of an axis; NotMeasured when there is none.
[[nodiscard]] const std::vector<std::string>& labels_of(const Cube& cube, const std::string& axis);

// What the file says of its world beside the axes.
struct FactWorld {
  struct Product {
    std::string list;  // tag of the tariff list, "none" = on none
    std::string sector;
  };
  std::vector<std::string> goods;           // sectors; empty: the file does not say
  std::map<std::string, Product> products;  // goods, by code; empty: the file does not say
};

// The world of a file from two texts of its provenance: goods, and products (a product, list, sector a line).
[[nodiscard]] FactWorld fact_world(const std::string& goods, const std::string& products);

class FactView {
 public:
  explicit FactView(const FactWorld& world) : world_(&world) {}
  virtual ~FactView() = default;
  FactView(const FactView&) = delete;
  FactView& operator=(const FactView&) = delete;

  // `time` is a year (2022), a quarter (2022-Q1) or a month (2022-03): flows are summed over it, all else is
  // its mean. NotMeasured where the metric or the whole of the period is not there.
  [[nodiscard]] virtual Cube at(const std::string& metric, const std::string& time) const = 0;
  // The same replicate without the policies; NotMeasured where the file has none.
  [[nodiscard]] virtual const FactView& baseline() const = 0;
  // The last whole year.
  [[nodiscard]] virtual int last_year() const = 0;
  // Planned output of all plants that were decided, million USD of the base year per year, from the events.
  [[nodiscard]] virtual double planned_output_of_plants() const {
    throw NotMeasured("no events of plants here");
  }

  // NotMeasured where the file does not say.
  [[nodiscard]] const std::vector<std::string>& goods() const;
  [[nodiscard]] const std::map<std::string, FactWorld::Product>& products() const;

 private:
  const FactWorld* world_;
};

}  // namespace entrepot::outputs
