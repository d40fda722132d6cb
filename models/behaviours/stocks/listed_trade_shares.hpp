// The part of flows that terms of single firms (entity lists) stop, as sums over firms.
#pragma once

#include <map>
#include <vector>

#include "sim/world/levers/terms.hpp"
#include "sim/world/world.hpp"

namespace entrepot::models {

class ListedTradeShares {
 public:
  explicit ListedTradeShares(const World& world) : world_(world) {}

  // Adds to `hit` [destination][cell] the part of each flow's base trade that the terms stop. Firms buy like
  // their (region, sector) and sell like it, by their part in its output; firms drawn by chance count with
  // their probability.
  void add(const std::vector<FirmTerms>& terms, std::vector<float>& hit);

 private:
  // Part of every group's output made by the firms of a set, [group].
  [[nodiscard]] const std::vector<double>& made_by(const FirmSet& firms);
  [[nodiscard]] std::vector<std::uint32_t> members(const FirmSet& firms) const;
  [[nodiscard]] double used_by(GroupId user, GroupId seller) const;
  void add_inputs(const FirmTerms& terms, GroupId user, double part, std::vector<float>& hit) const;
  void add_sales(const FirmTerms& terms, GroupId seller, double part, std::vector<float>& hit) const;

  const World& world_;
  std::map<const FirmSet*, std::vector<double>> made_;  // of every set met; sets live as long as the run
};

}  // namespace entrepot::models
