#include "scenarios/reader/yaml/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
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

void Faults::throw_if_any() {
  if (faults_.empty()) return;
  std::map<std::string, std::size_t> file_order;
  for (const Fault& fault : faults_) file_order.emplace(fault.place.file, file_order.size());
  const auto key = [&](const Fault& fault) {
    return std::make_tuple(file_order.at(fault.place.file), fault.place.line, fault.place.column);
  };
  std::stable_sort(faults_.begin(), faults_.end(),
                   [&](const Fault& a, const Fault& b) { return key(a) < key(b); });
  const auto equal = [&](const Fault& a, const Fault& b) { return key(a) == key(b) && a.what == b.what; };
  faults_.erase(std::unique(faults_.begin(), faults_.end(), equal), faults_.end());
  if (unlisted_ > 0) faults_.push_back({{}, fmt::format("and {} more faults", unlisted_), "", ""});
  throw InputError(std::move(faults_));
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

std::string suggest(const std::string& name, const std::vector<std::string>& candidates,
                    const std::string& kind) {
  constexpr std::size_t longest = 64;
  const std::string near = name.size() > longest ? "" : nearest_name(name, candidates);
  const std::string allowed = fmt::format("{}: {}", kind, listed(candidates));
  return near.empty() ? allowed : fmt::format("did you mean \"{}\"? {}", near, allowed);
}

}  // namespace entrepot
