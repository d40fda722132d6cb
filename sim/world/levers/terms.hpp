// Terms that are more than one number per flow: for firms, for content, for quantities.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace entrepot {

// Terms that policies set for single firms: which firms, and which of their links may not trade.
//
// Firms by place, trade and size. Which firms of a world these are, the behaviours find out
// (models/behaviours/sourcing/listings.hpp): a policy is bound to a table, which has no firms.
// A firm by its place among the firms of a group, or of a cell of it.
struct RankedFirm {
  std::uint32_t group = 0;  // (region, sector)
  std::int64_t cell = -1;   // (region, product) of the group; -1 = all of them
  std::uint32_t rank = 0;   // from 0
  bool by_chance = false;   // ranks by a draw that lasts; else by falling output at the base
  bool registered = false;  // `rank` is an entry of the world's register of firms
  auto operator<=>(const RankedFirm&) const = default;
};

struct FirmSet {
  std::vector<std::uint32_t> groups;  // (region, sector), ascending
  // One of these; where none is given, all firms of the groups.
  std::size_t top = 0;                 // the largest by output at the base
  double top_share = 0.0;              // the largest that together make this part of the groups' output
  double random_share = 0.0;           // each firm with this probability, by a draw that lasts
  std::vector<std::uint32_t> numbers;  // firms of the world by number, ascending
  std::vector<RankedFirm> ranked;      // those that a world has; ascending
  [[nodiscard]] bool everyone() const {
    return top == 0 && top_share == 0.0 && random_share == 0.0 && numbers.empty() && ranked.empty();
  }
};

// Who of the groups is meant.
enum class FirmPart : std::uint8_t { named, peers };  // the firms of the set; the other firms of its groups
// Which of their links.
enum class FirmSide : std::uint8_t { inputs, sales };

// Shares of links, made once and shared by the terms of every month: a list of thousands of entities has as
// many terms, and each would be a table.
class Bans {
 public:
  using value_type = double;
  using const_iterator = std::vector<double>::const_iterator;
  using iterator = const_iterator;
  Bans() = default;
  Bans(std::vector<double> values)
      : values_(values.empty() ? nullptr : std::make_shared<const std::vector<double>>(std::move(values))) {}

  [[nodiscard]] bool empty() const { return values_ == nullptr; }
  [[nodiscard]] std::size_t size() const { return all().size(); }
  [[nodiscard]] double operator[](std::size_t at) const { return (*values_)[at]; }
  [[nodiscard]] const_iterator begin() const { return all().begin(); }
  [[nodiscard]] const_iterator end() const { return all().end(); }
  [[nodiscard]] const std::vector<double>& all() const {
    static const std::vector<double> none;
    return values_ == nullptr ? none : *values_;
  }
  bool operator==(const Bans& other) const { return values_ == other.values_ || all() == other.all(); }

 private:
  std::shared_ptr<const std::vector<double>> values_;
};

// In force in one month. Terms with an amount of zero everywhere stop nothing; they tell whom to watch.
struct FirmTerms {
  const FirmSet* firms = nullptr;  // lives as long as its instrument
  FirmPart part = FirmPart::named;
  FirmSide side = FirmSide::inputs;
  // Share of links that may not trade: of inputs by supply cell, [origin * products + product]; of sales by
  // the buyers' region. Empty = none.
  Bans ban;
  bool gradual = false;  // these links end one by one, as their customers leave: no day to be ready for
  bool operator==(const FirmTerms&) const = default;
};

// Subsidies on output with a clause on local content: paid to the firms that meet it.
struct ContentTerms {
  std::vector<std::uint32_t> groups;  // [region][sector] whose producers may take it
  std::vector<std::uint8_t> local;    // [region] 1 = what is made there is local
  double rate = 0.0;                  // part of unit cost that is paid; 0 = not in force
  double least = 0.0;                 // local content asked for, part of sales
  bool operator==(const ContentTerms&) const = default;
};

// Quotas and tariff-rate quotas: terms that depend on how much has been traded.
struct QuotaTerms {
  std::vector<std::uint32_t> flows;  // WorldTable::duty_index, filled together
  // Million USD per month at base prices; infinite = not in force.
  double volume = std::numeric_limits<double>::infinity();
  // Months of a period, from January on: its volume may be used at any time within it. 1: month by month.
  int period = 1;
  bool first_come = false;  // open until the period's volume is used up; else licences are spread over it
  double carry_over = 0.0;  // part of what a period left over that may be used in the next
  double over_duty = -1.0;  // tariff-rate quota: duty beyond the volume, fraction, added; negative = nothing
                            // may enter beyond it
  bool operator==(const QuotaTerms&) const = default;
};

}  // namespace entrepot
