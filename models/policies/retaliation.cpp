// Retaliation: duties that answer those of others, in kind or in proportion, after a delay.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/content.hpp"
#include "models/policies/parts/selector.hpp"
#include "models/policies/parts/timing.hpp"
#include "models/policies/registry.hpp"
#include "sim/world/levers/duties_on.hpp"
#include "sim/world/levers/duty_instrument.hpp"

namespace entrepot::models {

namespace {

// One region that answers another.
struct Answer {
  std::size_t importer = 0;
  std::size_t against = 0;
  DaySpan days;
  std::vector<double> exports;  // [product] of the importer to the other at the base, musd
  std::vector<double> imports;  // [product] of the importer from the other at the base, musd
};

class Retaliation final : public DutyInstrument {
 public:
  const WorldTable* table = nullptr;
  Timing timing;
  bool in_kind = true;
  double share = 1.0;  // of what is answered, scale included
  double most = 1.0;   // the highest duty that is added
  int delay = 0;       // months
  std::vector<std::size_t> products;
  std::vector<Answer> pairs;
  std::vector<const Instrument*> earlier;

  void follow(const std::vector<const Instrument*>& instruments) override {
    for (const Instrument* instrument : instruments) {
      if (!instrument->answers()) earlier.push_back(instrument);
    }
  }
  [[nodiscard]] bool answers() const override { return true; }
  [[nodiscard]] Date announced() const override { return timing.announced; }
  void apply(Month month, Levers& levers) const override { answer_month(month, {}, levers); }
  void apply_last_day(Month month, Levers& levers) const override {
    if (share_of_days(all_of(month), timing.in_force) > 0.0)
      answer(last_day_of(month), resolve_last_day(*table, earlier, month + -delay).duty, levers);
  }
  void expect(Month month, Month known, Levers& levers) const override { answer_month(month, known, levers); }
  void levy(DaySpan over, std::optional<Month> known, Levers& levers, DutyStack& /*stack*/) const override {
    if (share_of_days(over, timing.in_force) == 0.0) return;
    answer(over, duties_on(*table, known_earlier(known), months_later(over.from, -delay)), levers);
  }
  // Its own days, and those on which what it answers changes.
  void add_changes(Month month, std::vector<Date>& days) const override {
    for (const Answer& pair : pairs) timing.add_changes(month, pair.days, days);
    std::vector<Date> theirs;
    for (const Instrument* instrument : earlier) {
      const auto* const duty = dynamic_cast<const DutyInstrument*>(instrument);
      if (duty != nullptr) duty->add_changes(month + -delay, theirs);
    }
    for (const Date day : theirs) add_days_inside(month, {months_later(day, delay), Date::max()}, days);
  }
  [[nodiscard]] bool stacks_by_day() const override { return true; }  // days of theirs meet days of its own
  void cover(DaySpan over, std::vector<double>& open) const override {
    for (const Answer& pair : pairs) {
      const double taken = share_of_days(over, timing.in_force.cut(pair.days));
      for (const std::size_t product : products)
        open[table->duty_index(pair.importer, pair.against, product)] *= 1.0 - taken;
    }
  }

