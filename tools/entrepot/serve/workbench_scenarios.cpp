#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <sstream>

#include "sim/core/faults.hpp"
#include "tools/entrepot/names/template_text.hpp"
#include "tools/entrepot/serve/workbench.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

using Json = nlohmann::ordered_json;

constexpr double seconds_of_a_check = 30.0;

// Letters, digits and a few signs, none first that makes an option of it.
bool is_word(const std::string& text, std::string_view signs) {
  const auto fine = [&](unsigned char c) {
    return std::isalnum(c) != 0 || signs.find(static_cast<char>(c)) != std::string_view::npos;
  };
  return !text.empty() && std::isalnum(static_cast<unsigned char>(text.front())) != 0 &&
         std::all_of(text.begin(), text.end(), fine);
}

std::string library_file(const std::string& name) {
  const std::string path = data_paths().scenario_file(name).string();
  if (path.empty()) throw FolderError(404, "there is no library scenario " + in_quotes(name));
  return path;
}

std::string library_text(const std::string& name) {
  const std::optional<std::string> text = read_plain_file(library_file(name), most_body_bytes);
  if (!text) throw FolderError(404, "cannot read the library scenario " + in_quotes(name));
  return *text;
}

// The draft's own name where its file is named.
std::string told_as(std::string text, const std::string& draft, const std::string& name) {
  for (std::size_t at = text.find(draft); at != std::string::npos; at = text.find(draft, at + name.size()))
    text.replace(at, draft.size(), name);
  return text;
}

// Files beside the library are found from anywhere by their names below its root.
constexpr std::string_view beside_library = "../worlds/";

// With the name of the copy, so that two scenarios of one folder are told apart.
std::string renamed(const std::string& text, const std::string& name) {
  const Slot slot{"name", SlotKind::text, "", ""};
  std::istringstream lines(text);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("name: ")) line = "name: " + slot_value(slot, name, {}, {});
    const std::size_t up = line.find(beside_library);
    if (up != std::string::npos) line.erase(up, std::string_view("../").size());
    out += line + "\n";
  }
  return out;
}

// The same by hand; of a name that sed would read as its own, without the name.
std::string copy_command(const std::string& from, const std::string& name, const std::string& file) {
  const std::string source = command_line({from}).substr(std::string_view("entrepot ").size());
  const std::string target = command_line({file}).substr(std::string_view("entrepot ").size());
  const std::string naming =
      is_word(name, "-_.") ? fmt::format("s/^name: .*/name: \"{}\"/; ", name) : std::string();
  return fmt::format("sed '{}s#[.][.]/worlds/#worlds/#' {} > {}", naming, source, target);
}

void require_flows(const Words& flows) {
  for (const std::string& flow : flows) {
    if (!is_word(flow, ":._-"))
      throw FolderError(400, in_quotes(flow) + " is no flow: CHN:USA or CHN:USA:8542");
  }
}

Words schedule_words(const std::string& file, const Words& flows, const Words& more) {
  Words words = {"schedule", file};
  for (const std::string& flow : flows) words.insert(words.end(), {"--flow", flow});
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

Json Workbench::library(const HttpRequest&) { return kept_json("library", {"list", "--json"}); }
Json Workbench::templates(const HttpRequest&) { return kept_json("templates", {"new", "--json"}); }
Json Workbench::schema(const HttpRequest&) { return kept_json("schema", {"describe", "--schema"}); }

Json Workbench::scenario(const HttpRequest& request) {
  if (const std::string name = request.word("library"); !name.empty())
    return {{"name", name}, {"text", library_text(name)}, {"library", true}};
  const std::string name = request.word("name");
  const ScenarioText content = folder_.read(name);
  return {{"name", name}, {"text", content.text}, {"version", content.version}, {"library", false}};
}

Json Workbench::save(const HttpRequest& request) {
  const Json body = body_of(request);
  const std::string name = text_of(body, "name");
  return {{"name", name}, {"version", folder_.write(name, text_of(body, "text"), text_of(body, "version"))}};
}

Json Workbench::copy(const HttpRequest& request) {
  const Json body = body_of(request);
  const std::string from = text_of(body, "library");
  const std::string name = text_of(body, "name");
  static_cast<void>(folder_.write(name, renamed(library_text(from), name), ""));
  return {{"name", name}, {"command", copy_command(library_file(from), name, folder_.scenario_file(name))}};
}

Json Workbench::make_new(const HttpRequest& request) {
  const Json body = body_of(request);
  const std::string name = text_of(body, "name");
  const std::string from = text_of(body, "template");
  if (!is_word(from, "-_")) throw FolderError(400, "there is no template " + in_quotes(from));
  if (folder_.has(name)) throw FolderError(409, in_quotes(name) + " is there already");
  Words words = {"new", from};
  const auto values = body.find("values");
  if (values != body.end() && values->is_object()) {
    for (const auto& [slot, value] : values->items()) {
      if (!is_word(slot, "_") || !value.is_string()) throw FolderError(400, in_quotes(slot) + " is no value");
      words.push_back(slot + "=" + value.get<std::string>());
    }
  }
  words.insert(words.end(), {"-o", folder_.scenario_file(name), "--defaults"});
  const ChildOutput made = child(words, seconds_of_a_check);
  if (made.code != 0) throw FolderError(422, made.err);
  return {{"name", name}, {"command", command_line(words)}};
}

// The text as it is typed goes through `entrepot check` as a file of the folder, so that names in it mean
// what they will mean.
Json Workbench::check(const HttpRequest& request) {
  const Json body = body_of(request);
  const std::string file = folder_.scenario_file(text_of(body, "name"));
  const DraftFile draft(folder_, text_of(body, "text"));
  const ChildOutput checked = child({"check", draft.name(), "--json", "--quiet"}, seconds_of_a_check);
  Json json = Json::parse(told_as(checked.out, draft.name(), file), nullptr, false);
  if (!json.is_object()) json = {{"error", told_as(checked.err, draft.name(), file)}};
  json["own_file"] = file;
  json["command"] = command_line({"check", file});
  return json;
}

Json Workbench::schedule(const HttpRequest& request) {
  const Json body = body_of(request);
  const std::string name = text_of(body, "name");
  Words flows = texts_of(body, "flows");
  require_flows(flows);
  const bool library = body.value("library", false);
  if (library) static_cast<void>(library_file(name));  // refuses what is none
  const std::string shown = library ? name : folder_.scenario_file(name);
  const DraftFile draft(folder_, library ? "" : text_of(body, "text"));
  const std::string file = library ? name : draft.name();
  const auto asked = [&] {
    const ChildOutput output = child(schedule_words(file, flows, {"--json", "--quiet"}), seconds_of_a_check);
    if (output.code != 0) throw FolderError(422, told_as(output.err, draft.name(), shown));
    return Json::parse(output.out);
  };
  Json json = asked();
  if (flows.empty() && json.contains("moved_most")) {
    flows.push_back(json["moved_most"].get<std::string>());
    json = asked();
  }
  json["command"] = command_line(schedule_words(shown, flows, {}));
  return json;
}

}  // namespace entrepot::tools
