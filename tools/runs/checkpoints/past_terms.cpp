#include "tools/runs/checkpoints/past_terms.hpp"

#include <cmath>
#include <string_view>

#include "sim/core/fingerprint.hpp"
#include "sim/world/levers/firm_set.hpp"

namespace entrepot::tools {

namespace {

// A lever that no policy uses is the same as one that none has moved.
void add_lever(Fingerprint& print, const std::vector<double>& lever, double neutral) {
  for (std::size_t i = 0; i < lever.size(); ++i) {
    if (lever[i] == neutral) continue;
    print.add(i);
    print.add(lever[i]);
  }
  print.add(lever.size() + 1);
}

void add_firms(Fingerprint& print, const std::vector<FirmTerms>& firms) {
  for (const FirmTerms& terms : firms) {
    add_firm_set(print, *terms.firms);
    print.add(static_cast<int>(terms.part));
    print.add(static_cast<int>(terms.side));
    print.add(terms.gradual ? 1 : 0);
    print.add(terms.ban.all());
  }
}

void add_contents(Fingerprint& print, const std::vector<ContentTerms>& contents) {
  for (const ContentTerms& terms : contents) {
    if (terms.rate == 0.0) continue;
    print.add(terms.groups);
    print.add(terms.local);
    print.add(terms.rate);
    print.add(terms.least);
  }
}

void add_quotas(Fingerprint& print, const std::vector<QuotaTerms>& quotas, std::size_t counted) {
  print.add(std::min(counted, quotas.size()));
  for (std::size_t q = 0; q < quotas.size(); ++q) {
    if (q >= counted && std::isinf(quotas[q].volume)) continue;
    print.add(q);
    print.add(quotas[q].flows);
    print.add(quotas[q].volume);
    print.add(quotas[q].over_duty);
    print.add(quotas[q].period);
    print.add(quotas[q].first_come ? 1 : 0);
    print.add(quotas[q].carry_over);
  }
}

std::uint64_t terms_print(const Levers& levers, std::size_t quotas) {
  Fingerprint print;
  for (const LeverColumn& lever : lever_columns()) {
    const bool is_factor = std::string_view(lever.name) == "budget";
    add_lever(print, levers.*lever.column, is_factor ? 1.0 : 0.0);
  }
  add_firms(print, levers.firms);
  add_contents(print, levers.contents);
  add_quotas(print, levers.quotas, quotas);
  return print.value();
}

}  // namespace

std::vector<std::uint64_t> past_terms(const RunJob& job, bool with_policies, int steps, std::size_t quotas) {
  std::vector<std::uint64_t> prints;
  for (int step = 0; step < steps; ++step)
    prints.push_back(terms_print(job.terms(with_policies, job.scenario().calendar.at(step)), quotas));
  return prints;
}

}  // namespace entrepot::tools
