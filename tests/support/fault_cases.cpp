#include "tests/support/fault_cases.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <stdexcept>

namespace entrepot::support {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<FaultCase> top_level_cases() {
  return {
      {"unknown schema", "schema: 1", "schema: 2", "2", "allowed: 1 to 1"},
      {"unknown top key", "description: A scenario to be broken.", "descripton: A scenario to be broken.",
       "descr", "did you mean \"description\"?"},
      {"negative seed", "seed: 11", "seed: -11", "-11", "allowed: 0 to"},
      {"seed missing", "seed: 11", "# seed: 11", "schema", "key seed is missing", "schema: 1"},
      {"octal seed", "seed: 11", "seed: 011", "011", "leading zero"},
      {"seed no number", "seed: 11", "seed: eleven", "eleven", "a whole number is expected"},
      {"zero replicates", "replicates: {count: 3, resynthesise: true}", "replicates: 0", "0",
       "allowed: 1 to 10000"},
      {"boolean as word", "replicates: {count: 3, resynthesise: true}",
       "replicates: {count: 3, resynthesise: yes}", "yes", "write true or false"},
      {"duplicate key", "name: corpus", "name: corpus\nname: again", "name: again", "appears twice"},
      {"name without value", "name: corpus", "name:", "name", "name has no value"},
      {"name a list", "name: corpus", "name: [a, b]", "[", "name is a list"},
      {"unknown world", "  name: world2017", "  name: world2071", "world2071", "did you mean \"world2017\"?",
       "", true},
      {"too few firms", "  firms: 20000", "  firms: 20", "20", "allowed: 1000 to 5000000"},
      {"firms in exponent", "  firms: 20000", "  firms: 2e4", "2e4", "write 20000"},
      {"firms in hexadecimal", "  firms: 20000", "  firms: 0x4e20", "0x4e20", "a plain number is expected"},
      {"unknown key of world", "  slots_per_firm: 20", "  slots_per_frm: 20", "slots_per_frm",
       "slots_per_firm"},
      {"number too large", "  size_tail: 1.1", "  size_tail: 1e999", "1e999", "too large"},
      {"number not a number", "  size_tail: 1.1", "  size_tail: .nan", ".nan", "a number is expected"},
      {"bad start", "  start: 2017-01", "  start: 2017-13", "2017-13", "no date of the calendar", "", true},
      {"start inside a month", "  start: 2017-01", "  start: 2017-01-15", "2017-01-15", "inside a month"},
      {"end before start", "  end: 2024-12", "  end: 2016-12", "2016-12", "is not after start"},
      {"end beyond all", "  end: 2024-12", "  end: 2290-12", "2290-12", "years 1900 to 2200"},
      {"step not monthly", "  step: 1 month", "  step: 1 week", "1 week", "choices: 1 month"},
  };
}

std::vector<FaultCase> policy_cases() {
  return {
      {"unknown instrument", "    type: tariff # p01", "    type: tarif # p01", "tarif",
       "did you mean \"tariff\"?"},
      {"unknown region", "    importer: USA # p02", "    importer: USB # p02", "USB",
       "did you mean \"USA\"?"},
      {"unknown origin in a list", "    origin: [CHN, VNM] # p02", "    origin: [CHN, VNN] # p02", "VNN",
       "did you mean \"VNM\"?"},
      {"origin listed twice", "    origin: [CHN, VNM] # p02", "    origin: [CHN, CHN] # p02", "CHN]",
       "listed twice"},
      {"rate without unit", "    rate: +25 pp # p02", "    rate: 25 # p02", "25",
       "write \"25 %\" to set the duty"},
      {"rate as a fraction", "    rate: +25 pp # p02", "    rate: 0.25 # p02", "0.25", "\"+25 pp\""},
      {"points without sign", "    rate: +25 pp # p02", "    rate: 25 pp # p02", "25 pp", "takes a sign"},
      {"percent with sign", "    rate: +25 pp # p02", "    rate: +25 % # p02", "+25 %", "takes no sign"},
      {"rate out of range", "    rate: +25 pp # p02", "    rate: +2500 pp # p02", "+2500 pp",
       "allowed: -1000 %"},
      {"rate of another unit", "    rate: +25 pp # p02", "    rate: 25 USD # p02", "25 USD", "% or pp"},
      {"scale out of range", "    scale: 2 # p03", "    scale: 20 # p03", "20", "allowed: 0 to 10"},
      {"scale in percent", "    scale: 2 # p03", "    scale: 80 % # p03", "80 %", "write 0.8"},
      {"compliance above one", "    compliance: 0.9 # p03", "    compliance: 1.1 # p03", "1.1",
       "allowed: 0 to 1"},
      {"unknown list", "    list: \"3\" # p03", "    list: \"4B\" # p03", "\"4B\"", "known"},
      {"unknown product", "    product: [\"85.3\", \"8471\"] # p04",
       "    product: [\"85.3\", \"8472\"] # p04", "\"8472\"", "is not in the world"},
      {"empty list", "    product: [\"85.3\", \"8471\"] # p04", "    product: [] # p04", "[]", "empty list"},
      {"unknown sector", "    sector: ELE # p05", "    sector: ELF # p05", "ELF", "is not in the world"},
      {"unknown key of policy", "    sector: ELE # p05", "    sektor: ELE # p05", "sektor",
       "did you mean \"sector\"?"},
      {"importer missing", "    importer: USA # p06", "    # importer", "id: p06", "key importer is missing",
       "  - id: p06"},
      {"rate missing", "    rate: +10 pp # p07", "    # rate", "id: p07", "no duty is given", "  - id: p07"},
      {"until before from", "    until: 2021-06-01 # p08", "    until: 2019-06-01 # p08", "2019-06-01",
       "is not after from"},
      {"announced after from", "    from: 2020-06-01 # p09", "    from: 2019-06-01 # p09", "2019-06-01",
       "must come on or before"},
      {"day that is not", "    from: 2020-02-28 # p10", "    from: 2020-02-30 # p10", "2020-02-30",
       "no date of the calendar"},
      {"rate and schedule", "    rate: +10 pp # p11",
       "    rate: +10 pp # p11\n    schedule: {file: worlds/world2017/us_added_duty_2025_by_origin.csv, "
       "values: levels}",
       "{file", "both rate and schedule"},
      {"missing schedule file",
       "    schedule: {file: worlds/world2017/us_added_duty_2025_by_origin.csv, values: levels}",
       "    schedule: {file: worlds/world2017/nothing.csv, values: levels}", "worlds", "no such file"},
      {"unknown kind of schedule",
       "    schedule: {file: worlds/world2017/us_added_duty_2025_by_origin.csv, values: levels}",
       "    schedule: {file: worlds/world2017/us_added_duty_2025_by_origin.csv, values: level}", "level}",
       "did you mean \"levels\"?"},
      {"nothing selected", "    product: \"85.3\" # p13", "    product: \"61\" # p13", "\"61\"",
       "no product is selected"},
      {"from missing", "    from: 2020-01-01 # p14", "    # from", "id: p14", "key from is missing",
       "  - id: p14"},
      {"id used twice", "  - id: p15", "  - id: p14", "p14", "is used twice"},
      {"id with a dot", "  - id: p15", "  - id: p.15", "p.15", "letters, digits"},
      {"merge key", "    rate: +10 pp # p15", "    rate: +10 pp # p15\n    <<: {scale: 2}", "<<",
       "merge key"},
      {"tag", "    rate: +10 pp # p15", "    rate: !!str +10 pp # p15", "!!str", "is not allowed"},
      {"key is a list", "    rate: +10 pp # p15", "    rate: +10 pp # p15\n    [a, b]: 2", "[a",
       "not a plain word"},
      {"policy is a word", "  - id: p15", "  - word\n  - id: p15", "word", "a policy is a single value"},
  };
}

std::vector<FaultCase> model_cases() {
  return {
      {"unknown behaviour", "  pricing: {adjustment: 0.2 per month}", "  pricng: {adjustment: 0.2 per month}",
       "pricng", "did you mean \"pricing\"?"},
      {"rate of time without unit", "  pricing: {adjustment: 0.2 per month}", "  pricing: {adjustment: 0.2}",
       "0.2", "write \"0.2 per month\""},
      {"wrong unit of time", "  pricing: {adjustment: 0.2 per month}",
       "  pricing: {adjustment: 0.2 per year}", "0.2", "the unit is per month"},
      {"unknown choice", "    tiers: one", "    tiers: three", "three", "choices: two, one"},
      {"boolean in quotes", "    resourcing: false", "    resourcing: \"false\"", "\"false\"",
       "true or false"},
      {"exponent out of range", "    value_exponent: 0.5", "    value_exponent: 5", "5", "allowed: 0 to 1"},
      {"block is a number", "  ordering: {input_elasticity: 0.5}", "  ordering: 3", "3",
       "a map of keys is expected"},
      {"unknown preset", "model:", "model:\n  preset: frictionles\n", "frictionles",
       "did you mean \"frictionless\"?"},
      {"sigma next to one", "  ordering: {input_elasticity: 0.5}", "  ordering: {short_run_sigma: 0.995}",
       "0.995", "prices would lose their precision"},
      {"events without re-sourcing", "    resourcing: false", "    resourcing: false\n    events: every-step",
       "false", "resourcing is false and events are every-step"},
      {"income response where wages clear", "  settlement: {income_response: 0.5}",
       "  settlement: {income_response: 0.5, closure: clearing}", "0.5",
       "income_response has no part in the closure clearing"},
      {"growth before it starts", "  demand: {growth: 1.2, growth_until: 2020-12}",
       "  demand: {growth: 1.2, growth_until: 2016-12}", "2016-12", "is not after growth_from"},
  };
}

}  // namespace

