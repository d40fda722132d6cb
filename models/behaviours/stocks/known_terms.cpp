#include "models/behaviours/stocks/known_terms.hpp"

#include <algorithm>

namespace entrepot::models {

FlowTerms::FlowTerms(const Levers& levers)
    : duty(levers.duty), log_iceberg(levers.log_iceberg), ban(levers.ban), firms(levers.firms) {
  std::erase_if(firms, [](const FirmTerms& terms) { return terms.gradual || terms.ban.empty(); });
}

void KnownTerms::look(const Outlook& outlook, Month now, int months) {
  const std::size_t announced = outlook.announced(now);
  const bool next = now == now_ + 1 && announced == announced_;
  if (!next) window_.clear();
  if (!window_.empty()) window_.pop_front();
  now_ = now;
  announced_ = announced;
  while (window_.size() < static_cast<std::size_t>(months))
    append(outlook, now + static_cast<int>(window_.size()) + 1);
}

void KnownTerms::append(const Outlook& outlook, Month month) {
  auto terms = std::make_shared<const FlowTerms>(outlook.expected(month, now_));
  if (!window_.empty() && *window_.back() == *terms) terms = window_.back();
  window_.push_back(std::move(terms));
}

bool KnownTerms::differ_from(const Levers& now) const {
  for (int lag = 2; lag <= months(); ++lag) {
    if (changes(lag)) return true;
  }
  return months() > 0 && in(1) != FlowTerms(now);
}

}  // namespace entrepot::models
