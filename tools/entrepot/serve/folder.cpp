#include "tools/entrepot/serve/folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "outputs/store/output/whole_file.hpp"
#include "sim/core/faults.hpp"
#include "sim/core/plain_text.hpp"
#include "sim/core/sha256.hpp"
#include "tools/entrepot/serve/gate.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace fs = std::filesystem;

namespace {

constexpr const char* scenario_ending = ".yaml";
constexpr const char* draft_beginning = ".draft-";
constexpr std::size_t most_scenario_bytes = 1'500'000;

std::string hash_of_text(const std::string& text) {
  Sha256 hash;
  hash.add(text);
  return hash.finish();
}

bool is_utf8(const std::string& text) {
  try {
    static_cast<void>(nlohmann::json(text).dump());
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

// Names go into file names, command lines and pages.
void require_name(const std::string& name) {
  std::string problem = file_name_problem(name);
  if (problem.empty() && name.find('\\') != std::string::npos) problem = "it holds a backslash";
  if (problem.empty() && !is_utf8(name)) problem = "it is not UTF-8";
  if (!problem.empty()) throw FolderError(400, fmt::format("the name {}: {}", in_quotes(name), problem));
}

// A regular file: lstat() does not follow links.
bool is_plain_file(const std::string& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

bool anything_at(const std::string& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0;
}

void make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!fs::is_directory(path, error) || access(path.c_str(), R_OK | W_OK | X_OK) != 0)
    throw InputError(Fault{Place{path, 0, 0, ""}, "no folder to work in", "it cannot be made or written to",
                           "give another with --folder"});
}

// What stands behind `description:` on a line of its own.
std::string description_of(const std::string& text) {
  constexpr std::string_view key = "description:";
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(key, 0) != 0) continue;
    line.erase(0, key.size());
    const std::size_t begin = line.find_first_not_of(" \"'>|");
    if (begin == std::string::npos) return "";
    const std::size_t end = line.find_last_not_of(" \"'\r");
    return line.substr(begin, end - begin + 1);
  }
  return "";
}

long long modified_at(const std::string& path);

// "mine.gdp.csv": a metric of a run, as the page exports it.
bool is_table_of(const std::string& file, const std::string& name) {
  constexpr std::string_view ending = ".csv";
  if (!file.starts_with(name + ".") || !file.ends_with(ending) ||
      file.size() <= name.size() + 1 + ending.size())
    return false;
  const std::string metric = file.substr(name.size() + 1, file.size() - name.size() - 1 - ending.size());
  return metric.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

// What a server that was killed has left; those of another one are younger.
void remove_old_drafts(const std::string& folder) {
  constexpr long long seconds_of_an_hour = 3600;
  const auto now = static_cast<long long>(time(nullptr));
  std::error_code error;
  std::vector<fs::path> old;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string path = entry.path().string();
    if (entry.path().filename().string().starts_with(draft_beginning) &&
        now - modified_at(path) > seconds_of_an_hour)
      old.push_back(entry.path());
  }
  for (const fs::path& path : old) unlink(path.c_str());
}

long long modified_at(const std::string& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0 ? static_cast<long long>(info.st_mtim.tv_sec) : 0;
}

}  // namespace

std::optional<std::string> read_plain_file(const std::string& path, std::size_t most) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return std::nullopt;
  struct stat info {};
  std::optional<std::string> text;
  if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) && static_cast<std::size_t>(info.st_size) <= most) {
    std::string content(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t done = 0;
    for (ssize_t n = 0;
         done < content.size() && (n = ::read(file, &content[done], content.size() - done)) > 0;)
      done += static_cast<std::size_t>(n);
    content.resize(done);
    text = std::move(content);
  }
  close(file);
  return text;
}

WorkFolder::WorkFolder(const std::string& path) {
  make_folder(path);
  path_ = fs::canonical(path).string();
  if (fs::is_symlink(path_ + "/results"))
    throw InputError(Fault{Place{path_ + "/results", 0, 0, ""}, "the folder of results is a link",
                           "the workbench follows none", "make it a folder"});
  make_folder(path_ + "/results");
  remove_old_drafts(path_);
}

