#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "outputs/compare/render/text_table.hpp"
#include "outputs/store/output/file_swap.hpp"
#include "scenarios/reader/load.hpp"
#include "sim/core/faults.hpp"
#include "sim/world/names.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/names/template_text.hpp"
#include "tools/entrepot/parts/json_output.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

struct NewArguments {
  std::string template_name;
  std::vector<std::string> words;  // slot=value
  std::string output;
  bool force = false;
  bool defaults = false;
};

std::string read_template(const std::string& name) {
  const std::filesystem::path path = data_paths().template_file(name);
  if (path.empty())
    throw UsageError(fmt::format("there is no template {}; {}", in_quotes(name),
                                 suggest(name, data_paths().template_names(), "templates")));
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// What regions, sectors and products may be called in the templates' world.
class Vocabulary {
 public:
  Vocabulary() {
    WorldSpec spec;
    spec.folder = data_paths().world_folder("world2017").string();
    names_ = read_name_list(spec.folder);
    const WorldNames known = world_names(read_world(spec));
    regions_ = known.regions;
    regions_.insert(regions_.end(), known.clubs.begin(), known.clubs.end());
    sectors_ = known.sectors;
    products_ = known.products;
    products_.insert(products_.end(), known.product_hs.begin(), known.product_hs.end());
  }
  [[nodiscard]] std::string value(const Slot& slot, const std::string& answer) const {
    if (slot.kind == SlotKind::goods) return goods_value(slot, answer, names_, products_, sectors_);
    return slot_value(slot, answer, names_,
                      slot.kind == SlotKind::regions   ? regions_
                      : slot.kind == SlotKind::sectors ? sectors_
                                                       : products_);
  }

 private:
  std::vector<ListedName> names_;
  std::vector<std::string> regions_;
  std::vector<std::string> sectors_;
  std::vector<std::string> products_;
};

using Answers = std::map<std::string, std::string>;

Answers given_answers(const NewArguments& arguments, const std::vector<Slot>& slots,
                      const Vocabulary& words) {
  std::vector<std::string> known;
  for (const Slot& slot : slots) known.push_back(slot.name);
  Answers answers;
  for (const std::string& word : arguments.words) {
    const std::size_t equals = word.find('=');
    const auto slot = std::find_if(slots.begin(), slots.end(),
                                   [&](const Slot& one) { return one.name == word.substr(0, equals); });
    if (equals == std::string::npos || slot == slots.end())
      throw UsageError(
          fmt::format("{} sets nothing of this template; write one of these with = and a value: {}",
                      in_quotes(word), fmt::join(known, ", ")));
    answers[slot->name] = words.value(*slot, word.substr(equals + 1));
  }
  return answers;
}

// Asks until the answer can be read; an empty line or the end of the input keeps the template's value.
void ask(const Slot& slot, const Vocabulary& words, Answers& answers) {
  for (std::string line;;) {
    fmt::print(stderr, "{} [{}] ", slot.question, slot.value);
    if (!std::getline(std::cin, line) || line.empty()) return;
    try {
      answers[slot.name] = words.value(slot, line);
      return;
    } catch (const UsageError& error) {
      fmt::print(stderr, "  {}\n", error.what());
    }
  }
}

// The scenario as it will stand, checked as `entrepot check` does; faults name the file it will be.
std::vector<std::string> check_text(const std::string& part, const std::string& output) {
  try {
    return read_scenario(part, {}).notes;
  } catch (const InputError& error) {
    Faults faults;
    for (Fault fault : error.faults()) {
      if (fault.place.file == part) fault.place.file = output;
      faults.add(fault.place, fault.what, fault.why, fault.suggestion);
    }
    faults.throw_if_any();
    throw;
  }
}

void write_scenario(OutputClaim claim, const std::string& text, const CommonOptions& common) {
  const std::string output = claim.path();
  claim.expect_file();
  FileSwap swap(claim);
  if (!(std::ofstream(swap.part()) << text).flush()) throw RunError("cannot write " + swap.part());
  const std::vector<std::string> notes = check_text(swap.part(), output);
  swap.commit();
  if (common.quiet) return;
  for (const std::string& note : notes) fmt::print(stderr, "note: {}\n", note);
  const std::string results = std::filesystem::path(output).replace_extension(".h5").string();
  fmt::print(
      stderr,
      "Written to {}. Next:\n  entrepot schedule {}\n  entrepot run {} -o {}\n  entrepot report {} --open\n",
      output, output, output, results, results);
}

void make_new(const NewArguments& arguments, const CommonOptions& common) {
  const std::string text = read_template(arguments.template_name);
  const std::vector<Slot> slots = template_slots(text);
  const Vocabulary words;
  Answers answers = given_answers(arguments, slots, words);
  const std::string output = arguments.output;
  if (answers.count("name") == 0 && !output.empty())
    answers["name"] = words.value(slots.front(), std::filesystem::path(output).stem().string());
  const bool asks = !arguments.defaults && isatty(STDIN_FILENO) != 0;
  for (const Slot& slot : slots) {
    if (asks && answers.count(slot.name) == 0) ask(slot, words, answers);
  }
  const std::string filled = fill_template(text, answers);
  if (output.empty()) {
    fmt::print("{}", filled);
  } else {
    write_scenario(OutputClaim(output, arguments.force ? Existing::replace : Existing::refuse), filled,
                   common);
  }
}

std::string first_comment(const std::string& text) {
  const std::size_t begin = text.find_first_not_of("# ");
  return text.substr(begin, text.find('\n') - begin);
}

// For forms: every question with the kind of its answer and the template's own.
void print_templates_json() {
  static const std::map<SlotKind, const char*> kinds = {{SlotKind::text, "text"},
                                                        {SlotKind::regions, "regions"},
                                                        {SlotKind::sectors, "sectors"},
                                                        {SlotKind::products, "products"},
                                                        {SlotKind::goods, "goods"}};
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const std::string& name : data_paths().template_names()) {
    const std::string text = read_template(name);
    nlohmann::ordered_json asked = nlohmann::ordered_json::array();
    for (const Slot& slot : template_slots(text))
      asked.push_back({{"name", slot.name},
                       {"kind", kinds.at(slot.kind)},
                       {"question", slot.question},
                       {"value", slot.value}});
    rows.push_back({{"name", name}, {"about", first_comment(text)}, {"asks", asked}});
  }
  print_json(rows);
}

