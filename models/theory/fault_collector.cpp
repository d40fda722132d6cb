#include "models/theory/fault_collector.hpp"

#include <fmt/format.h>

namespace entrepot::theory {

void FaultCollector::add(std::string what, std::string why, std::string suggestion) {
  if (++of_kind_ > faults_shown) return;
  faults_.add({}, std::move(what), std::move(why), std::move(suggestion));
}

void FaultCollector::end_kind() {
  if (of_kind_ > faults_shown)
    faults_.add({}, fmt::format("{} more of the same kind", of_kind_ - faults_shown));
  of_kind_ = 0;
}

void FaultCollector::shape(const char* name, std::size_t size, std::size_t wanted, const char* axes) {
  if (size != wanted)
    add(fmt::format("{} has {} values", name, size), fmt::format("{} are {}", axes, wanted));
}

void FaultCollector::below(const char* name, const std::vector<std::size_t>& values, std::size_t limit) {
  for (const std::size_t value : values) {
    if (value >= limit)
      add(fmt::format("{} holds index {}", name, value), fmt::format("there are {}", limit));
  }
  end_kind();
}

void FaultCollector::range(const char* name, std::span<const double> values, double low, double high) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] >= low && values[i] <= high) continue;
    add(fmt::format("{}[{}] is {}", name, i, values[i]), fmt::format("it must lie in [{}, {}]", low, high));
  }
  end_kind();
}

}  // namespace entrepot::theory
