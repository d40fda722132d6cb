// The terms of the coming months as far as they are known by notice.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "sim/world/levers/levers.hpp"

namespace entrepot::models {

// What of the terms of a month concerns who buys ahead.
struct FlowTerms {
  std::vector<double> duty;
  std::vector<double> log_iceberg;
  std::vector<double> ban;
  std::vector<FirmTerms> firms;  // those that stop links on a day; who leaves bit by bit surprises nobody
  explicit FlowTerms(const Levers& levers);
  bool operator==(const FlowTerms&) const = default;
};

// A window of months from the next one on. It follows from the outlook and the month; what it has found is
// kept until more becomes known, since resolving terms costs as much as a small step.
class KnownTerms {
 public:
  void look(const Outlook& outlook, Month now, int months);
  [[nodiscard]] int months() const { return static_cast<int>(window_.size()); }
  // Terms of the month `lag` months from now, 1 at least.
  [[nodiscard]] const FlowTerms& in(int lag) const { return *window_[static_cast<std::size_t>(lag - 1)]; }
  // Whether they differ from those of the month before; for the first month, from `now`.
  [[nodiscard]] bool changes(int lag) const {
    return lag > 1 &&
           window_[static_cast<std::size_t>(lag - 1)] != window_[static_cast<std::size_t>(lag - 2)];
  }
  // Whether any of them differ from `now`.
  [[nodiscard]] bool differ_from(const Levers& now) const;

 private:
  void append(const Outlook& outlook, Month month);

  Month now_;
  std::size_t announced_ = 0;
  std::deque<std::shared_ptr<const FlowTerms>> window_;  // [lag - 1]; equal months share
};

}  // namespace entrepot::models
