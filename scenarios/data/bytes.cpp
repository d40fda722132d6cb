// Reading whole files, gz or plain.
#include <zlib.h>

#include <array>
#include <filesystem>
#include <memory>

#include "scenarios/data/csv.hpp"
#include "scenarios/data/unpacked_size.hpp"
#include "sim/core/input_files.hpp"

namespace entrepot::scenarios {

namespace {

[[noreturn]] void fail_read(const std::string& path, const std::string& what, const std::string& why) {
  throw InputError(Fault{{path, 0, 0, ""}, what, why, ""});
}

// Hands over the bytes in pieces.
template <class Take>
void unpack(const std::string& path, const Take& take) {
  if (!std::filesystem::is_regular_file(path)) fail_read(path, "cannot read the file", "no such file");
  note_input(path);
  const auto close = [](gzFile file) { gzclose(file); };
  const std::unique_ptr<gzFile_s, decltype(close)> file(gzopen(path.c_str(), "rb"), close);
  if (!file) fail_read(path, "cannot read the file", "it does not open");
  std::array<char, 1U << 16U> buffer{};
  int count = 0;
  UnpackedSize unpacked(path);
  while ((count = gzread(file.get(), buffer.data(), buffer.size())) > 0) {
    unpacked.add(static_cast<std::size_t>(count));
    take(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
  }
  int code = Z_OK;
  const char* message = gzerror(file.get(), &code);
  // zlib reports a cut-off stream only through the error state, after handing out what it could.
  if (count < 0 || (code != Z_OK && code != Z_STREAM_END)) fail_read(path, "cannot unpack the file", message);
}

}  // namespace

std::string read_bytes(const std::string& path) {
  constexpr std::size_t most = 1U << 31U;  // cells address their text with 32 bits
  std::string bytes;
  unpack(path, [&](std::string_view piece) {
    bytes += piece;
    if (bytes.size() > most) fail_read(path, "the file is too large", "more than 2 GB unpacked");
  });
  return bytes;
}

void add_unpacked(const std::string& path, Sha256& hash) {
  unpack(path, [&](std::string_view piece) { hash.add(piece); });
}

}  // namespace entrepot::scenarios
