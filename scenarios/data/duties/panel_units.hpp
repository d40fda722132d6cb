// The fine codes by which rates of a panel are averaged over a product of the world.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/data/duties/panel.hpp"

namespace entrepot::scenarios {

// One fine code from one place: rates are found for it, then averaged over the product.
struct PanelUnit {
  std::string code;
  std::string country;  // "" = all of the region
  double value = 1.0;
};

// What of the world each HS code stands for: products, or sectors where each is one product.
class HsCodes {
 public:
  // Every product by its own code.
  [[nodiscard]] static HsCodes of_products(const std::vector<std::string>& products,
                                           const std::vector<std::string>& hs);
  void add(const std::string& hs, std::size_t product) { by_hs_[hs].push_back(product); }
  // The longest known code that holds this one; "" where none does.
  [[nodiscard]] std::string holder(const std::string& code) const;
  // Whether known codes lie inside the code, as headings do inside their chapter.
  [[nodiscard]] bool holds_any(const std::string& code) const;
  [[nodiscard]] const std::map<std::string, std::vector<std::size_t>>& by_hs() const { return by_hs_; }

 private:
  std::map<std::string, std::vector<std::size_t>> by_hs_;
};

// The fine codes that stand for each HS code of the world's products, by region.
class PanelUnits {
 public:
  // Notes what is averaged evenly, with `advice`, and what trade no product holds.
  PanelUnits(const Panel& panel, const std::vector<PanelWeight>& weights, const HsCodes& products,
             const std::string& shown, const std::string& advice, std::vector<std::string>& notes);
  [[nodiscard]] std::vector<PanelUnit> of(const std::string& hs, const std::string& region) const;

 private:
  void take_weights(const std::vector<PanelWeight>& weights, const HsCodes& products);
  void take_codes(const Panel& panel, const HsCodes& products);

  double total_ = 0.0;
  double lost_ = 0.0;
  std::map<std::string, std::vector<PanelUnit>> by_hs_;  // "hs/region", region "" = all
};

// Means are sums over weights: sorted, the order of rows has no say in their bits.
void sort_weights(std::vector<PanelWeight>& weights);

// Notes the codes that are in no product of the world, with their trade where weights say it.
void note_unmatched(const Panel& panel, const std::vector<PanelWeight>& weights, const HsCodes& products,
                    const std::string& shown, std::vector<std::string>& notes);

}  // namespace entrepot::scenarios
