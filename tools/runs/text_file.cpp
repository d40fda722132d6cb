#include "tools/runs/text_file.hpp"

#include <zlib.h>

#include <filesystem>
#include <sstream>

#include "sim/core/error.hpp"

namespace entrepot::tools {

TextFile::TextFile(OutputClaim output) : path_(output.path()), output_(std::move(output)) {
  if (!output_->is_stream()) swap_.emplace(*output_);
  const bool packed = std::filesystem::path(path_).extension() == ".gz";
  file_ = gzopen(swap_ ? swap_->part().c_str() : path_.c_str(), packed ? "wb6" : "wbT");
  if (file_ == nullptr) throw RunError("cannot write " + path_);
}

TextFile::~TextFile() {
  if (file_ != nullptr) gzclose(file_);
}

void TextFile::write_buffer() {
  buffer_.push_back('\n');
  const std::size_t size = buffer_.size();
  const std::size_t written =
      file_ != nullptr ? static_cast<std::size_t>(gzwrite(file_, buffer_.data(), static_cast<unsigned>(size)))
                       : std::fwrite(buffer_.data(), 1, size, stdout);
  if (written != size) throw RunError("cannot write " + path_);
  ++lines_;
}

std::string TextFile::finish() {
  if (file_ == nullptr) return fmt::format("{} rows", lines_ - 1);
  const int closed = gzclose(file_);
  file_ = nullptr;
  if (closed != Z_OK) throw RunError("cannot finish " + path_);
  if (!swap_) return fmt::format("{}: {} rows", path_, lines_ - 1);
  swap_->commit();
  return fmt::format("{}: {} rows, {:.1f} MB", path_, lines_ - 1,
                     static_cast<double>(std::filesystem::file_size(path_)) * 1e-6);
}

std::vector<std::string> split_commas(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

}  // namespace entrepot::tools
