#include "tools/entrepot/serve/workbench.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <filesystem>

#include "sim/core/faults.hpp"
#include "tools/entrepot/serve/assets.hpp"

namespace entrepot::tools {

namespace {

using Json = nlohmann::ordered_json;

constexpr double seconds_of_a_question = 60.0;
constexpr int children_at_once = 6;  // besides the runs

// Names of files that are no UTF-8 do not stop an answer.
std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

HttpAnswer json_answer(int status, const Json& json) {
  return {status, "application/json", dumped(json), {}, ""};
}

HttpAnswer error_answer(int status, const std::string& what) {
  return json_answer(status, {{"error", what}});
}

struct FileKind {
  const char* ending;
  const char* type;
};
constexpr std::array<FileKind, 4> file_kinds = {{{".h5", "application/octet-stream"},
                                                 {".html", "application/octet-stream"},
                                                 {".csv", "text/csv; charset=utf-8"},
                                                 {".log", "text/plain; charset=utf-8"}}};

// As RFC 8187 writes names of any letters into a header.
std::string percent_encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' ? std::string(1, c)
                                                                       : fmt::format("%{:02X}", byte);
  }
  return out;
}

HttpAnswer no_such_page() { return {404, "text/plain; charset=utf-8", "there is no such page\n", {}, ""}; }

HttpAnswer plain_file(const WorkFolder& folder, const std::string& relative, const std::string& type) {
  const std::string path = folder.absolute(relative);
  std::error_code error;
  if (std::filesystem::symlink_status(path, error).type() != std::filesystem::file_type::regular)
    return no_such_page();
  HttpAnswer answer{200, type, "", {}, path};
  return answer;
}

HttpAnswer download(const WorkFolder& folder, const std::string& name) {
  for (const FileKind& kind : file_kinds) {
    if (!name.ends_with(kind.ending)) continue;
    const std::string stem = name.substr(0, name.size() - std::string_view(kind.ending).size());
    HttpAnswer answer = plain_file(folder, folder.result_file(stem, kind.ending), kind.type);
    answer.headers.emplace_back("Content-Disposition",
                                "attachment; filename*=UTF-8''" + percent_encoded(name));
    return answer;
  }
  return no_such_page();
}

// A report runs its script in an origin of its own, wherever it is opened: it reaches nothing of the
// workbench.
HttpAnswer report_page(const WorkFolder& folder, const std::string& name) {
  HttpAnswer answer = plain_file(folder, folder.result_file(name, ".html"), "text/html; charset=utf-8");
  answer.headers.emplace_back(
      "Content-Security-Policy",
      "sandbox allow-scripts allow-downloads allow-modals; default-src 'none'; script-src "
      "'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; "
      "form-action 'none'; frame-ancestors 'self'");
  return answer;
}

}  // namespace

Json body_of(const HttpRequest& request) {
  Json body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) throw FolderError(400, "the body is no JSON object");
  return body;
}

std::string text_of(const Json& body, const char* member) {
  const auto at = body.find(member);
  if (at == body.end() || !at->is_string()) throw FolderError(400, fmt::format("{} is missing", member));
  return at->get<std::string>();
}

Words texts_of(const Json& body, const char* member) {
  const auto at = body.find(member);
  Words texts;
  if (at == body.end()) return texts;
  if (!at->is_array()) throw FolderError(400, fmt::format("{} is no list", member));
  for (const Json& item : *at) {
    if (!item.is_string()) throw FolderError(400, fmt::format("{} holds what is no text", member));
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

Workbench::Workbench(const WorkbenchSettings& settings, Gate gate)
    : settings_(settings),
      folder_(settings.folder),
      gate_(std::move(gate)),
      free_children_(children_at_once),
      jobs_(folder_.path(), settings.at_once) {}

ChildOutput Workbench::child(const Words& words, double seconds) {
  free_children_.acquire();
  try {
    ChildOutput output = run_child(words, folder_.path(), seconds);
    free_children_.release();
    return output;
  } catch (...) {
    free_children_.release();
    throw;
  }
}

// What a verb answers as JSON.
Json Workbench::child_json(const Words& words) {
  const ChildOutput output = child(words, seconds_of_a_question);
  Json json = Json::parse(output.out, nullptr, false);
  if (output.code != 0 || !json.is_object()) throw FolderError(500, output.err);
  return json;
}

Json Workbench::kept_json(const std::string& name, const Words& words) {
  {
    const std::lock_guard lock(mutex_);
    const auto at = kept_.find(name);
    if (at != kept_.end()) return at->second;
  }
  Json json = child_json(words);
  const std::lock_guard lock(mutex_);
  return kept_.emplace(name, std::move(json)).first->second;
}

HttpAnswer Workbench::page_or_file(const HttpRequest& request) const {
  if (const Asset asset = find_asset(request.path); asset.type != nullptr) {
    HttpAnswer answer{200, asset.type, std::string(asset.text), {}, ""};
    if (request.path == "/") answer.headers.emplace_back("Set-Cookie", gate_.cookie_header());
    return answer;
  }
  constexpr std::string_view files = "/files/";
  constexpr std::string_view reports = "/report/";
  if (request.path.starts_with(files)) return download(folder_, request.path.substr(files.size()));
  if (request.path.starts_with(reports)) return report_page(folder_, request.path.substr(reports.size()));
  return no_such_page();
}

HttpAnswer Workbench::answer(const HttpRequest& request) {
  static const std::map<std::string, Handler> handlers = {
      {"GET /api/state", &Workbench::state},           {"GET /api/library", &Workbench::library},
      {"GET /api/templates", &Workbench::templates},   {"GET /api/schema", &Workbench::schema},
      {"GET /api/scenario", &Workbench::scenario},     {"GET /api/run", &Workbench::run_state},
      {"POST /api/scenario", &Workbench::save},        {"POST /api/copy", &Workbench::copy},
      {"POST /api/new", &Workbench::make_new},         {"POST /api/check", &Workbench::check},
      {"POST /api/schedule", &Workbench::schedule},    {"POST /api/run", &Workbench::run},
      {"POST /api/cancel", &Workbench::cancel},        {"POST /api/resume", &Workbench::resume},
      {"POST /api/compare", &Workbench::compare},      {"POST /api/report", &Workbench::report},
      {"POST /api/export", &Workbench::export_values}, {"POST /api/delete", &Workbench::erase}};
  try {
    const auto handler = handlers.find(request.method + " " + request.path);
    if (handler != handlers.end()) return json_answer(200, (this->*handler->second)(request));
    if (request.path.rfind("/api/", 0) == 0)
      return error_answer(404, "there is no " + in_quotes(request.path));
    return request.method == "GET" ? page_or_file(request) : error_answer(405, "only /api/ takes POST");
  } catch (const FolderError& error) {
    return error_answer(error.status(), error.what());
  } catch (const Json::exception& error) {  // a member of the body is of another kind
    return error_answer(400, error.what());
  } catch (const InputError& error) {
    return error_answer(409, error.what());
  } catch (const std::exception& error) {
    return error_answer(500, error.what());
  }
}

}  // namespace entrepot::tools
