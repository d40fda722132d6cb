// Instruments that speak of single firms: which firms, and which of their links end, at once or by a hazard.
#pragma once

#include <memory>
#include <vector>

#include "models/policies/parts/regions.hpp"
#include "models/policies/parts/timing.hpp"
#include "sim/core/descriptor.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/names.hpp"

namespace entrepot::models {

// listed (required), listed_sector, top, top_share, random_share, firm_list, tag.
[[nodiscard]] std::vector<KeySpec> firm_keys();
// The same as a descriptor's `check`: dates, and one way to choose firms at most.
[[nodiscard]] std::vector<KeyFault> check_firm_keys(const Values& values, const std::set<std::string>& given);
// Faults where no product is selected, or a region is both on `side` and listed.
[[nodiscard]] std::vector<KeyFault> check_firm_sides(const Values& values, const char* side,
                                                     const WorldNames& names);
[[nodiscard]] FirmSet firm_set(const Values& values, const WorldTable& table);

// Links of one kind that may not trade.
struct FirmRule {
  FirmPart part = FirmPart::named;
  FirmSide side = FirmSide::inputs;
  std::size_t size = 0;  // of FirmTerms::ban
  struct Elements {
    DaySpan days;
    std::vector<std::uint32_t> at;
  };
  std::vector<Elements> elements;
  double amount = 1.0;  // share of the links at full strength
  double hazard = 0.0;  // per year at which links end until that share is reached; 0 = at once
};

// Inputs from the sources' cells with these products.
[[nodiscard]] FirmRule input_rule(const std::vector<NamedRegion>& sources,
                                  const std::vector<std::size_t>& products, const WorldTable& table);
// Sales to these regions.
[[nodiscard]] FirmRule sales_rule(const std::vector<NamedRegion>& buyers, const WorldTable& table);

class FirmRules final : public Instrument {
 public:
  FirmRules(Timing timing, FirmSet firms, std::vector<FirmRule> rules);
  void apply(Month month, Levers& levers) const override { name(month, all_of(month), levers); }
  void apply_last_day(Month month, Levers& levers) const override { name(month, last_day_of(month), levers); }
  [[nodiscard]] Date announced() const override { return timing_.announced; }
  [[nodiscard]] std::unique_ptr<Instrument> watcher() const override { return silent(); }
  // The same firms on the same days, and nothing done to them.
  [[nodiscard]] std::unique_ptr<FirmRules> silent() const {
    return std::make_unique<FirmRules>(timing_, firms_, std::vector<FirmRule>{});
  }

 private:
  void name(Month month, DaySpan over, Levers& levers) const;
  [[nodiscard]] double reached(const FirmRule& rule, Month month) const;
  [[nodiscard]] std::vector<double> shares_of(const FirmRule& rule, Month month, DaySpan over) const;
  [[nodiscard]] Bans bans_of(std::size_t rule, Month month, DaySpan over) const;

  Timing timing_;
  FirmSet firms_;
  std::vector<FirmRule> rules_;
  std::vector<Bans> full_;  // [rule] all its elements at full strength; none where links end by a hazard
};

}  // namespace entrepot::models
