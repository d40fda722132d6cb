#include "scenarios/reader/sweeps/sweep_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "scenarios/reader/keys.hpp"
#include "scenarios/reader/schema/sweep_schema.hpp"
#include "scenarios/reader/yaml/files.hpp"
#include "scenarios/reader/yaml/units.hpp"
#include "sim/core/plain_text.hpp"

namespace entrepot::scenarios {

namespace fs = std::filesystem;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double number_or(const Values& values, const std::string& key, double other) {
  return values.has(key) ? values.number(key) : other;
}

// Scalars of a list; anything else is reported.
std::vector<const Node*> scalars(const Node& node, const std::string& title, Faults& faults) {
  std::vector<const Node*> found;
  if (!expect_kind(node, Node::Kind::sequence, title, faults)) return found;
  for (const Node& item : node.items) {
    if (expect_kind(item, Node::Kind::scalar, "an item of " + title, faults)) found.push_back(&item);
  }
  if (node.items.empty()) faults.add(node.place(), title + " is an empty list", "", "leave it out");
  return found;
}

std::string last_word(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string::npos ? path : path.substr(dot + 1);
}

Distribution parse_distribution(const std::string& name) {
  static const std::vector<std::string> names = {"uniform", "log-uniform", "normal", "triangular", "choice"};
  return static_cast<Distribution>(std::find(names.begin(), names.end(), name) - names.begin());
}

SweepMethod parse_method(const std::string& name) {
  static const std::vector<std::string> names = {"grid",   "latin-hypercube", "sobol", "saltelli",
                                                 "morris", "one-at-a-time",   "csv"};
  return static_cast<SweepMethod>(std::find(names.begin(), names.end(), name) - names.begin());
}

class PlanReader {
 public:
  PlanReader(const Node& root, ReadContext& context, SweepPlan& plan)
      : root_(root), context_(context), plan_(plan) {}

  void read() {
    read_top();
    read_design();
    each("parameters", true, [&](const Node& node) { read_parameter(node); });
    each("targets", false, [&](const Node& node) { read_target(node); });
    check_names();
    check_steps();
  }

 private:
  void read_top() {
    const Values values = read_block(root_, sweep_descriptor(), "the plan", context_);
    plan_.name = values.text_or("name", "");
    plan_.description = values.text_or("description", "");
    plan_.scenario = values.text_or("scenario", "");
    if (const Node* scenario = root_.find("scenario")) plan_.scenario_place = scenario->place();
    if (values.has("seed")) plan_.seed = static_cast<std::uint64_t>(values.get<std::int64_t>("seed"));
    if (values.has("replicates")) plan_.replicates = static_cast<int>(values.get<std::int64_t>("replicates"));
    if (values.has("common_random_numbers"))
      plan_.common_random_numbers = values.get<bool>("common_random_numbers");
    if (const Node* set = root_.find("set")) {
      plan_.set_place = set->place();
      for (const Node* item : scalars(*set, "set", context_.faults)) plan_.set.push_back(item->text);
    }
    if (const Node* metrics = root_.find("metrics")) {
      for (const Node* item : scalars(*metrics, "metrics", context_.faults))
        plan_.metrics.push_back({item->text, item->place()});
    }
    const Node* name = root_.find("name");
    if (name != nullptr && values.has("name")) check_file_name(*name, "name", context_.faults);
  }

  const Node* block(const std::string& key, bool required) {
    const Node* node = root_.find(key);
    if (node == nullptr && required)
      context_.faults.add(root_.place(), "key " + key + " is missing", "required in the plan",
                          "see `entrepot describe sweep`");
    return node;
  }

  void read_design() {
    const Node* node = block("design", true);
    if (node == nullptr) return;
    const Values values = read_block(*node, sweep_design_descriptor(), "design", context_);
    if (values.has("method")) plan_.method = parse_method(values.get<std::string>("method"));
    plan_.read_as = values.text_or("read_as", "none");
    if (values.has("samples")) plan_.samples = static_cast<int>(values.get<std::int64_t>("samples"));
    if (values.has("levels")) plan_.levels = static_cast<int>(values.get<std::int64_t>("levels"));
    if (!values.has("file")) return;
    plan_.file = (node->source->directory / values.get<std::string>("file")).lexically_normal().string();
    const Node& file = *node->find("file");
    if (!fs::is_regular_file(plan_.file)) {
      context_.faults.add(file.place(), "file is " + in_quotes(plan_.file), "no such file",
                          "file names are relative to the plan");
    } else {
      expect_inside(plan_.file, file, context_);
    }
  }

  template <class Read>
  void each(const std::string& key, bool required, const Read& read) {
    const Node* node = block(key, required);
    if (node == nullptr || !expect_kind(*node, Node::Kind::sequence, key, context_.faults)) return;
    if (required && node->items.empty())
      context_.faults.add(node->place(), key + " is an empty list", "nothing would be varied", "");
    for (const Node& item : node->items) read(item);
  }

  void read_parameter(const Node& given) {
    Node node = given;
    // `values` alone means a choice.
    if (node.kind == Node::Kind::map && node.find("values") != nullptr &&
        node.find("distribution") == nullptr) {
      Node word = *node.find("values");
      word.kind = Node::Kind::scalar;
      word.items.clear();
      word.text = "distribution";
      node.keys.push_back(word);
      word.text = "choice";
      node.items.push_back(word);
    }
    const Values values = read_block(node, sweep_parameter_descriptor(), "a parameter", context_);
    SweepParameter parameter;
    parameter.place = given.place();
    parameter.path = values.text_or("path", "");
    parameter.name = values.text_or("name", last_word(parameter.path));
    if (values.has("distribution"))
      parameter.distribution = parse_distribution(values.get<std::string>("distribution"));
    parameter.lower = number_or(values, "lower", -infinite);
    parameter.upper = number_or(values, "upper", infinite);
    parameter.mean = number_or(values, "mean", 0.0);
    parameter.deviation = number_or(values, "deviation", 1.0);
    parameter.mode = number_or(values, "mode", 0.0);
    parameter.text = values.text_or("text", "{}");
    parameter.whole = values.has("whole") && values.get<bool>("whole");
    read_values(node, parameter);
    plan_.parameters.push_back(parameter);
  }