 private:
  [[nodiscard]] std::vector<const Instrument*> known_earlier(std::optional<Month> known) const {
    std::vector<const Instrument*> by_then;
    for (const Instrument* instrument : earlier) {
      if (!known || known_by(*instrument, *known)) by_then.push_back(instrument);
    }
    return by_then;
  }
  void answer_month(Month month, std::optional<Month> known, Levers& levers) const {
    if (share_of_days(all_of(month), timing.in_force) == 0.0) return;
    answer(all_of(month), resolve_levers(*table, known_earlier(known), month + -delay).duty, levers);
  }
  void answer(DaySpan over, const std::vector<double>& theirs, Levers& levers) const {
    for (const Answer& pair : pairs) {
      const double strength = timing.strength(over, pair.days);
      if (strength > 0.0)
        in_kind ? answer_in_kind(pair, theirs, strength, levers)
                : answer_in_proportion(pair, theirs, strength, levers);
    }
  }
  // What the other side has added to its base duty on a product.
  [[nodiscard]] double added(const Answer& pair, const std::vector<double>& theirs,
                             std::size_t product) const {
    const std::size_t at = table->duty_index(pair.against, pair.importer, product);
    return std::max(0.0, theirs[at] - table->base_duty[at]);
  }
  [[nodiscard]] double& own(const Answer& pair, std::size_t product, Levers& levers) const {
    return levers.duty[table->duty_index(pair.importer, pair.against, product)];
  }
  void answer_in_kind(const Answer& pair, const std::vector<double>& theirs, double strength,
                      Levers& levers) const {
    for (const std::size_t product : products)
      own(pair, product, levers) += strength * std::min(most, share * added(pair, theirs, product));
  }
  // One rate on all chosen products: burdens their sales as much as ours are, by the trade of the base.
  void answer_in_proportion(const Answer& pair, const std::vector<double>& theirs, double strength,
                            Levers& levers) const {
    double burden = 0.0;
    double trade = 0.0;
    for (std::size_t product = 0; product < pair.exports.size(); ++product)
      burden += added(pair, theirs, product) * pair.exports[product];
    for (const std::size_t product : products) trade += pair.imports[product];
    if (trade <= 0.0) return;
    const double rate = std::min(most, share * burden / trade);
    for (const std::size_t product : products) own(pair, product, levers) += strength * rate;
  }
};

std::unique_ptr<Instrument> make_retaliation(const Values& values, const WorldTable& table) {
  auto retaliation = std::make_unique<Retaliation>();
  retaliation->table = &table;
  retaliation->timing = timing_of(values);
  retaliation->in_kind = values.get<std::string>("rule") == "in-kind";
  retaliation->share = values.number("share") * values.number("scale");
  retaliation->most = values.number("most");
  retaliation->delay = static_cast<int>(values.get<std::int64_t>("delay"));
  retaliation->products = selected_products(values, world_names(table), Services::never);
  for (const NamedRegion& importer : named_regions(values, "importer", table)) {
    for (const NamedRegion& against : named_regions(values, "against", table)) {
      const DaySpan days = importer.days.cut(against.days);
      if (importer.region == against.region || days.empty()) continue;
      retaliation->pairs.push_back({importer.region, against.region, days,
                                    base_trade(against.region, importer.region, table),
                                    base_trade(importer.region, against.region, table)});
    }
  }
  return retaliation;
}

std::vector<KeySpec> retaliation_keys() {
  KeySpec rule =
      choice_key("rule", {"in-kind", "proportional"},
                 "in-kind: on the products on which they have raised duties; proportional: one rate "
                 "that burdens as much trade, weighted by duty, at the base.");
  const KeySpec delay = ranged(
      default_key("delay", KeyType::duration, "1 month", "Time between their duty and the answer."), 0, 120);
  return joined(
      {{required_key("importer", KeyType::regions, "Regions or clubs that retaliate."),
        required_key("against", KeyType::regions, "Regions or clubs whose added duties are answered."), rule,
        number_key("share", "1", 0.0, 5.0, "Part of the added duties that is answered."),
        number_key("most", "1", 0.0, 10.0, "Highest duty that is added, as a fraction."), delay},
       product_keys(),
       {scale_key()},
       date_keys()});
}

std::vector<KeyFault> retaliation_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::never, faults);
  check_sides(values, "against", "importer", names, faults);
  return faults;
}

}  // namespace

PolicyDescriptor retaliation_policy() {
  PolicyDescriptor policy;
  policy.name = "retaliation";
  policy.summary =
      "Duties that answer the added duties of earlier policies; answers are not answered in turn.";
  policy.keys = retaliation_keys();
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_retaliation;
  policy.check_world = retaliation_in_world;
  return policy;
}

}  // namespace entrepot::models
