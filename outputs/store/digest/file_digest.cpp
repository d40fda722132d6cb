#include "outputs/store/digest/file_digest.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <tuple>

#include "sim/core/error.hpp"
#include "sim/core/sha256.hpp"

namespace entrepot::outputs {

namespace {

// The line: mark, digest, number of bytes it covers, and the same length always.
constexpr std::size_t line_bytes = 128;
constexpr const char* digest_mark = "\nentrepot-digest sha256 ";

struct Line {
  std::uint64_t covers = 0;
  std::string digest;
};

std::string line_text(const Line& line) {
  const std::string text = fmt::format("{}{} of {} bytes", digest_mark, line.digest, line.covers);
  return fmt::format("{:<{}}\n", text, line_bytes - 1);
}

// None where the file does not end with a line that covers all before it, written as line_text() writes it.
std::optional<Line> read_line(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file ? std::streamoff(file.tellg()) : 0;
  if (size < static_cast<std::streamoff>(line_bytes)) return std::nullopt;
  std::string text(line_bytes, '\0');
  file.seekg(size - static_cast<std::streamoff>(line_bytes));
  if (!file.read(text.data(), static_cast<std::streamsize>(line_bytes))) return std::nullopt;
  const std::string start = digest_mark;
  if (text.compare(0, start.size(), start) != 0) return std::nullopt;
  Line line{static_cast<std::uint64_t>(size) - line_bytes, text.substr(start.size(), 64)};
  return line;
}

using FileState = std::tuple<dev_t, ino_t, off_t, time_t, long>;

// A verb opens a file several times; its bytes are read once.
struct Known {
  std::mutex mutex;
  std::map<FileState, Soundness> files;
};

Known& known_files() {
  static Known known;
  return known;
}

Soundness compute(const std::string& path) {
  const std::optional<Line> line = read_line(path);
  if (!line) return Soundness::no_digest;
  const Line expected{line->covers, file_hash(path, line->covers)};
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(line->covers));
  std::string text(line_bytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(line_bytes));
  return text == line_text(expected) ? Soundness::sound : Soundness::damaged;
}

}  // namespace

void append_digest(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) throw RunError("cannot read " + path);
  const auto size = static_cast<std::uint64_t>(status.st_size);
  const std::string text = line_text({size, file_hash(path, size)});
  std::FILE* const file = std::fopen(path.c_str(), "ab");
  const bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file == nullptr || std::fclose(file) != 0 || !written)
    throw RunError("results cannot be stored: cannot write the digest of " + path);
}

Soundness soundness(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return Soundness::no_digest;
  const FileState state{status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec,
                        status.st_mtim.tv_nsec};
  Known& known = known_files();
  const std::lock_guard<std::mutex> lock(known.mutex);
  const auto at = known.files.find(state);
  if (at != known.files.end()) return at->second;
  return known.files.emplace(state, compute(path)).first->second;
}

std::string stored_digest(const std::string& path) {
  const std::optional<Line> line = read_line(path);
  return line ? line->digest : "";
}

void expect_sound(const std::string& path) {
  if (soundness(path) != Soundness::damaged) return;
  throw InputError(Fault{{path, 0, 0, ""},
                         "the file is damaged",
                         "its bytes are not those that its digest was made from",
                         "take a sound copy, or make it again"});
}

}  // namespace entrepot::outputs
