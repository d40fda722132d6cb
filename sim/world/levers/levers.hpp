// What policies write and behaviours read: the terms of trade, investment and technology of one step.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/world/levers/terms.hpp"
#include "sim/world/table.hpp"

namespace entrepot {

// The largest part of a price that policies pay together: what is left stays above zero.
inline constexpr double most_paid = 0.95;

// Terms in force in one month. An empty array means that no policy uses the lever: what is not used costs
// nothing and changes no bit. Arrays over flows, [destination][origin][product], are indexed by
// WorldTable::duty_index; domestic flows (origin = destination) have their place in them.
struct Levers {
  // Flows.
  std::vector<double> duty;       // level after compliance, day-weighted, fraction; the base duty t0 at least
  std::vector<double> ban;        // chi: share of links that may not trade, 0 to 1
  std::vector<double> log_wedge;  // ln of the choice wedge: moves choices, costs no cash
  std::vector<double> log_iceberg;  // ln of the rise of the iceberg cost
  std::vector<double> credit;       // part of the purchaser's price of final use that the treasury pays

  // Trans-shipment, [destination][hub][origin], on top of the model's own
  // (models/behaviours/routes/routing.hpp).
  std::vector<double> detection;  // probability that a shipment is found out, added
  std::vector<double> fine;       // part of the shipment's value that is fined when it is, added
  std::vector<double>
      look_through;  // part of the origin's content in the hub's exports that pays the origin's duty

  // Investment, [owner's region][host][sector].
  std::vector<double> host_barred;  // share of firms that may not open or expand a plant, 0 to 1
  std::vector<double>
      plant_wedge;  // ln of the factor on a plant's cost (subsidy < 0); owner = host: expansion
  std::vector<double> plant_support;  // ln of another, paid by the treasury of the owner's region
  std::vector<double> divested;       // share of firms that must close their plants, 0 to 1
  // [subsidising host][host][sector]: months for which a firm that opens a subsidised plant may not open or
  // expand one in `host`.
  std::vector<double> guardrail;

  // Production, [region][sector].
  std::vector<double> output_subsidy;  // part of unit cost that the treasury pays

  // Technology.
  std::vector<double>
      control;  // [receiving region][source region][sector] part of knowledge that does not pass
  std::vector<double> research;  // [region][sector] rise of ln productivity per year that research adds

  std::vector<double> budget;  // [region] factor on final budgets; 1 = as without

  std::vector<FirmTerms> firms;        // terms of single firms, in the order of their policies
  std::vector<QuotaTerms> quotas;      // one per policy, in force or not, in their order
  std::vector<ContentTerms> contents;  // subsidies with a clause on content, likewise

  // Element `at` of a lever, or `other` where no policy uses it.
  [[nodiscard]] static double value(const std::vector<double>& lever, std::size_t at, double other = 0.0) {
    return lever.empty() ? other : lever[at];
  }
  // The lever with room for all its elements, `neutral` where no policy has written.
  static std::vector<double>& use(std::vector<double>& lever, std::size_t size, double neutral = 0.0) {
    if (lever.empty()) lever.assign(size, neutral);
    return lever;
  }
};

// A lever by name.
struct LeverColumn {
  const char* name;
  std::vector<double> Levers::*column;
  double lower;  // values outside [lower, upper] are cut to it after the last instrument
  double upper;
};
// All of them, in the order of the struct.
[[nodiscard]] const std::vector<LeverColumn>& lever_columns();

// Something that changes the terms: an instrument bound to a world. Instruments act in file order.
class Instrument {
 public:
  virtual ~Instrument() = default;
  // Changes `levers` for `month`. Pure: the same month gives the same change.
  virtual void apply(Month month, Levers& levers) const = 0;
  // The change as it stands on the last day of the month. The same for instruments that act in whole months;
  // those that weigh by days say what holds from then on.
  virtual void apply_last_day(Month month, Levers& levers) const { apply(month, levers); }
  // What it will change as known in the month `known`: the same, unless it depends on other instruments.
  virtual void expect(Month month, Month /*known*/, Levers& levers) const { apply(month, levers); }
  // Says which instruments act before it. Called once, before the first month.
  virtual void follow(const std::vector<const Instrument*>& /*earlier*/) {}
  // Whether it answers others; answers are not answered in turn.
  [[nodiscard]] virtual bool answers() const { return false; }
  // One that changes nothing and names the firms this one names, so that a baseline can watch the same firms;
  // null if it names none.
  [[nodiscard]] virtual std::unique_ptr<Instrument> watcher() const { return nullptr; }
  // The day it becomes known; before it, nobody reckons with it.
  [[nodiscard]] virtual Date announced() const { return Date::min(); }
};

// Whether it is announced by the last day of that month.
[[nodiscard]] bool known_by(const Instrument& instrument, Month known);

// Terms of one month: base duties, then every instrument in order, then every lever inside its bounds.
[[nodiscard]] Levers resolve_levers(const WorldTable& table,
                                    const std::vector<const Instrument*>& instruments, Month month);

// The same as they stand on its last day.
[[nodiscard]] Levers resolve_last_day(const WorldTable& table,
                                      const std::vector<const Instrument*>& instruments, Month month);

// What is known in one month of the terms of later ones: instruments announced by its last day.
class Outlook {
 public:
  Outlook(const WorldTable& table, const std::vector<const Instrument*>& instruments)
      : table_(&table), instruments_(&instruments) {}
  // Terms of `month` as they are expected in the month `known`.
  [[nodiscard]] Levers expected(Month month, Month known) const;
  // Terms as they stand on the last day of `month`: from then on they are no news.
  [[nodiscard]] Levers standing(Month month) const { return resolve_last_day(*table_, *instruments_, month); }
  // How many instruments are announced by the last day of that month: the same number, the same knowledge.
  [[nodiscard]] std::size_t announced(Month known) const;
  // Whether anything at all may be expected to change.
  [[nodiscard]] bool empty() const { return instruments_->empty(); }

 private:
  const WorldTable* table_;
  const std::vector<const Instrument*>* instruments_;
};

}  // namespace entrepot
