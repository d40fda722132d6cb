#include "scenarios/data/tables/text_rows.hpp"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "sim/core/input_files.hpp"
#include "sim/core/plain_text.hpp"

namespace entrepot::scenarios {

namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20U;
// Longer than any row of a published table (EXIOBASE: about 100 kB): a guard against files that are no text.
constexpr std::size_t longest_line = std::size_t{1} << 26U;

}  // namespace

void TextRows::Close::operator()(void* file) const { gzclose(static_cast<gzFile>(file)); }

TextRows::TextRows(const std::string& path, char separator) : file_(path), separator_(separator) {
  if (!std::filesystem::is_regular_file(path))
    throw InputError(Fault{{path, 0, 0, ""}, "cannot read the file", "no such file", ""});
  note_input(path);
  stream_.reset(gzopen(path.c_str(), "rb"));
  if (!stream_) throw InputError(Fault{{path, 0, 0, ""}, "cannot read the file", "it does not open", ""});
  gzbuffer(static_cast<gzFile>(stream_.get()), 1U << 17U);
  unpacked_.emplace(path);
}

// Drops what was read and takes the next block; false at the end of the file.
bool TextRows::fill() {
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t had = buffer_.size();
  buffer_.resize(had + block_bytes);
  const auto stream = static_cast<gzFile>(stream_.get());
  const int count = gzread(stream, buffer_.data() + had, static_cast<unsigned>(block_bytes));
  buffer_.resize(had + static_cast<std::size_t>(std::max(count, 0)));
  int code = Z_OK;
  const char* message = gzerror(stream, &code);
  if (count < 0 || (code != Z_OK && code != Z_STREAM_END))
    throw InputError(Fault{{file_, 0, 0, ""}, "cannot unpack the file", message, ""});
  unpacked_->add(static_cast<std::size_t>(count));
  return count > 0;
}

bool TextRows::read_line() {
  std::size_t end = std::string::npos;
  std::size_t searched = at_;
  while ((end = buffer_.find('\n', searched)) == std::string::npos) {
    searched = buffer_.size() - at_;  // fill() moves the rest to the front
    if (!fill()) break;
    if (buffer_.size() > longest_line) {
      throw InputError(Fault{{file_, line_number_ + 1, 0, ""},
                             "a line is longer than 64 MB",
                             "a table has a row on each line",
                             "is it a table in CSV?"});
    }
  }
  if (end == std::string::npos && at_ == buffer_.size()) return false;
  const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
  line_.append(buffer_, at_, stop - at_);
  at_ = end == std::string::npos ? stop : stop + 1;
  ++line_number_;
  if (!line_.empty() && line_.back() == '\r') line_.pop_back();
  return true;
}

void TextRows::choose_separator() {
  constexpr std::string_view known = ",\t;|";
  separator_ = *std::max_element(known.begin(), known.end(), [&](char a, char b) {
    return std::count(line_.begin(), line_.end(), a) < std::count(line_.begin(), line_.end(), b);
  });
}

// Tables hold text: control characters would reach terminals and file names.
void TextRows::check_line() const {
  if (find_control(line_) == std::string::npos) return;
  throw InputError(Fault{{file_, line_number_, 0, ""},
                         "the file holds control characters",
                         "a table is text",
                         "is it a table in CSV?"});
}

// Reads a quoted cell whose quote stands at `at`; returns where the separator after it is.
std::size_t TextRows::split_quoted(std::size_t at) {
  const Place opened{file_, line_number_, static_cast<int>(at) + 1, ""};
  const std::size_t begin = at + 1;
  std::size_t out = begin;
  std::size_t in = begin;
  while (true) {
    if (in >= line_.size()) {  // the cell goes on in the next line
      line_ += '\n';
      if (!read_line())
        throw InputError(Fault{opened, "a quote is never closed", "the file ends inside the cell", ""});
      continue;
    }
    if (line_[in] == '"') {
      if (in + 1 >= line_.size() || line_[in + 1] != '"') break;
      ++in;
    }
    line_[out++] = line_[in++];
  }
  cells_.push_back({begin, out - begin});
  if (in + 1 < line_.size() && line_[in + 1] != separator_)
    throw InputError(
        Fault{opened, "text follows a closing quote", "", "double a quote inside a quoted cell"});
  return in + 1;
}

void TextRows::split() {
  cells_.clear();
  std::size_t at = 0;
  while (true) {
    if (at < line_.size() && line_[at] == '"') {
      at = split_quoted(at);
    } else {
      const std::size_t end = std::min(line_.find(separator_, at), line_.size());
      cells_.push_back({at, end - at});
      at = end;
    }
    if (at >= line_.size()) return;
    ++at;  // the separator
  }
}

bool TextRows::next(std::vector<std::string_view>& cells) {
  do {
    line_.clear();
    if (!read_line()) return false;
    if (line_number_ == 1 && line_.compare(0, 3, "\xEF\xBB\xBF") == 0) line_.erase(0, 3);
  } while (line_.empty());
  check_line();
  if (separator_ == 0) choose_separator();
  split();
  cells.clear();
  for (const Cell& cell : cells_) cells.push_back(std::string_view(line_).substr(cell.begin, cell.size));
  return true;
}

Place TextRows::place(std::size_t cell) const {
  const int column = cell < cells_.size() ? static_cast<int>(cells_[cell].begin) + 1 : 0;
  return {file_, line_number_, column, ""};
}

std::vector<std::vector<std::string>> head_rows(const std::string& path, std::size_t rows) {
  std::vector<std::vector<std::string>> head;
  try {
    TextRows text(path);
    std::vector<std::string_view> cells;
    while (head.size() < rows && text.next(cells)) head.emplace_back(cells.begin(), cells.end());
  } catch (const InputError&) {  // told by the reader that takes the file
  }
  return head;
}

std::optional<double> number_in(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace entrepot::scenarios