  void read_values(const Node& node, SweepParameter& parameter) {
    const Node* list = node.kind == Node::Kind::map ? node.find("values") : nullptr;
    const bool is_choice = parameter.distribution == Distribution::choice;
    if (list == nullptr && is_choice)
      context_.faults.add(node.place(), "key values is missing", "the distribution choice needs it",
                          "add `values: [1, 2]`");
    if (list == nullptr) return;
    if (!is_choice)
      return context_.faults.add(list->place(), "values is given beside another distribution", "",
                                 "write `distribution: choice`, or leave values out");
    for (const Node* item : scalars(*list, "values", context_.faults)) parameter.values.push_back(item->text);
  }

  void read_target(const Node& node) {
    const Values values = read_block(node, sweep_target_descriptor(), "a target", context_);
    SweepTarget target;
    target.place = node.place();
    target.name = values.text_or("name", "");
    target.metric = values.text_or("metric", "");
    target.where = values.text_or("where", "");
    target.at = values.text_or("at", "");
    target.summary = values.text_or("summary", "mean");
    target.of = values.text_or("of", "scenario");
    target.base = number_or(values, "base", 1.0);
    plan_.targets.push_back(target);
  }

  template <class Items>
  void once(const Items& items, const std::string& kind) {
    std::set<std::string> seen;
    for (const auto& item : items) {
      if (!item.name.empty() && !seen.insert(item.name).second)
        context_.faults.add(item.place, kind + " " + in_quotes(item.name) + " is there twice",
                            "names tell them apart", "give one another name");
    }
  }

  void check_names() {
    for (const SweepParameter& parameter : plan_.parameters) check_parameter_name(parameter);
    once(plan_.parameters, "parameter");
    once(plan_.targets, "target");
    once(plan_.metrics, "metric");
  }

  // The merged file has two datasets for a parameter, called by its name and with _text after it, and the
  // axis `point`.
  void check_parameter_name(const SweepParameter& parameter) {
    const std::string ending = "_text";
    const std::string& name = parameter.name;
    std::string problem = file_name_problem(name);
    if (name == "point") problem = "the points of the design are called so";
    if (name.size() >= ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0)
      problem = "the texts of a parameter are called so";
    if (problem.empty() || parameter.path.empty()) return;
    context_.faults.add(parameter.place, "a parameter is called " + in_quotes(name), problem,
                        "give it another `name`");
  }

  // Designs with values at the ends of a distribution need ends.
  void check_steps() {
    if (plan_.method != SweepMethod::morris && plan_.method != SweepMethod::grid &&
        plan_.method != SweepMethod::one_at_a_time)
      return;
    for (const SweepParameter& parameter : plan_.parameters) {
      const bool open = std::isinf(parameter.lower) || std::isinf(parameter.upper);
      if (parameter.distribution == Distribution::normal && open)
        context_.faults.add(parameter.place, "the normal of " + in_quotes(parameter.name) + " has no ends",
                            "this method takes values at the ends", "add lower and upper");
    }
  }

  const Node& root_;
  ReadContext& context_;
  SweepPlan& plan_;
};

fs::path plan_file(const std::string& path, const DataPaths& paths) {
  std::error_code error;
  if (fs::exists(path, error)) return path;
  const fs::path library = paths.sweep_file(path);
  return library.empty() ? fs::path(path) : library;
}

}  // namespace

SweepPlan load_sweep_plan(const std::string& path, const DataPaths& anywhere, const std::string& directory,
                          bool outside) {
  SweepPlan plan;
  plan.path = path;
  Faults faults;
  std::vector<std::string> notes;
  const fs::path file = plan_file(path, anywhere);
  const fs::path folder = directory.empty() ? fs::absolute(file).parent_path() : fs::path(directory);
  DataPaths paths = anywhere;
  if (!outside) paths.within = folder;
  ReadContext context{faults, paths, notes};
  std::string problem;
  if (!read_text(file, YamlCaps().bytes, plan.text, problem)) {
    faults.add({path, 0, 0, ""}, "cannot read the plan", problem,
               suggest(path, paths.sweep_names(), "library sweeps"));
    faults.throw_if_any();
  }
  Node root;
  plan.directory = folder.string();
  plan.within = paths.within.string();
  const auto source = make_source(file.string(), folder, plan.text);
  if (parse_yaml(source, plan.text, root, faults) && expect_kind(root, Node::Kind::map, "the plan", faults)) {
    PlanReader(root, context, plan).read();
    // A scenario file is meant relative to the plan; a library scenario stays a name.
    const fs::path beside = (folder / plan.scenario).lexically_normal();
    if (!plan.scenario.empty() && fs::is_regular_file(beside)) plan.scenario = beside.string();
    const Node* scenario = root.find("scenario");
    if (scenario != nullptr && fs::exists(plan.scenario)) expect_inside(plan.scenario, *scenario, context);
  }
  faults.throw_if_any();
  return plan;
}

const std::vector<Descriptor>& sweep_descriptors() {
  static const std::vector<Descriptor> all = {sweep_descriptor(), sweep_design_descriptor(),
                                              sweep_parameter_descriptor(), sweep_target_descriptor()};
  return all;
}

}  // namespace entrepot::scenarios
