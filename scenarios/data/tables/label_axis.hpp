// From the labels of a published table to the names of a world: as they are, or through a concordance.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/data/name_order.hpp"

namespace entrepot::scenarios {

// Rows of a concordance: columns from, to and, where a label is split, weight. `*` stands for every label
// that has no row of its own.
struct Concordance {
  struct Row {
    std::string to;
    double weight = 1.0;
    Place place;
  };
  std::string file;
  std::map<std::string, std::vector<Row>> rows;  // by `from`
};
[[nodiscard]] Concordance read_concordance(const std::string& file, Faults& faults);

// A part of a label: where it goes, and how much of it.
struct LabelPart {
  std::size_t index = 0;
  double weight = 1.0;
};

class LabelAxis {
 public:
  // `labels`: of the table, in any order. A label that the concordance does not name is a fault.
  LabelAxis(std::string kind, const std::vector<std::string>& labels, const Concordance* concordance,
            const NameOrder& order, Faults& faults);
  [[nodiscard]] const Labels& names() const { return names_; }
  [[nodiscard]] const std::vector<LabelPart>& parts(const std::string& label) const;
  // [name] labels that went into it.
  [[nodiscard]] std::vector<std::vector<std::string>> sources() const;
  // What was merged, split or not used, one sentence each.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  void map_labels(const std::vector<std::string>& labels, const Concordance& concordance,
                  const NameOrder& order, Faults& faults);
  void note_mapping(const std::vector<std::string>& labels, const Concordance& concordance);

  std::string kind_;
  Labels names_;
  std::map<std::string, std::vector<LabelPart>> parts_;
  std::vector<std::string> notes_;
};

}  // namespace entrepot::scenarios
