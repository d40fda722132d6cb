#include "tools/runs/policies/policy_notes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/content.hpp"
#include "models/policies/parts/selector.hpp"
#include "scenarios/reader/load.hpp"
#include "sim/core/faults.hpp"
#include "tools/runs/policies/moved_pair.hpp"
#include "tools/runs/policies/policy_reach.hpp"
#include "tools/runs/policies/tariff_coverage.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;

namespace {

std::string usd_billions(double musd) { return fmt::format("{:.3g} bn USD", musd / 1000.0); }

// Trade of the base by duty_index, million USD a year, zero for services.
std::vector<double> goods_trade(const WorldTable& table) {
  std::vector<double> trade(table.base_duty.size(), 0.0);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      if (i == n) continue;
      const std::vector<double> of_pair = base_trade(n, i, table);
      for (std::size_t p = 0; p < of_pair.size(); ++p) {
        if (table.sector_is_goods[table.product_sector[p].index()])
          trade[table.duty_index(n, i, p)] = of_pair[p];
      }
    }
  }
  return trade;
}

// Added duties that a policy which sets the duty takes away in one month.
struct Wiped {
  Month month;
  double duties = 0.0;  // million USD a year, at base trade
  double trade = 0.0;   // on which
};

bool sets_duty(const PolicySpec& policy) {
  if (policy.type != "tariff" || !policy.values.has("rate")) return false;
  return !policy.values.get<Rate>("rate").adds;
}

// What policies do to the terms over the calendar, as far as notes speak of it.
class Walk {
 public:
  Walk(const Scenario& scenario, const WorldTable& table, const std::vector<const Instrument*>& instruments)
      : scenario_(scenario),
        table_(table),
        trade_(goods_trade(table)),
        wiped_(instruments.size()),
        raised_(instruments.size()),
        reach_(policy_reach(table, instruments, scenario.calendar)) {
    if (std::none_of(scenario.policies.begin(), scenario.policies.end(), sets_duty)) return;
    walk_terms(table, instruments, scenario.calendar,
               [this](Month month, std::size_t i, const Levers& before, const Levers& after) {
                 look(month, i, before, after);
               });
  }

  [[nodiscard]] bool acts(std::size_t policy) const { return reach_[policy].acts; }

  [[nodiscard]] std::string wiped_note(std::size_t policy) const {
    const Wiped& wiped = wiped_[policy];
    constexpr double least_points = 0.005;
    if (wiped.trade <= 0.0 || 100.0 * wiped.duties / wiped.trade < least_points) return "";
    const std::string& id = scenario_.policies[policy].id;
    return fmt::format(
        "policy {} sets the duty and wipes {:.2f} pp that earlier policies added ({}) on {} of base trade in "
        "{}: a rate in % holds whatever stood before; place {} before them, or take their origins or "
        "products "
        "out of it with exempt or except",
        id, 100.0 * wiped.duties / wiped.trade, fmt::join(wiped_policies(policy), ", "),
        usd_billions(wiped.trade), wiped.month.text(), id);
  }

 private:
  void look(Month month, std::size_t policy, const Levers& before, const Levers& after) {
    constexpr double rounding = 1e-9;
    Wiped now{month, 0.0, 0.0};
    for (std::size_t at = 0; at < after.duty.size(); ++at) {
      if (after.duty[at] > before.duty[at] + rounding && trade_[at] > 0.0) raised_[policy].push_back(at);
      const double lost = std::min(before.duty[at] - table_.base_duty[at], before.duty[at] - after.duty[at]);
      if (!sets_duty(scenario_.policies[policy]) || lost <= rounding) continue;
      now.duties += lost * trade_[at];
      now.trade += trade_[at];
      lost_[policy].insert(at);
    }
    std::vector<std::size_t>& flows = raised_[policy];
    std::sort(flows.begin(), flows.end());
    flows.erase(std::unique(flows.begin(), flows.end()), flows.end());
    if (now.duties > wiped_[policy].duties) wiped_[policy] = now;
  }
  // Earlier policies that raised a duty which this one takes away.
  [[nodiscard]] std::vector<std::string> wiped_policies(std::size_t policy) const {
    std::vector<std::string> ids;
    const std::set<std::size_t>& lost = lost_.at(policy);
    for (std::size_t i = 0; i < policy; ++i) {
      const bool meets = std::any_of(raised_[i].begin(), raised_[i].end(),
                                     [&](std::size_t at) { return lost.count(at) != 0; });
      if (meets) ids.push_back(scenario_.policies[i].id);
    }
    return ids;
  }

  const Scenario& scenario_;
  const WorldTable& table_;
  std::vector<double> trade_;
  std::vector<Wiped> wiped_;                           // [policy] its worst month
  std::vector<std::vector<std::size_t>> raised_;       // [policy] flows whose duty it raises in some month
  std::map<std::size_t, std::set<std::size_t>> lost_;  // [policy] flows on which it takes duties away
  std::vector<PolicyReach> reach_;
};

