#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

#include <algorithm>

#include "sim/core/faults.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/serve/workbench.hpp"

namespace entrepot::tools {

namespace {

using Json = nlohmann::ordered_json;

constexpr double seconds_of_a_table = 600.0;
constexpr std::size_t most_status_bytes = 20'000'000;
constexpr std::size_t most_log_bytes = 50'000'000;
constexpr std::size_t shown_log_bytes = 6'000;
constexpr std::size_t most_changes = 40;

bool is_there(const std::string& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

// Differs whenever a file has been written anew.
std::string stamp_of(const std::string& path) {
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0) return "";
  return fmt::format("{} {} {}", info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_ino);
}

Json status_file(const std::string& path) {
  const std::optional<std::string> text = read_plain_file(path, most_status_bytes);
  Json json = text ? Json::parse(*text, nullptr, false) : Json();
  return json.is_object() ? json : Json::object();
}

// Changes of values as `--set` takes them: nothing that the parser of the command line takes for an option.
void require_changes(const Words& changes) {
  if (changes.size() > most_changes) throw FolderError(400, "too many changes");
  for (const std::string& change : changes) {
    if (change.empty() || change.front() == '-' || change.find('=') == std::string::npos)
      throw FolderError(400, in_quotes(change) + " is no change: world.firms=5000");
  }
}

// Another choice of runs is another file, as long as file names allow.
std::string report_name(const Words& runs) {
  constexpr std::size_t longest = 150;
  const std::string all = fmt::format("{}", fmt::join(runs, "+"));
  return all.size() <= longest || runs.size() == 1 ? all : fmt::format("{}+{}", runs[0], runs.size() - 1);
}

const Job* job_called(const std::vector<Job>& jobs, const std::string& name) {
  const auto at = std::find_if(jobs.begin(), jobs.end(), [&](const Job& job) { return job.name == name; });
  return at == jobs.end() ? nullptr : &*at;
}

bool is_live(const Job* job) {
  return job != nullptr && (job->state == JobState::queued || job->state == JobState::running ||
                            job->state == JobState::stopping);
}

}  // namespace

// Of a run's status file what the list shows; read again only when it has changed.
Json Workbench::status_summary(const std::string& name) {
  const std::string path = folder_.absolute(folder_.result_file(name, ".status.json"));
  const std::string stamp = stamp_of(path);
  if (stamp.empty()) return Json::object();
  {
    const std::lock_guard lock(mutex_);
    const auto kept = summaries_.find(name);
    if (kept != summaries_.end() && kept->second.first == stamp) return kept->second.second;
  }
  const Json whole = status_file(path);
  Json summary = Json::object();
  for (const char* member : {"scenario", "state", "done", "of", "seconds", "doing", "replicates"}) {
    if (whole.contains(member)) summary[member] = whole[member];
  }
  const std::lock_guard lock(mutex_);
  summaries_[name] = {stamp, summary};
  return summary;
}

Json Workbench::row_of(const std::string& name, const Job* job) {
  Json row = {{"name", name}};
  row.update(status_summary(name));
  const auto has = [&](const char* ending) {
    return is_there(folder_.absolute(folder_.result_file(name, ending)));
  };
  const bool file = has(".h5");
  const bool checkpoint = has(".h5.checkpoint");
  if (job != nullptr) {
    row["state"] = job_state_text(job->state);
    row["command"] = job->shown;
    row["code"] = job->code;
  } else if (row.value("state", "") == "running") {
    row["state"] = "interrupted";  // by the end of whoever ran it
  } else if (!row.contains("state")) {
    row["state"] = checkpoint ? "interrupted" : "finished";
  }
  row["file"] = file && !is_live(job);
  row["resumable"] = !is_live(job) && row["state"] != "finished" && (checkpoint || file);
  row["report"] = has(".html");
  return row;
}

Json Workbench::state(const HttpRequest&) {
  Json json = {
      {"folder", folder_.path()},     {"version", ENTREPOT_VERSION},         {"at_once", settings_.at_once},
      {"threads", settings_.threads}, {"memory_gb", settings_.memory / 1e9}, {"scenarios", Json::array()},
      {"runs", Json::array()}};
  for (const FolderEntry& entry : folder_.scenarios())
    json["scenarios"].push_back(
        {{"name", entry.name}, {"description", entry.description}, {"modified", entry.modified}});
  const std::vector<Job> jobs = jobs_.list();
  std::vector<std::string> names;
  for (const Job& job : jobs) names.push_back(job.name);
  for (const std::string& name : folder_.results()) {
    if (job_called(jobs, name) == nullptr) json["runs"].push_back(row_of(name, nullptr));
  }
  for (const Job& job : jobs) json["runs"].push_back(row_of(job.name, &job));
  return json;
}

Json Workbench::run_state(const HttpRequest& request) {
  const std::string name = request.word("name");
  const std::vector<Job> jobs = jobs_.list();
  Json json = {{"run", row_of(name, job_called(jobs, name))}};
  json["status"] = status_file(folder_.absolute(folder_.result_file(name, ".status.json")));
  std::string log =
      read_plain_file(folder_.absolute(folder_.result_file(name, ".log")), most_log_bytes).value_or("");
  if (log.size() > shown_log_bytes) log.erase(0, log.find('\n', log.size() - shown_log_bytes) + 1);
  json["log"] = log;
  return json;
}

// Where a run tells how far it is, and its part of the machine. Results do not depend on them.
Words Workbench::run_limits(const std::string& name) const {
  return {"--status",  folder_.result_file(name, ".status.json"),
          "--threads", std::to_string(settings_.threads),
          "--memory",  fmt::format("{:.0f} B", settings_.memory)};
}

Json Workbench::run(const HttpRequest& request) {
  const Json body = body_of(request);
  const std::string scenario = text_of(body, "name");
  static_cast<void>(folder_.read(scenario));
  const Words changes = texts_of(body, "set");
  require_changes(changes);
  while (true) {
    std::vector<std::string> taken;
    for (const Job& job : jobs_.list()) taken.push_back(job.name);
    Job job;
    job.name = folder_.free_result(scenario, taken);
    job.words = {"run", folder_.scenario_file(scenario)};
    for (const std::string& change : changes) job.words.insert(job.words.end(), {"--set", change});
    job.words.insert(job.words.end(), {"-o", folder_.result_file(job.name, ".h5")});
    job.shown = command_line(job.words);
    for (const std::string& word : run_limits(job.name)) job.words.push_back(word);
    job.log = folder_.absolute(folder_.result_file(job.name, ".log"));
    Json answer = {{"run", job.name}, {"command", job.shown}};
    if (jobs_.add(std::move(job))) return answer;
  }
}

Json Workbench::cancel(const HttpRequest& request) {
  const std::string name = text_of(body_of(request), "run");
  if (!jobs_.cancel(name)) throw FolderError(409, "no run " + in_quotes(name) + " is under way");
  return {{"run", name}};
}

// From its checkpoint and finished replicates, with the scenario that these hold.
Json Workbench::resume(const HttpRequest& request) {
  const std::string name = text_of(body_of(request), "run");
  Job job;
  job.name = name;
  job.words = {"run", "--resume", "-o", folder_.result_file(name, ".h5")};
  job.shown = command_line(job.words);
  for (const std::string& word : run_limits(name)) job.words.push_back(word);
  job.log = folder_.absolute(folder_.result_file(name, ".log"));
  Json answer = {{"run", name}, {"command", job.shown}};
  if (!jobs_.add(std::move(job))) throw FolderError(409, in_quotes(name) + " is under way");
  return answer;
}

// Result files by the names of runs.
Words Workbench::finished_files(const Json& body) const {
  const Words names = texts_of(body, "runs");
  if (names.empty()) throw FolderError(400, "no run is ticked");
  Words files;
  for (const std::string& name : names) {
    files.push_back(folder_.result_file(name, ".h5"));
    if (!is_there(folder_.absolute(files.back())))
      throw FolderError(404, "there is no " + in_quotes(files.back()));
  }
  return files;
}

// Where the worlds of the runs differ, again across them; the command that is shown then says so.
ChildOutput Workbench::child_across_worlds(Words& words) {
  ChildOutput output = child(words, seconds_of_a_table);
  if (output.code != static_cast<int>(Exit::invalid_input) ||
      output.err.find("--across-worlds") == std::string::npos)
    return output;
  words.emplace_back("--across-worlds");
  return child(words, seconds_of_a_table);
}

Json Workbench::compare(const HttpRequest& request) {
  const Json body = body_of(request);
  Words words = {"compare"};
  for (const std::string& file : finished_files(body)) words.push_back(file);
  const std::string metric = body.value("metric", "");
  if (!metric.empty()) words.insert(words.end(), {"--metric=" + metric, "--period", "year"});
  const ChildOutput output = child_across_worlds(words);
  if (output.code != 0) throw FolderError(422, output.err);
  return {{"text", output.out}, {"notes", output.err}, {"command", command_line(words)}};
}

Json Workbench::report(const HttpRequest& request) {
  const Json body = body_of(request);
  Words words = {"report"};
  for (const std::string& file : finished_files(body)) words.push_back(file);
  const Words names = texts_of(body, "runs");
  const std::string name = report_name(names);
  words.insert(words.end(), {"-o", folder_.result_file(name, ".html"), "--force"});
  const ChildOutput output = child_across_worlds(words);
  if (output.code != 0) throw FolderError(422, output.err);
  return {{"report", name}, {"notes", output.err}, {"command", command_line(words)}};
}

Json Workbench::export_values(const HttpRequest& request) {
  const Json body = body_of(request);
  const std::string run = text_of(body, "run");
  const std::string metric = text_of(body, "metric");
  if (!std::all_of(metric.begin(), metric.end(),
                   [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '*'; }))
    throw FolderError(400, in_quotes(metric) + " is no metric");
  std::string name = run + "." + metric;
  std::replace(name.begin(), name.end(), '*', '_');
  const std::string file = folder_.result_file(name, ".csv");
  const Words words = {
      "export", folder_.result_file(run, ".h5"), "--metric", metric, "--period", "year", "-o", file,
      "--force"};
  const ChildOutput output = child(words, seconds_of_a_table);
  if (output.code != 0) throw FolderError(422, output.err);
  return {{"file", name + ".csv"}, {"notes", output.err}, {"command", command_line(words)}};
}

}  // namespace entrepot::tools
