#include "tools/entrepot/calibrate/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <set>

#include "models/behaviours/presets.hpp"
#include "scenarios/data/csv.hpp"
#include "scenarios/reader/keys.hpp"
#include "scenarios/reader/schema/calibration_schema.hpp"
#include "scenarios/reader/schema/schema.hpp"
#include "scenarios/reader/yaml/files.hpp"
#include "sim/core/plain_text.hpp"
#include "tools/entrepot/history/facts_file.hpp"
#include "tools/entrepot/history/observed_files.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;
using namespace outputs;

namespace {

NamesProvider names_from(const Study& study) {
  return [tables = study.tables](const WorldSpec& world) { return world_names(*tables->get(world)); };
}

// The descriptor's key that a path such as model.sourcing.hazard_scale leads to, or null.
const KeySpec* key_of(const std::string& path) {
  const std::size_t first = path.find('.');
  const std::size_t last = path.rfind('.');
  if (path.rfind("model.", 0) != 0 || first == last) return nullptr;
  const std::string block = path.substr(first + 1, last - first - 1);
  for (const BehaviourDescriptor& behaviour : behaviour_descriptors()) {
    if (behaviour.name != block) continue;
    for (const KeySpec& key : behaviour.keys) {
      if (key.name == path.substr(last + 1)) return &key;
    }
  }
  return nullptr;
}

class StudyReader {
 public:
  StudyReader(const Node& root, ReadContext& context, Study& study, const std::string& observed)
      : root_(root), context_(context), study_(study), folder_(observed) {}

  void read() {
    const Values values = read_block(root_, calibration_descriptor(), "the study", context_);
    read_top(values);
    read_facts_file(values);
    each("parameters", [&](const Node& node) { read_parameter(node); });
    each("runs", [&](const Node& node) { read_run(node); });
    check_names();
  }

 private:
  Faults& faults() { return context_.faults; }

  void read_top(const Values& values) {
    const auto whole = [&](const char* key, auto& target) {
      if (values.has(key))
        target = static_cast<std::remove_reference_t<decltype(target)>>(values.get<std::int64_t>(key));
    };
    study_.name = values.text_or("name", "");
    study_.description = values.text_or("description", "");
    study_.method = values.text_or("method", "bobyqa");
    whole("seed", study_.seed);
    whole("worlds", study_.worlds);
    whole("evaluations", study_.evaluations);
    study_.start = std::max<std::size_t>(4, study_.evaluations * 3 / 10);
    whole("start", study_.start);
    whole("base_year", study_.base_year);
    if (values.has("tolerance")) study_.tolerance = 0.01 * values.number("tolerance");
    const Node* name = root_.find("name");
    if (name != nullptr && values.has("name")) check_file_name(*name, "name", faults());
  }

  void read_facts_file(const Values& values) {
    study_.facts = values.text_or("facts", "trade-war-2018");
    const std::filesystem::path beside = root_.source->directory / study_.facts;
    if (std::filesystem::is_regular_file(beside)) study_.facts = beside.lexically_normal().string();
    try {
      facts_ = read_facts(study_.facts);
    } catch (const InputError& error) {
      faults().add(error);
      facts_read_ = false;
    }
  }

  void each(const std::string& key, const std::function<void(const Node&)>& read) {
    const Node* node = root_.find(key);
    if (node == nullptr || !expect_kind(*node, Node::Kind::sequence, key, faults())) return;
    if (node->items.empty()) faults().add(node->place(), key + " is an empty list", "", "");
    for (const Node& item : node->items) read(item);
  }

  std::vector<const Node*> words(const Node& parent, const std::string& key) {
    std::vector<const Node*> found;
    const Node* list = parent.kind == Node::Kind::map ? parent.find(key) : nullptr;
    if (list == nullptr || !expect_kind(*list, Node::Kind::sequence, key, faults())) return found;
    for (const Node& item : list->items) {
      if (expect_kind(item, Node::Kind::scalar, "an item of " + key, faults())) found.push_back(&item);
    }
    return found;
  }

