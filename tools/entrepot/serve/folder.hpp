// The folder of the user's that the workbench works in: scenarios (*.yaml), and results/ with what runs
// leave.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace entrepot::tools {

struct FolderEntry {
  std::string name;         // of a scenario without its ending
  std::string description;  // the scenario's own, if it is on one line
  long long modified = 0;   // seconds since 1970
};

struct ScenarioText {
  std::string text;
  std::string version;  // hash of the text
};

// A name that cannot be used, or a file that is not there: what to say to the user, with the status to say it
// by.
class FolderError : public std::exception {
 public:
  FolderError(int status, std::string what) : status_(status), what_(std::move(what)) {}
  [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }
  [[nodiscard]] int status() const { return status_; }

 private:
  int status_;
  std::string what_;
};

// Links are never followed: neither read nor written through.
class WorkFolder {
 public:
  // Makes the folder where there is none. InputError when it cannot be used.
  explicit WorkFolder(const std::string& path);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::vector<FolderEntry> scenarios() const;
  // Names in results/ without their endings, of result files and of runs under way.
  [[nodiscard]] std::vector<std::string> results() const;

  [[nodiscard]] ScenarioText read(const std::string& name) const;
  // `version`: of the text it takes the place of; "" = a new file. FolderError 409 when there is another one.
  [[nodiscard]] std::string write(const std::string& name, const std::string& text,
                                  const std::string& version) const;
  [[nodiscard]] bool has(const std::string& name) const;
  // "mine.yaml", relative to the folder. FolderError when a name is none.
  [[nodiscard]] std::string scenario_file(const std::string& name) const;
  // "results/mine.h5"; `ending` with its dot.
  [[nodiscard]] std::string result_file(const std::string& name, const std::string& ending) const;
  // Relative to the folder, those that are there and no links; FolderError 404 when there is none.
  [[nodiscard]] std::vector<std::string> files_of_scenario(const std::string& name) const;
  // All that a run and what was made of it leave in results/; reports of several runs are not its own.
  [[nodiscard]] std::vector<std::string> files_of_result(const std::string& name) const;
  // The first of name, name-2, ... of which results/ has no file, and `taken` does not hold.
  [[nodiscard]] std::string free_result(const std::string& name, const std::vector<std::string>& taken) const;
  [[nodiscard]] std::string absolute(const std::string& relative) const { return path_ + "/" + relative; }

 private:
  std::string path_;
};

// The text of a file that is no link; nothing where there is none or it has more than `most` bytes.
[[nodiscard]] std::optional<std::string> read_plain_file(const std::string& path, std::size_t most);

// A text as a file of the folder that goes with the object: what is being typed, for a child to check.
class DraftFile {
 public:
  DraftFile(const WorkFolder& folder, const std::string& text);
  ~DraftFile();
  DraftFile(const DraftFile&) = delete;
  DraftFile& operator=(const DraftFile&) = delete;
  [[nodiscard]] const std::string& name() const { return name_; }  // relative to the folder

 private:
  std::string path_;
  std::string name_;
};

}  // namespace entrepot::tools
