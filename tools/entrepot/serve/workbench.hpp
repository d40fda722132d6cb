// What the page of `entrepot serve` may ask, as JSON. Whatever is computed is computed by a child of this
// program, whose command line stands in the answer.
#pragma once

#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <semaphore>
#include <string>

#include "tools/entrepot/serve/folder.hpp"
#include "tools/entrepot/serve/gate.hpp"
#include "tools/entrepot/serve/http.hpp"
#include "tools/entrepot/serve/jobs.hpp"

namespace entrepot::tools {

struct WorkbenchSettings {
  std::string folder;
  int at_once = 1;      // runs
  int threads = 1;      // of each
  double memory = 0.0;  // of each, bytes
};

class Workbench {
 public:
  Workbench(const WorkbenchSettings& settings, Gate gate);

  // Of a request that the gate has let in. Called from several threads.
  [[nodiscard]] HttpAnswer answer(const HttpRequest& request);

 private:
  using Json = nlohmann::ordered_json;
  using Handler = Json (Workbench::*)(const HttpRequest&);

  // workbench.cpp
  [[nodiscard]] HttpAnswer page_or_file(const HttpRequest& request) const;
  [[nodiscard]] ChildOutput child(const Words& words, double seconds);
  [[nodiscard]] ChildOutput child_across_worlds(Words& words);
  [[nodiscard]] Json child_json(const Words& words);
  [[nodiscard]] Json kept_json(const std::string& name, const Words& words);

  // workbench_scenarios.cpp
  Json library(const HttpRequest& request);
  Json templates(const HttpRequest& request);
  Json schema(const HttpRequest& request);
  Json scenario(const HttpRequest& request);
  Json save(const HttpRequest& request);
  Json copy(const HttpRequest& request);
  Json make_new(const HttpRequest& request);
  Json check(const HttpRequest& request);
  Json schedule(const HttpRequest& request);

  // workbench_runs.cpp
  Json state(const HttpRequest& request);
  Json run_state(const HttpRequest& request);
  Json run(const HttpRequest& request);
  Json cancel(const HttpRequest& request);
  Json resume(const HttpRequest& request);
  Json compare(const HttpRequest& request);
  Json report(const HttpRequest& request);
  Json export_values(const HttpRequest& request);
  Json erase(const HttpRequest& request);  // workbench_delete.cpp
  [[nodiscard]] Words run_limits(const std::string& name) const;
  [[nodiscard]] Json row_of(const std::string& name, const Job* job);
  [[nodiscard]] Json status_summary(const std::string& name);
  [[nodiscard]] Words finished_files(const Json& names) const;

  WorkbenchSettings settings_;
  WorkFolder folder_;
  Gate gate_;
  std::counting_semaphore<64> free_children_;
  std::mutex mutex_;                  // of what follows
  std::map<std::string, Json> kept_;  // answers that do not change
  std::map<std::string, std::pair<std::string, Json>>
      summaries_;  // of status files, by when they were written
  Jobs jobs_;
};

// The body of a POST. FolderError 400 when it is none, or a member is missing or no text.
[[nodiscard]] nlohmann::ordered_json body_of(const HttpRequest& request);
[[nodiscard]] std::string text_of(const nlohmann::ordered_json& body, const char* member);
// A list of texts; an absent one is empty.
[[nodiscard]] Words texts_of(const nlohmann::ordered_json& body, const char* member);

}  // namespace entrepot::tools
