#include "scenarios/reader/schema/schema.hpp"

namespace entrepot::scenarios {

namespace {

constexpr double unbounded = 1e299;  // KeySpec's bounds are beyond it where none is given

constexpr int most_months = 2400;

std::vector<KeyFault> check_world(const Values& /*values*/, const std::set<std::string>& given) {
  if (given.count("table") != 0 && given.count("product_origins") != 0) {
    return {{"product_origins", "product_origins is given with table", "only a world of figures has products",
             "leave one of them out"}};
  }
  if (given.count("name") != 0 || given.count("table") != 0) return {};
  return {{"", "neither name nor table is given", "a world is named, or read from a table",
           "add `name: world2017`"}};
}

bool starts_month(Date date) { return Month(date).first_day() == date; }

std::vector<KeyFault> check_calendar(const Values& values, const std::set<std::string>& /*given*/) {
  std::vector<KeyFault> faults;
  for (const char* key : {"start", "end"}) {
    if (values.has(key) && !starts_month(values.get<Date>(key))) {
      faults.push_back(
          {key, std::string(key) + " is inside a month", "steps are whole months", "write YYYY-MM"});
    }
  }
  if (!values.has("start") || !values.has("end")) return faults;
  const Month start(values.get<Date>("start"));
  const Month end(values.get<Date>("end"));
  if (end <= start) {
    faults.push_back({"end", "end " + end.text() + " is not after start " + start.text(),
                      "the last month of the run", ""});
  } else if (end.count() - start.count() >= most_months) {
    faults.push_back({"end", "the calendar is too long", "at most 2400 months", ""});
  }
  return faults;
}

Descriptor make_scenario() {
  return {
      "scenario",
      "The keys of a scenario file.",
      {ranged(required_key("schema", KeyType::integer, "Version of this language."), scenario_schema,
              scenario_schema),
       required_key("name", KeyType::text, "Short name, used in titles and file names."),
       optional_key("description", KeyType::text, "What it is about, and its sources."),
       optional_key(
           "extends", KeyType::text,
           "File or library scenario to start from: maps merge, policies are appended or replaced by id."),
       ranged(required_key("seed", KeyType::integer, "Every random draw follows from it."), 0, 9.0e18),
       default_key("replicates", KeyType::block, "1", "Number of runs, or {count, resynthesise}."),
       required_key("world", KeyType::block, "The base world and how many firms it has."),
       required_key("calendar", KeyType::block, "First and last month."),
       optional_key("policies", KeyType::block, "List of policies, in the order they act."),
       optional_key("model", KeyType::block, "Settings by behaviour; all have defaults.")}};
}

}  // namespace

bool has_lower(const KeySpec& key) { return key.lower > -unbounded; }

bool has_upper(const KeySpec& key) { return key.upper < unbounded; }

const Descriptor& scenario_descriptor() {
  static const Descriptor descriptor = make_scenario();
  return descriptor;
}

const Descriptor& replicates_descriptor() {
  static const Descriptor descriptor{
      "replicates",
      "Repeated runs with other random draws.",
      {ranged(default_key("count", KeyType::integer, "1", "Number of runs."), 1, 10000),
       default_key("resynthesise", KeyType::boolean, "false", "true: each run has its own world of firms.")}};
  return descriptor;
}

const Descriptor& world_descriptor() {
  static const Descriptor descriptor{
      "world",
      "The base world.",
      {optional_key("name", KeyType::text, "A folder of scenarios/worlds; with table: a label."),
       optional_key(
           "table", KeyType::file,
           "A published inter-country table (CSV, may be gzipped) or a world file (docs/worlds.md)."),
       ranged(default_key("firms", KeyType::integer, "100000", "Number of firms."), 1000, 5e6),
       ranged(default_key("slots_per_firm", KeyType::number, "30", "Mean number of supplier slots per firm."),
              1, 500),
       ranged(default_key("size_tail", KeyType::number, "1.06", "Exponent of the Pareto tail of firm sizes."),
              1.01, 5),
       ranged(
           default_key("multinational_share", KeyType::number, "0.5",
                       "Part of a sector's output at home that firms with plants abroad may make (where the "
                       "world says who owns plants); judgement."),
           0, 1),
       ranged(default_key("owner_judgement", KeyType::number, "1",
                          "Factor on shares of owners that are judgements; try 0.7 and 1.3."),
              0, 3),
       default_key(
           "product_origins", KeyType::boolean, "false",
           "true: the origins of single products' imports are those of the world's product_origins.csv; "
           "sector flows stay.")},
      check_world};
  return descriptor;
}

const Descriptor& calendar_descriptor() {
  static const Descriptor descriptor{"calendar",
                                     "First and last month of the run.",
                                     {required_key("start", KeyType::date, "First month (YYYY-MM)."),
                                      required_key("end", KeyType::date, "Last month (YYYY-MM), included."),
                                      choice_key("step", {"1 month"}, "Length of a step.")},
                                     check_calendar};
  return descriptor;
}

const Descriptor& policy_base_descriptor() {
  static const Descriptor descriptor{
      "policy",
      "Keys of every policy; the others follow from its type.",
      {required_key("id", KeyType::text, "Letters, digits, - and _; names the policy in --set and extends."),
       required_key("type", KeyType::text, "An instrument, see `describe policies`.")}};
  return descriptor;
}

}  // namespace entrepot::scenarios
