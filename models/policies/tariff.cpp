#include "models/policies/tariff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace entrepot {

namespace {

struct Period {
  Date from;
  Date until;  // first day off
};

// One duty cell [destination][origin][product] and the row of the rate table that rules it.
struct Target {
  std::uint32_t duty_index;
  std::uint32_t row;
};

class Tariff final : public Instrument {
 public:
  bool replaces = false;        // a rate that sets the duty; else rates are added
  double strength = 1.0;        // scale * compliance
  std::vector<Period> periods;  // ascending, disjoint
  std::size_t rows = 1;
  std::vector<double> rates;  // [period][row], fraction
  std::vector<Target> targets;
  Date known = Date::min();  // the day it is announced

  [[nodiscard]] Date announced() const override { return known; }
  void apply(Month month, Levers& levers) const override {
    if (periods.empty() || share_of_month(month, periods.front().from, periods.back().until) == 0.0) return;
    // Day-weighted rate and share of the month in force, per row.
    std::vector<double> rate(rows, 0.0);
    double in_force = 0.0;
    for (std::size_t k = 0; k < periods.size(); ++k) {
      const double share = share_of_month(month, periods[k].from, periods[k].until);
      if (share == 0.0) continue;
      in_force += share;
      for (std::size_t row = 0; row < rows; ++row) rate[row] += share * rates[k * rows + row];
    }
    for (const Target& target : targets) {
      double& duty = levers.duty[target.duty_index];
      const double change = replaces ? rate[target.row] - in_force * duty : rate[target.row];
      duty = std::max(0.0, duty + strength * change);
    }
  }
};

std::size_t index_of(const std::vector<std::string>& all, const std::string& name) {
  const auto it = std::find(all.begin(), all.end(), name);
  ENTREPOT_VALIDATE(it != all.end(), "unknown name " + name);
  return static_cast<std::size_t>(it - all.begin());
}

bool chosen(const Values& values, const std::string& key, const std::string& name) {
  if (!values.has(key)) return true;
  const Names& names = values.get<Names>(key);
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<bool> codes_mask(const Values& values, const std::string& key, const WorldNames& names,
                             bool absent) {
  std::vector<bool> mask(names.products.size(), absent && !values.has(key));
  for (const std::string& code : values.names(key)) {
    for (const std::size_t p : products_of_code(names, code)) mask[p] = true;
  }
  return mask;
}

bool is_goods(const WorldNames& names, const std::string& sector) {
  if (names.sector_is_goods.empty()) return true;
  return names.sector_is_goods[index_of(names.sectors, sector)];
}

Date date_or(const Values& values, const std::string& key, Date other) {
  return values.has(key) ? values.get<Date>(key) : other;
}

// Cuts the periods to [from, until) of the instrument and drops the empty ones.
void add_period(Tariff& tariff, Period period, const Values& values, const double* rates) {
  period.from = std::max(period.from, date_or(values, "from", period.from));
  period.until = std::min(period.until, date_or(values, "until", Date::max()));
  if (period.from >= period.until) return;
  tariff.periods.push_back(period);
  tariff.rates.insert(tariff.rates.end(), rates, rates + tariff.rows);
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
  const std::vector<std::size_t> products = tariff_products(values, world_names(table));
  for (const std::string& importer : values.names("importer")) {
    const std::size_t destination = index_of(table.regions, importer);
    for (std::size_t origin = 0; origin < table.n_regions(); ++origin) {
      if (origin == destination || !chosen(values, "origin", table.regions[origin])) continue;
      for (const std::size_t product : products) {
        std::size_t row = 0;
        if (!find_row(values, table.regions[origin], importer, table.products[product], row)) continue;
        tariff.targets.push_back({static_cast<std::uint32_t>(table.duty_index(destination, origin, product)),
                                  static_cast<std::uint32_t>(row)});
      }
    }
  }
}

std::unique_ptr<Instrument> make_tariff(const Values& values, const WorldTable& table) {
  auto tariff = std::make_unique<Tariff>();
  tariff->strength = values.number("scale") * values.number("compliance");
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

void check_order(const Values& values, const char* early, const char* late, bool equal_allowed,
                 std::vector<KeyFault>& faults) {
  if (!values.has(early) || !values.has(late)) return;
  const Date a = values.get<Date>(early);
  const Date b = values.get<Date>(late);
  if (a < b || (equal_allowed && a == b)) return;
  faults.push_back(
      {late, fmt::format("{} {} is not after {} {}", late, format_date(b), early, format_date(a)),
       fmt::format("{} must come {} {}", early, equal_allowed ? "on or before" : "before", late), ""});
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
  check_order(values, "from", "until", false, faults);
  check_order(values, "announced", "from", true, faults);
  return faults;
}

std::vector<KeyFault> check_tariff_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  if (tariff_products(values, names).empty()) {
    const std::string key = values.has("product") ? "product" : values.has("list") ? "list" : "sector";
    faults.push_back(
        {key, "no product is selected", "sector, product and list intersect, services pay no duty", ""});
  }
  const Names importers = values.names("importer");
  const Names origins = values.names("origin");
  if (importers.size() == 1 && origins == importers) {
    faults.push_back({"origin", "origin and importer are the same region", "domestic sales pay no duty", ""});
  }
  return faults;
}

// A schedule comes into force at its first date; nothing said = announced on the day.
void complete_tariff(Values& values) {
  if (!values.has("from") && values.has("schedule")) {
    values.set("from", values.get<ScheduleTable>("schedule").dates.front());
  }
  if (!values.has("announced") && values.has("from")) values.set("announced", values.get<Date>("from"));
}

}  // namespace

std::vector<std::size_t> tariff_products(const Values& values, const WorldNames& names) {
  const std::vector<bool> wanted = codes_mask(values, "product", names, true);
  const std::vector<bool> excepted = codes_mask(values, "except", names, false);
  std::vector<std::size_t> found;
  for (std::size_t p = 0; p < names.products.size(); ++p) {
    if (!wanted[p] || excepted[p] || !is_goods(names, names.product_sector[p])) continue;
    if (!chosen(values, "sector", names.product_sector[p]) || !chosen(values, "list", names.product_list[p]))
      continue;
    found.push_back(p);
  }
  return found;
}

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

}  // namespace entrepot