// Why a policy that changes nothing does so.
std::string why_idle(const PolicySpec& policy, const Calendar& calendar) {
  const Values& values = policy.values;
  const Date start = calendar.start.first_day();
  const Date end = calendar.at(calendar.steps).first_day();
  const Date from = date_or(values, "from", Date::min());
  if (from >= end)
    return fmt::format("it starts on {}, after {}, the last month of the calendar", format_date(from),
                       calendar.at(calendar.steps - 1).text());
  const Date until = date_or(values, "until", Date::max());
  if (until <= start)
    return fmt::format("it ends on {}, before {}, the first month of the calendar", format_date(until),
                       calendar.start.text());
  const Date off = date_or(values, "suspended_from", Date::max());
  if (off <= from && date_or(values, "suspended_until", Date::max()) >= std::min(until, end))
    return fmt::format("it is suspended from {}, its first day, on", format_date(off));
  if (values.has("scale") && values.number("scale") == 0.0) return "its scale is 0";
  if (policy.type == "retaliation")
    return "no policy that stands before it in the file adds to the duties which it is to answer while it is "
           "in force";
  return "it changes no term in any month of the calendar";
}

std::string idle_note(const PolicySpec& policy, const Calendar& calendar) {
  return fmt::format("policy {} is never in force: {}", policy.id, why_idle(policy, calendar));
}

std::string old_note(const PolicySpec& policy, const Calendar& calendar) {
  const Date from = date_or(policy.values, "from", Date::max());
  if (from >= calendar.start.first_day()) return "";
  return fmt::format(
      "policy {} is in force from {}, before the calendar starts: the world of the base year meets it as a "
      "shock in {}; start the calendar before it to see it come",
      policy.id, format_date(from), calendar.start.text());
}

// Where `except` names nothing that the other keys select.
std::string except_note(const PolicySpec& policy, const WorldNames& names) {
  if (!policy.values.has("except")) return "";
  Values others;
  for (const auto& [key, value] : policy.values.all()) {
    if (key != "except") others.set(key, value);
  }
  const std::vector<std::size_t> all = selected_products(others, names, Services::named);
  const Names excepted = policy.values.names("except");
  const bool idle = std::none_of(excepted.begin(), excepted.end(), [&](const std::string& code) {
    return std::find(all.begin(), all.end(), index_of(names.products, code)) != all.end();
  });
  if (!idle) return "";
  return fmt::format("policy {}: except {} leaves out nothing, its other keys do not select {}", policy.id,
                     listed(excepted), excepted.size() == 1 ? "it" : "them");
}

std::string exempt_note(const PolicySpec& policy, const WorldTable& table) {
  if (!policy.values.has("exempt") || !policy.values.has("origin")) return "";
  const auto origins = named_regions(policy.values, "origin", table);
  const auto exempt = named_regions(policy.values, "exempt", table);
  if (minus(origins, exempt) != origins) return "";
  return fmt::format("policy {}: exempt {} takes out nothing, its origins are {}", policy.id,
                     listed(policy.values.names("exempt")), listed(policy.values.names("origin")));
}

std::string coverage_note(const PolicySpec& policy, const WorldTable& table) {
  constexpr double least_share = 5e-4;
  if (!policy.values.has("schedule")) return "";
  const Coverage coverage = tariff_coverage(policy, table);
  const double missing = coverage.reach - coverage.covered;
  if (missing <= least_share * coverage.reach) return "";
  return fmt::format(
      "policy {}: its schedule covers {} of the goods trade of its origins and importers at the base and "
      "leaves "
      "out {} ({:.1f} %), which keeps its duty",
      policy.id, usd_billions(coverage.covered), usd_billions(missing), 100.0 * missing / coverage.reach);
}

// Where the policies reach so little of an importer's trade that its totals hardly move.
std::string reach_note(const Scenario& scenario, const WorldTable& table,
                       const std::vector<const Instrument*>& instruments) {
  constexpr double little = 0.01;
  const auto pair = most_moved_pair(table, instruments, scenario.calendar);
  if (!pair) return "";
  const TouchedTrade touched = touched_trade(table, instruments, scenario.calendar, pair->importer);
  if (touched.of_importer >= little) return "";
  return fmt::format(
      "the policies reach {:.2g} % of the goods imports of {} and {:.2g} % of the world's goods trade at the "
      "base: expect small changes of totals, and look at the products themselves",
      100.0 * touched.of_importer, pair->importer, 100.0 * touched.of_world);
}

void add(std::vector<std::string>& notes, std::string note) {
  if (!note.empty()) notes.push_back(std::move(note));
}

}  // namespace

std::vector<std::string> policy_notes(const Scenario& scenario, const WorldTable& table,
                                      const std::vector<const Instrument*>& instruments) {
  const Walk walk(scenario, table, instruments);
  const WorldNames names = world_names(table);
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < scenario.policies.size(); ++i) {
    const PolicySpec& policy = scenario.policies[i];
    const bool is_threat = policy.values.has("withdrawn");  // never in force, as it was meant
    if (!is_threat)
      add(notes, walk.acts(i) ? old_note(policy, scenario.calendar) : idle_note(policy, scenario.calendar));
    add(notes, walk.wiped_note(i));
    add(notes, except_note(policy, names));
    add(notes, exempt_note(policy, table));
    add(notes, coverage_note(policy, table));
  }
  add(notes, reach_note(scenario, table, instruments));
  return notes;
}

void add_policy_notes(Scenario& scenario, const WorldTable& table) {
  const auto owned = make_instruments(scenario, table);
  std::vector<const Instrument*> instruments;
  for (const auto& one : owned) instruments.push_back(one.get());
  for (std::string& note : policy_notes(scenario, table, instruments))
    scenario.notes.push_back(std::move(note));
}

}  // namespace entrepot::tools
