#include "scenarios/data/splits/split_products.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace entrepot::scenarios {

namespace {

std::vector<std::size_t> products_of_sector(const WorldTable& table, std::size_t sector) {
  std::vector<std::size_t> products;
  for (std::size_t p = 0; p < table.n_products(); ++p)
    if (table.product_sector[p].index() == sector) products.push_back(p);
  return products;
}

// A sector without product detail has one product, called like it: so has each of its parts.
PartProducts own_products(const SplitSubject& of, std::size_t parent) {
  PartProducts out;
  for (std::size_t part = 0; part < of.parts.size(); ++part)
    out.products.push_back({of.parts[part], parent, part, {}});
  return out;
}

// The parts of one product, [part][old region]; `holder` has `*`, the products that no row names.
class ProductDivision {
 public:
  ProductDivision(const SplitRows& rows, const SplitSubject& of, const WorldTable& table, Faults& faults)
      : rows_(rows), of_(of), table_(table), faults_(faults) {
    for (const SplitRows::ProductRow& row : rows.products(of)) {
      if (row.product != "*") continue;
      if (holder_) faults.add(rows.place(row.row), "a second part takes all other products", "only one can");
      holder_ = part_of(row.part);
    }
    if (!holder_ && of.parts.size() == 1) holder_ = 0;
  }

  void add(std::size_t product, PartProducts& out) {
    const std::vector<std::size_t> owners = owners_of(product);
    if (owners.empty()) {
      orphans_.push_back(table_.products[product]);
      return;
    }
    const bool whole = owners.size() == 1;
    const bool held = holder_ && std::find(owners.begin(), owners.end(), *holder_) != owners.end();
    const std::size_t keeper = held ? *holder_ : owners.front();
    for (const std::size_t part : owners) {
      std::string code = table_.products[product];
      if (part != keeper) code += "." + of_.parts[part];
      out.products.push_back({code, product, part, {}});
      if (!whole) out.products.back().share = shares_[part];
    }
  }

  void refuse_orphans() {
    if (orphans_.empty()) return;
    faults_.add({rows_.file(), 0, 0, ""},
                fmt::format("{} products of {} go to no part: {}", orphans_.size(), table_.sectors[of_.from],
                            listed(orphans_)),
                "every product needs a part",
                "give them to one by a row with the figure product and the product *");
  }

 private:
  [[nodiscard]] std::size_t part_of(const std::string& name) const {
    return static_cast<std::size_t>(std::find(of_.parts.begin(), of_.parts.end(), name) - of_.parts.begin());
  }

  // Parts that have the product; several have shares by region, which sum to 1.
  std::vector<std::size_t> owners_of(std::size_t product) {
    std::vector<std::size_t> owners;
    for (const SplitRows::ProductRow& row : rows_.products(of_)) {
      const std::size_t part = part_of(row.part);
      if (row.product == table_.products[product] &&
          std::find(owners.begin(), owners.end(), part) == owners.end())
        owners.push_back(part);
    }
    bool shared = false;
    for (const SplitRows::ProductRow& row : rows_.products(of_))
      shared = shared || (row.product == table_.products[product] && row.share);
    if (owners.empty() && holder_) owners.push_back(*holder_);
    if (shared && holder_ && std::find(owners.begin(), owners.end(), *holder_) == owners.end())
      owners.push_back(*holder_);
    std::sort(owners.begin(), owners.end());
    if (owners.size() > 1) set_shares(product, owners);
    return owners;
  }

  [[nodiscard]] std::optional<double> given(std::size_t product, std::size_t part, std::size_t region) const {
    std::optional<double> share;
    for (const SplitRows::ProductRow& row : rows_.products(of_)) {
      if (row.product != table_.products[product] || part_of(row.part) != part || !row.share) continue;
      if (row.region == region) return row.share;
      if (!row.region) share = row.share;
    }
    return share;
  }

  void set_shares(std::size_t product, const std::vector<std::size_t>& owners) {
    shares_.assign(of_.parts.size(), std::vector<double>(table_.n_regions(), 0.0));
    for (std::size_t n = 0; n < table_.n_regions(); ++n) {
      std::optional<std::size_t> rest;
      std::size_t without = 0;
      double sum = 0.0;
      for (const std::size_t part : owners) {
        const auto share = given(product, part, n);
        if (!share) rest = part;
        without += share ? 0U : 1U;
        sum += shares_[part][n] = share.value_or(0.0);
      }
      if (without > 1 || sum > 1.0 + 1e-6 || (without == 0 && sum < 1.0 - 1e-6)) {
        faults_.add({rows_.file(), 0, 0, ""},
                    fmt::format("shares of product {} in {} sum to {:.6g}, {} parts have none",
                                table_.products[product], table_.regions[n], sum, without),
                    "they must sum to 1; one part may have none, and gets the rest");
      }
      if (without == 1) shares_[*rest][n] = std::max(0.0, 1.0 - sum);
    }
  }

  const SplitRows& rows_;
  const SplitSubject& of_;
  const WorldTable& table_;
  Faults& faults_;
  std::optional<std::size_t> holder_;
  std::vector<std::vector<double>> shares_;  // [part][region] of the product at hand
  std::vector<std::string> orphans_;
};

}  // namespace

PartProducts part_products(const SplitRows& rows, const SplitSubject& of, const WorldTable& table,
                           Faults& faults) {
  const std::vector<std::size_t> before = products_of_sector(table, of.from);
  if (before.size() == 1 && table.products[before[0]] == table.sectors[of.from] && rows.products(of).empty())
    return own_products(of, before[0]);
  PartProducts out;
  ProductDivision division(rows, of, table, faults);
  for (const std::size_t product : before) division.add(product, out);
  division.refuse_orphans();
  std::set<std::size_t> with;
  for (const ProductPart& product : out.products) with.insert(product.sector);
  out.complete = with.size() == of.parts.size();
  for (std::size_t part = 0; part < of.parts.size(); ++part)
    if (with.count(part) == 0) out.products.push_back({of.parts[part], table.n_products(), part, {}});
  std::sort(out.products.begin(), out.products.end(), [](const ProductPart& a, const ProductPart& b) {
    return std::tie(a.sector, a.code) < std::tie(b.sector, b.code);
  });
  return out;
}

std::vector<double> shares_by_products(const PartProducts& parts, std::size_t n_parts, std::size_t region,
                                       const WorldTable& table) {
  std::vector<double> shares(n_parts, 0.0);
  double sum = 0.0;
  for (const ProductPart& product : parts.products) {
    const double mix = table.product_mix[region * table.n_products() + product.parent];
    const double share = mix * (product.share.empty() ? 1.0 : product.share[region]);
    shares[product.sector] += share;
    sum += share;
  }
  for (double& share : shares) share = sum > 0.0 ? share / sum : 0.0;
  return shares;
}

}  // namespace entrepot::scenarios
