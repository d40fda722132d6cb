#include "models/policies/tariff.hpp"

#include <algorithm>
#include <cstdint>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/selector.hpp"
#include "models/policies/parts/timing.hpp"

namespace entrepot::models {

std::vector<KeySpec> tariff_keys() {
  const KeySpec rate =
      ranged(optional_key("rate", KeyType::rate, "Duty: `25 %` sets it, `+25 pp` adds to what is in force."),
             -10.0, 10.0);
  const KeySpec expires_after = ranged(optional_key("expires_after", KeyType::duration,
                                                    "Time in force, instead of until: it lapses by itself."),
                                       1, 1200);
  return joined(
      {{required_key("importer", KeyType::regions, "Regions or clubs that levy the duty."),
        optional_key("origin", KeyType::regions, "Regions or clubs whose goods pay; default: all others."),
        optional_key("exempt", KeyType::regions, "Regions or clubs whose goods do not pay.")},
       product_keys(),
       {rate,
        optional_key("schedule", KeyType::schedule,
                     "CSV of duties in pp by product or origin and date, added to what is in force."),
        number_key("scale", "1", 0.0, 10.0, "Factor on the change of duty; 0 switches the policy off."),
        share_key("compliance", "1", "Part of the change of duty that is paid: t0 + compliance (t - t0)."),
        share_key("excluded", "0",
                  "Part of the trade in these products that exclusions free from the change."),
        optional_key("from", KeyType::date, "First day in force; default with a schedule: its first date."),
        optional_key("until", KeyType::date, "First day off; default: never."), expires_after,
        optional_key("suspended_from", KeyType::date, "First day of a suspension."),
        optional_key("suspended_until", KeyType::date,
                     "First day after the suspension; default: never again."),
        optional_key("announced", KeyType::date, "Day it becomes known; default: from.")}});
}

namespace {

// One duty cell and the row of the rate table that rules it.
struct Target {
  std::uint32_t lever = 0;
  std::uint32_t row = 0;
};

// Targets with the days on which both sides are named.
struct TargetGroup {
  DaySpan days;
  std::vector<Target> targets;
};

class Tariff final : public Instrument {
 public:
  bool replaces = false;         // a rate that sets the duty; else rates are added
  double strength = 1.0;         // scale * compliance
  std::vector<DaySpan> periods;  // ascending, disjoint
  std::size_t rows = 1;
  std::vector<double> rates;  // [period][row], fraction
  std::vector<TargetGroup> groups;
  Date known = Date::min();  // the day it is announced

  [[nodiscard]] Date announced() const override { return known; }
  void apply(Month month, Levers& levers) const override { levy(all_of(month), levers); }
  void apply_last_day(Month month, Levers& levers) const override { levy(last_day_of(month), levers); }