const std::string& good_scenario() {
  static const std::string text = [] {
    std::string out =
        "schema: 1\nname: corpus\ndescription: A scenario to be broken.\nseed: 11\n"
        "replicates: {count: 3, resynthesise: true}\n"
        "world:\n  name: world2017\n  firms: 20000\n  slots_per_firm: 20\n  size_tail: 1.1\n"
        "calendar:\n  start: 2017-01\n  end: 2024-12\n  step: 1 month\npolicies:\n";
    const auto policy = [&](const std::string& id, const std::vector<std::string>& keys) {
      out += "  - id: " + id + "\n    type: tariff # " + id + "\n    importer: USA # " + id + "\n";
      for (const std::string& key : keys) {
        out += "    " + key + (key.find("schedule") == std::string::npos ? " # " + id : "") + "\n";
      }
    };
    policy("p01", {"rate: +10 pp", "from: 2020-01-01"});
    policy("p02", {"origin: [CHN, VNM]", "rate: +25 pp", "from: 2020-01-01"});
    policy("p03", {"list: \"3\"", "scale: 2", "compliance: 0.9", "rate: 25 %", "from: 2020-01-01"});
    policy("p04", {"product: [\"85.3\", \"8471\"]", "rate: +10 pp", "from: 2020-01-01"});
    policy("p05", {"sector: ELE", "rate: +10 pp", "from: 2020-01-01"});
    policy("p06", {"rate: +10 pp", "from: 2020-01-01"});
    policy("p07", {"rate: +10 pp", "from: 2020-01-01"});
    policy("p08", {"rate: +10 pp", "from: 2020-01-01", "until: 2021-06-01"});
    policy("p09", {"rate: +10 pp", "announced: 2020-01-01", "from: 2020-06-01"});
    policy("p10", {"rate: -3 pp", "from: 2020-02-28"});
    policy("p11", {"rate: +10 pp", "from: 2025-02-04"});
    policy("p12", {"schedule: {file: worlds/world2017/us_added_duty_2025_by_origin.csv, values: levels}"});
    policy("p13", {"list: \"3\"", "product: \"85.3\"", "rate: +10 pp", "from: 2020-01-01"});
    policy("p14", {"rate: +10 pp", "from: 2020-01-01"});
    policy("p15", {"rate: +10 pp", "from: 2020-01-01"});
    out +=
        "model:\n  sourcing:\n    tiers: one\n    resourcing: false\n    value_exponent: 0.5\n"
        "  ordering: {input_elasticity: 0.5}\n  pricing: {adjustment: 0.2 per month}\n"
        "  settlement: {income_response: 0.5}\n"
        "  demand: {growth: 1.2, growth_until: 2020-12}\n";
    return out;
  }();
  return text;
}