std::vector<FolderEntry> WorkFolder::scenarios() const {
  std::vector<FolderEntry> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path_, error)) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() != scenario_ending || !file_name_problem(name).empty() || !is_utf8(name))
      continue;
    const std::optional<std::string> text = read_plain_file(entry.path().string(), most_scenario_bytes);
    if (text) found.push_back({name, description_of(*text), modified_at(entry.path().string())});
  }
  std::sort(found.begin(), found.end(),
            [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return found;
}

std::vector<std::string> WorkFolder::results() const {
  std::set<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path_ + "/results", error)) {
    std::string name = entry.path().filename().string();
    for (const std::string ending : {".h5", ".status.json"}) {
      if (!name.ends_with(ending)) continue;
      name.resize(name.size() - ending.size());
      if (file_name_problem(name).empty() && is_utf8(name) && is_plain_file(entry.path().string()))
        names.insert(name);
      break;
    }
  }
  return {names.begin(), names.end()};
}

ScenarioText WorkFolder::read(const std::string& name) const {
  const std::optional<std::string> text = read_plain_file(absolute(scenario_file(name)), most_scenario_bytes);
  if (!text) throw FolderError(404, "there is no scenario " + in_quotes(name) + " in the folder");
  return {*text, hash_of_text(*text)};
}

std::string WorkFolder::write(const std::string& name, const std::string& text,
                              const std::string& version) const {
  if (text.size() > most_scenario_bytes) throw FolderError(413, "the text is too long");
  const std::string path = absolute(scenario_file(name));
  const bool there = anything_at(path);
  if (version.empty() && there) throw FolderError(409, in_quotes(name) + " is there already");
  if (!version.empty() && (!there || read(name).version != version))
    throw FolderError(409, in_quotes(name) + " has been changed elsewhere since it was opened here");
  OutputClaim claim(path, version.empty() ? Existing::refuse : Existing::replace);
  claim.expect_file();
  write_whole(claim, text);
  return hash_of_text(text);
}

bool WorkFolder::has(const std::string& name) const { return anything_at(absolute(scenario_file(name))); }

std::string WorkFolder::scenario_file(const std::string& name) const {
  require_name(name);
  return name + scenario_ending;
}

std::string WorkFolder::result_file(const std::string& name, const std::string& ending) const {
  require_name(name);
  return "results/" + name + ending;
}

std::vector<std::string> WorkFolder::files_of_scenario(const std::string& name) const {
  const std::string file = scenario_file(name);
  if (!is_plain_file(absolute(file)))
    throw FolderError(404, "there is no scenario " + in_quotes(name) + " in the folder");
  return {file};
}

std::vector<std::string> WorkFolder::files_of_result(const std::string& name) const {
  std::vector<std::string> files;
  for (const char* ending : {".h5", ".h5.checkpoint", ".status.json", ".log", ".html"}) {
    const std::string file = result_file(name, ending);
    if (is_plain_file(absolute(file))) files.push_back(file);
  }
  const std::size_t own = files.size();
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path_ + "/results", error)) {
    const std::string file = entry.path().filename().string();
    if (is_table_of(file, name) && is_plain_file(entry.path().string())) files.push_back("results/" + file);
  }
  std::sort(files.begin() + static_cast<std::ptrdiff_t>(own), files.end());
  if (files.empty()) throw FolderError(404, "there is no run " + in_quotes(name));
  return files;
}

std::string WorkFolder::free_result(const std::string& name, const std::vector<std::string>& taken) const {
  std::set<std::string> used(taken.begin(), taken.end());
  std::error_code error;
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(path_ + "/results", error))
    files.push_back(entry.path().filename().string());
  for (int number = 1;; ++number) {
    const std::string candidate = number == 1 ? name : fmt::format("{}-{}", name, number);
    const auto begins = [&](const std::string& file) { return file.rfind(candidate + ".", 0) == 0; };
    if (used.count(candidate) == 0 && std::none_of(files.begin(), files.end(), begins)) return candidate;
  }
}

DraftFile::DraftFile(const WorkFolder& folder, const std::string& text)
    : name_(draft_beginning + random_secret().substr(0, 16) + scenario_ending) {
  path_ = folder.absolute(name_);
  const int file = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) throw RunError("cannot write to " + folder.path());
  std::size_t done = 0;
  for (ssize_t n = 0; done < text.size() && (n = ::write(file, &text[done], text.size() - done)) > 0;)
    done += static_cast<std::size_t>(n);
  close(file);
  if (done < text.size()) {
    unlink(path_.c_str());
    throw RunError("cannot write to " + folder.path());
  }
}

DraftFile::~DraftFile() { unlink(path_.c_str()); }

}  // namespace entrepot::tools