 private:
  void levy(DaySpan over, Levers& levers) const {
    if (periods.empty() || share_of_days(over, {periods.front().from, periods.back().until}) == 0.0) return;
    for (const TargetGroup& group : groups) levy_on(group, over, levers);
  }
  void levy_on(const TargetGroup& group, DaySpan over, Levers& levers) const {
    // Day-weighted rate and share of the days in force, per row.
    std::vector<double> rate(rows, 0.0);
    double in_force = 0.0;
    for (std::size_t k = 0; k < periods.size(); ++k) {
      const double share = share_of_days(over, periods[k].cut(group.days));
      if (share == 0.0) continue;
      in_force += share;
      for (std::size_t row = 0; row < rows; ++row) rate[row] += share * rates[k * rows + row];
    }
    for (const Target& target : group.targets) {
      double& duty = levers.duty[target.lever];
      const double change = replaces ? rate[target.row] - in_force * duty : rate[target.row];
      duty = std::max(0.0, duty + strength * change);
    }
  }
};

// Cuts a period to [from, until) of the instrument, takes the suspension out, and drops empty parts.
void add_period(Tariff& tariff, DaySpan period, const Values& values, const double* rates) {
  period.from = std::max(period.from, date_or(values, "from", period.from));
  period.until = std::min(period.until, date_or(values, "until", Date::max()));
  const Date off = date_or(values, "suspended_from", Date::max());
  const Date on_again = date_or(values, "suspended_until", Date::max());
  for (const DaySpan part : {period.cut({Date::min(), off}), period.cut({on_again, Date::max()})}) {
    if (part.empty()) continue;
    tariff.periods.push_back(part);
    tariff.rates.insert(tariff.rates.end(), rates, rates + tariff.rows);
  }
}

void add_schedule(Tariff& tariff, const ScheduleTable& schedule, const Values& values) {
  tariff.rows = schedule.rows.size();
  std::vector<double> level(tariff.rows, 0.0);
  for (std::size_t k = 0; k < schedule.dates.size(); ++k) {
    for (std::size_t row = 0; row < tariff.rows; ++row) {
      const double value = schedule.values[k * tariff.rows + row];
      level[row] = schedule.increments ? level[row] + value : value;
    }
    const Date end = k + 1 < schedule.dates.size() ? schedule.dates[k + 1] : Date::max();
    add_period(tariff, {schedule.dates[k], end}, values, level.data());
  }
}

// Row of the rate table for one duty cell; false where the schedule has none.
bool find_row(const Values& values, const std::string& origin, const std::string& destination,
              const std::string& product, std::size_t& row) {
  row = 0;
  if (!values.has("schedule")) return true;
  const ScheduleTable& schedule = values.get<ScheduleTable>("schedule");
  const std::string& name = schedule.row_kind == "origin"        ? origin
                            : schedule.row_kind == "destination" ? destination
                                                                 : product;
  const auto it = std::find(schedule.rows.begin(), schedule.rows.end(), name);
  row = static_cast<std::size_t>(it - schedule.rows.begin());
  return it != schedule.rows.end();
}

void add_targets(Tariff& tariff, const Values& values, const WorldTable& table) {
  const FlowSides sides{
      named_regions(values, "importer", table),
      minus(named_regions(values, "origin", table), named_regions(values.names("exempt"), table))};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::never);
  for (const FlowGroup& group : select_flows(sides, products, table)) {
    TargetGroup targets{group.days, {}};
    for (const SelectedFlow& flow : group.flows) {
      std::size_t row = 0;
      if (find_row(values, table.regions[flow.origin], table.regions[flow.destination],
                   table.products[flow.product], row))
        targets.targets.push_back({flow.lever, static_cast<std::uint32_t>(row)});
    }
    tariff.groups.push_back(std::move(targets));
  }
}

std::unique_ptr<Instrument> make_tariff(const Values& values, const WorldTable& table) {
  auto tariff = std::make_unique<Tariff>();
  tariff->strength =
      values.number("scale") * values.number("compliance") * (1.0 - number_or(values, "excluded", 0.0));
  if (values.has("schedule")) {
    add_schedule(*tariff, values.get<ScheduleTable>("schedule"), values);
  } else {
    const Rate& rate = values.get<Rate>("rate");
    tariff->replaces = !rate.adds;
    add_period(*tariff, {values.get<Date>("from"), Date::max()}, values, &rate.value);
  }
  add_targets(*tariff, values, table);
  tariff->known = date_or(values, "announced", Date::min());
  return tariff;
}

void check_end(const Values& values, const std::set<std::string>& given, std::vector<KeyFault>& faults) {
  if (given.count("until") != 0 && given.count("expires_after") != 0)
    faults.push_back(
        {"expires_after", "both until and expires_after are given", "either ends the duty", "remove one"});
  if (given.count("suspended_until") != 0 && given.count("suspended_from") == 0)
    faults.push_back(
        {"suspended_until", "the suspension has no first day", "it ends a suspension", "add suspended_from"});
  check_order(values, "suspended_from", "suspended_until", false, faults);
}

std::vector<KeyFault> check_tariff(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults;
  const bool rate = given.count("rate") != 0;
  const bool schedule = given.count("schedule") != 0;
  if (rate && schedule) {
    faults.push_back({"schedule", "both rate and schedule are given", "a tariff has exactly one of them",
                      "remove rate or schedule"});
  } else if (!rate && !schedule) {
    faults.push_back({"", "no duty is given", "a tariff has exactly one of rate and schedule",
                      "add `rate: +25 pp`, or `schedule: {file: f.csv, values: levels}`"});
  } else if (rate && given.count("from") == 0) {
    faults.push_back(
        {"", "key from is missing", "a rate needs the day it comes into force", "add `from: 2018-07-06`"});
  }
  check_dates(values, faults);
  check_end(values, given, faults);
  return faults;
}

std::vector<KeyFault> check_tariff_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::never, faults);
  check_sides(values, "origin", "importer", names, faults);
  return faults;
}

// A schedule comes into force at its first date; nothing said = announced on the day.
void complete_tariff(Values& values) {
  if (!values.has("from") && values.has("schedule")) {
    values.set("from", values.get<ScheduleTable>("schedule").dates.front());
  }
  complete_announced(values);
  if (!values.has("until") && values.has("from") && values.has("expires_after"))
    values.set("until", months_later(values.get<Date>("from"), values.get<std::int64_t>("expires_after")));
}

}  // namespace

PolicyDescriptor tariff_policy() {
  PolicyDescriptor policy;
  policy.name = "tariff";
  policy.summary = "A dated duty on imports, as one rate or as a schedule of dates.";
  policy.keys = tariff_keys();
  policy.check = check_tariff;
  policy.complete = complete_tariff;
  policy.make = make_tariff;
  policy.check_world = check_tariff_world;
  return policy;
}

}  // namespace entrepot::models