const std::vector<FaultCase>& fault_cases() {
  static const std::vector<FaultCase> all = [] {
    std::vector<FaultCase> cases = top_level_cases();
    for (FaultCase& fault : policy_cases()) cases.push_back(std::move(fault));
    for (FaultCase& fault : model_cases()) cases.push_back(std::move(fault));
    return cases;
  }();
  return all;
}

BrokenScenario plant(const std::vector<FaultCase>& cases) {
  std::map<std::string, const FaultCase*> by_line;
  for (const FaultCase& fault : cases) {
    if (!by_line.emplace(fault.line, &fault).second)
      throw std::logic_error("two faults on one line: " + fault.name);
  }
  BrokenScenario broken;
  std::map<std::string, std::pair<int, std::string>> final_places;  // good line -> its last place and text
  std::vector<std::string> out;
  for (const std::string& line : lines_of(good_scenario())) {
    const auto it = by_line.find(line);
    const FaultCase* fault = it != by_line.end() ? it->second : nullptr;
    final_places[line] = {static_cast<int>(out.size()) + 1, line};
    for (const std::string& piece :
         fault != nullptr ? lines_of(fault->faulty) : std::vector<std::string>{line}) {
      out.push_back(piece);
      const std::size_t column = fault != nullptr ? piece.rfind(fault->at) : std::string::npos;
      if (column == std::string::npos || !fault->elsewhere.empty()) continue;
      broken.expected.push_back(
          {static_cast<int>(out.size()), static_cast<int>(column) + 1, fault->name, fault->what});
    }
  }
  for (const FaultCase& fault : cases) {
    if (fault.elsewhere.empty()) continue;
    const auto& [line, text] = final_places.at(fault.elsewhere);
    broken.expected.push_back({line, static_cast<int>(text.find(fault.at)) + 1, fault.name, fault.what});
  }
  for (const std::string& line : out) broken.text += line + "\n";
  return broken;
}

bool reported(const ExpectedFault& expected, const std::vector<Fault>& faults, const std::string& file) {
  return std::any_of(faults.begin(), faults.end(), [&](const Fault& fault) {
    const std::string text = fault.what + " (" + fault.why + ") " + fault.suggestion;
    return fault.place.file == file && fault.place.line == expected.line &&
           fault.place.column == expected.column && text.find(expected.what) != std::string::npos;
  });
}

}  // namespace entrepot::support
