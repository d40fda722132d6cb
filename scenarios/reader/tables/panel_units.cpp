#include "scenarios/reader/tables/panel_units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace entrepot::scenarios {

namespace {

bool inside_code(const std::string& code, const std::string& holder) {
  return code.compare(0, holder.size(), holder) == 0;
}

}  // namespace

ProductCodes::ProductCodes(const WorldNames& world) {
  for (std::size_t p = 0; p < world.products.size(); ++p)
    by_hs_[p < world.product_hs.size() ? world.product_hs[p] : world.products[p]].push_back(p);
}

std::string ProductCodes::holder(const std::string& code) const {
  for (std::size_t length = code.size(); length >= 2; --length) {
    const std::string part = code.substr(0, length);
    if (by_hs_.count(part) != 0) return part;
  }
  return "";
}

bool ProductCodes::holds_any(const std::string& code) const {
  return std::any_of(by_hs_.begin(), by_hs_.end(),
                     [&](const auto& one) { return inside_code(one.first, code); });
}

PanelUnits::PanelUnits(const Panel& panel, const std::vector<PanelWeight>& weights,
                       const ProductCodes& products, const std::string& shown,
                       std::vector<std::string>& notes) {
  const bool weighted = !weights.empty();
  weighted ? take_weights(weights, products) : take_codes(panel, products);
  if (weighted && lost_ > 0.0)
    notes.push_back(
        fmt::format("{}: {:.2f} % of the weights' trade is in codes that no product of the world holds",
                    shown, 100.0 * lost_ / total_));
  if (!weighted && !by_hs_.empty())
    notes.push_back(fmt::format(
        "{}: codes inside {} products of the world are averaged evenly; give the schedule `weights`, "
        "a file with their trade (hs, value)",
        shown, by_hs_.size()));
}

std::vector<PanelUnit> PanelUnits::of(const std::string& hs, const std::string& region) const {
  for (const std::string& at : {region, std::string()}) {
    const auto found = by_hs_.find(hs + "/" + at);
    if (found != by_hs_.end()) return found->second;
  }
  return {{hs, "", 1.0}};
}

void PanelUnits::take_weights(const std::vector<PanelWeight>& weights, const ProductCodes& products) {
  for (const PanelWeight& weight : weights) {
    const std::string hs = products.holder(weight.code);
    total_ += weight.value;
    if (hs.empty()) lost_ += weight.value;
    if (!hs.empty() && weight.value > 0.0)
      by_hs_[hs + "/" + weight.region].push_back({weight.code, weight.country, weight.value});
  }
}

// Codes of the panel inside a product, those without finer ones among them.
void PanelUnits::take_codes(const Panel& panel, const ProductCodes& products) {
  std::set<std::string> codes;
  for (const PanelRow& row : panel.rows) codes.insert(row.code);
  for (auto it = codes.begin(); it != codes.end(); ++it) {
    const auto next = std::next(it);
    const bool has_finer = next != codes.end() && inside_code(*next, *it);
    const std::string hs = products.holder(*it);
    if (!has_finer && !hs.empty() && it->size() > hs.size()) by_hs_[hs + "/"].push_back({*it, "", 1.0});
  }
}

void note_unmatched(const Panel& panel, const std::vector<PanelWeight>& weights, const ProductCodes& products,
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