  void read_parameter(const Node& node) {
    const Values values = read_block(node, calibration_parameter_descriptor(), "a parameter", context_);
    SweepParameter parameter;
    parameter.place = node.place();
    parameter.path = values.text_or("path", "");
    parameter.name = values.text_or("name", parameter.path.substr(parameter.path.rfind('.') + 1));
    parameter.distribution =
        values.text_or("scale", "") == "log" ? Distribution::log_uniform : Distribution::uniform;
    const KeySpec* key = key_of(parameter.path);
    const std::string unit = key == nullptr || key->unit.empty() ? "" : " " + key->unit;
    parameter.text = values.text_or("text", "{}" + unit);
    set_range(values, key, parameter);
    if (parameter.path.find('[') != std::string::npos)
      faults().add(node.place(), "a calibration cannot search over " + in_quotes(parameter.path),
                   "its result is a fragment of a scenario, and policies are a list",
                   "give a key of model or world");
    study_.parameters.push_back(std::move(parameter));
  }

  void set_range(const Values& values, const KeySpec* key, SweepParameter& parameter) {
    if (values.has("lower") && values.has("upper")) {
      parameter.lower = values.number("lower");
      parameter.upper = values.number("upper");
      return;
    }
    if (key != nullptr && key->type == KeyType::number && has_lower(*key) && has_upper(*key)) {
      parameter.lower = key->lower;
      parameter.upper = key->upper;
      return;
    }
    parameter.lower = 0.0;  // whatever it is, the fault below stops the study
    parameter.upper = 1.0;
    if (!values.has("path")) return;
    faults().add(parameter.place, "no range for " + in_quotes(parameter.path),
                 key == nullptr ? "no key of model is called so" : "the key has none of its own",
                 "give lower and upper");
  }

  void read_run(const Node& node) {
    const Values values = read_block(node, calibration_run_descriptor(), "a run", context_);
    StudyRun run;
    run.plan.path = study_.path;
    run.plan.name = study_.name;
    run.plan.scenario = values.text_or("scenario", "");
    run.plan.seed = study_.seed;
    run.plan.parameters = study_.parameters;
    const std::filesystem::path beside = root_.source->directory / run.plan.scenario;
    if (std::filesystem::is_regular_file(beside)) run.plan.scenario = beside.lexically_normal().string();
    for (const Node* item : words(node, "set")) run.plan.set.push_back(item->text);
    run.plan.set.push_back(fmt::format("replicates={{count: {}, resynthesise: true}}", study_.worlds));
    for (const Node* item : words(node, "facts")) add_fact(*item, run);
    for (const Node* item : words(node, "observed")) add_series(*item, run);
    if (run.facts.empty() && run.series.empty() && node.find("facts") == nullptr &&
        node.find("observed") == nullptr)
      faults().add(node.place(), "a run without facts and without observed series",
                   "there is nothing to fit it to", "add facts or observed");
    check_run(node, run);
    study_.runs.push_back(std::move(run));
  }

  void add_fact(const Node& item, StudyRun& run) {
    if (!facts_read_) return;
    std::vector<std::string> known;
    for (const Fact& fact : facts_) {
      if (fact.role == "calibrate") known.push_back(fact.id);
    }
    const auto at =
        std::find_if(facts_.begin(), facts_.end(), [&](const Fact& fact) { return fact.id == item.text; });
    if (at == facts_.end())
      return faults().add(item.place(), "no fact is called " + in_quotes(item.text), "",
                          suggest(item.text, known, "facts of role calibrate"));
    if (at->role != "calibrate")
      return faults().add(item.place(), fmt::format("{} has the role {}", item.text, at->role),
                          "only facts of role calibrate are fitted",
                          known.empty() ? "" : "facts of role calibrate: " + listed(known));
    if (std::isnan(at->value) || !(at->high > at->low))
      return faults().add(item.place(), item.text + " has no value with a band", "", "");
    run.facts.push_back(*at);
  }

  void add_series(const Node& item, StudyRun& run) {
    static const std::vector<std::string> known = {"us-imports", "us-imports-by-sector", "china-exports",
                                                   "connectors"};
    if (std::find(known.begin(), known.end(), item.text) == known.end())
      return faults().add(item.place(), "no observed series is called " + in_quotes(item.text), "",
                          suggest(item.text, known, "series"));
    if (folder_.empty())
      return faults().add(item.place(), "no folder of observed series is given", "", "add --observed FOLDER");
    read_folder();
    const auto at = std::find_if(observed_.begin(), observed_.end(),
                                 [&](const ObservedSeries& series) { return series.id == item.text; });
    if (at == observed_.end()) {
      if (folder_read_) faults().add(item.place(), "no file of " + item.text + " in " + folder_, "", "");
      return;
    }
    if (!at->years.contains(study_.base_year))
      return faults().add(item.place(), fmt::format("{} has no year {}", at->file, study_.base_year), "", "");
    run.series.push_back(*at);
  }

