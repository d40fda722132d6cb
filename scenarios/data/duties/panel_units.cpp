#include "scenarios/data/duties/panel_units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace entrepot::scenarios {

namespace {

bool inside_code(const std::string& code, const std::string& holder) {
  return code.compare(0, holder.size(), holder) == 0;
}

}  // namespace

HsCodes HsCodes::of_products(const std::vector<std::string>& products, const std::vector<std::string>& hs) {
  HsCodes codes;
  for (std::size_t p = 0; p < products.size(); ++p) {
    const std::string& code = p < hs.size() ? hs[p] : products[p];
    if (!code.empty()) codes.add(code, p);
  }
  return codes;
}

std::string HsCodes::holder(const std::string& code) const {
  for (std::size_t length = code.size(); length >= 2; --length) {
    const std::string part = code.substr(0, length);
    if (by_hs_.count(part) != 0) return part;
  }
  return "";
}

bool HsCodes::holds_any(const std::string& code) const {
  return std::any_of(by_hs_.begin(), by_hs_.end(),
                     [&](const auto& one) { return inside_code(one.first, code); });
}

PanelUnits::PanelUnits(const Panel& panel, const std::vector<PanelWeight>& weights, const HsCodes& products,
                       const std::string& shown, const std::string& advice, std::vector<std::string>& notes) {
  const bool weighted = !weights.empty();
  weighted ? take_weights(weights, products) : take_codes(panel, products);
  const bool countries = std::any_of(panel.origins.begin(), panel.origins.end(), [](const PanelOrigin& at) {
    return at.kind == PanelOrigin::Kind::country;
  });
  if (!weighted && countries)
    notes.push_back(fmt::format("{}: rows of countries inside a region reach nothing without weights; {}",
                                shown, "their file needs a column origin with these countries"));
  if (weighted && lost_ > 0.0)
    notes.push_back(
        fmt::format("{}: {:.2f} % of the weights' trade is in codes that no product of the world holds",
                    shown, 100.0 * lost_ / total_));
  if (!weighted && !by_hs_.empty())
    notes.push_back(fmt::format("{}: codes inside {} products of the world are averaged evenly; {}", shown,
                                by_hs_.size(), advice));
}

std::vector<PanelUnit> PanelUnits::of(const std::string& hs, const std::string& region) const {
  for (const std::string& at : {region, std::string()}) {
    const auto found = by_hs_.find(hs + "/" + at);
    if (found != by_hs_.end()) return found->second;
  }
  return {{hs, "", 1.0}};
}

void PanelUnits::take_weights(const std::vector<PanelWeight>& weights, const HsCodes& products) {
  for (const PanelWeight& weight : weights) {
    const std::string hs = products.holder(weight.code);
    total_ += weight.value;
    if (hs.empty()) lost_ += weight.value;
    if (!hs.empty() && weight.value > 0.0)
      by_hs_[hs + "/" + weight.region].push_back({weight.code, weight.country, weight.value});
  }
}

// Codes of the panel inside a product, those without finer ones among them.
void PanelUnits::take_codes(const Panel& panel, const HsCodes& products) {
  std::set<std::string> codes;
  for (const PanelRow& row : panel.rows) codes.insert(row.code);
  for (auto it = codes.begin(); it != codes.end(); ++it) {
    const auto next = std::next(it);
    const bool has_finer = next != codes.end() && inside_code(*next, *it);
    const std::string hs = products.holder(*it);
    if (!has_finer && !hs.empty() && it->size() > hs.size()) by_hs_[hs + "/"].push_back({*it, "", 1.0});
  }
}

void sort_weights(std::vector<PanelWeight>& weights) {
  std::sort(weights.begin(), weights.end(), [](const PanelWeight& a, const PanelWeight& b) {
    return std::tie(a.code, a.region, a.country, a.value) < std::tie(b.code, b.region, b.country, b.value);
  });
}

void note_unmatched(const Panel& panel, const std::vector<PanelWeight>& weights, const HsCodes& products,
                    const std::string& shown, std::vector<std::string>& notes) {
  std::map<std::string, double> lost;
  for (const PanelRow& row : panel.rows) {
    if (lost.count(row.code) == 0 && products.holder(row.code).empty() && !products.holds_any(row.code))
      lost[row.code] = 0.0;
  }
  if (lost.empty()) return;
  std::vector<std::string> texts;
  for (auto& [code, value] : lost) {
    for (const PanelWeight& weight : weights) value += inside_code(weight.code, code) ? weight.value : 0.0;
    texts.push_back(weights.empty() ? code : fmt::format("{} ({:.4g})", code, value));
  }
  notes.push_back(fmt::format("{}: {} codes are in no product of the world and are left out{}: {}", shown,
                              lost.size(), weights.empty() ? "" : " (trade of the weights)", listed(texts)));
}

}  // namespace entrepot::scenarios
