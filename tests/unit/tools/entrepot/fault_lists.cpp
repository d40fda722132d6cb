// Every row of tests/faults: a sound bed of files with one thing changed. The program must refuse it, at the
// place and with the words that the row names, and count no more faults than the row says.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/support/scenario_files.hpp"
#include "tests/support/source_dir.hpp"
#include "tools/entrepot/app.hpp"

namespace entrepot::test::fault_lists_test {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

// file | old | new | place | words & more words | faults (1 unless given)
struct Row {
  std::string file, old_text, new_text, place;
  std::vector<std::string> words;
  std::string count = "1";
};

struct List {
  std::vector<std::string> command;
  Files files;
  std::vector<Row> rows;
};

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at; (at = text.find(separator, from)) != std::string::npos; from = at + separator.size())
    parts.push_back(text.substr(from, at - from));
  parts.push_back(text.substr(from));
  return parts;
}

// \n, \t and \xNN, and "(empty)".
std::string unescaped(const std::string& text) {
  if (text == "(empty)") return "";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
    if (next == 'x') {
      out += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else if (next == 'n' || next == 't') {
      out += next == 'n' ? '\n' : '\t';
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

Row row_of(const std::string& line) {
  const std::vector<std::string> fields = split(line, " | ");
  if (fields.size() < 5) throw std::logic_error("a row has five fields or six: " + line);
  Row row{fields[0], fields[1], fields[2], fields[3], split(fields[4], " & ")};
  if (fields.size() > 5) row.count = fields[5];
  return row;
}

List read_list(const fs::path& path) {
  List list;
  std::ifstream stream(path);
  std::string file;
  bool rows = false;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("command: ")) {
      list.command = split(line.substr(9), " ");
    } else if (line.starts_with("file: ")) {
      file = line.substr(6);
    } else if (line == "cases:") {
      rows = true;
    } else if (rows && !line.empty()) {
      list.rows.push_back(row_of(line));
    } else if (line.starts_with("  ")) {
      list.files[file] += line.substr(2) + "\n";
    }
  }
  return list;
}

Files changed(Files files, const Row& row) {
  if (row.new_text == "(none)") {
    files.erase(row.file);
    return files;
  }
  std::string& text = files.at(row.file);
  const std::string old_text = unescaped(row.old_text);
  const std::size_t at = row.old_text == "(all)" ? 0 : text.find(old_text);
  if (at == std::string::npos ||
      (row.old_text != "(all)" && text.find(old_text, at + 1) != std::string::npos))
    throw std::logic_error("not there exactly once: " + row.old_text);
  text.replace(at, row.old_text == "(all)" ? text.size() : old_text.size(), unescaped(row.new_text));
  return files;
}

// The folder of a row as the working folder and the place of worlds.
class Workplace {
 public:
  Workplace() : before_(fs::current_path()) {
    fs::current_path(folder_.path());
    setenv("ENTREPOT_DATA", ".", 1);
  }
  ~Workplace() {
    unsetenv("ENTREPOT_DATA");
    fs::current_path(before_);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  [[nodiscard]] std::string path() const { return folder_.path().string(); }

 private:
  support::TemporaryFolder folder_;
  fs::path before_;
};

struct Said {
  int code = -1;
  std::string text;
};

Said run(const List& list, const Files& files) {
  const Workplace place;
  for (const auto& [name, text] : files) {
    if (name.find('/') != std::string::npos) fs::create_directories(fs::path(name).parent_path());
    std::ofstream(name, std::ios::binary) << text;
  }
  std::vector<std::string> words{"entrepot", "--quiet"};
  words.insert(words.end(), list.command.begin(), list.command.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  Said said;
  said.code = tools::run_app(static_cast<int>(arguments.size()), arguments.data());
  static_cast<void>(::testing::internal::GetCapturedStdout());
  said.text = ::testing::internal::GetCapturedStderr();
  for (std::size_t at; (at = said.text.find(place.path())) != std::string::npos;)
    said.text.erase(at, place.path().size());
  return said;
}

// True if one of the faults stands at the place and holds the words; their source lines and suggestions
// follow them.
bool holds(const std::string& text, const Row& row) {
  for (std::size_t at = 0; (at = text.find(row.place + ": ", at)) != std::string::npos; ++at) {
    if (at != 0 && text[at - 1] != '\n') continue;
    std::size_t end = at;
    do end = text.find('\n', end + 1);
    while (end != std::string::npos && end + 1 < text.size() && text[end + 1] == ' ');
    const std::string fault = text.substr(at, end == std::string::npos ? end : end - at);
    const auto said = [&](const std::string& words) { return fault.find(words) != std::string::npos; };
    if (std::all_of(row.words.begin(), row.words.end(), said)) return true;
  }
  return false;
}

void expect_refused(const List& list, const Row& row) {
  const Said said = run(list, changed(list.files, row));
  EXPECT_EQ(said.code, static_cast<int>(tools::Exit::invalid_input));
  EXPECT_TRUE(holds(said.text, row)) << "expected at " << row.place << ", got\n" << said.text;
  EXPECT_NE(("\n" + said.text).find("\n" + row.count + " fault"), std::string::npos) << said.text;
}

TEST(FaultLists, EveryRowIsRefusedAtItsPlaceInItsWords) {
  std::size_t rows = 0;
  for (const auto& entry : fs::directory_iterator(source_dir() + "/tests/faults")) {
    SCOPED_TRACE(entry.path().filename().string());
    const List list = read_list(entry.path());
    const Said sound = run(list, list.files);
    EXPECT_EQ(sound.code, 0) << sound.text;
    for (const Row& row : list.rows) {
      SCOPED_TRACE(row.file + " | " + row.old_text + " | " + row.new_text);
      expect_refused(list, row);
    }
    rows += list.rows.size();
  }
  EXPECT_GE(rows, 181U) << "with the 69 of fault_cases.cpp: 250";
}

}  // namespace
}  // namespace entrepot::test::fault_lists_test
