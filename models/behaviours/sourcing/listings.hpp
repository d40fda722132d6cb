// Which firms policies name, and what they may not buy or sell (entity lists and what follows from them).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "sim/core/rng.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// A ban reaches a share chi of the links of a flow, the rest has a licence.
// Whether the link of a slot (its key, sim/world/state/site_keys.hpp) to an origin is denied at a ban share.
// A slot's draw for an origin lasts: a tighter ban denies more links and frees none.
[[nodiscard]] inline bool denied(Seed seed, std::uint64_t slot, std::size_t origin, double ban) {
  if (!(ban > 0.0)) return false;
  if (ban >= 1.0) return true;
  return to_unit(random_words(seed, Stream::licence, slot, 0, static_cast<std::uint32_t>(origin))[0]) < ban;
}

// Bans on one link beside that on its flow. A slot has one lasting draw per origin, so all bans on it overlap
// in one number that is held against that draw.
struct LinkBans {
  const std::vector<double>* flow = nullptr;  // [destination][cell]; may be empty
  const double* inputs = nullptr;             // [cell], of the buyer; null = none
  double sales = 0.0;                         // of the seller towards the buyer's region

  [[nodiscard]] bool none() const { return flow->empty() && inputs == nullptr && !(sales > 0.0); }
  [[nodiscard]] static double both(double a, double b) { return 1.0 - (1.0 - a) * (1.0 - b); }
  // `at`: destination * cells + cell.
  [[nodiscard]] double of(std::size_t at, std::size_t cell) const {
    double ban = flow->empty() ? 0.0 : (*flow)[at];
    if (inputs != nullptr) ban = both(ban, inputs[cell]);
    return sales > 0.0 ? both(ban, sales) : ban;
  }
};

// Firms with the same terms form a class; class 0 has none. Terms follow the owner: plants abroad of a listed
// firm are listed.
class Listings {
 public:
  explicit Listings(const World& world) : world_(world) {}

  // Binds the terms of this step and marks who is named in State::firm_status. True if a term has moved.
  bool update(StepContext& context);

  // Bans on the inputs of a firm of the world, [cell]; null = none.
  [[nodiscard]] const double* inputs(std::uint32_t owner) const {
    if (input_class_.empty() || input_class_[owner] == 0) return nullptr;
    return &input_ban_[(input_class_[owner] - 1U) * world_.n_cells()];
  }
  // Share of a region's links with a firm that may not trade.
  [[nodiscard]] double sales(std::uint32_t owner, std::size_t destination) const {
    if (sales_class_.empty() || sales_class_[owner] == 0) return 0.0;
    return sales_ban_[(sales_class_[owner] - 1U) * world_.table.n_regions() + destination];
  }
  [[nodiscard]] bool any_inputs() const { return !input_class_.empty(); }
  [[nodiscard]] bool any_sales() const { return !sales_class_.empty(); }
  [[nodiscard]] bool any() const { return any_inputs() || any_sales(); }
  // Bans on flows: the levers', and where every firm of a cell is listed what none of them may sell.
  [[nodiscard]] const std::vector<double>& flow_ban() const { return *flow_ban_; }
  // Whether links to or from firms of this class of buyers need a look, [destination]; empty = none has
  // moved.
  [[nodiscard]] const std::vector<bool>& moved() const { return moved_; }

 private:
  using Named = std::vector<std::uint32_t>;  // firms, ascending
  [[nodiscard]] const Named& named(const FirmSet& firms, Seed seed);
  template <class Visit>
  void for_each_of(const FirmSet& firms, FirmPart part, Seed seed, const Visit& visit);
  [[nodiscard]] std::vector<std::uint32_t> numbered(const FirmSet& firms) const;
  [[nodiscard]] std::size_t largest(const std::vector<std::uint32_t>& by_size, double share) const;
  void mark(const FirmSet& firms, StepContext& context);
  void classify(const StepContext& context, FirmSide side, std::size_t width,
                std::vector<std::uint32_t>& firm_class, std::vector<double>& ban);
  void close_cells(const Levers& levers);
  void note_moved(const State& state, const std::vector<std::uint64_t>& now);

  const World& world_;
  // Follows from the terms of this step, the seed and the world alone; found anew when terms have changed.
  std::vector<FirmTerms> terms_;            // for which the classes were made
  std::map<const FirmSet*, Named> named_;   // of every set met so far
  std::vector<std::uint32_t> input_class_;  // [firm]; empty = no terms
  std::vector<std::uint32_t> sales_class_;  // [firm]
  std::vector<double> input_ban_;           // [class - 1][cell]
  std::vector<double> sales_ban_;           // [class - 1][region]
  // Of this step.
  std::vector<double> own_flow_ban_;  // the levers' with closed cells
  const std::vector<double>* flow_ban_ = nullptr;
  std::vector<bool> moved_;
};

}  // namespace entrepot::models
