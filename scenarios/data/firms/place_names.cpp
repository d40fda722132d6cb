#include "scenarios/data/firms/place_names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/data/csv.hpp"

namespace entrepot::scenarios {

PlaceNames::PlaceNames(std::string kind, const std::vector<std::string>& labels)
    : kind_(std::move(kind)), labels_(labels) {
  for (std::size_t i = 0; i < labels_.size(); ++i) known_.emplace(labels_[i], i);
}

void PlaceNames::add(const std::string& other, const std::string& label) {
  const auto at = std::find(labels_.begin(), labels_.end(), label);
  if (at != labels_.end() && !other.empty())
    known_.emplace(other, static_cast<std::size_t>(at - labels_.begin()));
}

void PlaceNames::read(const std::string& file, Faults& faults) {
  const CsvTable csv = CsvTable::load(file);
  const auto from = csv.require_column("from", faults);
  const auto to = csv.require_column("to", faults);
  if (!from || !to) return;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const std::string label(csv.text(row, *to));
    const auto at = std::find(labels_.begin(), labels_.end(), label);
    if (at == labels_.end()) {
      faults.add(csv.place(row, *to), fmt::format("{} is {}", kind_, in_quotes(label)),
                 "the world has no such " + kind_, suggest(label, labels_, kind_ + "s"));
      continue;
    }
    const auto index = static_cast<std::size_t>(at - labels_.begin());
    if (csv.text(row, *from) == "*") {
      rest_ = index;
    } else {
      known_.insert_or_assign(std::string(csv.text(row, *from)), index);
    }
  }
}

std::optional<std::size_t> PlaceNames::find(std::string_view name) const {
  const auto at = known_.find(name);
  return at != known_.end() ? std::optional(at->second) : rest_;
}

std::string PlaceNames::hint(std::string_view name) const {
  std::vector<std::string> names;
  for (const auto& [known, index] : known_) names.push_back(known);
  return suggest(std::string(name), names, kind_ + "s");
}

}  // namespace entrepot::scenarios
