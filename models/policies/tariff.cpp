#include "models/policies/tariff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/dated_duty.hpp"
#include "models/policies/parts/schedule_rows.hpp"
#include "models/policies/parts/selector.hpp"
#include "models/policies/parts/timing.hpp"

namespace entrepot::models {

namespace {

// Adds a period within [from, until) of the policy, the suspension taken out.
void add_period(DatedDuty& duty, DaySpan period, const Values& values, const double* rates) {
  const Date off = date_or(values, "suspended_from", Date::max());
  const Date on_again = date_or(values, "suspended_until", Date::max());
  const DaySpan all{date_or(values, "from", period.from), date_or(values, "until", Date::max())};
  duty.add_period(period, all.cut({Date::min(), off}), rates);
  duty.add_period(period, all.cut({on_again, Date::max()}), rates);
}

void add_schedule(DatedDuty& tariff, const ScheduleTable& schedule, const Values& values) {
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

using PercentRule = std::pair<const char*, DutyRule>;
const std::array<PercentRule, 4>& percent_rules() {
  static const std::array<PercentRule, 4> all = {{{"at_least", DutyRule::at_least},
                                                  {"at_most", DutyRule::at_most},
                                                  {"cut", DutyRule::cut},
                                                  {"swiss", DutyRule::swiss}}};
  return all;
}

void add_rates(DatedDuty& tariff, const Values& values) {
  if (values.has("schedule")) return add_schedule(tariff, values.get<ScheduleTable>("schedule"), values);
  double amount = 0.0;
  if (values.has("rate")) {
    const Rate& rate = values.get<Rate>("rate");
    tariff.rule = rate.adds ? DutyRule::add : DutyRule::set;
    amount = rate.value;
  }
  for (const auto& [key, rule] : percent_rules()) {
    if (!values.has(key)) continue;
    tariff.rule = rule;
    amount = values.number(key) / 100.0;
  }
  add_period(tariff, {values.get<Date>("from"), Date::max()}, values, &amount);
}

// The row of the rate table for one flow; nothing where the schedule has none.
std::optional<std::size_t> row_of(const std::optional<ScheduleRows>& rows, const SelectedFlow& flow,
                                  const WorldTable& table) {
  if (!rows) return 0;
  return rows->find(table.regions[flow.origin], table.regions[flow.destination],
                    table.products[flow.product]);
}

void add_targets(DatedDuty& tariff, const Values& values, const WorldTable& table) {
  const FlowSides sides{
      named_regions(values, "importer", table),
      minus(named_regions(values, "origin", table), named_regions(values.names("exempt"), table))};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::never);
  std::optional<ScheduleRows> rows;
  if (values.has("schedule")) rows.emplace(values.get<ScheduleTable>("schedule"));
  for (const FlowGroup& group : select_flows(sides, products, table)) {
    DutyTargets targets{group.days, {}};
    for (const SelectedFlow& flow : group.flows) {
      if (const auto row = row_of(rows, flow, table))
        targets.targets.push_back({flow.lever, static_cast<std::uint32_t>(*row)});
    }
    tariff.groups.push_back(std::move(targets));
  }
}

std::unique_ptr<Instrument> make_tariff(const Values& values, const WorldTable& table) {
  auto tariff = std::make_unique<DatedDuty>();
  tariff->table = &table;
  const double meant = 1.0 - number_or(values, "excluded", 0.0);
  tariff->strength = values.number("scale") * values.number("compliance") * meant;
  tariff->coverage = tariff->strength > 0.0 ? meant : 0.0;
  add_rates(*tariff, values);
  add_targets(*tariff, values, table);
  tariff->known = date_or(values, "announced", Date::min());
  tariff->group = values.text_or("group", "");
  tariff->takes = values.text_or("takes", "") == "lower" ? Takes::lower : Takes::higher;
  tariff->unless_from = date_or(values, "unless_from", Date::min());
  tariff->withdrawn = date_or(values, "withdrawn", Date::max());
  tariff->probability = number_or(values, "probability", 1.0);
  const Date until = date_or(values, "until", Date::max());
  // A suspension for good ends it before: that is no end foreseen late.
  if (!tariff->periods.empty() && tariff->periods.back().until == until)
    tariff->end_known = date_or(values, "until_announced", until == Date::max() ? Date::min() : until);
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

// The keys that say what the duty is: exactly one of them is given.
constexpr const char* one_of_them =
    "a tariff has exactly one of rate, schedule, at_least, at_most, cut and swiss";

void check_terms(const std::set<std::string>& given, std::vector<KeyFault>& faults) {
  std::vector<std::string> found;
  for (const char* key : {"rate", "schedule", "at_least", "at_most", "cut", "swiss"}) {
    if (given.count(key) != 0) found.emplace_back(key);
  }
  if (found.size() > 1) {
    faults.push_back({found[1], fmt::format("both {} and {} are given", found[0], found[1]), one_of_them,
                      "remove one of them"});
  } else if (found.empty()) {
    faults.push_back({"", "no duty is given", one_of_them,
                      "add `rate: +25 pp`, or `schedule: {file: f.csv, values: levels}`"});
  } else if (found[0] != "schedule" && given.count("from") == 0) {
    faults.push_back({"", "key from is missing",
                      fmt::format("a {} needs the day it comes into force", found[0]),
                      "add `from: 2018-07-06`"});
  }
}

// Keys that mean nothing without another one.
void check_company(const std::set<std::string>& given, std::vector<KeyFault>& faults) {
  const auto needs = [&](const char* key, const char* other, const char* why, const char* add) {
    if (given.count(key) != 0 && given.count(other) == 0)
      faults.push_back({key, fmt::format("{} is given without {}", key, other), why, add});
  };
  needs("takes", "group", "it says which policy of a group counts", "add `group: name` to its policies");
  needs("group", "takes", "it must be said which policy of the group counts", "add `takes: higher`");
  needs("unless_from", "unless", "it is the day from which the policy yields to others",
        "add `unless: id`, or remove it");
}

std::vector<KeyFault> check_tariff(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults;
  check_terms(given, faults);
  check_company(given, faults);
  check_dates(values, faults);
  check_end(values, given, faults);
  check_order(values, "withdrawn", "from", true, faults);
  check_order(values, "announced", "withdrawn", true, faults);
  check_order(values, "until_announced", "until", true, faults);
  if (given.count("until_announced") != 0 && given.count("until") == 0 && given.count("expires_after") == 0)
    faults.push_back({"until_announced", "until_announced is given without an end",
                      "it is the day from which the end is foreseen", "add until, or remove it"});
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