  void read_folder() {
    if (folder_asked_) return;
    folder_asked_ = true;
    try {
      observed_ = read_observed(folder_, study_.base_year).series;
      folder_read_ = true;
    } catch (const InputError& error) {
      faults().add(error);
    }
  }

  // The scenario with every parameter at both of its ends, and whether it lasts long enough.
  void check_run(const Node& node, const StudyRun& run) {
    if (run.plan.scenario.empty()) return;
    try {
      check_sweep_paths(run.plan, data_paths(), names_from(study_));
      const Scenario scenario = load_sweep_scenario(run.plan, {}, data_paths(), names_from(study_));
      const Month last = scenario.calendar.at(scenario.calendar.steps - 1);
      const int first_fitted = study_.base_year + 1;
      if (!run.series.empty() &&
          (scenario.calendar.start > Month(study_.base_year, 1) || last < Month(first_fitted, 12)))
        faults().add(node.place(),
                     fmt::format("the run goes from {} to {}", scenario.calendar.start.text(), last.text()),
                     fmt::format("observed changes need all of {} and of {}", study_.base_year, first_fitted),
                     fmt::format("set calendar.start={}-01 and calendar.end={}-12", study_.base_year,
                                 last_fitted_year));
    } catch (const InputError& error) {
      faults().add(error);
    }
  }

  void check_names() {
    std::set<std::string> seen;
    for (const SweepParameter& parameter : study_.parameters) {
      if (!parameter.name.empty() && !seen.insert(parameter.name).second)
        faults().add(parameter.place, "parameter " + in_quotes(parameter.name) + " is there twice",
                     "names tell them apart", "give one another name");
    }
  }

  const Node& root_;
  ReadContext& context_;
  Study& study_;
  std::string folder_;
  std::vector<Fact> facts_;
  bool facts_read_ = true;
  std::vector<ObservedSeries> observed_;
  bool folder_asked_ = false;
  bool folder_read_ = false;
};

// The file itself, or one of the library (scenarios/studies).
std::string study_file(const std::string& name) {
  if (std::filesystem::exists(name)) return name;
  for (const std::filesystem::path& root : data_paths().roots) {
    const std::filesystem::path file = root / "studies" / (name + ".yaml");
    if (std::filesystem::exists(file)) return file.string();
  }
  return name;
}

}  // namespace

std::shared_ptr<const WorldTable> TableCache::get(const WorldSpec& world) {
  const std::string source =
      fmt::format("{}\n{}\n{}\n{}", world.folder, world.table, world.plan.file, world.product_origins);
  const std::lock_guard<std::mutex> lock(mutex_);
  std::shared_ptr<const WorldTable>& table = tables_[source];
  if (table == nullptr) table = std::make_shared<const WorldTable>(read_world(world));
  return table;
}

Study read_study(const std::string& path, const std::string& observed) {
  Study study;
  study.path = study_file(path);
  Faults faults;
  const std::string bytes = read_bytes(study.path);
  const auto source = make_source(study.path, std::filesystem::absolute(study.path).parent_path(), bytes);
  const DataPaths paths = data_paths();
  ReadContext context{faults, paths, study.notes};
  Node root;
  if (check_bytes(*source, bytes, faults, {}) && parse_yaml(source, bytes, root, faults) &&
      expect_kind(root, Node::Kind::map, "the study", faults))
    StudyReader(root, context, study, observed).read();
  faults.throw_if_any();
  return study;
}

Scenario study_scenario(const Study& study, const StudyRun& run, const std::vector<std::string>& texts) {
  std::vector<std::string> overrides;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts[i].empty()) overrides.push_back(sweep_override(study.parameters[i], texts[i]));
  }
  return load_sweep_scenario(run.plan, overrides, data_paths(), names_from(study));
}

}  // namespace entrepot::tools
