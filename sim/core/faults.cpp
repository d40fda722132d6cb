#include "sim/core/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace entrepot {

void Faults::add(Place place, std::string what, std::string why, std::string suggestion) {
  if (faults_.size() >= listed_at_most) {
    ++unlisted_;
    return;
  }
  faults_.push_back({std::move(place), std::move(what), std::move(why), std::move(suggestion)});
}

void Faults::add(const InputError& error) {
  for (const Fault& fault : error.faults()) add(fault.place, fault.what, fault.why, fault.suggestion);
}

void Faults::throw_if_any() const {
  if (faults_.empty()) return;
  std::vector<Fault> faults = faults_;
  std::map<std::string, std::size_t> file_order;
  for (const Fault& fault : faults) file_order.emplace(fault.place.file, file_order.size());
  const auto key = [&](const Fault& fault) {
    return std::make_tuple(file_order.at(fault.place.file), fault.place.line, fault.place.column);
  };
  std::stable_sort(faults.begin(), faults.end(),
                   [&](const Fault& a, const Fault& b) { return key(a) < key(b); });
  const auto equal = [&](const Fault& a, const Fault& b) { return key(a) == key(b) && a.what == b.what; };
  faults.erase(std::unique(faults.begin(), faults.end(), equal), faults.end());
  if (unlisted_ > 0) faults.push_back({{}, fmt::format("and {} more faults", unlisted_), "", ""});
  throw InputError(std::move(faults));
}

std::string in_quotes(const std::string& text) {
  constexpr std::size_t longest = 60;
  if (text.size() <= longest) return "\"" + text + "\"";
  return "\"" + text.substr(0, longest) + "...\"";
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t longest = 400;
  std::string text;
  for (const std::string& name : names) {
    if (text.size() > longest) return text + ", ...";
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

namespace {

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// Letters left out, added, wrong or swapped with their neighbour (Damerau 1964, restricted).
std::size_t slips_between(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1), before(b.size() + 1), before_that(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_that.swap(before);
    before.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (same ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_that[j - 2] + 1);
    }
  }
  return row.back();
}

// The first of the known names with the fewest slips, or "" where all have too many.
std::string nearest_by_slips(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t most_slips = 2;
  const std::string asked = lower(name);
  std::string best;
  std::size_t fewest = most_slips + 1;
  for (const std::string& candidate : known) {
    const std::size_t longer = std::max(name.size(), candidate.size());
    if (longer - std::min(name.size(), candidate.size()) > most_slips) continue;
    const std::size_t slips = slips_between(asked, lower(candidate));
    if (slips >= fewest || 3 * slips > longer) continue;
    fewest = slips;
    best = candidate;
  }
  return best;
}

// The only known name that begins with `name`, or "".
std::string begun_by(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t fewest_letters = 2;
  if (name.size() < fewest_letters) return "";
  const std::string asked = lower(name);
  std::string only;
  for (const std::string& candidate : known) {
    if (lower(candidate.substr(0, name.size())) != asked) continue;
    if (!only.empty() && only != candidate) return "";
    only = candidate;
  }
  return only;
}

}  // namespace

std::string suggest(const std::string& name, const std::vector<std::string>& known, Asks asks) {
  std::string near = nearest_by_slips(name, known);
  if (near.empty()) near = begun_by(name, known);
  if (near.empty()) return "";
  switch (asks) {
    case Asks::quoted:
      return fmt::format("did you mean \"{}\"?", near);
    case Asks::plain:
      return fmt::format("did you mean {}?", near);
    case Asks::meant:
      return fmt::format("is '{}' meant?", near);
  }
  return "";
}

std::string suggest(const std::string& name, const std::vector<std::string>& known, const std::string& kind) {
  const std::string question = suggest(name, known);
  return fmt::format("{}{}{}: {}", question, question.empty() ? "" : " ", kind, listed(known));
}

std::string appended(const std::string& text) { return text.empty() ? "" : "; " + text; }

}  // namespace entrepot
