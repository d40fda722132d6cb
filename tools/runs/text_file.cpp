#include "tools/runs/text_file.hpp"

#include <zlib.h>

#include <sstream>

#include "sim/core/error.hpp"

namespace entrepot::tools {

TextFile::TextFile(const std::filesystem::path& path) : path_(path) {
  if (path == "-") return;
  swap_.emplace(path.string());
  file_ = gzopen(swap_->part().c_str(), path_.extension() == ".gz" ? "wb6" : "wbT");
  if (file_ == nullptr) throw RunError("cannot write " + path_.string());
}

TextFile::~TextFile() {
  if (file_ != nullptr) gzclose(file_);
}

void TextFile::write_buffer() {
  buffer_.push_back('\n');
  const std::size_t size = buffer_.size();
  const std::size_t written =
      swap_ ? static_cast<std::size_t>(gzwrite(file_, buffer_.data(), static_cast<unsigned>(size)))
            : std::fwrite(buffer_.data(), 1, size, stdout);
  if (written != size) throw RunError("cannot write " + path_.string());
  ++lines_;
}

std::string TextFile::finish() {
  if (!swap_) return fmt::format("{} rows", lines_ - 1);
  const int closed = gzclose(file_);
  file_ = nullptr;
  if (closed != Z_OK) throw RunError("cannot finish " + path_.string());
  swap_->commit();
  return fmt::format("{}: {} rows, {:.1f} MB", path_.string(), lines_ - 1,
                     static_cast<double>(std::filesystem::file_size(path_)) * 1e-6);
}

std::vector<std::string> split_commas(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

}  // namespace entrepot::tools