void list_templates() {
  TextTable table;
  table.columns = {{"template"}, {"what it is"}, {"what it asks"}};
  for (const std::string& name : data_paths().template_names()) {
    const std::string text = read_template(name);
    std::vector<std::string> asked;
    for (const Slot& slot : template_slots(text)) asked.push_back(slot.name);
    table.rows.push_back({name, first_comment(text), fmt::format("{}", fmt::join(asked, " "))});
  }
  fmt::print("{}", table.render());
}

}  // namespace

void add_new(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "new", "write a scenario of one's own from a template; without one, list the templates");
  gives_json(*verb, common);
  auto arguments = std::make_shared<NewArguments>();
  verb->add_option("template", arguments->template_name,
                   "a template: bilateral-tariff, export-ban, subsidy, ...");
  verb->add_option("values", arguments->words,
                   "what it would ask: importer=USA origin=China rate='+60 pp'; regions, sectors and "
                   "products also in words");
  verb->add_option("-o,--output", arguments->output, "scenario file (.yaml); default: the terminal");
  verb->add_flag("--force", arguments->force, "write over a file that is there");
  verb->add_flag("--defaults", arguments->defaults, "ask nothing; what is not given is as in the template");
  verb->callback([arguments, &common] {
    if (!arguments->template_name.empty()) {
      if (common.json) throw UsageError("new gives the list of templates as JSON; a scenario is YAML");
      make_new(*arguments, common);
    } else {
      common.json ? print_templates_json() : list_templates();
    }
  });
}

}  // namespace entrepot::tools
