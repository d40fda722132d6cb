#include "outputs/store/checkpoint_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "sim/core/error.hpp"
#include "sim/core/input_files.hpp"

namespace entrepot::outputs {

namespace {

constexpr const char* mark = "entrepot-checkpoint";
constexpr int format_version = 1;
constexpr std::size_t hash_digits = 64;
constexpr std::size_t longest_name = 4096;
constexpr const char* start_anew = "start the run anew, or from an older checkpoint";

// The first line: of the same length whatever it says.
std::string first_line(const std::string& hash, std::uint64_t bytes) {
  return fmt::format("{} {} {} {:020}\n", mark, format_version, hash, bytes);
}
std::size_t first_line_size() { return first_line(std::string(hash_digits, '0'), 0).size(); }

[[noreturn]] void fail_writing(const std::string& path) {
  throw RunError("cannot write the checkpoint " + path + ": " + std::generic_category().message(errno));
}

// Where a checkpoint goes is no choice of the user's: what stands in its way is a failure, not a fault of the
// input.
OutputClaim claim_of(const std::string& path) {
  try {
    return {path, Existing::go_on};
  } catch (const InputError& error) {
    throw RunError("cannot write the checkpoint " + path + ": " + error.faults().front().why);
  }
}

}  // namespace

CheckpointWriter::CheckpointWriter(const std::string& path)
    : claim_(claim_of(path)), swap_(claim_), file_(std::fopen(swap_.part().c_str(), "wb"), &std::fclose) {
  if (!file_) fail_writing(path);
  const std::string room(first_line_size(), ' ');
  if (std::fwrite(room.data(), 1, room.size(), file_.get()) != room.size()) fail_writing(path);
}

void CheckpointWriter::put(const void* data, std::size_t bytes) {
  if (bytes == 0) return;
  hash_.add(data, bytes);
  bytes_ += bytes;
  if (std::fwrite(data, 1, bytes, file_.get()) != bytes) fail_writing(swap_.part());
}

// Native byte order: a checkpoint goes on where it was written, or on a machine like it.
void CheckpointWriter::put_number(std::uint64_t value) { put(&value, sizeof value); }

void CheckpointWriter::add(const std::string& name, std::size_t element, std::span<const std::byte> bytes) {
  ENTREPOT_VALIDATE(!name.empty() && name.size() <= longest_name, "a section has a name");
  put_number(name.size());
  put(name.data(), name.size());
  put_number(element);
  put_number(bytes.size());
  put(bytes.data(), bytes.size());
}

void CheckpointWriter::add(const std::string& name, std::span<const double> values) {
  add(name, sizeof(double), std::as_bytes(values));
}

void CheckpointWriter::add(const std::string& name, const std::string& text) {
  add(name, 1, std::as_bytes(std::span(text)));
}

void CheckpointWriter::commit() {
  const std::string line = first_line(hash_.finish(), bytes_);
  std::FILE* file = file_.release();
  bool good = std::fseek(file, 0, SEEK_SET) == 0;
  good = good && std::fwrite(line.data(), 1, line.size(), file) == line.size();
  if (std::fclose(file) != 0 || !good) fail_writing(swap_.part());
  swap_.commit();
}

void CheckpointReader::refuse(const std::string& what, const std::string& why,
                              const std::string& suggestion) const {
  throw InputError(Fault{Place{path_, 0, 0, ""}, what, why, suggestion});
}

CheckpointReader::CheckpointReader(std::string path) : path_(std::move(path)) {
  std::error_code error;
  note_input(path_);
  if (!std::filesystem::is_regular_file(path_, error))
    refuse("no such checkpoint", "no file of that name", "");
  std::ifstream file(path_, std::ios::binary);
  data_.resize(std::filesystem::file_size(path_, error));
  if (!file.read(data_.data(), static_cast<std::streamsize>(data_.size())))
    refuse("cannot read the checkpoint", "reading stopped early", "");
  list_sections(check_frame());
}

// Where the sections begin.
std::size_t CheckpointReader::check_frame() {
  const std::string_view text(data_.data(), data_.size());
  const std::string start = std::string(mark) + " ";
  if (text.substr(0, start.size()) != start)
    refuse("not a checkpoint of entrepot", "its first bytes say so", "");
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::string_view version = line.substr(start.size(), line.find(' ', start.size()) - start.size());
  const std::size_t begin = first_line_size();
  if (version != std::to_string(format_version))
    refuse(fmt::format("unknown version {} of the format", version),
           fmt::format("this program reads {}", format_version), "use the version of entrepot that wrote it");
  std::uint64_t bytes = 0;
  const std::string_view digits = line.substr(line.rfind(' ') + 1);
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
  if (line.size() + 1 != begin || problem != std::errc() || end != digits.data() + digits.size())
    refuse("the checkpoint is damaged", "its first line is broken", start_anew);
  if (data_.size() < begin || data_.size() - begin != bytes)
    refuse(data_.size() < begin + bytes ? "the checkpoint is truncated" : "the checkpoint is too long",
           fmt::format("{} of {} bytes are there", data_.size() - std::min(begin, data_.size()), bytes),
           start_anew);
  Sha256 hash;
  hash.add(data_.data() + begin, bytes);
  hash_ = hash.finish();
  if (first_line(hash_, bytes) != text.substr(0, begin))
    refuse("the checkpoint is damaged", "its checksum does not hold", start_anew);
  return begin;
}

std::uint64_t CheckpointReader::number_at(std::size_t& at) const {
  std::uint64_t value = 0;
  if (data_.size() - at < sizeof value)
    refuse("the checkpoint is damaged", "a section ends early", start_anew);
  std::memcpy(&value, data_.data() + at, sizeof value);
  at += sizeof value;
  return value;
}

void CheckpointReader::list_sections(std::size_t at) {
  const auto inside = [&](std::uint64_t size) {
    if (size > data_.size() - at) refuse("the checkpoint is damaged", "a section ends early", start_anew);
    return static_cast<std::size_t>(size);
  };
  while (at < data_.size()) {
    const std::size_t length = inside(number_at(at));
    const std::string name(data_.data() + at, length);
    at += length;
    Section section;
    section.element = number_at(at);
    section.size = inside(number_at(at));
    section.offset = at;
    at += section.size;
    sections_[name] = section;
  }
}

std::vector<std::string> CheckpointReader::names(const std::string& prefix) const {
  std::vector<std::string> found;
  for (auto at = sections_.lower_bound(prefix);
       at != sections_.end() && at->first.compare(0, prefix.size(), prefix) == 0; ++at)
    found.push_back(at->first);
  return found;
}

std::span<const std::byte> CheckpointReader::bytes(const std::string& name, std::size_t element) const {
  const auto found = sections_.find(name);
  const bool fits = found != sections_.end() && found->second.element == element &&
                    (element == 0 || found->second.size % element == 0);
  if (!fits)
    refuse("the checkpoint does not fit this program", "it has no section " + name + " of this shape",
           "use the version of entrepot that wrote it");
  return std::as_bytes(std::span(data_)).subspan(found->second.offset, found->second.size);
}

std::vector<double> CheckpointReader::numbers(const std::string& name) const {
  const std::span<const std::byte> from = bytes(name, sizeof(double));
  std::vector<double> values(from.size() / sizeof(double));
  if (!from.empty()) std::memcpy(values.data(), from.data(), from.size());
  return values;
}

std::string CheckpointReader::text(const std::string& name) const {
  const std::span<const std::byte> from = bytes(name, 1);
  return {reinterpret_cast<const char*>(from.data()), from.size()};
}

}  // namespace entrepot::outputs
