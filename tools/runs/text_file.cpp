#include "tools/runs/text_file.hpp"

#include <zlib.h>

#include <sstream>

#include "sim/core/error.hpp"

namespace entrepot {

TextFile::TextFile(const std::filesystem::path& path)
    : path_(path), part_(path.string() + ".part"), to_stdout_(path == "-") {
  if (to_stdout_) return;
  file_ = gzopen(part_.c_str(), path_.extension() == ".gz" ? "wb6" : "wbT");
  if (file_ == nullptr) throw RunError("cannot write " + path_.string());
}

TextFile::~TextFile() {
  if (file_ == nullptr) return;
  gzclose(file_);
  std::error_code error;
  std::filesystem::remove(part_, error);
}

void TextFile::write_buffer() {
  buffer_.push_back('\n');
  const std::size_t size = buffer_.size();
  const std::size_t written =
      to_stdout_ ? std::fwrite(buffer_.data(), 1, size, stdout)
                 : static_cast<std::size_t>(gzwrite(file_, buffer_.data(), static_cast<unsigned>(size)));
  if (written != size) throw RunError("cannot write " + path_.string());
  ++lines_;
}

std::string TextFile::finish() {
  if (to_stdout_) return fmt::format("{} rows", lines_ - 1);
  const int closed = gzclose(file_);
  file_ = nullptr;
  if (closed != Z_OK) throw RunError("cannot finish " + path_.string());
  std::filesystem::rename(part_, path_);
  return fmt::format("{}: {} rows, {:.1f} MB", path_.string(), lines_ - 1,
                     static_cast<double>(std::filesystem::file_size(path_)) * 1e-6);
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted;
  for (const char letter : text) quoted.append(letter == '"' ? 2 : 1, letter);
  return "\"" + quoted + "\"";
}

std::vector<std::string> split_commas(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

}  // namespace entrepot
