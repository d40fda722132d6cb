// Deleting a scenario, or a run with all its files, in two steps: what would go, and that it goes.
#include <unistd.h>

#include <algorithm>

#include "sim/core/faults.hpp"
#include "tools/entrepot/serve/workbench.hpp"

namespace entrepot::tools {

namespace {

using Json = nlohmann::ordered_json;

// The same by hand.
std::string removal_command(const Words& files) {
  const std::string_view program = "entrepot";
  return "rm" + command_line(files).substr(program.size());
}

bool is_under_way(const std::vector<Job>& jobs, const std::string& name) {
  return std::any_of(jobs.begin(), jobs.end(), [&](const Job& job) {
    return job.name == name && (job.state == JobState::queued || job.state == JobState::running ||
                                job.state == JobState::stopping);
  });
}

void remove_files(const WorkFolder& folder, const Words& files) {
  for (const std::string& file : files) {
    if (unlink(folder.absolute(file).c_str()) != 0)
      throw FolderError(409, in_quotes(file) + " cannot be deleted: it is gone, or the folder is read-only");
  }
}

}  // namespace

// {scenario: name} or {run: name} gives the files and the command; with {files: [...]}, the same ones, they
// go.
Json Workbench::erase(const HttpRequest& request) {
  const Json body = body_of(request);
  const bool is_run = body.contains("run");
  const std::string name = text_of(body, is_run ? "run" : "scenario");
  if (is_run && is_under_way(jobs_.list(), name))
    throw FolderError(409, in_quotes(name) + " is under way: stop it first");
  const Words files = is_run ? folder_.files_of_result(name) : folder_.files_of_scenario(name);
  Json answer = {{"files", files}, {"command", removal_command(files)}, {"deleted", false}};
  if (!body.contains("files")) return answer;
  if (texts_of(body, "files") != files)
    throw FolderError(409, "the files of " + in_quotes(name) + " have changed");
  remove_files(folder_, files);
  if (is_run) jobs_.forget(name);
  answer["deleted"] = true;
  return answer;
}

}  // namespace entrepot::tools
